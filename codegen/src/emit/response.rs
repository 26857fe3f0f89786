//! The answers in the table of an operation: a row for each status, and for each media type where a status has several.
//!
//! What a stranger would get wrong: rows that do the same are one row, because readers want it. They are merged only
//! where no row between them could take the status away.

use super::scope::{Scope, ident};
use super::{literal, outcome, xml};
use crate::description::Status;
use crate::shape::{Answer, AnswerBody, Codec, Operation, Outcome, Unreadable};
use proc_macro2::TokenStream;
use quote::quote;

/// The rows.
pub(super) fn rows(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let mut arms: Vec<Arm> = operation
        .answers
        .iter()
        .map(|answer| Arm::new(answer, operation, scope))
        .collect();
    // Merged as an arm as well: what the rows before it do not have is undocumented.
    let is_rest = |arm: &Arm| arm.statuses.contains(&Status::Default);
    let has_rest = arms.iter().any(is_rest);
    if !has_rest {
        arms.push(Arm {
            statuses: vec![Status::Default],
            action: quote!(undocumented()),
        });
    }
    let arms = merged(&arms).into_iter();
    let rows = arms.filter(|arm| has_rest || !is_rest(arm)).map(|arm| {
        let (pattern, action) = (pattern(&arm.statuses), arm.action);
        quote!(#pattern => #action,)
    });
    quote! {
        response {
            #(#rows)*
        }
    }
}

/// What is done for some statuses.
struct Arm {
    statuses: Vec<Status>,
    action: TokenStream,
}

impl Arm {
    fn new(answer: &Answer, operation: &Operation, scope: &mut Scope<'_>) -> Self {
        let reads: Vec<TokenStream> = answer
            .bodies
            .iter()
            .map(|body| read(body, answer.failure, operation, scope))
            .collect();
        let action = by_media_type(&answer.bodies, &reads);
        Self {
            statuses: vec![answer.status],
            action: tolerant(answer, action, operation),
        }
    }

    fn does(&self, other: &Self) -> bool {
        self.action.to_string() == other.action.to_string()
    }
}

/// The read of a body with what the answer is where it can't be read.
fn tolerant(answer: &Answer, action: TokenStream, operation: &Operation) -> TokenStream {
    match answer.unreadable {
        Unreadable::Decode => action,
        Unreadable::Undocumented if !can_fail(&answer.bodies) => action,
        Unreadable::Undocumented => quote!(undocumented_success(#action)),
        Unreadable::Accepted(variant) => {
            let accepted = output_variant(operation, variant);
            quote!(accepted(#accepted, #action))
        }
    }
}

/// Whether there is a body that can't be read from every answer.
fn can_fail(bodies: &[AnswerBody]) -> bool {
    match bodies {
        [] => false,
        [only] => !matches!(only.codec, None | Some(Codec::Bytes | Codec::Multipart(_))),
        _ => true,
    }
}

/// The reads of a status's bodies, by the media type that the answer says.
fn by_media_type(bodies: &[AnswerBody], reads: &[TokenStream]) -> TokenStream {
    let mut distinct: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, read) in reads.iter().enumerate() {
        let text = read.to_string();
        match distinct.iter_mut().find(|(known, _)| *known == text) {
            Some((_, places)) => places.push(at),
            None => distinct.push((text, vec![at])),
        }
    }
    if distinct.is_empty() {
        return quote!(undocumented());
    }
    if let ([(_, _)], [read, ..]) = (distinct.as_slice(), reads) {
        return read.clone();
    }
    let rows = distinct.iter().filter_map(|(_, places)| {
        let read = reads.get(*places.first()?)?;
        let media = places.iter().map(|at| &bodies[*at].media_type);
        Some(quote!(#(#media)|* => #read,))
    });
    quote! {
        media {
            #(#rows)*
        }
    }
}

/// A variant of the output that holds nothing.
fn output_variant(operation: &Operation, variant: usize) -> TokenStream {
    let Outcome::Enum(variants) = &operation.output else {
        return quote!(());
    };
    let name = outcome::output_name(operation);
    let variant = variants
        .get(variant)
        .map(|variant| ident(&variant.name.ident));
    quote!(super::#name::#variant)
}

/// Reads a body and wraps it in the output or failure.
fn read(
    body: &AnswerBody,
    is_failure: bool,
    operation: &Operation,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let (outcome, name) = if is_failure {
        (&operation.failure, outcome::failure_name(operation))
    } else {
        (&operation.output, outcome::output_name(operation))
    };
    let variant = match (outcome, body.variant) {
        (Outcome::Enum(variants), Some(at)) => variants.get(at),
        _ => None,
    };
    let holds_body = variant.map_or(matches!(outcome, Outcome::Single(_)), |variant| {
        variant.ty.is_some()
    });
    let wrap = match variant {
        Some(variant) => {
            let variant = ident(&variant.name.ident);
            quote!(super::#name::#variant)
        }
        None if holds_body => {
            scope.import("std::convert", "identity");
            quote!(identity)
        }
        None => quote!(()),
    };
    let codec = body.codec.as_ref().filter(|_| holds_body);
    let root = matches!(codec, Some(Codec::Xml)).then(|| {
        let root = xml::root(&body.ty, scope);
        quote!(&#root,)
    });
    let method = method(codec);
    let method = ident(&if is_failure {
        format!("{method}_failure")
    } else {
        method.to_owned()
    });
    quote!(#method(#root #wrap))
}

/// The function of an answer that reads a body.
pub(super) fn method(codec: Option<&Codec>) -> &'static str {
    match codec {
        None => "empty",
        Some(Codec::Json) => "json",
        Some(Codec::Text) => "text",
        Some(Codec::Bytes | Codec::Multipart(_)) => "bytes",
        Some(Codec::Xml) => "xml",
        Some(Codec::Form(_)) => "form",
        Some(Codec::JsonLines) => "json_lines",
        Some(Codec::EventStream) => "event_stream",
    }
}

/// A pattern for statuses; what follows on each other is one range.
fn pattern(statuses: &[Status]) -> TokenStream {
    let mut codes: Vec<(usize, usize)> = Vec::new();
    for status in statuses {
        match *status {
            Status::Code(code) => codes.push((code.into(), code.into())),
            Status::Range(first) => {
                let first = usize::from(first) * 100;
                codes.push((first, first + 99));
            }
            Status::Default => return quote!(_),
        }
    }
    if codes.iter().all(|(first, last)| first == last) {
        let codes: Vec<usize> = codes.iter().map(|(code, _)| *code).collect();
        return literal::any_of(&codes);
    }
    codes.sort_unstable();
    codes.dedup_by(|next, run| {
        let follows = next.0 <= run.1 + 1;
        if follows {
            run.1 = run.1.max(next.1);
        }
        follows
    });
    let patterns = codes.iter().map(|(first, last)| {
        if first == last {
            literal::any_of(&[*first])
        } else {
            literal::between(*first, *last)
        }
    });
    quote!(#(#patterns)|*)
}

/// Arms that do the same as one; each given once, single statuses before ranges and those before the default.
fn merged(arms: &[Arm]) -> Vec<Arm> {
    let mut kept: Vec<Arm> = Vec::new();
    // The statuses that a later arm, a range, takes along.
    let mut moved: Vec<(usize, Status)> = Vec::new();
    for (at, arm) in arms.iter().enumerate() {
        let next = (at + 1..arms.len()).find(|later| covers(&arms[*later], arm));
        if next.is_some_and(|next| arms[next].does(arm)) {
            continue;
        }
        let range = (at + 1..next.unwrap_or(arms.len()))
            .find(|later| !is_range(arm) && is_range(&arms[*later]) && arms[*later].does(arm));
        if let Some(range) = range {
            moved.extend(arm.statuses.iter().map(|status| (range, *status)));
            continue;
        }
        let along = moved.iter().filter(|(range, _)| *range == at);
        let mut statuses: Vec<Status> = along.map(|(_, status)| *status).collect();
        statuses.extend(&arm.statuses);
        match kept
            .iter_mut()
            .find(|earlier| earlier.does(arm) && is_alike(earlier, arm))
        {
            Some(earlier) => earlier.statuses.extend(statuses),
            None => kept.push(Arm {
                statuses,
                action: arm.action.clone(),
            }),
        }
    }
    kept
}

fn is_range(arm: &Arm) -> bool {
    matches!(arm.statuses.as_slice(), [Status::Range(_)])
}

/// Whether the later arm would take the earlier one's status, were that not there.
fn covers(later: &Arm, earlier: &Arm) -> bool {
    earlier
        .statuses
        .iter()
        .all(|status| match (status, later.statuses.last()) {
            (Status::Code(code), Some(Status::Range(first))) => code / 100 == u16::from(*first),
            (Status::Code(_) | Status::Range(_), Some(Status::Default)) => true,
            _ => false,
        })
}

/// Whether both are for single statuses, or both for ranges: those never overlap.
fn is_alike(left: &Arm, right: &Arm) -> bool {
    match (left.statuses.last(), right.statuses.last()) {
        (Some(left), Some(right)) => std::mem::discriminant(left) == std::mem::discriminant(right),
        _ => false,
    }
}
