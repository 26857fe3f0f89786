//! What an endpoint may be.

use restwright_runtime::http::Uri;
use restwright_runtime::{Endpoint, RequestBuilder};

fn url_of(base: &str, route: &str) -> String {
    let endpoint = Endpoint::new(base).expect("the URL is one");
    let mut request = RequestBuilder::new("GET", &endpoint);
    request.literal(route);
    request
        .finish()
        .expect("nothing is refused")
        .uri()
        .to_string()
}

#[test]
fn the_base_path_is_kept() {
    for (base, expected) in [
        ("https://h", "https://h/a"),
        ("https://h/", "https://h/a"),
        ("https://h:8443/base", "https://h:8443/base/a"),
        ("http://[::1]:80/b/c/", "http://[::1]:80/b/c/a"),
    ] {
        assert_eq!(url_of(base, "/a"), expected);
    }
    assert_eq!(url_of("https://h/base", ""), "https://h/base");
    assert_eq!(url_of("https://h", ""), "https://h/");
}

#[test]
fn other_urls_are_refused_with_a_way_out() {
    for (base, reason) in [
        ("", "not a URL"),
        ("h.example", "not an absolute URL"),
        ("/base", "not an absolute URL"),
        ("ftp://h", "neither https nor http"),
        ("https://user:hunter2@h", "names a user"),
        ("https://h?a=b", "has a query"),
        ("https://h/#a", "has a fragment"),
        ("https://h/a/../b", "`.` or `..`"),
        ("https://h/%2e%2E/b", "`.` or `..`"),
        ("https://h x", "not a URL"),
        ("https:///a", "not a"),
    ] {
        let error = Endpoint::new(base).expect_err("it is refused").to_string();
        assert!(error.contains(reason), "{base:?}: {error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
}

#[test]
fn the_origin_is_scheme_host_and_port() {
    let endpoint = Endpoint::new("https://api.example/base").expect("the URL is one");
    for (url, same) in [
        ("https://api.example/other?x=y", true),
        ("https://API.example:443/", true),
        ("http://api.example/", false),
        ("https://api.example:444/", false),
        ("https://api.example.evil/", false),
        ("https://api.example@evil/", false),
        ("https://api.example:x@evil/", false),
        ("/relative", false),
    ] {
        let uri: Uri = url.parse().expect("the URL is one");
        assert_eq!(endpoint.is_origin_of(&uri), same, "{url}");
    }
}
