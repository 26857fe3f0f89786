//! What must compile compiles and runs, and what must not says why.
//!
//! A stranger would get this wrong: programs that fail and programs that pass are compiled by two runs of trybuild,
//! because it compiles all at once only when none of them has to run.

use std::process::Command;
use tests::{golden, root};
use trybuild::TestCases;

const CHILD: &str = "UI_TEST_CHILD";

/// trybuild is told by variables of its process what to do: it gives the programs the dependencies of the package in
/// `CARGO_MANIFEST_DIR`, and this package has too many. A process can't set its own safely, so it starts itself again.
#[test]
fn programs_compile_or_say_why_not() {
    if std::env::var_os(CHILD).is_some() {
        TestCases::new().compile_fail("fail/**/*.rs");
        TestCases::new().pass("pass/*.rs");
        return;
    }
    let package = root().join("ui");
    let program = std::env::current_exe().expect("the path of this test");
    let mut command = Command::new(program);
    command
        .arg("--nocapture")
        .current_dir(&package)
        .env("CARGO_MANIFEST_DIR", &package)
        .env(CHILD, "1");
    if golden::blesses() {
        command.env("TRYBUILD", "overwrite");
    }
    let output = command.output().expect("this test can be started again");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{}{}\n{}",
        text(&output.stdout),
        text(&output.stderr),
        golden::BLESS
    );
}
