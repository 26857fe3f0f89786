//! A law: a caller that uses every public item of an API compiles against an edited one exactly when the report has no
//! change that breaks callers.
//!
//! `EDITS=3000 cargo test -p tests --test change_law` tries more than CI does, and `SEED=7` others. What fails is made
//! small: operations and components are taken away as long as it fails.
//!
//! A stranger would get this wrong: the caller is written from the shapes before the edit, by code that knows nothing of
//! the report. Descriptions are those of the cases, and of the shared corpus where it is beside the checkout.

use fastrand::Rng;
use restwright_codegen::changes::RustVerdict;
use serde_json::Value;
use std::path::Path;
use tests::callers::{Caller, refusals};
use tests::edited::{Try, bases, generated, report};
use tests::edits::Edit;
use tests::number;
use tests::throwaway::Throwaway;
use tests::whole_caller::whole_caller;

/// The edits that CI tries.
const EDITS: usize = 300;
/// The edits of a crate: more of them would not fit into memory.
const BATCH: usize = 100;
/// How often a description is made smaller.
const SHRINKS: usize = 24;

#[test]
fn a_whole_caller_compiles_exactly_when_no_change_breaks_callers() {
    let bases = bases();
    assert!(bases.len() > 20, "only {} descriptions", bases.len());
    let mut rng = Rng::with_seed(number("SEED", 20_170_426) as u64);
    let mut left = number("EDITS", EDITS);
    let mut wrong = Vec::new();
    let (mut tried, mut breaking) = (0, 0);
    while left > 0 {
        let mut batch = Vec::new();
        while batch.len() < left.min(BATCH) {
            let base = &bases[rng.usize(..bases.len())];
            let several = 1 + usize::from(rng.u8(..) < 64);
            let edits = (0..several).filter(|_| !base.edits.is_empty());
            let edits: Vec<&Edit> = edits
                .map(|_| &base.edits[rng.usize(..base.edits.len())])
                .collect();
            let attempt = Try::new(base, edits);
            if generated(&attempt.after, "a").is_some() {
                batch.push(attempt);
            }
        }
        left -= batch.len();
        let (verdicts, compiles) = outcomes(&batch);
        for ((attempt, breaks), compiles) in batch.iter().zip(&verdicts).zip(&compiles) {
            tried += 1;
            breaking += usize::from(*breaks);
            if compiles.is_some() != *breaks {
                wrong.push(shrunk(attempt));
            }
        }
    }
    println!("{tried} edits were tried, {breaking} of which break callers");
    assert!(
        wrong.is_empty(),
        "{} of {tried}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Whether each breaks callers by the report, and what the compiler says of its caller.
fn outcomes(tries: &[Try<'_>]) -> (Vec<bool>, Vec<Option<Vec<String>>>) {
    let mut modules = Vec::new();
    let (mut own, mut others) = (Vec::new(), Vec::new());
    let mut verdicts = Vec::new();
    for (index, attempt) in tries.iter().enumerate() {
        let before = generated(&attempt.before, &format!("b{index}")).expect("it was generated");
        let after = generated(&attempt.after, &format!("a{index}")).expect("it was generated");
        verdicts.push(report(&before, &after).breaks_rust());
        let text = whole_caller(before.output.api.as_ref().expect("it has shapes"));
        let caller = |api: &str, text: String| Caller {
            name: format!("c{index}"),
            api: format!("{api}{index}"),
            text,
        };
        own.push(caller("b", text.clone()));
        others.push(caller("a", text));
        modules.extend([before, after]);
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let throwaway = Throwaway::new(folder, "change_law", &modules);
    let refused = refusals(&throwaway, &own);
    let wrong = refused.iter().next();
    assert!(
        wrong.is_none(),
        "a caller does not compile against its own API: {wrong:#?} of {}",
        wrong
            .and_then(|(name, _)| name.strip_prefix('c')?.parse::<usize>().ok())
            .map_or("", |at| tries[at].base.name.as_str())
    );
    let refused = refusals(&throwaway, &others);
    let said = (0..tries.len()).map(|index| refused.get(&format!("c{index}")).cloned());
    (verdicts, said.collect())
}

/// A failure, made small.
fn shrunk(attempt: &Try<'_>) -> String {
    let mut smallest = Try {
        edits: attempt.edits.clone(),
        before: attempt.before.clone(),
        after: attempt.after.clone(),
        base: attempt.base,
    };
    let mut steps = 0;
    for at in ["/paths", "/components/schemas", "/definitions"] {
        let names: Vec<String> = smallest
            .before
            .pointer(at)
            .and_then(Value::as_object)
            .map(|it| it.keys().cloned().collect())
            .unwrap_or_default();
        for name in names {
            let mut before = smallest.before.clone();
            if let Some(list) = before.pointer_mut(at).and_then(Value::as_object_mut) {
                list.remove(&name);
            }
            let mut after = before.clone();
            for edit in &smallest.edits {
                edit.apply(&mut after);
            }
            steps += 1;
            let is_whole = steps < SHRINKS
                && before != after
                && generated(&before, "b").is_some()
                && generated(&after, "a").is_some();
            if is_whole {
                let smaller = Try {
                    edits: smallest.edits.clone(),
                    base: smallest.base,
                    before,
                    after,
                };
                if fails(&smaller) {
                    smallest = smaller;
                }
            }
        }
    }
    let (verdicts, said) = outcomes(std::slice::from_ref(&smallest));
    let before = generated(&smallest.before, "b").expect("it was generated");
    let after = generated(&smallest.after, "a").expect("it was generated");
    let changes: Vec<String> = report(&before, &after)
        .changes
        .iter()
        .filter(|it| it.rust == RustVerdict::Breaking || !verdicts[0])
        .map(|it| format!("{} {} {}", it.kind.id(), it.path, it.says))
        .collect();
    format!(
        "{}: {:?}\n  {}\n  the report: {changes:#?}\n  the compiler: {:#?}",
        smallest.base.name, smallest.edits, smallest.before, said[0]
    )
}

fn fails(attempt: &Try<'_>) -> bool {
    let (verdicts, said) = outcomes(std::slice::from_ref(attempt));
    said[0].is_some() != verdicts[0]
}
