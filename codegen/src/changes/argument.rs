//! Parameters, compared by their wire names and places.
//!
//! What a stranger would get wrong: what the description fixes is a parameter too, one without an argument. It can become
//! an argument, and an argument can become fixed.

use super::comparison::{Comparison, Subject};
use super::kind::{NameKind, ParameterKind};
use super::locate::Part;
use super::words::{self, Words};
use crate::shape::{Argument, Operation, Placement, Step, StepValue};

/// A parameter of an operation.
struct Parameter<'a> {
    name: &'a str,
    place: &'static str,
    placement: &'a Placement,
    given: Given<'a>,
}

/// What is written.
#[derive(Clone, Copy)]
enum Given<'a> {
    Argument(&'a Argument),
    Fixed(&'a str),
    Version(&'a str),
}

fn parameters(operation: &Operation) -> Vec<Parameter<'_>> {
    let steps = operation.steps.iter();
    steps
        .filter_map(|step| match step {
            Step::Literal(_) => None,
            Step::Parameter {
                name,
                placement,
                value,
            } => Some(Parameter {
                name,
                place: place(placement),
                placement,
                given: match value {
                    StepValue::Argument(index) => Given::Argument(&operation.arguments[*index]),
                    StepValue::Constant(text) => Given::Fixed(text),
                    StepValue::ApiVersion(text) => Given::Version(text),
                },
            }),
        })
        .collect()
}

fn place(placement: &Placement) -> &'static str {
    match placement {
        Placement::Path(_) | Placement::PathRaw | Placement::PathContent(_) => "path",
        Placement::Query(_)
        | Placement::QueryRaw
        | Placement::QueryContent(_)
        | Placement::QueryString(_) => "query",
        Placement::Header { .. }
        | Placement::HeaderInStyle(_)
        | Placement::HeaderContent(_)
        | Placement::HeaderPrefix(_) => "headers",
        Placement::Cookie(_) | Placement::CookieContent(_) => "cookies",
        Placement::PartHeader { .. } | Placement::PartHeaderContent { .. } => {
            "headers of a part of the body"
        }
    }
}

/// Whether the value is a document of a media type, and no text.
fn is_document(placement: &Placement) -> bool {
    match placement {
        Placement::PathContent(_)
        | Placement::QueryContent(_)
        | Placement::QueryString(_)
        | Placement::HeaderContent(_)
        | Placement::CookieContent(_)
        | Placement::PartHeaderContent { .. } => true,
        Placement::Path(_)
        | Placement::PathRaw
        | Placement::Query(_)
        | Placement::QueryRaw
        | Placement::Header { .. }
        | Placement::HeaderInStyle(_)
        | Placement::HeaderPrefix(_)
        | Placement::Cookie(_)
        | Placement::PartHeader { .. } => false,
    }
}

/// How it is written, beside where.
fn style(placement: &Placement) -> String {
    match placement {
        Placement::Path(style)
        | Placement::Query(style)
        | Placement::HeaderInStyle(style)
        | Placement::Cookie(style) => {
            let style_name = format!("{:?}", style.style).to_lowercase();
            let exploded = if style.explode { ", exploded" } else { "" };
            let reserved = if style.allow_reserved {
                ", with reserved characters"
            } else {
                ""
            };
            format!("in the style {style_name}{exploded}{reserved}")
        }
        Placement::Header { explode } | Placement::PartHeader { explode, .. } => {
            let exploded = if *explode { ", exploded" } else { "" };
            format!("in the style simple{exploded}")
        }
        Placement::PathRaw | Placement::QueryRaw => "as the caller encoded it".to_owned(),
        Placement::HeaderPrefix(prefix) => format!("as headers `{prefix}…`"),
        Placement::PathContent(media_type)
        | Placement::QueryContent(media_type)
        | Placement::QueryString(media_type)
        | Placement::HeaderContent(media_type)
        | Placement::CookieContent(media_type)
        | Placement::PartHeaderContent {
            media: media_type, ..
        } => format!("as `{media_type}`"),
    }
}

/// What makes two parameters the same.
#[derive(Clone, Copy)]
enum By {
    Place,
    Name,
    Ident,
}

fn has_same_name(one: &Parameter<'_>, other: &Parameter<'_>) -> bool {
    one.name == other.name || (one.place == "headers" && other.name.eq_ignore_ascii_case(one.name))
}

/// What Rust calls it, or the wire where it has no name in Rust.
fn ident<'a>(parameter: &Parameter<'a>) -> &'a str {
    match parameter.given {
        Given::Argument(argument) => &argument.name.ident,
        Given::Fixed(_) | Given::Version(_) => parameter.name,
    }
}

fn has_same_ident(one: &Parameter<'_>, other: &Parameter<'_>) -> bool {
    match (one.given, other.given) {
        (Given::Argument(one), Given::Argument(other)) => one.name.ident == other.name.ident,
        _ => false,
    }
}

/// Compares the parameters of counterparts.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    subject: &Subject<'_>,
) {
    let (before, after) = (parameters(old), parameters(new));
    let mut taken = vec![false; after.len()];
    let mut pairs: Vec<Option<usize>> = vec![None; before.len()];
    // First by name and place, then by name alone, then by what Rust calls it.
    for by in [By::Place, By::Name, By::Ident] {
        for (at, parameter) in before.iter().enumerate() {
            if pairs[at].is_some() {
                continue;
            }
            let is_same = |other: &Parameter<'_>| match by {
                By::Place => has_same_name(parameter, other) && other.place == parameter.place,
                By::Name => has_same_name(parameter, other),
                By::Ident => has_same_ident(parameter, other),
            };
            let found = (0..after.len()).find(|index| !taken[*index] && is_same(&after[*index]));
            if let Some(found) = found {
                taken[found] = true;
                pairs[at] = Some(found);
            }
        }
    }
    for (parameter, found) in before.iter().zip(&pairs) {
        match found {
            Some(found) => pair(comparison, parameter, &after[*found], new, subject),
            None => removed(comparison, parameter, new, subject),
        }
    }
    for (parameter, taken) in after.iter().zip(&taken) {
        if !taken {
            added(comparison, parameter, new, subject);
        }
    }
}

/// The type of an operation as the compiler names it.
fn literal(operation: &Operation) -> String {
    let lends = operation.arguments.iter().any(|argument| {
        argument.required
            && !matches!(
                argument.ty,
                crate::shape::Type::Bool
                    | crate::shape::Type::I32
                    | crate::shape::Type::I64
                    | crate::shape::Type::U64
                    | crate::shape::Type::F64
                    | crate::shape::Type::Unit
            )
    });
    let lifetime = if lends { "<'_>" } else { "" };
    format!("{}{lifetime}", operation.name.ident)
}

/// What the compiler says where an option is set that there is not any more: the last one takes the type of the options
/// along.
pub(super) fn no_option(subject: &Subject<'_>, new: &Operation, ident: &str) -> String {
    if new.arguments.iter().any(|argument| !argument.required) {
        let owner = subject.path.rsplit("::").next().unwrap_or_default();
        format!("error[E0599]: no method named `with_{ident}` found for struct `{owner}Options`")
    } else {
        format!("error[E0432]: unresolved import `{}Options`", subject.path)
    }
}

fn added(
    comparison: &mut Comparison<'_>,
    parameter: &Parameter<'_>,
    new: &Operation,
    subject: &Subject<'_>,
) {
    let part = Part::Parameter(parameter.name);
    let owner = literal(new);
    match parameter.given {
        Given::Argument(argument) if argument.required => {
            let fill = [
                ("name", argument.name.ident.as_str()),
                ("owner", owner.as_str()),
            ];
            let kind = ParameterKind::RequiredAdded;
            comparison.report(kind, subject, &part, parameter.name, &fill);
        }
        Given::Argument(argument) => {
            let fill = [("name", argument.name.ident.as_str())];
            let kind = ParameterKind::OptionalAdded;
            comparison.report(kind, subject, &part, parameter.name, &fill);
        }
        Given::Fixed(text) | Given::Version(text) => {
            let kind = ParameterKind::FixedAdded;
            comparison.report(kind, subject, &part, parameter.name, &[("after", text)]);
        }
    }
}

fn removed(
    comparison: &mut Comparison<'_>,
    parameter: &Parameter<'_>,
    new: &Operation,
    subject: &Subject<'_>,
) {
    let part = Part::Parameter(parameter.name);
    let owner = literal(new);
    match parameter.given {
        Given::Argument(argument) => {
            let kind = if argument.required {
                ParameterKind::RequiredRemoved
            } else {
                ParameterKind::OptionalRemoved
            };
            let error = no_option(subject, new, &argument.name.ident);
            let mut fill = vec![
                ("name", argument.name.ident.as_str()),
                ("error", error.as_str()),
            ];
            if argument.required {
                fill.push(("owner", owner.as_str()));
            }
            comparison.report(kind, subject, &part, parameter.name, &fill);
        }
        Given::Fixed(text) | Given::Version(text) => {
            let kind = ParameterKind::FixedRemoved;
            comparison.report(kind, subject, &part, parameter.name, &[("before", text)]);
        }
    }
}

fn pair(
    comparison: &mut Comparison<'_>,
    old: &Parameter<'_>,
    new: &Parameter<'_>,
    operation: &Operation,
    subject: &Subject<'_>,
) {
    let name = new.name;
    let part = Part::Parameter(name);
    let owner = literal(operation);
    let is_text = !is_document(old.placement) && !is_document(new.placement);
    // What stands in the path has its place there, whatever it is called.
    if !has_same_name(old, new) && new.place != "path" {
        let fill = [
            ("before", old.name),
            ("after", new.name),
            ("name", ident(new)),
        ];
        comparison.report(ParameterKind::SentAs, subject, &part, name, &fill);
    }
    if old.place != new.place {
        let fill = [("before", old.place), ("after", new.place)];
        comparison.report(ParameterKind::Moved, subject, &part, name, &fill);
    } else if old.placement != new.placement {
        let (then, now) = (style(old.placement), style(new.placement));
        let fill = [("before", then.as_str()), ("after", now.as_str())];
        comparison.report(ParameterKind::Style, subject, &part, name, &fill);
    }
    match (old.given, new.given) {
        (Given::Argument(old), Given::Argument(new)) => {
            let pair = (old, new, is_text);
            arguments(comparison, pair, name, subject, &owner);
        }
        (Given::Argument(argument), Given::Fixed(text) | Given::Version(text)) => {
            if argument.required {
                let fill = [
                    ("name", argument.name.ident.as_str()),
                    ("owner", owner.as_str()),
                    ("after", text),
                ];
                comparison.report(ParameterKind::Fixed, subject, &part, name, &fill);
            } else {
                let error = no_option(subject, operation, &argument.name.ident);
                let fill = [
                    ("name", argument.name.ident.as_str()),
                    ("error", error.as_str()),
                ];
                comparison.report(ParameterKind::OptionalRemoved, subject, &part, name, &fill);
                let fill = [("after", text)];
                comparison.report(ParameterKind::FixedAdded, subject, &part, name, &fill);
            }
        }
        (Given::Fixed(text) | Given::Version(text), Given::Argument(argument)) => {
            let fill = [
                ("name", argument.name.ident.as_str()),
                ("owner", owner.as_str()),
                ("before", text),
            ];
            if argument.required {
                comparison.report(ParameterKind::NoLongerFixed, subject, &part, name, &fill);
            } else {
                comparison.report(ParameterKind::OptionalAdded, subject, &part, name, &fill);
            }
        }
        (Given::Version(then), Given::Version(now)) if then != now => {
            // Told once of the API, with the operations that ask for it.
            let whole = Subject {
                path: String::new(),
                ..subject.clone()
            };
            let fill = [("before", then), ("after", now)];
            comparison.report(ParameterKind::ApiVersion, &whole, &part, name, &fill);
        }
        (Given::Fixed(then) | Given::Version(then), Given::Fixed(now) | Given::Version(now)) => {
            if then != now {
                let fill = [("before", then), ("after", now)];
                comparison.report(ParameterKind::FixedChanged, subject, &part, name, &fill);
            }
        }
    }
}

fn arguments(
    comparison: &mut Comparison<'_>,
    (old, new, is_text): (&Argument, &Argument, bool),
    name: &str,
    subject: &Subject<'_>,
    owner: &str,
) {
    let part = Part::Parameter(name);
    let presence = match (old.required, new.required) {
        (false, true) => Some(ParameterKind::MadeRequired),
        (true, false) => Some(ParameterKind::MadeOptional),
        (true, true) | (false, false) => None,
    };
    let (was, is) = (old.name.ident.as_str(), new.name.ident.as_str());
    let mut fill = vec![("before", was), ("after", is)];
    if let Some(kind) = presence {
        fill.push(("name", is));
        if kind == ParameterKind::MadeRequired {
            fill.push(("owner", owner));
        }
        comparison.report(kind, subject, &part, name, &fill);
    } else if was != is {
        let kind = if new.required {
            fill.push(("owner", owner));
            NameKind::Parameter
        } else {
            NameKind::Option
        };
        comparison.report(kind, subject, &part, name, &fill);
    }
    let what = format!("the parameter `{name}`");
    comparison.compare_written(&old.ty, &new.ty, is_text, subject, &part, &what);
    words::compare(
        comparison,
        words_of(old),
        words_of(new),
        subject,
        &part,
        &what,
    );
}

pub(super) fn words_of(argument: &Argument) -> Words<'_> {
    Words {
        doc: &argument.doc,
        deprecated: argument.deprecated,
    }
}
