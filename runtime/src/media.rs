//! Media types as descriptions write them: which of the declared ones an answer has, and what a body is labelled.
//!
//! What a stranger would get wrong: parameters such as `charset` never decide, and an answer without a type is taken
//! for the first that is declared, because services leave it out more often than they mean something by it.

/// A media type without parameters, in lower case.
pub(crate) fn essence(media: &str) -> String {
    media
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// The value of a parameter, in lower case and without quotes.
pub(crate) fn parameter(media: &str, name: &str) -> Option<String> {
    media.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches('"').to_ascii_lowercase())
    })
}

/// Whether a body of this type is JSON.
pub(crate) fn is_json(media: &str) -> bool {
    let essence = essence(media);
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Whether a body of this type is XML.
#[cfg(feature = "xml")]
pub(crate) fn is_xml(media: &str) -> bool {
    syntax(&essence(media)) == Some("xml")
}

/// The first of a list of types, such as `encoding` has, if it is not a range.
pub(crate) fn first_concrete(list: &str) -> Option<&str> {
    list.split(',')
        .map(str::trim)
        .find(|media| !media.is_empty() && !media.contains('*'))
}

/// What a body is labelled: the declared type, or this one where a range is declared.
pub(crate) fn concrete(declared: &'static str, fallback: &'static str) -> &'static str {
    if declared.contains('*') {
        fallback
    } else {
        declared
    }
}

/// The declared type that fits best, as an index: the very type, the same syntax (`+json` and `application/json`
/// either way), a range such as `text/*`, then `*/*`.
pub(crate) fn choose(content_type: Option<&str>, declared: &[&str]) -> Option<usize> {
    let Some(content_type) = content_type else {
        return (!declared.is_empty()).then_some(0);
    };
    let actual = essence(content_type);
    let declared: Vec<String> = declared.iter().map(|media| essence(media)).collect();
    let position = |fits: &dyn Fn(&str) -> bool| declared.iter().position(|media| fits(media));
    position(&|media| media == actual)
        .or_else(|| {
            position(&|media| {
                !media.contains('*') && syntax(media).is_some() && syntax(media) == syntax(&actual)
            })
        })
        .or_else(|| position(&|media| in_range(&actual, media)))
        .or_else(|| position(&|media| media == "*/*" || media == "*"))
}

/// The syntax below a type, where several types share it.
fn syntax(essence: &str) -> Option<&str> {
    if is_json(essence) {
        return Some("json");
    }
    match essence {
        "application/xml" | "text/xml" => Some("xml"),
        "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-lines"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/x-json-stream" => Some("jsonl"),
        _ => essence
            .rsplit_once('+')
            .filter(|(_, suffix)| *suffix == "xml")
            .map(|(_, suffix)| suffix),
    }
}

fn in_range(actual: &str, declared: &str) -> bool {
    declared
        .strip_suffix("/*")
        .is_some_and(|kind| kind != "*" && actual.split('/').next() == Some(kind))
}
