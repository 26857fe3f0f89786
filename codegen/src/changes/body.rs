//! The body of a request, compared: whether there is one, and the forms that it can be sent in.
//!
//! What a stranger would get wrong: with one form the body's type is the form's, with several it is an enum of the
//! operation. So a second media type breaks callers, and a third does not.

use super::argument::{no_option, words_of};
use super::comparison::{Comparison, Subject};
use super::kind::{BodyKind, NameKind};
use super::locate::Part;
use super::words;
use crate::shape::{Argument, BodyForm, Codec, Operation, RequestBody};

const NO_VARIANT: &str = "error[E0599]: no variant";
const PART: Part<'static> = Part::Body;

/// Compares the bodies of counterparts.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    subject: &Subject<'_>,
) {
    match (body(old), body(new)) {
        (None, None) => {}
        (None, Some((argument, _))) => {
            let kind = if argument.required {
                BodyKind::RequiredAdded
            } else {
                BodyKind::OptionalAdded
            };
            about_argument(comparison, kind, argument, new, subject);
        }
        (Some((argument, _)), None) => {
            let kind = if argument.required {
                BodyKind::RequiredRemoved
            } else {
                BodyKind::OptionalRemoved
            };
            about_argument(comparison, kind, argument, new, subject);
        }
        (Some(before), Some(after)) => pair(comparison, before, after, new, subject),
    }
}

type Body<'a> = (&'a Argument, &'a RequestBody);

fn body(operation: &Operation) -> Option<Body<'_>> {
    let body = operation.body.as_ref()?;
    Some((operation.arguments.get(body.argument)?, body))
}

fn about_argument(
    comparison: &mut Comparison<'_>,
    kind: BodyKind,
    argument: &Argument,
    new: &Operation,
    subject: &Subject<'_>,
) {
    let literal = format!("{}<'_>", new.name.ident);
    let error = no_option(subject, new, &argument.name.ident);
    let mut fill = vec![
        ("name", argument.name.ident.as_str()),
        ("error", error.as_str()),
    ];
    if matches!(kind, BodyKind::RequiredAdded | BodyKind::MadeRequired) {
        fill.push(("owner", literal.as_str()));
    }
    comparison.report(kind, subject, &PART, &argument.name.wire, &fill);
}

fn pair(
    comparison: &mut Comparison<'_>,
    (old, before): Body<'_>,
    (new, after): Body<'_>,
    operation: &Operation,
    subject: &Subject<'_>,
) {
    match (old.required, new.required) {
        (false, true) => {
            about_argument(comparison, BodyKind::MadeRequired, new, operation, subject);
        }
        (true, false) => {
            about_argument(comparison, BodyKind::MadeOptional, new, operation, subject);
        }
        (true, true) | (false, false) if old.name.ident != new.name.ident => {
            let fill = [
                ("before", old.name.ident.as_str()),
                ("after", new.name.ident.as_str()),
            ];
            let kind = if new.required {
                NameKind::Parameter
            } else {
                NameKind::Option
            };
            comparison.report(kind, subject, &PART, &new.name.wire, &fill);
        }
        (true, true) | (false, false) => {}
    }
    match (before.forms.as_slice(), after.forms.as_slice()) {
        ([old], [new]) => {
            if old.media_type != new.media_type {
                media_type(comparison, old, new, subject);
            }
            forms(comparison, old, new, "its body", subject);
        }
        ([old], several) => {
            let same = several.iter().find(|it| it.media_type == old.media_type);
            let variant = same.or(several.first()).map_or("", |it| &it.name.ident);
            let media_types = listed(several);
            let fill = [("after", media_types.as_str()), ("variant", variant)];
            comparison.report(BodyKind::BecameChoice, subject, &PART, "", &fill);
            match (same, several.first()) {
                (None, Some(new)) => media_type(comparison, old, new, subject),
                (Some(new), _) => encoding(comparison, old, new, subject),
                (None, None) => {}
            }
        }
        (several, [_]) => {
            let media_types = listed(several);
            let fill = [("before", media_types.as_str())];
            comparison.report(BodyKind::NoLongerChoice, subject, &PART, "", &fill);
        }
        (before, after) => choices(comparison, before, after, subject),
    }
    words::compare(
        comparison,
        words_of(old),
        words_of(new),
        subject,
        &PART,
        "its body",
    );
}

fn listed(forms: &[BodyForm]) -> String {
    let media_types = forms.iter().map(|form| format!("`{}`", form.media_type));
    media_types.collect::<Vec<_>>().join(", ")
}

fn media_type(
    comparison: &mut Comparison<'_>,
    old: &BodyForm,
    new: &BodyForm,
    subject: &Subject<'_>,
) {
    let fill = [
        ("before", old.media_type.as_str()),
        ("after", new.media_type.as_str()),
    ];
    comparison.report(BodyKind::MediaType, subject, &PART, "", &fill);
}

fn forms(
    comparison: &mut Comparison<'_>,
    old: &BodyForm,
    new: &BodyForm,
    what: &str,
    subject: &Subject<'_>,
) {
    comparison.compare_types(&old.ty, &new.ty, subject, &PART, what);
    encoding(comparison, old, new, subject);
}

fn encoding(
    comparison: &mut Comparison<'_>,
    old: &BodyForm,
    new: &BodyForm,
    subject: &Subject<'_>,
) {
    let differs = match (&old.codec, &new.codec) {
        (Codec::Form(old), Codec::Form(new)) | (Codec::Multipart(old), Codec::Multipart(new)) => {
            old != new
        }
        _ => false,
    };
    if differs {
        comparison.report(BodyKind::Encoding, subject, &PART, "", &[]);
    }
}

/// Several forms before and after.
fn choices(
    comparison: &mut Comparison<'_>,
    before: &[BodyForm],
    after: &[BodyForm],
    subject: &Subject<'_>,
) {
    let same = |form: &BodyForm, forms: &[BodyForm]| {
        forms.iter().position(|it| it.media_type == form.media_type)
    };
    for old in before {
        let variant = old.name.ident.as_str();
        let Some(new) = same(old, after).map(|at| &after[at]) else {
            let fill = [("before", old.media_type.as_str()), ("variant", variant)];
            comparison.report(BodyKind::FormRemoved, subject, &PART, variant, &fill);
            continue;
        };
        if old.name.ident != new.name.ident {
            let fill = [
                ("before", variant),
                ("after", new.name.ident.as_str()),
                ("error", NO_VARIANT),
            ];
            let what = format!("the form `{}` of its body", old.media_type);
            comparison.report(NameKind::Helper, subject, &PART, &what, &fill);
        }
        let what = format!("the form `{}` of its body", old.media_type);
        forms(comparison, old, new, &what, subject);
    }
    for new in after {
        if same(new, before).is_none() {
            let fill = [("after", new.media_type.as_str())];
            let name = new.name.ident.as_str();
            comparison.report(BodyKind::FormAdded, subject, &PART, name, &fill);
        }
    }
}
