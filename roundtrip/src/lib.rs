//! `cargo xtask roundtrip`: what emitted types read, they write again.
//!
//! The law is `encode(decode(json)) == json`, compared by value, for every emitted type. The values are made at random
//! from the raw documents (`schema`, `view`, `value`), not from what the generator understood of them: a value that the
//! description allows and the type does not keep is a fault of the reader, the lowering, the templates or the runtime.
//! `proptest` makes the value that fails smaller until nothing can be left out.
//!
//! A stranger would get this wrong: the values are made in this process and asked of a compiled program over a pipe, so
//! that programs hold emitted code and nothing else.

mod allowed;
mod oracle;
mod report;
mod scalar;
mod schema;
mod subject;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod value;
mod view;

use miette::{IntoDiagnostic, Result, WrapErr, miette};
pub use oracle::Oracle;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use report::{Failure, Report};
use restwright::Outcome;
use restwright::description::{Description, Generated};
use restwright::files::target_folder;
use restwright::files::{FolderFiles, read_text};
use restwright::program::compile::{self, Compiled};
use restwright::program::{Kind, Module, Programs};
use restwright::verify::{description, progress};
use restwright_codegen::complaint::Complaints;
use restwright_codegen::load::{self, Documents};
use restwright_codegen::overlay;
use restwright_codegen::shape::{Api, TypeId};
use schema::{Schemas, Stop};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use subject::{Subject, subject};
use value::Values;

/// What to try.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The workspace that holds the runtime.
    pub workspace: &'a Path,
    /// The list of descriptions: a path a line.
    pub list: &'a Path,
    /// The folder that the paths are relative to; the list's own folder if `None`.
    pub corpus: Option<&'a Path>,
    /// Only descriptions whose path has this text.
    pub only: Option<&'a str>,
    /// How many values of each type are tried.
    pub cases: u32,
    /// Another seed gives other values.
    pub seed: u64,
}

/// Programs that only hold types, and little of them: the more there are, the more cores compile.
pub static PROGRAM: Kind = Kind {
    name: "roundtrip",
    driver: |api, module, _| restwright_codegen::emit::round_trip::table(api, module),
    main,
    library: None,
    size: 2_000_000,
};

fn main(modules: &[Module]) -> String {
    let tables = modules
        .iter()
        .map(|module| format!("drive_{}::TYPES, ", module.name));
    format!(
        "const TABLES: &[&[fn(&[u8]) -> Result<Vec<u8>, String>]] = &[{}];\n\n{}",
        tables.collect::<String>(),
        include_str!("main.rs.txt")
    )
}

/// A description whose program is to be asked.
struct Examinee {
    name: String,
    description: Description,
    api: Api,
}

/// Runs the command; what it has to say goes to `out`.
///
/// # Errors
/// If a file cannot be read or written, or `cargo` or a program cannot be run.
pub fn run(options: &Options<'_>, out: &mut dyn Write) -> Result<Outcome> {
    let names = names(options)?;
    let parent = options.list.parent().unwrap_or(Path::new(""));
    let corpus = options.corpus.unwrap_or(parent);
    let folder = target_folder(options.workspace).join("roundtrip");
    let mut report = Report::new(options.cases, options.seed);
    let mut programs = Programs::new(&folder, options.workspace, &PROGRAM)?;
    let mut examinees = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        progress(&format!("generating {name}"));
        let description = description(corpus, corpus, name, index);
        let generated = description.generate()?;
        if let Some(complaint) = generated.errors().next() {
            report.refuse(name, format!("refused: {}", complaint.message));
            continue;
        }
        programs.add(name, &generated)?;
        let Generated { output, .. } = generated;
        if let Some(api) = output.api {
            let examinee = Examinee {
                name: name.clone(),
                description,
                api,
            };
            examinees.insert(name.clone(), examinee);
        }
    }
    progress("compiling");
    let compiled = compile::compile(&folder, programs.finish()?)?;
    for (description, error) in &compiled.broken {
        report.refuse(description, format!("does not compile: {error}"));
    }
    progress("asking");
    for judged in judge_all(options, &examinees, &compiled.programs)? {
        report.add(judged);
    }
    progress("");
    report
        .print(out)
        .into_diagnostic()
        .wrap_err("cannot write the output")?;
    Ok(if report.is_all_right() {
        Outcome::Success
    } else {
        Outcome::Failure
    })
}

/// The paths of the list.
fn names(options: &Options<'_>) -> Result<Vec<String>> {
    let list = options.list;
    let text =
        read_text(list).map_err(|reason| miette!("cannot read {}: {reason}", list.display()))?;
    let names: Vec<String> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter(|line| options.only.is_none_or(|text| line.contains(text)))
        .map(str::to_owned)
        .collect();
    if names.is_empty() {
        return Err(miette!("no description of {} fits", list.display()));
    }
    Ok(names)
}

/// Asks the programs, several descriptions at a time.
fn judge_all(
    options: &Options<'_>,
    examinees: &BTreeMap<String, Examinee>,
    programs: &[Compiled],
) -> Result<Vec<Judged>> {
    let modules = programs.iter().flat_map(|compiled| {
        let modules = compiled.program.modules.iter().enumerate();
        modules.filter_map(move |(index, module)| {
            let examinee = examinees.get(&module.description)?;
            Some((compiled, index, examinee))
        })
    });
    let modules: Vec<(&Compiled, usize, &Examinee)> = modules.collect();
    modules
        .into_par_iter()
        .map(|(compiled, index, examinee)| {
            let mut oracle = Oracle::new(&compiled.executable);
            judge(options, examinee, index, &mut oracle)
        })
        .collect()
}

/// The verdicts on the types of a description.
struct Judged {
    description: String,
    types: usize,
    /// Types of which this command knows no values, and why.
    unjudged: Vec<(String, String)>,
    failures: Vec<Failure>,
}

fn judge(
    options: &Options<'_>,
    examinee: &Examinee,
    api: usize,
    oracle: &mut Oracle<'_>,
) -> Result<Judged> {
    let documents = documents(&examinee.description)?;
    let schemas = Schemas::new(&documents);
    let mut judged = Judged {
        description: examinee.name.clone(),
        types: 0,
        unjudged: Vec::new(),
        failures: Vec::new(),
    };
    for (index, definition) in examinee.api.types.iter().enumerate() {
        let verdict = match subject(&schemas, &examinee.api, TypeId::of(index)) {
            Ok(subject) => {
                let seed = seed(options.seed, &[&examinee.name, &subject.name]);
                let mut ask = |text: &str| oracle.ask(api, index, text);
                hold(&schemas, &subject, options.cases, &seed, &mut ask)
            }
            Err(stop) => Verdict::Unjudged(reason(stop)),
        };
        let name = definition.name.ident.clone();
        judged.types += 1;
        match verdict {
            Verdict::Right => {}
            Verdict::Wrong(failure) => judged.failures.push(failure),
            Verdict::Unjudged(reason) => judged.unjudged.push((name, reason)),
        }
    }
    Ok(judged)
}

/// Values of a type as the documents describe them, as JSON, with what services add mixed in.
///
/// # Errors
/// If these documents do not say what its values are, with the reason.
pub fn values_of_type(
    documents: &Documents,
    api: &Api,
    id: TypeId,
    count: usize,
    seed: u64,
) -> Result<Vec<String>, String> {
    let schemas = Schemas::new(documents);
    let subject = subject(&schemas, api, id).map_err(reason)?;
    values(&schemas, &subject, count, seed)
}

/// Values of the schema at a place of the documents, as [`values_of_type`] has them.
///
/// # Errors
/// If there is no schema, or its values are not known, with the reason.
pub fn values_at(
    documents: &Documents,
    file: &str,
    pointer: &str,
    count: usize,
    seed: u64,
) -> Result<Vec<String>, String> {
    let schemas = Schemas::new(documents);
    let place = schemas.at(file, pointer);
    let place = place.ok_or_else(|| format!("there is no schema at {pointer}"))?;
    let subject = Subject::of_schema(pointer, place);
    values(&schemas, &subject, count, seed)
}

fn values(
    schemas: &Schemas<'_>,
    subject: &Subject<'_>,
    count: usize,
    seed: u64,
) -> Result<Vec<String>, String> {
    let values = Values { schemas, subject };
    let seed = self::seed(seed, &[&subject.name]);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let made = (0..count).map(|_| {
        let tree = values.tree(&mut runner)?;
        Ok(tree.current().to_string())
    });
    made.collect::<Result<_, Stop>>().map_err(reason)
}

enum Verdict {
    Right,
    Wrong(Failure),
    Unjudged(String),
}

fn reason(stop: Stop) -> String {
    match stop {
        Stop::Deep => "no value of it ends".to_owned(),
        Stop::Unknown(what) => what,
    }
}

/// What a type makes of a text: the text that it writes, or what it says against it.
type Ask<'a> = dyn FnMut(&str) -> Result<Result<String, String>> + 'a;

/// Holds a type to the law.
fn hold(
    schemas: &Schemas<'_>,
    subject: &Subject<'_>,
    cases: u32,
    seed: &[u8; 32],
    ask: &mut Ask<'_>,
) -> Verdict {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 4096,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, seed);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let values = Values { schemas, subject };
    if let Err(stop) = values.tree(&mut runner) {
        return Verdict::Unjudged(reason(stop));
    }
    let ask = RefCell::new(ask);
    let result = runner.run(&values, |json| {
        let text = json.to_string();
        let said = ask.borrow_mut()(&text);
        match said.map_err(|error| error.to_string()) {
            Ok(Ok(again)) => compare(&text, &again),
            Ok(Err(fault)) => Err(TestCaseError::fail(format!("it is not read: {fault}"))),
            Err(error) => Err(TestCaseError::fail(error)),
        }
    });
    match result {
        Ok(()) => Verdict::Right,
        Err(TestError::Fail(reason, json)) => Verdict::Wrong(Failure {
            name: subject.name.clone(),
            place: subject.place.clone(),
            json: json.to_string(),
            difference: reason.to_string(),
        }),
        Err(TestError::Abort(reason)) => Verdict::Unjudged(reason.to_string()),
    }
}

fn compare(text: &str, again: &str) -> Result<(), TestCaseError> {
    let parse = |text: &str| serde_json::from_str(text).map_err(|error| error.to_string());
    let (expected, actual) = (parse(text), parse(again));
    let difference = match (expected, actual) {
        (Ok(expected), Ok(actual)) => restwright_replay::difference(&expected, &actual),
        (Err(error), _) => Some(format!("the value itself is no JSON: {error}")),
        (_, Err(error)) => Some(format!("what is written is no JSON: {error}: {again}")),
    };
    difference.map_or(Ok(()), |difference| Err(TestCaseError::fail(difference)))
}

/// The documents of a description, corrections done.
fn documents(description: &Description) -> Result<Documents> {
    let files = FolderFiles::new(&description.folder, &description.boundary);
    let roots: Vec<&str> = description.roots.iter().map(String::as_str).collect();
    let mut documents = load::load(&roots, &files);
    if let Some(overlay) = &description.overlay {
        let text = read_text(overlay)
            .map_err(|reason| miette!("cannot read {}: {reason}", overlay.display()))?;
        let name = overlay.file_name().unwrap_or_default().to_string_lossy();
        overlay::apply(&mut documents, &name, &text, &mut Complaints::default());
        documents.load_references(&files);
    }
    Ok(documents)
}

/// The seed of a type: its own, whatever else is tried.
fn seed(seed: u64, names: &[&str]) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let names = names.iter().flat_map(|name| name.bytes());
    for (at, byte) in names.enumerate() {
        let place = &mut bytes[8 + at % 24];
        *place = place.rotate_left(3) ^ byte;
    }
    bytes
}
