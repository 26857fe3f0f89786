//! Broken descriptions cost a complaint: no panic, no overflow of a small stack, no file outside, no long time.
//!
//! `MUTATIONS` says how many are tried and `SEED` where the seeds start. A stranger would miss that an overflow of the
//! stack ends the process: the seed that was tried last is in `target/tmp/mutation-seed`, with the
//! description.

use std::io::Write;
use tests::mutate::{Broken, Stock};

/// How many are tried where nobody says.
const COUNT: u64 = 3000;

#[test]
fn broken_descriptions_cost_a_complaint() {
    let number = |name: &str, default: u64| {
        let given = std::env::var(name).ok();
        given.map_or(default, |text| text.parse().expect("a number"))
    };
    let (first, count) = (number("SEED", 0), number("MUTATIONS", COUNT));
    let stock = Stock::of_cases();
    let mut failures = Vec::new();
    for seed in first..first + count {
        let broken = broken(&stock, seed);
        note(seed, &broken);
        if let Err(cost) = broken.check() {
            failures.push(format!(
                "seed {seed} ({}): {cost}\n{}",
                broken.name,
                broken.text()
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count} broken descriptions:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

fn broken(stock: &Stock, seed: u64) -> Broken {
    let mut random = fastrand::Rng::with_seed(seed);
    stock.broken(&mut |below| random.usize(..below))
}

/// Leaves the seed where it survives the end of the process.
fn note(seed: u64, broken: &Broken) {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutation-seed");
    if let Ok(mut file) = std::fs::File::create(path) {
        // It only helps to find a seed again.
        let _ = write!(file, "{seed} {}\n{}", broken.name, broken.text());
    }
}
