//! The law of round trips for the types of forty descriptions that others wrote, with few values of each type.
//!
//! A stranger would get this wrong: more is tried on demand. `RESTWRIGHT_ROUNDTRIP_CASES` and `RESTWRIGHT_ROUNDTRIP_SEED`
//! say how many values and which; `cargo xtask roundtrip` takes any list of descriptions.

use restwright::Outcome;
use restwright_roundtrip::{Options, run};
use tests::{root, shared, workspace};

/// How many values of each type are tried.
const CASES: u32 = 64;

fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{variable} is no number: {text}")),
    )
}

#[test]
fn emitted_types_write_what_they_read() {
    let Some(shared) = shared("the law of round trips") else {
        return;
    };
    let cases = number("RESTWRIGHT_ROUNDTRIP_CASES").map(u32::try_from);
    let cases = cases.map_or(CASES, |cases| cases.expect("not that many"));
    let mut out = Vec::new();
    let outcome = run(
        &Options {
            workspace: workspace(),
            list: &root().join("round_trips.txt"),
            corpus: Some(&shared.join("corpus")),
            only: None,
            cases,
            seed: number("RESTWRIGHT_ROUNDTRIP_SEED").unwrap_or(0),
        },
        &mut out,
    );
    let said = String::from_utf8(out).unwrap();
    assert_eq!(outcome.unwrap(), Outcome::Success, "{said}");
    println!("{said}");
}
