//! The state of a comparison: both sides, their counterparts, and the changes so far.
//!
//! What a stranger would get wrong: a change is judged by where its item travelled before. What was never part of a
//! request cannot break one, and that it is part of one now is told where it was added.

use super::change::{Change, Report, Side, fingerprint};
use super::kind::{Kind, WireVerdict};
use super::locate::{Part, locate};
use super::pair::Pairs;
use super::reach::Reach;
use super::spell::Spelling;
use crate::shape::{Type, TypeId};
use crate::value::Location;

/// What differs from case to case, by placeholder.
pub(super) type Fill<'f> = &'f [(&'static str, &'f str)];

pub(super) struct Comparison<'a> {
    pub(super) before: &'a Side<'a>,
    pub(super) after: &'a Side<'a>,
    pub(super) reach_before: Reach,
    pub(super) reach_after: Reach,
    pairs: Pairs,
    changes: Vec<Change>,
}

/// An item that changes are about.
#[derive(Clone, Debug)]
pub(super) struct Subject<'a> {
    /// Its path below the API's module; that before where it is gone.
    pub(super) path: String,
    /// Its location before, if it was there.
    pub(super) was_at: Option<&'a Location>,
    /// Its location after, if it is there.
    pub(super) is_at: Option<&'a Location>,
    /// Whether requests hold it.
    pub(super) requests: bool,
    /// Whether answers hold it.
    pub(super) responses: bool,
    /// The operations that it reaches.
    pub(super) operations: Vec<String>,
}

impl Subject<'_> {
    /// The API itself.
    pub(super) fn api() -> Self {
        Subject {
            path: String::new(),
            was_at: None,
            is_at: None,
            requests: true,
            responses: true,
            operations: Vec::new(),
        }
    }

    fn owner(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or_default()
    }
}

impl<'a> Comparison<'a> {
    pub(super) fn new(before: &'a Side<'a>, after: &'a Side<'a>) -> Self {
        Self {
            before,
            after,
            reach_before: Reach::of(before.api),
            reach_after: Reach::of(after.api),
            pairs: Pairs::of(before.api, after.api),
            changes: Vec::new(),
        }
    }

    pub(super) fn pairs(&self) -> &Pairs {
        &self.pairs
    }

    pub(super) fn spelling(&self) -> Spelling<'_> {
        Spelling {
            before: self.before.api,
            after: self.after.api,
            pairs: &self.pairs,
        }
    }

    /// The subject that a type is.
    pub(super) fn of_type(&self, before: Option<TypeId>, after: Option<TypeId>) -> Subject<'a> {
        let old = before.map(|id| self.before.api.type_def(id));
        let new = after.map(|id| self.after.api.type_def(id));
        let ident = new.or(old).map_or("", |it| it.name.ident.as_str());
        let travels = match (before, after) {
            (Some(id), _) => Some(self.reach_before.travels(id)),
            (None, Some(id)) => Some(self.reach_after.travels(id)),
            (None, None) => None,
        };
        let operations = match (before, after) {
            (_, Some(id)) => self.reach_after.operations(id),
            (Some(id), None) => self.reach_before.operations(id),
            (None, None) => Vec::new(),
        };
        Subject {
            path: format!("models::{ident}"),
            was_at: old.map(|it| &it.location),
            is_at: new.map(|it| &it.location),
            requests: travels.is_some_and(|it| it.requests),
            responses: travels.is_some_and(|it| it.responses),
            operations,
        }
    }

    /// Reports a change of a part of a subject.
    pub(super) fn report(
        &mut self,
        kind: impl Into<Kind>,
        subject: &Subject<'_>,
        part: &Part<'_>,
        name: &str,
        fill: Fill<'_>,
    ) {
        let kind = kind.into();
        let row = kind.row();
        let filled = |text: &str| filled(text, subject, name, fill);
        let (location, is_gone) = self.location(subject, part);
        let value = |key: &str| fill.iter().find(|(it, _)| *it == key).map_or("", |it| it.1);
        let wire = match row.wire {
            WireVerdict::Neutral => WireVerdict::Neutral,
            wire => wire.within(subject.requests, subject.responses),
        };
        self.changes.push(Change {
            kind,
            path: subject.path.clone(),
            name: name.to_owned(),
            says: filled(row.says),
            location,
            is_gone,
            operations: subject.operations.clone(),
            wire,
            rust: row.rust,
            error: row.breaks.map(|it| filled(it.error)),
            advice: row.breaks.map(|it| filled(it.advice)),
            fingerprint: fingerprint(&[
                row.id,
                &subject.path,
                name,
                value("before"),
                value("after"),
            ]),
        });
    }

    /// Reports a change of the type of a value, if there is one; whether there is.
    pub(super) fn compare_types(
        &mut self,
        before: &Type,
        after: &Type,
        subject: &Subject<'_>,
        part: &Part<'_>,
        name: &str,
    ) -> bool {
        self.compare_written(before, after, false, subject, part, name)
    }

    /// The same of a value that is written as text, or not.
    pub(super) fn compare_written(
        &mut self,
        before: &Type,
        after: &Type,
        as_text: bool,
        subject: &Subject<'_>,
        part: &Part<'_>,
        name: &str,
    ) -> bool {
        let spelling = self.spelling();
        let Some(kind) = spelling.compare(before, after, as_text) else {
            return false;
        };
        let (before, after) = (spelling.spell_before(before), spelling.spell_after(after));
        let fill = [("before", before.as_str()), ("after", after.as_str())];
        self.report(kind, subject, part, name, &fill);
        true
    }

    fn location(&self, subject: &Subject<'_>, part: &Part<'_>) -> (Option<Location>, bool) {
        let now = subject
            .is_at
            .map(|base| locate(self.after.documents, base, part));
        let then = subject
            .was_at
            .map(|base| locate(self.before.documents, base, part));
        match (now, then) {
            (Some((location, true)), _) | (Some((location, false)), None | Some((_, false))) => {
                (Some(location), false)
            }
            (_, Some((location, _))) => (Some(location), true),
            (None, None) => (None, false),
        }
    }

    pub(super) fn finish(self) -> Report {
        let mut changes = self.changes;
        changes.sort_by(|left, right| {
            let rank = |change: &Change| (change.rust, change.wire);
            rank(left)
                .cmp(&rank(right))
                .then_with(|| left.path.cmp(&right.path))
                .then_with(|| left.kind.cmp(&right.kind))
                .then_with(|| left.name.cmp(&right.name))
                .then_with(|| left.says.cmp(&right.says))
        });
        changes.dedup_by(|later, first| {
            let is_same = later.kind == first.kind && later.fingerprint == first.fingerprint;
            if is_same {
                let new = later.operations.drain(..);
                let new = new.filter(|it| !first.operations.contains(it));
                let new: Vec<String> = new.collect();
                first.operations.extend(new);
            }
            is_same
        });
        Report { changes }
    }
}

/// A template with its placeholders filled in.
fn filled(template: &str, subject: &Subject<'_>, name: &str, fill: Fill<'_>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, inside)) = rest.split_once('{') {
        out.push_str(before);
        let Some((key, after)) = inside.split_once('}') else {
            out.push('{');
            rest = inside;
            continue;
        };
        let value = fill.iter().find(|(it, _)| *it == key).map(|it| it.1);
        match (value, key) {
            (Some(value), _) => push_shown(value, &mut out),
            (None, "name") => push_shown(name, &mut out),
            (None, "owner") => out.push_str(subject.owner()),
            (None, "path") => out.push_str(&subject.path),
            (None, _) => {}
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The characters of a value that are shown.
const SHOWN: usize = 200;

/// Adds a value of the description: on a line, not too long, and nothing that a terminal would act upon.
fn push_shown(value: &str, out: &mut String) {
    let shown = value.chars().take(SHOWN);
    out.extend(shown.map(|it| if it.is_control() { ' ' } else { it }));
    if value.chars().nth(SHOWN).is_some() {
        out.push('…');
    }
}
