//! The commands for who wants no xtask: `restwright regenerate` is `cargo xtask regenerate`.

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    restwright::main()
}
