//! What a path says of its operation: the group, and words where there is no id.
//!
//! A stranger would take any number for a version: `/status/400` has none, `/1.1/statuses` has.

use super::group::Group;
use crate::lower::route::{Piece, pieces};

/// The group of a path: its first word that is no version, `api` or parameter.
pub(super) fn group(path: &str) -> Option<String> {
    segments(path)
        .find(|segment| !segment.starts_with('{') && is_named(segment))
        .map(|segment| {
            let end = segment
                .char_indices()
                .skip(1)
                .find(|(_, character)| "({:;,.".contains(*character));
            segment[..end.map_or(segment.len(), |(end, _)| end)].to_owned()
        })
}

/// Words for an operation without an id, after its method: `forget jobs by jobId`.
pub(super) fn words(path: &str, group: &Group) -> String {
    let mut texts = Vec::new();
    for piece in pieces(path) {
        match piece {
            Piece::Literal(text) => texts.extend(
                segments(&text)
                    .filter(|segment| is_named(segment))
                    .map(str::to_owned),
            ),
            Piece::Parameter(name) => texts.push(format!("by {name}")),
        }
    }
    if let Some(own) = texts.iter().position(|text| group.is(text)) {
        texts.remove(own);
    } else if let Some(text) = texts.iter_mut().find(|text| group.begins(text)) {
        *text = group.without_start(text);
    }
    texts.retain(|text| !text.is_empty());
    texts.join(" ")
}

/// The parameter at the end of a path.
pub(super) fn last_parameter(path: &str) -> Option<&str> {
    let end = path.trim_end_matches('/').strip_suffix('}')?;
    end.rsplit_once('{').map(|(_, name)| name)
}

/// The version that a path has.
pub(super) fn version(path: &str) -> Option<String> {
    let version = segments(path).find(|segment| is_version(segment));
    version.map(str::to_owned)
}

/// The parts of a path between slashes.
pub(super) fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// Whether a segment is a name, no version and not `api`.
fn is_named(segment: &str) -> bool {
    !is_version(segment) && !segment.eq_ignore_ascii_case("api")
}

/// Whether a segment is a version: `v1`, `v1beta1`, `1.1`, `2017-04-26`.
pub(super) fn is_version(segment: &str) -> bool {
    let lower = segment.to_ascii_lowercase();
    let (marked, rest) = match lower.strip_prefix('v') {
        Some(rest) => (true, rest),
        None => (false, lower.as_str()),
    };
    let starts = rest.starts_with(|first: char| first.is_ascii_digit());
    let numbers =
        rest.trim_start_matches(|digit: char| digit.is_ascii_digit() || ".-_".contains(digit));
    let has_separator = rest[..rest.len() - numbers.len()].contains(['.', '-', '_']);
    let stage = ["alpha", "beta", "preview", "rc"]
        .iter()
        .find_map(|stage| numbers.strip_prefix(stage));
    let is_stage = stage.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    starts && (marked || has_separator) && (numbers.is_empty() || is_stage)
}
