//! Answers, compared: what each status means, the types of success and failure, and the headers.
//!
//! What a stranger would get wrong: statuses and types are told apart. A status may be added without a change in Rust,
//! and where an answer becomes an enum that is told once, however many statuses lead to it.

use super::comparison::{Comparison, Subject};
use super::kind::{AnswerKind, NameKind};
use super::locate::Part;
use super::spell::spell;
use super::words::{self, Words};
use crate::shape::{
    Answer, AnswerBody, HeaderField, Operation, Outcome, OutcomeVariant, Type, Unreadable,
};

/// Compares the answers of counterparts.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    subject: &Subject<'_>,
) {
    let outputs = Outcomes {
        before: &old.output,
        after: &new.output,
        name: "success",
        suffix: "Output",
    };
    let failures = Outcomes {
        before: &old.failure,
        after: &new.failure,
        name: "failure",
        suffix: "Failure",
    };
    let told = outputs.compare(comparison, subject);
    let failures_told = failures.compare(comparison, subject);
    statuses(comparison, old, new, subject, [told, failures_told]);
    media_types(comparison, old, new, subject);
    headers(comparison, old, new, subject);
}

/// A success or failure before and after.
struct Outcomes<'a> {
    before: &'a Outcome,
    after: &'a Outcome,
    name: &'static str,
    suffix: &'static str,
}

/// Whether the change of the bodies of an outcome was told with its type.
type Told = bool;

impl Outcomes<'_> {
    fn compare(&self, comparison: &mut Comparison<'_>, subject: &Subject<'_>) -> Told {
        let (then, now) = (
            spelled(comparison.before.api, self.before),
            spelled(comparison.after.api, self.after),
        );
        let path = format!("{}{}", subject.path, self.suffix);
        let owner = path.rsplit("::").next().unwrap_or_default();
        // An enum that is gone cannot be imported; any other type is another one.
        let error = match self.before {
            Outcome::Enum(_) => format!("error[E0432]: unresolved import `{path}`"),
            Outcome::Undeclared | Outcome::Unit | Outcome::Single(_) => {
                super::kind::E0308.to_owned()
            }
        };
        let mut report = |kind| {
            let fill = [
                ("before", then.as_str()),
                ("after", now.as_str()),
                ("error", error.as_str()),
                ("enum", owner),
                ("enum_path", path.as_str()),
            ];
            let part = Part::Keyword("responses");
            comparison.report(kind, subject, &part, self.name, &fill);
        };
        match (self.before, self.after) {
            (Outcome::Undeclared, Outcome::Undeclared) | (Outcome::Unit, Outcome::Unit) => false,
            (Outcome::Undeclared, _) => {
                report(AnswerKind::FirstFailure);
                false
            }
            (_, Outcome::Undeclared) => {
                report(AnswerKind::LastFailure);
                false
            }
            (Outcome::Enum(before), Outcome::Enum(after)) => {
                self.arms(comparison, before, after, subject)
            }
            (_, Outcome::Enum(_)) => {
                report(AnswerKind::BecameChoice);
                false
            }
            (Outcome::Enum(_), _) => {
                report(AnswerKind::NoLongerChoice);
                false
            }
            (Outcome::Single(before), Outcome::Single(after)) => {
                let is_same = comparison.spelling().is_same(before, after);
                if !is_same {
                    let part = Part::Keyword("responses");
                    let what = format!("its {}", self.name);
                    comparison.compare_types(before, after, subject, &part, &what);
                }
                !is_same
            }
            (Outcome::Unit, Outcome::Single(_)) | (Outcome::Single(_), Outcome::Unit) => {
                report(AnswerKind::Type);
                true
            }
        }
    }

    fn arms(
        &self,
        comparison: &mut Comparison<'_>,
        before: &[OutcomeVariant],
        after: &[OutcomeVariant],
        subject: &Subject<'_>,
    ) -> Told {
        let part = Part::Keyword("responses");
        let path = format!("{}{}", subject.path, self.suffix);
        let owner = path.rsplit("::").next().unwrap_or_default();
        let mut told = false;
        for old in before {
            let variant = old.name.ident.as_str();
            let same = after.iter().find(|it| it.name.ident == old.name.ident);
            let fill = [
                ("before", variant),
                ("variant", variant),
                ("enum", owner),
                ("name", self.name),
            ];
            match same.map(|new| (&old.ty, &new.ty)) {
                None => {
                    comparison.report(AnswerKind::ArmRemoved, subject, &part, variant, &fill);
                }
                Some((None, None)) => {}
                Some((Some(before), Some(after))) => {
                    let what = format!("the {} `{variant}`", self.name);
                    told |= comparison.compare_types(before, after, subject, &part, &what);
                }
                Some((before, after)) => {
                    told = true;
                    remade(
                        comparison,
                        (before.as_ref(), after.as_ref()),
                        variant,
                        subject,
                    );
                }
            }
        }
        for new in after {
            if !before.iter().any(|it| it.name.ident == new.name.ident) {
                let variant = new.name.ident.as_str();
                let fill = [("after", variant), ("name", self.name)];
                comparison.report(AnswerKind::ArmAdded, subject, &part, variant, &fill);
            }
        }
        told
    }
}

/// An arm that held nothing holds something, or the other way round.
fn remade(
    comparison: &mut Comparison<'_>,
    (before, after): (Option<&Type>, Option<&Type>),
    variant: &str,
    subject: &Subject<'_>,
) {
    let nothing = || "nothing".to_owned();
    let then = before.map_or_else(nothing, |ty| spell(comparison.before.api, ty));
    let now = after.map_or_else(nothing, |ty| spell(comparison.after.api, ty));
    let fill = [("before", then.as_str()), ("after", now.as_str())];
    let part = Part::Keyword("responses");
    comparison.report(AnswerKind::ArmRemade, subject, &part, variant, &fill);
}

fn spelled(api: &crate::shape::Api, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Undeclared => "Undeclared".to_owned(),
        Outcome::Unit => "()".to_owned(),
        Outcome::Single(ty) => spell(api, ty),
        Outcome::Enum(_) => "an enum".to_owned(),
    }
}

fn statuses(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    subject: &Subject<'_>,
    [outputs_told, failures_told]: [Told; 2],
) {
    for before in old.answers.iter().filter(|it| is_documented(it)) {
        let status = before.status.to_string();
        let part = Part::Status(&status);
        let mut documented = new.answers.iter().filter(|it| is_documented(it));
        let found = documented.find(|it| it.status == before.status);
        let mut report = |kind| {
            let fill = [("before", status.as_str()), ("after", status.as_str())];
            comparison.report(kind, subject, &part, &status, &fill);
        };
        match found.map(|after| (before.failure, after.failure, after)) {
            None if before.failure => report(AnswerKind::FailureRemoved),
            None => report(AnswerKind::SuccessRemoved),
            Some((false, true, _)) => report(AnswerKind::BecameFailure),
            Some((true, false, _)) => report(AnswerKind::BecameSuccess),
            Some((failure, _, after)) => {
                let told = if failure { failures_told } else { outputs_told };
                bodies(comparison, before, after, subject, told);
            }
        }
    }
    for after in new.answers.iter().filter(|it| is_documented(it)) {
        let mut documented = old.answers.iter().filter(|it| is_documented(it));
        if !documented.any(|it| it.status == after.status) {
            let status = after.status.to_string();
            let kind = if after.failure {
                AnswerKind::FailureAdded
            } else {
                AnswerKind::SuccessAdded
            };
            let fill = [("after", status.as_str())];
            comparison.report(kind, subject, &Part::Status(&status), &status, &fill);
        }
    }
}

/// Whether the description has the status: an operation also reads some that it has not.
fn is_documented(answer: &Answer) -> bool {
    answer.unreadable == Unreadable::Decode && !answer.bodies.is_empty()
}

/// The bodies of a status.
fn bodies(
    comparison: &mut Comparison<'_>,
    before: &Answer,
    after: &Answer,
    subject: &Subject<'_>,
    told: Told,
) {
    if told {
        return;
    }
    let status = before.status.to_string();
    let part = Part::Status(&status);
    for old in &before.bodies {
        // Media types that are read alike are one body, under the first of them.
        let new = match (before.bodies.as_slice(), after.bodies.as_slice()) {
            ([_], [new]) => Some(new),
            _ => after
                .bodies
                .iter()
                .find(|it| it.media_type == old.media_type),
        };
        let Some(new) = new else {
            continue;
        };
        let codec = |body: &AnswerBody| body.codec.as_ref().map(std::mem::discriminant);
        let is_same = comparison.spelling().is_same(&old.ty, &new.ty);
        if codec(old) != codec(new) || !is_same {
            let then = body_words(comparison.before.api, old);
            let now = body_words(comparison.after.api, new);
            let fill = [("before", then.as_str()), ("after", now.as_str())];
            comparison.report(AnswerKind::Body, subject, &part, &status, &fill);
        }
    }
}

/// The media types that the operation accepts.
fn media_types(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    subject: &Subject<'_>,
) {
    let part = Part::Keyword("responses");
    for media_type in new.accept.iter().filter(|it| !old.accept.contains(it)) {
        let fill = [("after", media_type.as_str())];
        comparison.report(
            AnswerKind::MediaTypeAdded,
            subject,
            &part,
            media_type,
            &fill,
        );
    }
    for media_type in old.accept.iter().filter(|it| !new.accept.contains(it)) {
        let fill = [("before", media_type.as_str())];
        comparison.report(
            AnswerKind::MediaTypeRemoved,
            subject,
            &part,
            media_type,
            &fill,
        );
    }
}

fn body_words(api: &crate::shape::Api, body: &AnswerBody) -> String {
    if body.codec.is_none() {
        "no body".to_owned()
    } else {
        format!("`{}` as `{}`", spell(api, &body.ty), body.media_type)
    }
}

fn headers(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    subject: &Subject<'_>,
) {
    let same = |header: &HeaderField, headers: &[HeaderField]| {
        headers
            .iter()
            .position(|it| it.name.wire.eq_ignore_ascii_case(&header.name.wire))
    };
    for before in &old.headers {
        let name = before.name.wire.as_str();
        let part = Part::Header(name);
        let Some(after) = same(before, &new.headers).map(|at| &new.headers[at]) else {
            let fill = [("ident", before.name.ident.as_str())];
            comparison.report(AnswerKind::HeaderRemoved, subject, &part, name, &fill);
            continue;
        };
        let what = format!("the header `{name}`");
        if before.name.ident != after.name.ident {
            let error = format!(
                "error[E0599]: no method named `{}` found",
                before.name.ident
            );
            let fill = [
                ("before", before.name.ident.as_str()),
                ("after", after.name.ident.as_str()),
                ("error", error.as_str()),
            ];
            comparison.report(NameKind::Helper, subject, &part, &what, &fill);
        }
        let told = header_types(comparison, before, after, subject, &what);
        let reading = |it: &HeaderField| (it.content, it.delimiter, it.explode, it.prefix.clone());
        if !told && reading(before) != reading(after) {
            let fill = [("before", "another form"), ("after", "another form")];
            comparison.report(AnswerKind::Body, subject, &part, &what, &fill);
        }
        let words = |header: &'_ HeaderField| header.deprecated;
        words::compare(
            comparison,
            Words {
                doc: &before.doc,
                deprecated: words(before),
            },
            Words {
                doc: &after.doc,
                deprecated: words(after),
            },
            subject,
            &part,
            &what,
        );
    }
    for after in &new.headers {
        if same(after, &old.headers).is_none() {
            let name = after.name.wire.as_str();
            let part = Part::Header(name);
            comparison.report(AnswerKind::HeaderAdded, subject, &part, name, &[]);
        }
    }
}

/// The types of a header, whose accessor answers a text, a map of texts, or a value.
fn header_types(
    comparison: &mut Comparison<'_>,
    before: &HeaderField,
    after: &HeaderField,
    subject: &Subject<'_>,
    what: &str,
) -> Told {
    let part = Part::Header(&after.name.wire);
    let of = |header: &HeaderField| match &header.prefix {
        Some(_) => Type::Map(Box::new(Type::String)),
        None => header.ty.clone(),
    };
    if comparison.compare_types(&of(before), &of(after), subject, &part, what) {
        return true;
    }
    // A text that is a document is a value that may not be read.
    let is_document = |header: &HeaderField| header.content && header.ty == Type::String;
    if is_document(before) != is_document(after) {
        let fill = [("before", "&str"), ("after", "String")];
        comparison.report(
            super::kind::ValueKind::Respelled,
            subject,
            &part,
            what,
            &fill,
        );
        return true;
    }
    false
}
