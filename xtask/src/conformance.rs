//! `cargo xtask conformance`: every vector of the Spector suite sent to its mock server, which judges the requests.
//!
//! A stranger would get this wrong: a scenario counts once for each dialect of its description, and the server is
//! started anew for each. Otherwise one dialect's right request would hide another's wrong one. What descriptions say
//! wrongly is corrected in `tests/conformance`, and counts apart from what is right without that.

pub mod baseline;
mod report;
mod server;

use crate::shared;
use baseline::{Baseline, Status};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use report::Report;
use restwright::Outcome;
use restwright::files::write;
use restwright::verify::{self, Drivers, Line, Purpose, Sources, progress};
use restwright_replay::{Recording, Sent, Verdict};
use server::Server;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// What is said of descriptions whose overlays and selections are ours, in the place of a dialect.
const CORRECTED: &str = "corrected";

/// What to send, and where.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The workspace that holds the runtime and the baseline.
    pub workspace: &'a Path,
    /// The folder that the server is installed in.
    pub folder: &'a Path,
    /// Write the baseline anew instead of comparing with it.
    pub bless: bool,
}

/// The place of a vector in the suite, which its id says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    scenario: String,
    exchange: usize,
    dialect: String,
}

/// Runs the command; what it has to say goes to `out`.
///
/// # Errors
/// If a file cannot be read or written, `cargo` cannot be run, or the server cannot be installed, started or asked.
pub fn run(options: &Options<'_>, out: &mut dyn Write) -> Result<Outcome> {
    let path = options.workspace.join("tests/conformance.json");
    let before = if options.bless && !path.exists() {
        Baseline::default()
    } else {
        Baseline::read(&path)?
    };
    let shared = shared(options.workspace);
    let own = options.workspace.join("tests/conformance");
    let mut lines = verify::read_recorded(&shared.join("vectors/spector.jsonl"), None)?;
    lines.extend(verify::read_recorded(&own.join("exchanges.jsonl"), None)?);
    let described = Sources {
        workspace: options.workspace,
        descriptions: &shared.join("corpus/spector"),
        choices: &shared.join("corpus/spector"),
        purpose: Purpose::Send,
        programs: "described",
    };
    let corrected = Sources {
        choices: &own,
        programs: CORRECTED,
        ..described
    };
    let mut report = Report::new(&shared.join("conformance/scenarios.json"))?;
    let mut now = Baseline::default();
    let mut judge = |name: &str, drivers: &Drivers, lines: BTreeMap<Place, &Line>| {
        progress(&format!("starting the server for {name}"));
        let server = Server::start(&shared.join("conformance/serve.sh"), options.folder)?;
        progress(&format!("sending {name}"));
        let sent = send(drivers, lines, server.url())?;
        let mut coverage = server.coverage()?;
        coverage.retain(|scenario, _| sent.iter().any(|(place, _)| place.scenario == *scenario));
        report.add(name, &coverage, sent);
        now.add(name, coverage);
        miette::Result::<()>::Ok(())
    };
    let drivers = verify::drivers(&described, lines.values().map(|line| &line.recorded))?;
    for (dialect, lines) in by_dialect(&lines)? {
        judge(&dialect, &drivers, lines)?;
    }
    lines.retain(|_, line| is_corrected(&own, &line.recorded));
    let drivers = verify::drivers(&corrected, lines.values().map(|line| &line.recorded))?;
    let lines = by_dialect(&lines)?.into_values().flatten().collect();
    judge(CORRECTED, &drivers, lines)?;
    progress("");

    let changes = before.compare(&now);
    let failed = "cannot write the output";
    report.print(out).into_diagnostic().wrap_err(failed)?;
    changes.print(out).into_diagnostic().wrap_err(failed)?;
    if options.bless {
        write(&path, &now.to_text())?;
        return Ok(Outcome::Success);
    }
    Ok(if changes.regressed.is_empty() {
        Outcome::Success
    } else {
        Outcome::Failure
    })
}

/// Whether a description has an overlay or a selection in a folder.
fn is_corrected(folder: &Path, recorded: &Recording) -> bool {
    let beside = folder.join(&recorded.description);
    ["toml", "overlay.json", "overlay.yaml"]
        .iter()
        .any(|extension| beside.with_extension(extension).is_file())
}

impl Place {
    /// `<scenario>#<index of the exchange>#<dialect>`
    fn of(id: &str) -> Option<Self> {
        let mut parts = id.rsplitn(3, '#');
        let dialect = parts.next()?.to_owned();
        let exchange = parts.next()?.parse().ok()?;
        let scenario = parts.next()?.to_owned();
        Some(Self {
            scenario,
            exchange,
            dialect,
        })
    }
}

/// The vectors of each dialect, in the order of their exchanges.
fn by_dialect(lines: &BTreeMap<String, Line>) -> Result<BTreeMap<String, BTreeMap<Place, &Line>>> {
    let mut dialects: BTreeMap<String, BTreeMap<Place, &Line>> = BTreeMap::new();
    for (id, line) in lines {
        let place = Place::of(id).ok_or_else(|| miette!("{id} names no exchange of a scenario"))?;
        let dialect = dialects.entry(place.dialect.clone()).or_default();
        dialect.insert(place, line);
    }
    Ok(dialects)
}

/// Sends vectors to the server, those of a scenario one after the other.
fn send(
    drivers: &Drivers,
    lines: BTreeMap<Place, &Line>,
    server: &str,
) -> Result<Vec<(Place, Sent)>> {
    let driver_of = |line: &&Line| {
        drivers
            .compiled
            .iter()
            .position(|it| it.has(&line.recorded.description))
    };
    let ordered = in_turns(lines, driver_of);
    let mut sent = Vec::new();
    for turn in ordered.chunk_by(|(_, one), (_, next)| driver_of(one) == driver_of(next)) {
        let results = match turn.first().and_then(|(_, line)| driver_of(line)) {
            Some(index) => {
                let chosen = turn.iter().map(|(_, line)| *line);
                verify::replay(&drivers.compiled[index], chosen, Some(server))?
            }
            None => turn.iter().map(|(_, line)| unsent(drivers, line)).collect(),
        };
        sent.extend(turn.iter().map(|(place, _)| place.clone()).zip(results));
    }
    Ok(sent)
}

/// Scenarios in the order of the programs that they begin in, each with its exchanges in order: the programs take few
/// turns then, though a scenario may need several of them.
fn in_turns<T>(
    lines: BTreeMap<Place, T>,
    driver_of: impl Fn(&T) -> Option<usize>,
) -> Vec<(Place, T)> {
    let mut first = BTreeMap::new();
    for (place, line) in &lines {
        let scenario = place.scenario.clone();
        first.entry(scenario).or_insert_with(|| driver_of(line));
    }
    let mut ordered: Vec<(Place, T)> = lines.into_iter().collect();
    ordered.sort_by_key(|(place, _)| first.get(&place.scenario).copied());
    ordered
}

/// What becomes of a vector whose description is refused or does not compile.
fn unsent(drivers: &Drivers, line: &Line) -> Sent {
    let reason = drivers.failed.get(&line.recorded.description).cloned();
    Sent {
        id: line.recorded.id.clone(),
        request: Verdict::Wrong(reason.unwrap_or_default()),
        answer: None,
        whole: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: &str) -> Place {
        Place::of(id).unwrap()
    }

    #[test]
    fn exchanges_of_a_scenario_stay_in_order() {
        let drivers = BTreeMap::from([
            (place("A#0#swagger"), 1),
            (place("A#2#swagger"), 0),
            (place("A#10#swagger"), 1),
            (place("B#0#swagger"), 0),
            (place("C#0#swagger"), 1),
        ]);
        let ordered = in_turns(drivers, |driver| Some(*driver));
        let ordered: Vec<_> = ordered
            .iter()
            .map(|(place, driver)| (place.scenario.as_str(), place.exchange, *driver))
            .collect();
        let expected = [
            ("B", 0, 0),
            ("A", 0, 1),
            ("A", 2, 0),
            ("A", 10, 1),
            ("C", 0, 1),
        ];
        assert_eq!(ordered, expected);
    }

    #[test]
    fn an_id_says_the_place() {
        let expected = Place {
            scenario: "Routes_#1".to_owned(),
            exchange: 3,
            dialect: "openapi3.0".to_owned(),
        };
        assert_eq!(Place::of("Routes_#1#3#openapi3.0"), Some(expected));
        assert_eq!(Place::of("Routes#swagger"), None);
        assert_eq!(Place::of("Routes#first#swagger"), None);
    }
}
