//! The report of changes is right: its text, and in Rust each verdict that it gives.
//!
//! A stranger would get this wrong: a caller for a change that breaks must compile before it, or its error would prove
//! nothing; and the error that the report quotes must be among those that the compiler gives.

use restwright_codegen::changes::{Change, Kind, RustVerdict};
use std::collections::BTreeSet;
use std::path::Path;
use tests::callers::{Caller, Refusals, refusals};
use tests::change_case::{ChangeCase, Direction, Proof, change_cases, report};
use tests::evolution::State;
use tests::golden;
use tests::throwaway::Throwaway;

const DIRECTIONS: [Direction; 2] = [Direction::Forth, Direction::Back];

#[test]
fn reports_are_as_expected() {
    let failures: Vec<String> = change_cases()
        .iter()
        .filter_map(|case| check(case).err())
        .collect();
    golden::report(&failures);
}

fn check(case: &ChangeCase) -> Result<(), String> {
    let mut tree = restwright::tree::Tree::default();
    let names = DIRECTIONS.map(|direction| format!("{}.txt", direction.name()));
    for (direction, name) in DIRECTIONS.iter().zip(&names) {
        tree.insert(name, report(case.compare(*direction)))
            .expect("a fixed path is inside");
    }
    golden::check(&case.folder, &tree, &names.each_ref().map(String::as_str))
}

#[test]
fn ids_and_sentences_are_all_there() {
    let ids: BTreeSet<&str> = Kind::all().map(Kind::id).collect();
    assert_eq!(ids.len(), Kind::all().count(), "an id is used twice");
    for kind in Kind::all() {
        let row = kind.row();
        assert_eq!(
            row.rust == RustVerdict::Breaking,
            row.breaks.is_some(),
            "{}",
            row.id
        );
        assert!(row.because.ends_with('.'), "{}", row.id);
    }
}

/// What a caller of a case has to show.
struct Task {
    case: ChangeCase,
    direction: Direction,
    proof: Proof,
    changes: Vec<Change>,
}

fn tasks(cases: &[ChangeCase], missing: &mut Vec<String>) -> Vec<Task> {
    let mut tasks = Vec::new();
    for case in cases {
        for direction in DIRECTIONS {
            let compared = case.compare(direction);
            let alone = case.alone(direction);
            for proof in case.proofs(direction) {
                let of_kind = |change: &Change| proof.kinds.contains(&change.kind);
                let entries = compared.entries.iter().chain(&alone);
                let changes = entries.map(|entry| entry.change.clone());
                let changes: Vec<Change> = changes.filter(of_kind).collect();
                let absent = proof
                    .kinds
                    .iter()
                    .filter(|kind| !changes.iter().any(|change| change.kind == **kind));
                missing.extend(absent.map(|kind| {
                    let (case, direction) = (&case.name, direction.name());
                    format!("the report of {case} {direction} has no {}", kind.id())
                }));
                tasks.push(Task {
                    case: case.clone(),
                    direction,
                    proof,
                    changes,
                });
            }
        }
    }
    tasks
}

#[test]
fn every_verdict_in_rust_is_proved_by_a_caller() {
    let cases = change_cases();
    let mut missing = Vec::new();
    let tasks = tasks(&cases, &mut missing);
    let proved: BTreeSet<Kind> = tasks
        .iter()
        .flat_map(|task| task.proof.kinds.clone())
        .collect();
    let unproved = Kind::all().filter(|kind| !proved.contains(kind));
    missing.extend(unproved.map(|kind| format!("no caller proves {}", kind.id())));
    let modules: Vec<_> = cases
        .iter()
        .flat_map(|case| [State::Before, State::After].map(|state| case.generate(state)))
        .collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let throwaway = Throwaway::new(folder, "changes", &modules);
    let callers = |side: usize| -> Vec<Caller> {
        let caller = |task: &Task| {
            let state = task.direction.states()[side];
            task.proof.caller(&task.case, task.direction, state)
        };
        tasks.iter().map(caller).collect()
    };
    let before = refusals(&throwaway, &callers(0));
    assert!(before.is_empty(), "before the change: {before:#?}");
    let after = refusals(&throwaway, &callers(1));
    let wrong: Vec<String> = tasks
        .iter()
        .filter_map(|task| judge(task, &after))
        .collect();
    let wrong: Vec<String> = wrong.into_iter().chain(missing).collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        tasks.len(),
        wrong.join("\n")
    );
}

/// What is wrong with a verdict, if anything is.
fn judge(task: &Task, after: &Refusals) -> Option<String> {
    let caller = task.proof.caller(&task.case, task.direction, State::After);
    let ids: Vec<&str> = task.proof.kinds.iter().map(|kind| kind.id()).collect();
    let about = format!("{} ({})", caller.name, ids.join(" "));
    let said = after.get(&caller.name);
    let breaking = task
        .proof
        .kinds
        .iter()
        .any(|kind| kind.row().rust == RustVerdict::Breaking);
    match (breaking, said) {
        (false, None) => None,
        (false, Some(said)) => Some(format!(
            "{about} does not break callers, and yet: {said:#?}"
        )),
        (true, None) => Some(format!("{about} breaks callers, and this one compiles")),
        (true, Some(said)) => {
            let quoted = task
                .changes
                .iter()
                .filter_map(|change| change.error.as_deref());
            let mut quoted = quoted.peekable();
            let is_quoted = |error: &str| said.iter().any(|said| plain(said).starts_with(error));
            if quoted.clone().any(is_quoted) {
                return None;
            }
            let first = quoted.peek().copied().unwrap_or_default().to_owned();
            Some(format!(
                "{about} quotes {first}\n  but the compiler says {said:#?}"
            ))
        }
    }
}

/// What the compiler says without the paths of this crate: it writes them where two types have one name.
fn plain(said: &str) -> String {
    let mut words = Vec::new();
    for word in said.split('`') {
        let paths = word.split_inclusive([' ', '<', '>', ',', '(', '&']);
        let last = paths.map(|piece| {
            let is_ours = piece.starts_with("changes::") || piece.starts_with("api::");
            match piece.find("pets::").or_else(|| piece.find("models::")) {
                Some(at) if piece.starts_with("changes::") => {
                    piece[at..].split_once("::").map_or(piece, |(_, rest)| rest)
                }
                _ if is_ours => piece.split_once("::").map_or(piece, |(_, rest)| rest),
                _ => piece,
            }
        });
        words.push(last.collect::<String>());
    }
    words.join("`")
}
