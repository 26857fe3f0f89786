//! URLs that come with an answer: resolved against the URL of the request (RFC 3986, section 5), and cleaned of what a
//! request line can't carry.
//!
//! What a stranger would get wrong: a link is text of the service's, not of the caller's. It may be relative, may start
//! with `//host`, and may hold spaces or letters beyond ASCII, which are percent-encoded here as browsers do; what is
//! encoded already stays as it is, byte for byte, because services sign their links.

use http::Uri;
use std::fmt::Write;

/// Why a link leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadLink {
    /// It is no URL.
    Syntax,
    /// It is neither `https` nor `http`.
    Scheme,
    /// It names a user.
    User,
}

/// The parts of a reference, as RFC 3986 (appendix B) takes them apart; the fragment is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
}

/// Where a link leads, seen from a URL.
pub(crate) fn resolve(base: &Uri, link: &str) -> Result<Uri, BadLink> {
    let link = clean(link);
    let reference = Parts::of(&link);
    let target = match reference.scheme {
        Some(scheme) => {
            let is_http = ["https", "http"]
                .iter()
                .any(|known| scheme.eq_ignore_ascii_case(known));
            if !is_http {
                return Err(BadLink::Scheme);
            }
            let authority = reference.authority.ok_or(BadLink::Syntax)?;
            let path = without_dot_segments(reference.path);
            joined(
                &scheme.to_ascii_lowercase(),
                authority,
                &path,
                reference.query,
            )
        }
        None => relative(base, reference)?,
    };
    let uri = Uri::try_from(target).map_err(|_| BadLink::Syntax)?;
    let authority = uri.authority().ok_or(BadLink::Syntax)?;
    if authority.as_str().contains('@') {
        return Err(BadLink::User);
    }
    if authority.host().is_empty() {
        return Err(BadLink::Syntax);
    }
    Ok(uri)
}

/// RFC 3986, 5.2.2, for a reference without a scheme.
fn relative(base: &Uri, reference: Parts<'_>) -> Result<String, BadLink> {
    let scheme = base.scheme_str().ok_or(BadLink::Syntax)?;
    let own = base.authority().ok_or(BadLink::Syntax)?.as_str();
    if let Some(authority) = reference.authority {
        let path = without_dot_segments(reference.path);
        return Ok(joined(scheme, authority, &path, reference.query));
    }
    if reference.path.is_empty() {
        let query = reference.query.or(base.query());
        return Ok(joined(scheme, own, base.path(), query));
    }
    let path = if reference.path.starts_with('/') {
        reference.path.to_owned()
    } else {
        let folder = base
            .path()
            .rfind('/')
            .map_or("/", |end| &base.path()[..=end]);
        format!("{folder}{}", reference.path)
    };
    Ok(joined(
        scheme,
        own,
        &without_dot_segments(&path),
        reference.query,
    ))
}

fn joined(scheme: &str, authority: &str, path: &str, query: Option<&str>) -> String {
    let mut url = format!("{scheme}://{authority}{path}");
    if let Some(query) = query {
        url.push('?');
        url.push_str(query);
    }
    url
}

impl<'a> Parts<'a> {
    fn of(link: &'a str) -> Self {
        let link = link.split_once('#').map_or(link, |(link, _)| link);
        let (link, query) = match link.split_once('?') {
            Some((link, query)) => (link, Some(query)),
            None => (link, None),
        };
        let (scheme, rest) = match link.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, link),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self {
            scheme,
            authority,
            path,
            query,
        }
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// RFC 3986, 5.2.4, for a path that is empty or begins with a slash.
fn without_dot_segments(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            _ => kept.push(segment),
        }
    }
    if kept.is_empty() {
        return "/".to_owned();
    }
    kept.iter()
        .fold(String::new(), |path, segment| path + "/" + segment)
}

/// The link as a request line can carry it.
fn clean(link: &str) -> String {
    let mut clean = String::with_capacity(link.len());
    for byte in link.trim().bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            clean.push(char::from(byte));
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(clean, "%{byte:02X}");
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::{BadLink, resolve};

    fn from(base: &str, link: &str) -> Result<String, BadLink> {
        resolve(&base.parse().unwrap(), link).map(|uri| uri.to_string())
    }

    /// The examples of RFC 3986, 5.4, for `http`, whose base has a path without parameters' meaning.
    #[test]
    fn references_are_resolved_as_the_rfc_shows() {
        for (link, target) in [
            ("http:g", None),
            ("g", Some("http://a/b/c/g")),
            ("./g", Some("http://a/b/c/g")),
            ("g/", Some("http://a/b/c/g/")),
            ("/g", Some("http://a/g")),
            ("//g", Some("http://g/")),
            ("?y", Some("http://a/b/c/d;p?y")),
            ("g?y", Some("http://a/b/c/g?y")),
            ("#s", Some("http://a/b/c/d;p?q")),
            ("g#s", Some("http://a/b/c/g")),
            ("g?y#s", Some("http://a/b/c/g?y")),
            (";x", Some("http://a/b/c/;x")),
            ("g;x", Some("http://a/b/c/g;x")),
            ("g;x?y#s", Some("http://a/b/c/g;x?y")),
            ("", Some("http://a/b/c/d;p?q")),
            (".", Some("http://a/b/c/")),
            ("./", Some("http://a/b/c/")),
            ("..", Some("http://a/b/")),
            ("../", Some("http://a/b/")),
            ("../g", Some("http://a/b/g")),
            ("../..", Some("http://a/")),
            ("../../", Some("http://a/")),
            ("../../g", Some("http://a/g")),
            ("../../../g", Some("http://a/g")),
            ("../../../../g", Some("http://a/g")),
            ("/./g", Some("http://a/g")),
            ("/../g", Some("http://a/g")),
            ("g.", Some("http://a/b/c/g.")),
            (".g", Some("http://a/b/c/.g")),
            ("g..", Some("http://a/b/c/g..")),
            ("..g", Some("http://a/b/c/..g")),
            ("./../g", Some("http://a/b/g")),
            ("./g/.", Some("http://a/b/c/g/")),
            ("g/./h", Some("http://a/b/c/g/h")),
            ("g/../h", Some("http://a/b/c/h")),
            ("g;x=1/./y", Some("http://a/b/c/g;x=1/y")),
            ("g;x=1/../y", Some("http://a/b/c/y")),
            ("g?y/./x", Some("http://a/b/c/g?y/./x")),
            ("g?y/../x", Some("http://a/b/c/g?y/../x")),
        ] {
            let found = from("http://a/b/c/d;p?q", link).ok();
            assert_eq!(found.as_deref(), target, "{link:?}");
        }
    }

    #[test]
    fn links_of_services_lead_where_browsers_go() {
        let base = "https://host.example/base/items?api-version=1";
        for (link, target) in [
            (
                " https://host.example/next?$skiptoken=a%2Fb+c ",
                "https://host.example/next?$skiptoken=a%2Fb+c",
            ),
            ("HTTPS://other.example", "https://other.example/"),
            (
                "/next page?q=é",
                "https://host.example/next%20page?q=%C3%A9",
            ),
            (
                "items:next?t=a:b",
                "https://host.example/base/items:next?t=a:b",
            ),
            (
                "\\\\evil.example",
                "https://host.example/base/%5C%5Cevil.example",
            ),
        ] {
            if link.starts_with("items:next") {
                // A first segment with a colon is a scheme, as RFC 3986 (4.2) warns.
                assert_eq!(from(base, link), Err(BadLink::Scheme));
                assert_eq!(from(base, &format!("./{link}")).as_deref(), Ok(target));
            } else {
                assert_eq!(from(base, link).as_deref(), Ok(target), "{link:?}");
            }
        }
    }

    #[test]
    fn what_leads_nowhere_is_refused() {
        let base = "https://host.example/items";
        assert_eq!(from(base, "ftp://host.example/"), Err(BadLink::Scheme));
        assert_eq!(from(base, "javascript:alert(1)"), Err(BadLink::Scheme));
        assert_eq!(
            from(base, "https://me:secret@host.example/"),
            Err(BadLink::User)
        );
        assert_eq!(from(base, "//me@host.example/"), Err(BadLink::User));
        assert_eq!(from(base, "https:///items"), Err(BadLink::Syntax));
        assert_eq!(from(base, "https://a b/"), Err(BadLink::Syntax));
        assert_eq!(from(base, "https:/items"), Err(BadLink::Syntax));
    }
}
