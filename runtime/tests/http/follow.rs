//! URLs that came with an answer: where the request goes, and what it takes along.

use bytes::Bytes;
use http::{Request, Response};
use restwright_runtime::{
    Answer, Credential, EncodeError, Endpoint, Error, FollowError, Operation, RequestBuilder,
    Scheme, SchemeKind, Style, Undeclared,
};

const BEARER: Scheme = Scheme::new("token", SchemeKind::Bearer);
const HEADER: Scheme = Scheme::new("header", SchemeKind::HeaderKey("x-key"));
const QUERY: Scheme = Scheme::new("query", SchemeKind::QueryKey("api key"));
const COOKIE: Scheme = Scheme::new("cookie", SchemeKind::CookieKey("session"));

/// Posts a document, with everything that a request can have.
struct Post;

impl Operation for Post {
    type Options = ();
    type Output = ();
    type Failure = Undeclared;
    const ID: &'static str = "post";
    const METHOD: &'static str = "POST";
    const ROUTE: &'static str = "/items";
    const SECURITY: &'static [&'static [&'static Scheme]] =
        &[&[&BEARER], &[&HEADER, &QUERY, &COOKIE]];

    fn request_with(&self, endpoint: &Endpoint, (): &()) -> Result<Request<Bytes>, EncodeError> {
        let mut request = RequestBuilder::new(Self::METHOD, endpoint);
        request.literal("/items");
        request.query("q", Style::FORM, &"a b");
        request.api_version("api-version", "2024-01-01");
        request.accept("application/json");
        request.header("x-trace", false, &"t");
        request.header("If-Match", false, &"*");
        request.header("Range", false, &"bytes=0-9");
        request.header("Idempotency-Key", false, &"one");
        request.cookie("theme", Style::FORM, &"dark");
        request.authorize(Self::SECURITY);
        request.json("application/json", &"a body");
        request.finish()
    }

    fn response(response: Response<Bytes>) -> Result<Response<()>, Error<Undeclared>> {
        Answer::new(response).empty(())
    }
}

fn endpoint() -> Endpoint {
    Endpoint::new("https://own.example/base").unwrap()
}

fn with_keys() -> Endpoint {
    let mut endpoint = endpoint();
    for scheme in [&HEADER, &QUERY, &COOKIE] {
        endpoint = endpoint
            .with_credential(scheme, Credential::key("k 1"))
            .unwrap();
    }
    endpoint
}

fn with_token() -> Endpoint {
    endpoint()
        .with_credential(&BEARER, Credential::bearer("t"))
        .unwrap()
}

fn followed(endpoint: &Endpoint, url: &str) -> Result<Request<Bytes>, FollowError> {
    endpoint.follow::<Post>(&Post.request(endpoint).unwrap(), url)
}

fn headers(request: &Request<Bytes>) -> Vec<String> {
    let headers = request.headers().iter();
    let mut shown: Vec<String> = headers
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    shown.sort();
    shown
}

#[test]
fn at_the_origin_it_takes_along_what_holds_for_it_too() {
    let request = followed(&with_token(), "/next?page=2").unwrap();
    assert_eq!(request.method(), "GET");
    assert!(request.body().is_empty());
    assert_eq!(
        request.uri(),
        "https://own.example/next?page=2&api-version=2024-01-01"
    );
    assert_eq!(
        headers(&request),
        [
            "accept: application/json",
            "authorization: Bearer t",
            "cookie: theme=dark",
            "x-trace: t"
        ]
    );
    assert!(request.headers()["authorization"].is_sensitive());
}

#[test]
fn keys_go_where_their_schemes_say() {
    let request = followed(&with_keys(), "?page=2").unwrap();
    assert_eq!(
        request.uri(),
        "https://own.example/base/items?page=2&api-version=2024-01-01&api%20key=k%201"
    );
    assert_eq!(
        headers(&request),
        [
            "accept: application/json",
            "cookie: theme=dark; session=k%201",
            "x-key: k 1",
            "x-trace: t"
        ]
    );
    assert!(request.headers()["cookie"].is_sensitive());
}

#[test]
fn what_the_service_wrote_into_its_link_stays() {
    let url = "https://OWN.example:443/next?API-version=2020&api%20key=theirs&x=%2f+";
    let request = followed(&with_keys(), url).unwrap();
    assert_eq!(
        request.uri().query(),
        Some("API-version=2020&api%20key=theirs&x=%2f+")
    );
    assert_eq!(request.headers()["x-key"], "k 1");
}

/// Done when, token safety: another host, another port, plain http, a user, a host that only looks the same.
#[test]
fn no_credential_goes_elsewhere() {
    for endpoint in [with_token(), with_keys()] {
        for url in [
            "https://elsewhere.example/next",
            "//elsewhere.example/next",
            "https://own.example:8443/next",
            "https://own.example.evil.example/next",
            "https://evil.example/https://own.example/",
            "https://own.example./next",
        ] {
            let request = followed(&endpoint, url).unwrap();
            assert_eq!(headers(&request), ["accept: application/json"], "{url}");
            assert_eq!(request.uri().query(), None, "{url}");
        }
        for url in [
            "http://own.example/next",
            "http://elsewhere.example/",
            "https://own.example@evil.example/",
            "ftp://own.example/",
        ] {
            assert!(followed(&endpoint, url).is_err(), "{url}");
        }
    }
}

/// A first request to another service gives nothing to this one.
#[test]
fn headers_of_another_origin_stay_there() {
    let other = Endpoint::new("https://other.example").unwrap();
    let other = other
        .with_credential(&BEARER, Credential::bearer("theirs"))
        .unwrap();
    let first = Post.request(&other).unwrap();
    let request = endpoint()
        .follow::<Post>(&first, "https://own.example/next")
        .unwrap();
    assert_eq!(headers(&request), ["accept: application/json"]);
    let request = with_token()
        .follow::<Post>(&first, "https://own.example/next")
        .unwrap();
    assert_eq!(
        headers(&request),
        ["accept: application/json", "authorization: Bearer t"]
    );
}

#[test]
fn an_error_shows_no_secret_and_says_what_is_wrong() {
    let endpoint = with_token();
    for (url, message) in [
        (
            "http://own.example/a?sig=secret",
            r#"the service leads to "http://own.example/a", from https to http, where others on the way can read along; it is not followed"#,
        ),
        (
            "https://me:secret@own.example/",
            "the service leads to a URL that names a user, as links that deceive do; it is not followed",
        ),
        (
            "ftp://own.example/",
            r#"the service leads to "ftp://own.example/", which is neither https nor http; it is not followed"#,
        ),
        (
            "https://",
            r#"the service leads to "https://", which is not a URL; ask the service's operators"#,
        ),
    ] {
        assert_eq!(followed(&endpoint, url).unwrap_err().to_string(), message);
    }
}

/// On the machine itself plain http is no downgrade.
#[test]
fn a_loopback_endpoint_follows_http() {
    let endpoint = Endpoint::new("http://127.0.0.1:8080").unwrap();
    let endpoint = endpoint
        .with_credential(&BEARER, Credential::bearer("t"))
        .unwrap();
    assert_eq!(
        followed(&endpoint, "/a").unwrap().headers()["authorization"],
        "Bearer t"
    );
    for url in [
        "http://127.0.0.1:8081/a",
        "http://localhost:8080/a",
        "https://127.0.0.1:8080/a",
    ] {
        assert!(
            followed(&endpoint, url)
                .unwrap()
                .headers()
                .get("authorization")
                .is_none(),
            "{url}"
        );
    }
}
