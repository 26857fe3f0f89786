//! The header `Link` (RFC 8288): where the link of a relation leads.
//!
//! What a stranger would get wrong: commas and semicolons may stand inside of `<…>` and of quotes, several headers are
//! one list, and a link may have several relations.

use http::HeaderMap;
use http::header::LINK;

/// The target of the first link that has a relation.
pub(super) fn linked(headers: &HeaderMap, relation: &str) -> Option<String> {
    let values = headers.get_all(LINK).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .find_map(|value| target(value, relation))
}

/// RFC 8288, appendix B.2.
fn target(mut rest: &str, relation: &str) -> Option<String> {
    loop {
        let (_, after) = rest.split_once('<')?;
        let (target, after) = after.split_once('>')?;
        let (parameters, after) = parameters(after);
        let relations = parameters
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("rel"))
            .map(|(_, value)| value.as_str());
        let mut relations = relations.unwrap_or_default().split_ascii_whitespace();
        // A link with an anchor is one of another resource.
        let is_anchored = parameters
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("anchor"));
        if !is_anchored && relations.any(|known| known.eq_ignore_ascii_case(relation)) {
            return Some(target.to_owned());
        }
        rest = after;
    }
}

/// The parameters of a link, and what follows the link.
fn parameters(mut rest: &str) -> (Vec<(String, String)>, &str) {
    let mut parameters = Vec::new();
    loop {
        rest = rest.trim_start();
        let Some(after) = rest.strip_prefix(';') else {
            return (parameters, rest.strip_prefix(',').unwrap_or(rest));
        };
        let end = after.find(['=', ';', ',']).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => value(after.trim_start()),
            None => (String::new(), after),
        };
        parameters.push((name.trim().to_owned(), value));
        rest = after;
    }
}

/// A token or a quoted text, and what follows it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (token, after) = text.split_at(text.find([';', ',']).unwrap_or(text.len()));
        return (token.trim().to_owned(), after);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::linked;
    use http::HeaderMap;

    fn next(values: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("link", value.parse().unwrap());
        }
        linked(&headers, "next")
    }

    #[test]
    fn links_are_told_apart_by_their_relations() {
        let github = r#"<https://api.example/items?page=1>; rel="prev", <https://api.example/items?page=3&a=b,c>; rel="next", <https://api.example/items?page=9>; rel="last""#;
        assert_eq!(
            next(&[github]).as_deref(),
            Some("https://api.example/items?page=3&a=b,c")
        );
        for value in [
            "</2>;rel=next",
            "</2> ; REL = next ; title=x",
            r#"</2>; title="a, b; <c>; rel=\"prev\""; rel="last Next""#,
            r#"</2>; rel="next"; rel="prev""#,
            r#"</1>; rel="prev", </2>; rel=next"#,
        ] {
            assert_eq!(next(&[value]).as_deref(), Some("/2"), "{value}");
        }
        assert_eq!(
            next(&["</1>; rel=prev", "</2>; rel=next"]).as_deref(),
            Some("/2")
        );
    }

    #[test]
    fn what_is_no_such_link_is_none() {
        for value in [
            "",
            "next",
            "</2>",
            "</2>; rel=prev",
            r#"</2>; rel="nextish""#,
            "</2; rel=next",
            r##"</2>; rel=next; anchor="#other""##,
            r#"</2>; title="rel=next"#,
        ] {
            assert_eq!(next(&[value]), None, "{value}");
        }
        assert_eq!(next(&[]), None);
    }
}
