//! The change of the coverage report: what is newly not expressed, and what no longer.
//!
//! What a stranger would get wrong: entries are the same by keyword, pointer and note. Lines move, and that is no change.

use super::change::Side;
use super::comparison::{Comparison, Subject};
use super::kind::ServiceKind;
use super::locate::Part;
use crate::coverage::Entry;
use std::collections::BTreeSet;

type Key<'a> = (&'a str, &'a str, &'a str, &'a str);

/// The key of an entry. The root document may have another name in each state, so it goes without one.
fn key<'a>(side: &Side<'_>, entry: &'a Entry) -> Key<'a> {
    let file = &entry.location.file;
    let is_root = side.documents.is_some_and(|it| it.roots.contains(file));
    (
        &entry.keyword,
        if is_root { "" } else { file },
        &entry.location.pointer,
        &entry.note,
    )
}

/// Compares the coverage reports.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (before, after) = (comparison.before.coverage, comparison.after.coverage);
    let known: BTreeSet<Key<'_>> = before
        .iter()
        .map(|entry| key(comparison.before, entry))
        .collect();
    let still: BTreeSet<Key<'_>> = after
        .iter()
        .map(|entry| key(comparison.after, entry))
        .collect();
    let new: Vec<&Entry> = after
        .iter()
        .filter(|entry| !known.contains(&key(comparison.after, entry)))
        .collect();
    let gone: Vec<&Entry> = before
        .iter()
        .filter(|entry| !still.contains(&key(comparison.before, entry)))
        .collect();
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
