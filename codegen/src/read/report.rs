//! What the reader says: complaints and coverage together, and the scalar values that it forgives.
//!
//! Real documents write `required: "true"` and `description: null`. A value that has one possible meaning is read and
//! noted; only what has none is an error.

use super::cursor::Cursor;
use super::dialect::Dialect;
use super::kind::Kind;
use super::quiet;
use crate::complaint::Complaints;
use crate::coverage::{Coverage, Treatment};
use crate::value::{Location, Value};
use std::collections::HashSet;

/// Where the reader's findings go.
pub(super) struct Report<'r> {
    pub(super) complaints: &'r mut Complaints,
    pub(super) coverage: &'r mut Coverage,
    /// The dialect of the root document, which the other documents share.
    pub(super) dialect: Dialect,
    /// The misspelled keywords that were warned of: who always writes one so is told once.
    pub(super) misspelled: HashSet<String>,
}

impl Report<'_> {
    pub(super) fn error(
        &mut self,
        at: &Location,
        code: &'static str,
        message: String,
        help: impl Into<String>,
    ) {
        self.complaints.error(at, code, message, help);
    }

    pub(super) fn warning(
        &mut self,
        at: &Location,
        code: &'static str,
        message: String,
        help: impl Into<String>,
    ) {
        self.complaints.warning(at, code, message, help);
    }

    /// A keyword that has no effect.
    pub(super) fn ignored(&mut self, at: &Cursor<'_>, keyword: &str, note: impl Into<String>) {
        self.ignored_at(&at.location(), keyword, note);
    }

    /// A construct that has no effect.
    pub(super) fn ignored_at(&mut self, at: &Location, keyword: &str, note: impl Into<String>) {
        self.coverage.add(at, keyword, Treatment::Ignored, note);
    }

    /// A keyword whose type accepts more than it says.
    pub(super) fn widened(&mut self, at: &Cursor<'_>, keyword: &str, note: impl Into<String>) {
        self.coverage
            .add(&at.location(), keyword, Treatment::Widened, note);
    }

    /// A habit that was understood.
    pub(super) fn understood(&mut self, at: &Cursor<'_>, keyword: &str, note: impl Into<String>) {
        self.understood_at(&at.location(), keyword, note);
    }

    /// A construct that was understood.
    pub(super) fn understood_at(&mut self, at: &Location, keyword: &str, note: impl Into<String>) {
        self.coverage.add(at, keyword, Treatment::Understood, note);
    }

    /// A keyword that was taken: noted if it is one of another dialect.
    pub(super) fn taken<'d>(&mut self, kind: Kind, keyword: &str, at: impl FnOnce() -> Cursor<'d>) {
        if let Some(dialect) = self.dialect.owner_of(kind, keyword) {
            let note = format!(
                "A keyword of {dialect} in a description in {}: read as there.",
                self.dialect
            );
            self.understood(&at(), keyword, note);
        }
    }

    /// A keyword that nobody took and that does more than describe.
    pub(super) fn left_over(&mut self, kind: Kind, at: &Cursor<'_>) {
        let note = quiet::note(kind, at.key()).map_or_else(
            || {
                format!(
                    "`{}` is no keyword of {}: it has no effect.",
                    at.key(),
                    kind.noun()
                )
            },
            str::to_owned,
        );
        self.ignored(at, at.key(), note);
    }

    /// A keyword that nobody took, and that is hardly another than one that is not there.
    pub(super) fn misspelled(&mut self, kind: Kind, at: &Cursor<'_>, meant: &str) {
        let note = format!(
            "`{}` is no keyword of {}: it has no effect.",
            at.key(),
            kind.noun()
        );
        if self.misspelled.insert(at.key().to_owned()) {
            let help = format!("Did you mean `{meant}`?");
            self.warning(&at.location(), "misspelled-keyword", note.clone(), help);
        }
        self.ignored(at, at.key(), note);
    }

    /// A value of a kind that has no meaning here: an error, but for an extension, which is read as if it were absent.
    pub(super) fn wrong_kind(&mut self, at: &Cursor<'_>, due: &str) {
        let message = format!(
            "{} must be {due}, but is {}.",
            subject(at),
            at.value().kind()
        );
        if at.key().starts_with("x-") {
            self.absent(at, due, message);
            return;
        }
        self.error(
            &at.location(),
            "wrong-kind",
            message,
            format!("Write {due} here, or remove it."),
        );
    }

    /// A member of an extension: a wrong kind costs a warning.
    pub(super) fn text_of_extension(&mut self, at: &Cursor<'_>) -> Option<String> {
        if let Value::Array(_) | Value::Object(_) = at.value() {
            let message = format!("{} is no string, but {}.", subject(at), at.value().kind());
            self.absent(at, "a string", message);
            return None;
        }
        self.text(at)
    }

    fn absent(&mut self, at: &Cursor<'_>, due: &str, message: String) {
        let help = format!("It is read as if it were absent: write {due} here.");
        self.warning(&at.location(), "wrong-kind", message, help);
    }

    /// The value, unless it is `null` where it should have been left out.
    pub(super) fn present<'d>(&mut self, at: Cursor<'d>) -> Option<Cursor<'d>> {
        if *at.value() == Value::Null {
            self.understood(
                &at,
                at.key(),
                "`null` is read as if the keyword were absent.",
            );
            return None;
        }
        Some(at)
    }

    /// A text; a number or boolean is read as the text that stands there.
    pub(super) fn text(&mut self, at: &Cursor<'_>) -> Option<String> {
        match at.value() {
            Value::String(text) => Some(text.to_string()),
            Value::Number(_) | Value::Bool(_) => {
                let text = at.value().to_json();
                self.understood(
                    at,
                    at.key(),
                    format!("{} is read as the text `{text}`.", at.value().kind()),
                );
                Some(text)
            }
            Value::Null | Value::Array(_) | Value::Object(_) => {
                self.wrong_kind(at, "a string");
                None
            }
        }
    }

    /// A text that only documents.
    pub(super) fn prose(&mut self, at: &Cursor<'_>) -> Option<String> {
        if let Value::Array(_) | Value::Object(_) = at.value() {
            let message = format!(
                "{} should be a string, but is {}.",
                subject(at),
                at.value().kind()
            );
            self.warning(
                &at.location(),
                "wrong-kind",
                message,
                "It is left out of the documentation: write a string.",
            );
            return None;
        }
        self.text(at)
    }

    /// A boolean; `"true"` and the words of YAML 1.1, such as `yes`, are read as what they say.
    pub(super) fn flag(&mut self, at: &Cursor<'_>) -> Option<bool> {
        if let Some(flag) = at.value().as_bool() {
            return Some(flag);
        }
        let Some(flag) = at.value().as_bool_lenient() else {
            self.wrong_kind(at, "a boolean");
            return None;
        };
        self.understood(
            at,
            at.key(),
            format!("a string is read as the boolean `{flag}`."),
        );
        Some(flag)
    }

    /// The elements of an array; a lone scalar or object is read as a list of one.
    pub(super) fn list<'d>(&mut self, at: &Cursor<'d>) -> Vec<Cursor<'d>> {
        match at.value() {
            Value::Array(_) => at.elements().collect(),
            Value::Null => Vec::new(),
            Value::Object(members) if members.is_empty() => {
                self.understood(at, at.key(), "an empty object is read as an empty array.");
                Vec::new()
            }
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                self.understood(
                    at,
                    at.key(),
                    format!("{} is read as an array of one.", at.value().kind()),
                );
                vec![at.clone()]
            }
        }
    }

    /// The members of an object; an empty array is read as an empty object, which is how PHP writes it.
    pub(super) fn map<'d>(&mut self, at: &Cursor<'d>) -> Vec<(&'d str, Cursor<'d>)> {
        match at.value() {
            Value::Object(_) => at.members().collect(),
            Value::Array(elements) if elements.is_empty() => {
                self.understood(at, at.key(), "an empty array is read as an empty object.");
                Vec::new()
            }
            _ => {
                self.wrong_kind(at, "an object");
                Vec::new()
            }
        }
    }
}

/// How a complaint names a node.
fn subject(at: &Cursor<'_>) -> String {
    if at.key().is_empty() {
        "this".to_owned()
    } else {
        format!("`{}`", at.key())
    }
}
