//! The change of the coverage report: what is newly not expressed, and what no longer.
//!
//! What a stranger would get wrong: entries are the same by keyword, pointer and note. Lines move, and that is no change.

use super::comparison::{Comparison, Subject};
use super::kind::ServiceKind;
use super::locate::Part;
use crate::coverage::Entry;
use std::collections::BTreeSet;

type Key<'a> = (&'a str, &'a str, &'a str, &'a str);

fn key(entry: &Entry) -> Key<'_> {
    (
        &entry.keyword,
        &entry.location.file,
        &entry.location.pointer,
        &entry.note,
    )
}

/// Compares the coverage reports.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (before, after) = (comparison.before.coverage, comparison.after.coverage);
    let known: BTreeSet<Key<'_>> = before.iter().map(key).collect();
    let still: BTreeSet<Key<'_>> = after.iter().map(key).collect();
    let new = after.iter().filter(|entry| !known.contains(&key(entry)));
    let gone = before.iter().filter(|entry| !still.contains(&key(entry)));
    for entry in new {
        let subject = Subject {
            is_at: Some(&entry.location),
            ..Subject::api()
        };
        report(comparison, ServiceKind::NotExpressed, entry, &subject);
    }
    for entry in gone {
        let subject = Subject {
            was_at: Some(&entry.location),
            ..Subject::api()
        };
        report(comparison, ServiceKind::NowExpressed, entry, &subject);
    }
}

fn report(
    comparison: &mut Comparison<'_>,
    kind: ServiceKind,
    entry: &Entry,
    subject: &Subject<'_>,
) {
    let name = format!("`{}` at `#{}`", entry.keyword, entry.location.pointer);
    let note = entry.note.trim_end_matches('.');
    comparison.report(
        kind,
        subject,
        &Part::Whole,
        &name,
        &[("before", note), ("after", note)],
    );
}
