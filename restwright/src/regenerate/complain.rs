//! Which complaints are shown: every error, and the warnings that were not there before.
//!
//! A stranger would get this wrong: a warning is the same by what it says and the pointer that it is about. Lines move.

use super::say::count;
use crate::complaints;
use crate::description::Generated;
use restwright_codegen::complaint::{Complaint, Severity};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// The warnings that are shown.
const WARNINGS: usize = 20;

/// What tells a warning from another, with the description that it is about.
pub(super) type Key = (String, &'static str, String, String);

fn key(source: &str, complaint: &Complaint) -> Key {
    (
        source.to_owned(),
        complaint.code,
        complaint.location.pointer.to_string(),
        complaint.message.clone(),
    )
}

/// The warnings of descriptions.
pub(super) fn warnings(descriptions: &[Generated]) -> BTreeSet<Key> {
    let all = descriptions.iter().flat_map(|generated| {
        let complaints = generated.output.complaints.iter();
        complaints.map(move |complaint| (generated, complaint))
    });
    all.filter(|(_, complaint)| complaint.severity == Severity::Warning)
        .map(|(generated, complaint)| key(&generated.source, complaint))
        .collect()
}

/// Shows what there is to complain about; whether one of them is an error.
pub(super) fn run(
    descriptions: &[Generated],
    known: &BTreeSet<Key>,
    all: bool,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let mut errors = 0;
    let mut as_before = 0;
    let mut shown = 0;
    let mut more = 0;
    for generated in descriptions {
        let is_shown = |complaint: &&Complaint| match complaint.severity {
            Severity::Error => {
                errors += 1;
                true
            }
            Severity::Warning if all => true,
            Severity::Warning if known.contains(&key(&generated.source, complaint)) => {
                as_before += 1;
                false
            }
            Severity::Warning if shown >= WARNINGS => {
                more += 1;
                false
            }
            Severity::Warning => {
                shown += 1;
                true
            }
        };
        let complaints: Vec<&Complaint> = generated
            .output
            .complaints
            .iter()
            .filter(is_shown)
            .collect();
        out.write_all(complaints::render_some(generated, &complaints, color).as_bytes())?;
    }
    if more > 0 {
        writeln!(
            out,
            "and {} more: `--all` shows them",
            count(more, "warning")
        )?;
    }
    if as_before > 0 {
        writeln!(
            out,
            "{} as before: `--all` shows them",
            count(as_before, "warning")
        )?;
    }
    if errors > 0 {
        writeln!(out, "{}; nothing was written", count(errors, "error"))?;
    }
    Ok(errors > 0)
}
