//! Texts that count as equal though they differ, at the places that a vector names.
//!
//! A stranger would get this wrong: a matcher never accepts another instant, only another spelling of it.

use crate::recording::Matcher;
use jiff::Timestamp;

/// Whether a text at a place may stand for the expected one.
pub(crate) fn accepts(
    matchers: &[Matcher],
    place: &str,
    at: &str,
    expected: &str,
    actual: &str,
) -> bool {
    matchers
        .iter()
        .filter(|matcher| matcher.place == place && (matcher.at == at || matcher.at == expected))
        .any(|matcher| same(&matcher.rule, expected, actual))
}

fn same(rule: &str, expected: &str, actual: &str) -> bool {
    match rule {
        "string.caseInsensitive" => expected.eq_ignore_ascii_case(actual),
        "dateTime.rfc3339" => same_instant(expected, actual, rfc3339),
        "dateTime.utcRfc3339" => actual.ends_with('Z') && same_instant(expected, actual, rfc3339),
        "dateTime.rfc7231" => same_instant(expected, actual, rfc7231),
        _ => false,
    }
}

fn same_instant(expected: &str, actual: &str, read: fn(&str) -> Option<Timestamp>) -> bool {
    let expected = rfc3339(expected).or_else(|| rfc7231(expected));
    expected.is_some() && expected == read(actual)
}

fn rfc3339(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

fn rfc7231(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::parse(text)
        .ok()
        .map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn an_instant_has_many_spellings() {
        assert!(same(
            "dateTime.rfc3339",
            "2022-08-26T18:38:00.000Z",
            "2022-08-26T20:38:00+02:00"
        ));
        assert!(!same(
            "dateTime.utcRfc3339",
            "2022-08-26T18:38:00.000Z",
            "2022-08-26T20:38:00+02:00"
        ));
        assert!(same(
            "dateTime.rfc7231",
            "2022-08-26T14:38:00.000Z",
            "Fri, 26 Aug 2022 14:38:00 GMT"
        ));
        assert!(!same("string.caseInsensitive", "a", "b"));
    }
}
