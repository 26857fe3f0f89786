//! What the generator tells the author of a description: where, what, and a way out.
//!
//! Passes push onto one [`Complaints`]; a run shows all of them together. An error stops
//! generation, a warning does not. Rendering (colours, source lines) is the caller's.

use crate::value::Location;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be generated.
    Error,
    /// Generated, after a decision that the author should know of (a name that was changed, say).
    Warning,
    /// Generated, after a decision that is as good as any: said in one line.
    Note,
}

/// One complaint.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Complaint {
    /// Where in which file.
    pub location: Location,
    /// How bad it is.
    pub severity: Severity,
    /// A stable word for the kind of complaint, such as `unresolved-reference`.
    pub code: &'static str,
    /// One sentence: what is wrong.
    pub message: String,
    /// One sentence: a way out.
    pub help: Option<String>,
}

impl Complaint {
    /// An error; an empty `help` is none.
    pub fn error(
        location: &Location,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(location, Severity::Error, code, message.into(), help.into())
    }

    /// A warning; an empty `help` is none.
    pub fn warning(
        location: &Location,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(
            location,
            Severity::Warning,
            code,
            message.into(),
            help.into(),
        )
    }

    fn new(
        location: &Location,
        severity: Severity,
        code: &'static str,
        message: String,
        help: String,
    ) -> Self {
        let help = (!help.is_empty()).then_some(help);
        Self {
            location: location.clone(),
            severity,
            code,
            message,
            help,
        }
    }
}

/// The complaints of a run.
#[derive(Clone, Debug, Default)]
pub struct Complaints {
    list: Vec<Complaint>,
}

impl Complaints {
    /// Adds an error.
    pub fn error(
        &mut self,
        location: &Location,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Complaint::error(location, code, message, help));
    }

    /// Adds a warning.
    pub fn warning(
        &mut self,
        location: &Location,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Complaint::warning(location, code, message, help));
    }

    /// Adds a complaint that another pass made, such as the one of a file that could not be loaded.
    pub fn push(&mut self, complaint: Complaint) {
        self.list.push(complaint);
    }

    /// Adds complaints that were made elsewhere.
    pub fn extend(&mut self, complaints: impl IntoIterator<Item = Complaint>) {
        self.list.extend(complaints);
    }

    /// Adds all that another part of a pass complained of.
    pub(crate) fn append(&mut self, mut others: Self) {
        self.list.append(&mut others.list);
    }

    /// Says in a line what a file has more than `most` of: the first of these complaints, and how many are like it.
    pub fn gather(&mut self, code: &str, most: usize) {
        let mut files: BTreeMap<Arc<str>, Vec<Complaint>> = BTreeMap::new();
        let (these, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.list)
            .into_iter()
            .partition(|complaint| complaint.code == code && complaint.severity != Severity::Error);
        self.list = others;
        for complaint in these {
            let file = Arc::clone(&complaint.location.file);
            files.entry(file).or_default().push(complaint);
        }
        for mut alike in files.into_values() {
            if alike.len() <= most {
                self.list.append(&mut alike);
                continue;
            }
            alike.sort_by(|left, right| {
                let places = left.location.reading_order();
                places.cmp(&right.location.reading_order())
            });
            let more = alike.len() - 1;
            let first = alike.swap_remove(0);
            let message = match more {
                0 => first.message,
                1 => format!("{} Another is like it.", first.message),
                more => format!("{} {more} more are like it.", first.message),
            };
            self.list.push(Complaint {
                severity: Severity::Note,
                message,
                ..first
            });
        }
    }

    /// How many complaints have one of these codes.
    pub fn count(&self, codes: &[&str]) -> usize {
        let these = self.list.iter();
        these
            .filter(|complaint| codes.contains(&complaint.code))
            .count()
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|complaint| complaint.severity == Severity::Error)
    }

    /// All complaints, in the order of their places, each once.
    pub fn into_sorted(mut self) -> Vec<Complaint> {
        self.list.sort_by(|left, right| {
            let places = left
                .location
                .reading_order()
                .cmp(&right.location.reading_order());
            places.then_with(|| left.cmp(right))
        });
        self.list.dedup();
        self.list
    }
}
