//! Statuses: which are failures, in which order they are asked for, and the words that name them.
//!
//! Below what documents answers and what names their types. A stranger would take the order of a description for one.

use crate::description::{Operation, Response, Status};
use std::ops::RangeInclusive;

/// Whether a response is a failure.
pub(super) fn is_failure(response: &Response, all: &[Response]) -> bool {
    if let Some(said) = response.error {
        return said;
    }
    match response.status {
        Status::Code(300..=399) | Status::Range(3) => {
            all.iter().any(|other| documents(other, 200..=299))
        }
        Status::Code(code) => code >= 400,
        Status::Range(first) => first >= 4,
        Status::Default => {
            response.content.is_empty() || all.iter().any(|other| documents(other, 200..=399))
        }
    }
}

/// Whether a response documents a status of this kind, and not as a failure.
fn documents(response: &Response, statuses: RangeInclusive<u16>) -> bool {
    let status = match response.status {
        Status::Code(code) => code,
        Status::Range(first) => u16::from(first) * 100,
        Status::Default => return false,
    };
    response.error != Some(true) && statuses.contains(&status)
}

/// Why an answer has no content, whatever the description says, with the section of RFC 9110.
pub(super) fn without_content(status: Status, method: &str) -> Option<&'static str> {
    match status {
        _ if method == "HEAD" => Some("an answer to HEAD has no content (RFC 9110, 9.3.2)"),
        Status::Code(204) => Some("204 has no content (RFC 9110, 15.3.5)"),
        Status::Code(205) => Some("205 has no content (RFC 9110, 15.3.6)"),
        Status::Code(304) => Some("304 has no content (RFC 9110, 15.4.5)"),
        Status::Code(_) | Status::Range(_) | Status::Default => None,
    }
}

/// The responses of an operation, most specific first: the order in which they are written is none.
pub(super) fn by_status(operation: &Operation) -> Vec<&Response> {
    let mut responses: Vec<&Response> = operation.responses.iter().collect();
    responses.sort_by_key(|response| order(response.status));
    responses
}

/// Single statuses first, then ranges, then the rest.
pub(super) fn order(status: Status) -> (u8, u16) {
    match status {
        Status::Code(code) => (0, code),
        Status::Range(first) => (1, u16::from(first)),
        Status::Default => (2, 0),
    }
}

/// What a status is called in the documentation.
pub(super) fn label(status: Status) -> String {
    match status {
        Status::Code(_) | Status::Range(_) => status.to_string(),
        Status::Default => "Any other status".to_owned(),
    }
}

/// The reason phrase of a status (RFC 9110, 15) as words.
pub(super) fn status_words(status: Status) -> String {
    let code = match status {
        Status::Default => return "default".to_owned(),
        Status::Range(1) => return "informational".to_owned(),
        Status::Range(2) => return "success".to_owned(),
        Status::Range(3) => return "redirection".to_owned(),
        Status::Range(4) => return "client error".to_owned(),
        Status::Range(_) => return "server error".to_owned(),
        Status::Code(code) => code,
    };
    let known = STATUSES.iter().find(|(known, _)| *known == code);
    known.map_or_else(
        || format!("status {code}"),
        |(_, words)| (*words).to_owned(),
    )
}

const STATUSES: &[(u16, &str)] = &[
    (200, "ok"),
    (201, "created"),
    (202, "accepted"),
    (203, "non authoritative information"),
    (204, "no content"),
    (205, "reset content"),
    (206, "partial content"),
    (207, "multi status"),
    (208, "already reported"),
    (226, "im used"),
    (300, "multiple choices"),
    (301, "moved permanently"),
    (302, "found"),
    (303, "see other"),
    (304, "not modified"),
    (305, "use proxy"),
    (307, "temporary redirect"),
    (308, "permanent redirect"),
    (400, "bad request"),
    (401, "unauthorized"),
    (402, "payment required"),
    (403, "forbidden"),
    (404, "not found"),
    (405, "method not allowed"),
    (406, "not acceptable"),
    (407, "proxy authentication required"),
    (408, "request timeout"),
    (409, "conflict"),
    (410, "gone"),
    (411, "length required"),
    (412, "precondition failed"),
    (413, "content too large"),
    (414, "uri too long"),
    (415, "unsupported media type"),
    (416, "range not satisfiable"),
    (417, "expectation failed"),
    (418, "im a teapot"),
    (421, "misdirected request"),
    (422, "unprocessable content"),
    (423, "locked"),
    (424, "failed dependency"),
    (425, "too early"),
    (426, "upgrade required"),
    (428, "precondition required"),
    (429, "too many requests"),
    (431, "request header fields too large"),
    (451, "unavailable for legal reasons"),
    (500, "internal server error"),
    (501, "not implemented"),
    (502, "bad gateway"),
    (503, "service unavailable"),
    (504, "gateway timeout"),
    (505, "http version not supported"),
    (507, "insufficient storage"),
    (508, "loop detected"),
    (511, "network authentication required"),
];
