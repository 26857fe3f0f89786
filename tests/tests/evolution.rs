//! Additive changes of a description break no caller, and a reviewer sees no more than the change.
//!
//! A stranger would get this wrong: a caller is compiled and run against the state before the change too, or it might
//! show nothing.

use restwright::description::Generated;
use restwright::tree::Tree;
use std::path::Path;
use tests::evolution::{Evolution, FileChange, State, evolutions};
use tests::golden;
use tests::throwaway::Throwaway;

#[test]
fn a_reviewer_sees_the_expected_difference() {
    let failures: Vec<String> = evolutions()
        .iter()
        .filter_map(|evolution| check(evolution).err())
        .collect();
    golden::report(&failures);
}

fn check(evolution: &Evolution) -> Result<(), String> {
    let diff = evolution
        .changes()
        .into_iter()
        .map(|change| change.diff)
        .collect();
    let mut tree = Tree::default();
    tree.insert("expected.diff", diff)
        .expect("a fixed path is inside");
    golden::check(&evolution.folder, &tree, &["expected.diff"])
}

#[test]
fn an_optional_property_is_a_few_lines_of_one_file() {
    let changes = changes("optional-property");
    assert!(
        matches!(changes[..], [FileChange { lines: 1..=4, .. }]),
        "{changes:?}"
    );
}

#[test]
fn a_schema_and_an_operation_change_only_lists_of_modules_beside_their_own_files() {
    for name in ["operation", "schema"] {
        for FileChange { path, diff, .. } in changes(name) {
            let removed = diff
                .lines()
                .filter(|line| line.starts_with('-') && !line.starts_with("---"));
            let removed: Vec<&str> = removed
                .filter(|line| !line.starts_with("-pub use ") && !line.starts_with("-use "))
                .collect();
            assert!(removed.is_empty(), "{name} {path}: {removed:?}");
        }
    }
}

fn changes(name: &str) -> Vec<FileChange> {
    let evolutions = evolutions();
    evolutions
        .iter()
        .find(|evolution| evolution.name == name)
        .expect("a change of this name")
        .changes()
}

#[test]
fn a_caller_compiles_and_works_before_and_after() {
    let evolutions = evolutions();
    let states = [State::Before, State::After];
    let modules: Vec<Generated> = evolutions
        .iter()
        .flat_map(|evolution| states.map(|state| evolution.generate(state)))
        .collect();
    let mut throwaway = Throwaway::new(
        Path::new(env!("CARGO_TARGET_TMPDIR")),
        "evolution",
        &modules,
    );
    for evolution in &evolutions {
        for state in states {
            let (module, state) = (evolution.module(), state.name());
            throwaway.test(
                &format!("{module}_{state}"),
                &format!("{module}::{state}"),
                &evolution.folder.join("caller.rs"),
            );
        }
    }
    throwaway.run().unwrap_or_else(|output| panic!("{output}"));
}
