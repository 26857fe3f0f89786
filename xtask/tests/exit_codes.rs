//! The executable itself: the exit codes that `--help` promises, and no colors where there is no terminal.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn xtask(workspace: &Path, arguments: &[&str]) -> Output {
    let xtask = workspace.join("xtask");
    fs::create_dir_all(&xtask).unwrap();
    fs::create_dir_all(workspace.join("generated")).unwrap();
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .env("CARGO_MANIFEST_DIR", xtask)
        .output()
        .unwrap()
}

#[test]
fn say_whether_all_is_well() {
    let workspace = tempfile::tempdir().unwrap();
    let folder = workspace.path();
    fs::create_dir_all(folder.join("spec/pets")).unwrap();
    fs::create_dir_all(folder.join("generated")).unwrap();
    fs::write(folder.join("generated/Cargo.toml"), "").unwrap();
    let code = |arguments: &[&str]| xtask(folder, arguments).status.code();
    assert_eq!(code(&["regenerate", "--check"]), Some(1), "drift");
    assert_eq!(code(&["regenerate"]), Some(0));
    assert_eq!(code(&["regenerate", "--check"]), Some(0));
    fs::write(folder.join("spec/pets/v1.json"), "{").unwrap();
    assert_eq!(code(&["regenerate"]), Some(1), "a refused description");
    let refused = xtask(folder, &["regenerate"]);
    assert!(!refused.stdout.contains(&b'\x1b') && !refused.stderr.contains(&b'\x1b'));
    fs::remove_dir_all(folder.join("spec")).unwrap();
    assert_eq!(code(&["regenerate"]), Some(2), "no folder to read");
    assert_eq!(
        code(&["regenerate", "--chekc"]),
        Some(2),
        "a wrong argument"
    );
    assert_eq!(code(&[]), Some(2), "no command");
    assert_eq!(code(&["--help"]), Some(0));
}

#[test]
fn are_in_the_help() {
    let workspace = tempfile::tempdir().unwrap();
    for arguments in [
        &["--help"][..],
        &["regenerate", "--help"],
        &["conformance", "--help"],
    ] {
        let help = String::from_utf8(xtask(workspace.path(), arguments).stdout).unwrap();
        assert!(
            help.contains("Exit codes:") && help.contains("  2  "),
            "{help}"
        );
    }
}

#[test]
fn conformance_needs_a_baseline_to_compare_with() {
    let workspace = tempfile::tempdir().unwrap();
    let output = xtask(workspace.path(), &["conformance", "server"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("tests/conformance.json"), "{said}");
}
