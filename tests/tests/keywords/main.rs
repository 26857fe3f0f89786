//! Every keyword of every dialect, at every place where it may stand, changes the emitted code, has an entry in the
//! coverage report, or is in the short list of those that only describe; and those in the list change nothing.
//!
//! The tables in `tests/keywords/` are written from the specifications. A stranger would derive them from the reader,
//! which then could not forget a keyword: that it does not is what is tested.

mod table;

use restwright_codegen::complaint::{Complaint, Severity};
use restwright_codegen::coverage::{Entry, Treatment};
use restwright_codegen::read::{Kind, QUIET};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use table::{DIALECTS, Descriptive, Probe, descriptive, escape, groups};
use tests::generate_all_components;

#[test]
fn swagger_2_0() {
    check("2.0");
}

#[test]
fn openapi_3_0() {
    check("3.0");
}

#[test]
fn openapi_3_1() {
    check("3.1");
}

#[test]
fn openapi_3_2() {
    check("3.2");
}

/// An entry that no keyword of the tables needs would hide a keyword that is dropped later.
#[test]
fn the_descriptive_list_is_about_keywords_of_the_tables() {
    let probes: Vec<Probe> = DIALECTS
        .iter()
        .flat_map(|(dialect, _)| groups(dialect))
        .flat_map(|group| group.probes)
        .collect();
    let unneeded: Vec<String> = descriptive()
        .into_iter()
        .filter(|entry| !probes.iter().any(|probe| entry.is_about(probe)))
        .map(|entry| format!("{} {:?}", entry.object, entry.keyword))
        .collect();
    assert_eq!(unneeded, [""; 0]);
}

/// What the reader leaves out quietly is in the list, and so in the tables that show that nothing comes of it.
#[test]
fn what_the_reader_leaves_out_quietly_is_listed() {
    let listed = descriptive();
    let is_listed = |kind: Option<&Kind>, keyword: &str| {
        listed.iter().any(|entry| {
            let is_of = kind.is_none_or(|kind| objects(*kind).contains(&entry.object.as_str()));
            is_of
                && entry
                    .keyword
                    .as_ref()
                    .is_none_or(|listed| listed == keyword)
        })
    };
    let mut unlisted = Vec::new();
    for quiet in QUIET {
        let kinds: Vec<Option<&Kind>> = match quiet.kinds {
            [] => vec![None],
            kinds => kinds.iter().map(Some).collect(),
        };
        for keyword in quiet.keywords {
            let missing = kinds.iter().filter(|kind| !is_listed(**kind, keyword));
            unlisted.extend(missing.map(|kind| format!("{kind:?} {keyword}")));
        }
    }
    assert_eq!(unlisted, [""; 0]);
}

/// What the tables call a kind of object. One behind a reference may have the reference's own keywords.
fn objects(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Root => &["OpenAPI Object", "Swagger Object"],
        Kind::Info => &["Info Object"],
        Kind::Components => &["Components Object"],
        Kind::Server => &["Server Object"],
        Kind::ServerVariable => &["Server Variable Object"],
        Kind::ParameterizedHost => &["x-ms-parameterized-host"],
        Kind::HostParameter => &["Parameter Object of x-ms-parameterized-host"],
        Kind::Paths => &["Paths Object", "Callback Object"],
        Kind::PathItem => &["Path Item Object"],
        Kind::Operation => &["Operation Object"],
        Kind::Pageable => &["x-ms-pageable"],
        Kind::LongRunning => &["x-ms-long-running-operation-options"],
        Kind::Parameter => &["Parameter Object", "Reference Object"],
        Kind::RequestBody => &["Request Body Object", "Reference Object"],
        Kind::MediaType => &["Media Type Object"],
        Kind::Encoding => &["Encoding Object"],
        Kind::Response => &["Response Object", "Reference Object"],
        Kind::Header => &["Header Object", "Reference Object"],
        Kind::Schema => &["Schema Object", "Reference Object"],
        Kind::Discriminator => &["Discriminator Object"],
        Kind::Xml => &["XML Object"],
        Kind::Enum => &["x-ms-enum"],
        Kind::EnumValue => &["x-ms-enum value"],
        Kind::SecurityScheme => &["Security Scheme Object"],
    }
}

fn check(dialect: &str) {
    let descriptive = descriptive();
    let mut failures = BTreeSet::new();
    for group in groups(dialect) {
        let before = Outcome::of(&group.description);
        assert_eq!(before.error, None, "{}", group.description);
        for probe in &group.probes {
            let after = Outcome::of(&probe.description);
            let listed = descriptive.iter().find(|entry| entry.is_about(probe));
            if let Some(failure) = probe.failure(&before, &after, listed) {
                failures.insert(failure);
            }
        }
    }
    let failures: Vec<String> = failures.into_iter().collect();
    assert!(failures.is_empty(), "{dialect}:\n{}", failures.join("\n"));
}

impl Probe {
    fn failure(
        &self,
        before: &Outcome,
        after: &Outcome,
        listed: Option<&Descriptive>,
    ) -> Option<String> {
        let name = format!("{} `{}` at {}", self.object, self.label, self.place);
        if let Some(error) = &after.error {
            return Some(format!("{name} is refused: {error}"));
        }
        let is_expressed = if listed.is_some_and(|entry| entry.shown) {
            before.code() != after.code()
        } else {
            before.files != after.files
        };
        match (is_expressed, listed.is_some()) {
            (true, true) => Some(format!("{name} does more than describe: {}", self.value)),
            (true, false) | (false, true) => None,
            (false, false) => (!self.is_reported(before, after))
                .then(|| format!("{name} is dropped in silence: {}", self.value)),
        }
    }

    /// Whether an entry or a warning is about the keyword: it stands there, inside or around it, or at the object and
    /// names the keyword.
    fn is_reported(&self, before: &Outcome, after: &Outcome) -> bool {
        let own = format!("{}/{}", self.pointer, escape(&self.keyword));
        let is_new = |note: &Note| !before.notes.contains(note);
        let is_about = |note: &Note| {
            let is_around = note.is_whole && is_inside(&self.pointer, &note.pointer);
            let names_it = if note.pointer == self.pointer {
                note.words.contains(&self.keyword)
            } else {
                is_inside(&self.pointer, &note.pointer) && note.keyword == self.keyword
            };
            is_inside(&note.pointer, &own) || is_around || names_it && is_new(note)
        };
        let is_of_the_place = |note: &Note| self.reported.as_ref() == Some(&note.keyword);
        after
            .notes
            .iter()
            .any(|note| is_about(note) || is_of_the_place(note))
    }
}

fn is_inside(pointer: &str, outer: &str) -> bool {
    let inside = pointer.strip_prefix(outer);
    inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// An entry of the coverage report or a warning.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Note {
    pointer: String,
    keyword: String,
    words: String,
    /// Whether it is about a keyword with all that is in it, and stands there.
    is_whole: bool,
}

impl Note {
    fn of_entry(entry: &Entry) -> Self {
        let pointer = &entry.location.pointer;
        let stands_there = pointer.ends_with(&format!("/{}", entry.keyword));
        Self {
            pointer: pointer.to_string(),
            keyword: entry.keyword.clone(),
            words: format!("{} {}", entry.keyword, entry.note),
            is_whole: entry.treatment == Treatment::Ignored && stands_there,
        }
    }

    fn of_warning(complaint: &Complaint) -> Self {
        Self {
            pointer: complaint.location.pointer.to_string(),
            keyword: String::new(),
            words: complaint.message.clone(),
            is_whole: false,
        }
    }
}

/// What a description gives.
struct Outcome {
    files: BTreeMap<String, String>,
    notes: BTreeSet<Note>,
    error: Option<String>,
}

impl Outcome {
    /// The emitted code without its documentation.
    fn code(&self) -> Vec<&str> {
        let lines = self.files.values().flat_map(|text| text.lines());
        let is_code = |line: &&str| {
            let line = line.trim_start();
            !line.starts_with("///") && !line.starts_with("//!")
        };
        lines.filter(is_code).collect()
    }

    fn of(description: &Value) -> Self {
        let text = description.to_string();
        let output = generate_all_components("api.json", &["api".to_owned()], &text);
        let mut complaints = output.complaints.iter();
        let entries = output.coverage.iter().map(Note::of_entry);
        Self {
            notes: entries
                .chain(complaints.clone().map(Note::of_warning))
                .collect(),
            error: complaints
                .find(|complaint| complaint.severity == Severity::Error)
                .map(|it| format!("{} ({})", it.message, it.location.pointer)),
            files: output.files,
        }
    }
}
