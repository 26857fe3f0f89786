//! Which failures an operation documents, for its documentation.
//!
//! A stranger would look for their types here: those are the outcome's. A failure without a body has no type at all.

use super::doc::non_empty;
use super::status::{by_status, label};
use crate::description::Operation;
use crate::shape::{Answer, DocumentedFailure};

/// The failures of an operation, most specific first.
pub(super) fn documented(operation: &Operation, answers: &[Answer]) -> Vec<DocumentedFailure> {
    let failures = by_status(operation).into_iter().filter_map(|response| {
        let mut failures = answers.iter().filter(|answer| answer.failure);
        let answer = failures.find(|answer| answer.status == response.status)?;
        let label = label(response.status);
        let text = match response.doc.as_deref().and_then(non_empty) {
            Some(text) => format!("{label}: {text}"),
            None => label,
        };
        Some(DocumentedFailure {
            text,
            has_body: answer.bodies.iter().any(|body| body.codec.is_some()),
        })
    });
    failures.collect()
}
