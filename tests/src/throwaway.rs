//! Throwaway crates: emitted modules with tests beside them, compiled by Cargo in one go.
//!
//! A stranger would get this wrong: the tests are a crate of their own, as users are. Inside of the emitted crate
//! `#[non_exhaustive]` has no meaning, and every caller would compile.

use crate::workspace;
use restwright::crate_writer::{CrateOptions, write_crate};
use restwright::description::Generated;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What the compiler is told of emitted code.
const FLAGS: &str = "-Dwarnings -Dmissing_docs";

/// A crate below the target folder.
#[derive(Clone, Debug)]
pub struct Throwaway {
    folder: PathBuf,
    target: PathBuf,
    name: String,
    tests: Vec<String>,
}

impl Throwaway {
    /// Writes a crate with these modules into a folder of its name below `temporary`, which is Cargo's `CARGO_TARGET_TMPDIR`.
    ///
    /// # Panics
    /// If it cannot be written.
    pub fn new(temporary: &Path, name: &str, modules: &[Generated]) -> Self {
        let folder = temporary.join(name);
        let options = CrateOptions {
            name,
            workspace: workspace(),
            standalone: true,
        };
        write_crate(&folder, modules, &options).expect("a throwaway crate can be written");
        // The versions that the workspace pins: nothing is downloaded.
        std::fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock"))
            .expect("the lock file can be copied");
        Self {
            folder,
            target: temporary.join("target"),
            name: name.to_owned(),
            tests: Vec::new(),
        }
    }

    /// Adds a file of tests, in which `super::api` is the module of this path.
    pub fn test(&mut self, module: &str, api: &str, file: &Path) {
        let (name, file) = (&self.name, file.to_string_lossy());
        self.tests.push(format!(
            "mod {module} {{\n    use {name}::{api} as api;\n    #[path = {file:?}]\n    mod test;\n}}\n"
        ));
    }

    /// Compiles all of it and runs the tests; no warning is allowed.
    ///
    /// # Errors
    /// What Cargo printed.
    ///
    /// # Panics
    /// If the tests cannot be written or Cargo cannot be started.
    pub fn run(&self) -> Result<(), String> {
        let tests = self.folder.join("tests");
        std::fs::create_dir_all(&tests).expect("a folder for the tests");
        write_if_changed(
            &tests.join("all.rs"),
            &format!("//! All tests of the modules.\n\n{}", self.tests.concat()),
        );
        self.cargo(&["test", "--quiet", "--lib", "--tests"], FLAGS)
    }

    /// Compiles and runs the examples of the documentation.
    ///
    /// # Errors
    /// What Cargo printed.
    ///
    /// # Panics
    /// If Cargo cannot be started.
    pub fn doctest(&self) -> Result<(), String> {
        self.cargo(&["test", "--quiet", "--doc"], FLAGS)
    }

    /// Holds the modules to Clippy, default and pedantic.
    ///
    /// # Errors
    /// What Clippy says.
    ///
    /// # Panics
    /// If Cargo cannot be started.
    pub fn clippy(&self) -> Result<(), String> {
        let lints = [
            "clippy",
            "--quiet",
            "--lib",
            "--",
            "-Dwarnings",
            "-Dclippy::all",
            "-Dclippy::pedantic",
        ];
        self.cargo(&lints, "")
    }

    /// The name of the crate.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes a file of the program of callers, which is an example of the crate.
    ///
    /// # Panics
    /// If it cannot be written.
    pub fn write_caller(&self, file: &str, text: &str) {
        let folder = self.folder.join("examples/callers");
        std::fs::create_dir_all(&folder).expect("a folder for the callers");
        write_if_changed(&folder.join(file), text);
    }

    /// Removes all files of callers but these.
    ///
    /// # Panics
    /// If they cannot be read or removed.
    pub fn keep_callers(&self, files: &BTreeSet<String>) {
        let folder = self.folder.join("examples/callers");
        for entry in std::fs::read_dir(folder).expect("the folder of the callers") {
            let path = entry.expect("an entry of a folder").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if !files.contains(&*name) {
                std::fs::remove_file(&path).expect("a file of callers can be removed");
            }
        }
    }

    /// Checks the crate and its callers: whether they compile, and what Cargo says as JSON.
    ///
    /// # Panics
    /// If Cargo cannot be started, or refuses the crate itself.
    pub fn check_callers(&self) -> (bool, String) {
        let arguments = [
            "check",
            "--quiet",
            "--example",
            "callers",
            "--message-format=json",
        ];
        let output = self.output(&arguments, "");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let problems = String::from_utf8_lossy(&output.stderr);
        assert!(
            !problems.contains(&format!("could not compile `{}` (lib)", self.name)),
            "in {}\n{problems}{said}",
            self.folder.display()
        );
        (output.status.success(), said)
    }

    fn cargo(&self, arguments: &[&str], flags: &str) -> Result<(), String> {
        let output = self.output(arguments, flags);
        if output.status.success() {
            return Ok(());
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Err(format!(
            "in {}\n{}{}",
            self.folder.display(),
            text(&output.stdout),
            text(&output.stderr)
        ))
    }

    fn output(&self, arguments: &[&str], flags: &str) -> Output {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Command::new(cargo)
            .current_dir(&self.folder)
            .args(arguments)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TERM_COLOR", "never")
            .env("RUSTFLAGS", flags)
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .output()
            .expect("Cargo can be started")
    }
}

/// Leaves a file alone that is as it should be: its time tells Cargo what to build again.
fn write_if_changed(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    std::fs::write(path, text).expect("a file of the throwaway crate can be written");
}
