//! The answers in the table of an operation: a row for each status, and for each media type where a status has several.
//!
//! What a stranger would get wrong: rows that do the same are one row, because readers want it. They are merged only
//! where no row between them could take the status away.

use super::scope::{Scope, ident};
use super::{literal, outcome, xml};
use crate::description::Status;
use crate::shape::{Answer, AnswerBody, Codec, Operation, Outcome};
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
        Self {
            statuses: vec![answer.status],
            action: by_media_type(&answer.bodies, &reads),
        }
    }

    fn does(&self, other: &Self) -> bool {
        self.action.to_string() == other.action.to_string()
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

fn method(codec: Option<&Codec>) -> &'static str {
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

/// A pattern for statuses that are all single, or all ranges, or the default.
fn pattern(statuses: &[Status]) -> TokenStream {
    let mut codes = Vec::new();
    let mut patterns = Vec::new();
    for status in statuses {
        match *status {
            Status::Code(code) => codes.push(code.into()),
            Status::Range(first) => {
                let first = usize::from(first) * 100;
                patterns.push(literal::between(first, first + 99));
            }
            Status::Default => patterns.push(quote!(_)),
        }
    }
    if !codes.is_empty() {
        patterns.insert(0, literal::any_of(&codes));
    }
    quote!(#(#patterns)|*)
}

/// Arms that do the same as one; each given once, single statuses before ranges and those before the default.
fn merged(arms: &[Arm]) -> Vec<Arm> {
    let mut kept: Vec<Arm> = Vec::new();
    for (at, arm) in arms.iter().enumerate() {
        if arms[at + 1..]
            .iter()
            .find(|later| covers(later, arm))
            .is_some_and(|next| next.does(arm))
        {
            continue;
        }
        match kept
            .iter_mut()
            .find(|earlier| earlier.does(arm) && is_alike(earlier, arm))
        {
            Some(earlier) => earlier.statuses.extend(&arm.statuses),
            None => kept.push(Arm {
                statuses: arm.statuses.clone(),
                action: arm.action.clone(),
            }),
        }
    }
    kept
}

/// Whether the later arm would take the earlier one's status, were that not there.
fn covers(later: &Arm, earlier: &Arm) -> bool {
    earlier
        .statuses
        .iter()
        .all(|status| match (status, later.statuses.first()) {
            (Status::Code(code), Some(Status::Range(first))) => code / 100 == u16::from(*first),
            (Status::Code(_) | Status::Range(_), Some(Status::Default)) => true,
            _ => false,
        })
}

/// Whether both are for single statuses, or both for ranges: those never overlap.
fn is_alike(left: &Arm, right: &Arm) -> bool {
    match (left.statuses.first(), right.statuses.first()) {
        (Some(left), Some(right)) => std::mem::discriminant(left) == std::mem::discriminant(right),
        _ => false,
    }
}
