//! The commands of the workspace: `cargo xtask --help` lists them.

fn main() -> std::process::ExitCode {
    restwright::main()
}
