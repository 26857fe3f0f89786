//! What an API requires cannot be left out. Each function in `ui/fail/emitted` leaves out one thing and must not compile;
//! `ui/fail` is also the place for programs of your own that must not compile.
//!
//! What the compiler says about a program is written beside it, so that a review sees when it changes.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

const CHILD: &str = "REQUIRED_TEST_CHILD";

#[test]
fn what_is_required_cannot_be_left_out() {
    if env::var_os(CHILD).is_some() {
        trybuild::TestCases::new().compile_fail("ui/fail/**/*.rs");
        return;
    }
    // trybuild is told by a variable to write down what the compiler says; it is given to a process of its own.
    let output = Command::new(env::current_exe().expect("the path of this test"))
        .args(["--nocapture", "what_is_required_cannot_be_left_out"])
        .env(CHILD, "1")
        .env("TRYBUILD", "overwrite")
        .output()
        .expect("this test can be started again");
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    for entry in fs::read_dir("ui/fail/emitted").into_iter().flatten() {
        let program = entry.expect("a file of the folder").path();
        if program.extension().is_some_and(|extension| extension == "rs") {
            names_each_omission(&program);
        }
    }
}

/// Each function of a program is one error, which names what it leaves out.
fn names_each_omission(program: &Path) {
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let text = read(program);
    let said = read(&program.with_extension("stderr"));
    let omissions: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("/// Leaves out `")?.strip_suffix("`."))
        .collect();
    let errors = said.lines().filter(|line| line.starts_with("error[")).count();
    assert_eq!(errors, omissions.len(), "{}", program.display());
    for omission in omissions {
        let field = format!("missing field `{omission}`");
        let argument = format!("/* {omission} */");
        assert!(
            said.contains(&field) || said.contains(&argument),
            "{} does not say that `{omission}` is missing",
            program.display()
        );
    }
}
