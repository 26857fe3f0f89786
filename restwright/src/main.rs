//! The commands for who wants no xtask: `restwright regenerate` is `cargo xtask regenerate`.

fn main() -> std::process::ExitCode {
    restwright::main()
}
