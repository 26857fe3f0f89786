//! Credentials: which of them go into a request, and where they never show.

use bytes::Bytes;
use restwright_runtime::http::Request;
use restwright_runtime::{Credential, Endpoint, RequestBuilder, Scheme, SchemeKind, Style};

const BEARER: Scheme = Scheme::new("oauth", SchemeKind::Bearer);
const BASIC: Scheme = Scheme::new("basic", SchemeKind::Basic);
const HEADER: Scheme = Scheme::new("header", SchemeKind::HeaderKey("x-api-key"));
const QUERY: Scheme = Scheme::new("query", SchemeKind::QueryKey("key"));
const COOKIE: Scheme = Scheme::new("cookie", SchemeKind::CookieKey("session"));
const SHARED: Scheme = Scheme::new("shared", SchemeKind::Http("SharedAccessKey"));
const MUTUAL: Scheme = Scheme::new("mutual", SchemeKind::MutualTls);

fn request(endpoint: &Endpoint, alternatives: &[&[&Scheme]]) -> Request<Bytes> {
    let mut request = RequestBuilder::new("GET", endpoint);
    request.authorize(alternatives);
    request.finish().expect("nothing is refused")
}

fn with(scheme: &Scheme, credential: Credential) -> Endpoint {
    let endpoint = Endpoint::new("https://h").expect("the URL is one");
    endpoint
        .with_credential(scheme, credential)
        .expect("the credential fits")
}

#[test]
fn each_kind_has_its_place() {
    let sent = |scheme: &Scheme, credential| request(&with(scheme, credential), &[&[scheme]]);
    assert_eq!(
        sent(&BEARER, Credential::bearer("t")).headers()["authorization"],
        "Bearer t"
    );
    assert_eq!(
        sent(&BASIC, Credential::basic("Aladdin", "open sesame")).headers()["authorization"],
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    );
    assert_eq!(
        sent(&HEADER, Credential::key("k")).headers()["x-api-key"],
        "k"
    );
    assert_eq!(
        sent(&QUERY, Credential::key("k+/=")).uri().query(),
        Some("key=k%2B%2F%3D")
    );
    assert_eq!(
        sent(&COOKIE, Credential::key("k+/=")).headers()["cookie"],
        "session=k+/="
    );
    assert_eq!(
        sent(&SHARED, Credential::key("k")).headers()["authorization"],
        "SharedAccessKey k"
    );
}

#[test]
fn the_first_alternative_that_is_held_in_full_is_sent() {
    let endpoint = with(&HEADER, Credential::key("k"));
    let both = request(
        &endpoint,
        &[&[&BEARER, &HEADER], &[], &[&HEADER], &[&QUERY]],
    );
    assert_eq!(both.headers().len(), 1);
    assert_eq!(both.headers()["x-api-key"], "k");
    assert_eq!(both.uri().query(), None);
}

#[test]
fn a_credential_that_is_missing_is_an_error_that_names_its_scheme() {
    let endpoint = Endpoint::new("https://h").expect("the URL is one");
    for alternatives in [
        &[&[&BEARER] as &[&Scheme]] as &[&[&Scheme]],
        &[&[&MUTUAL, &BEARER], &[&HEADER]],
    ] {
        let error = refused(&endpoint, alternatives).expect("no credential is there");
        assert!(
            error.contains("\"oauth\"") && error.contains("`authorized_elsewhere`"),
            "{error}"
        );
    }
    let other = with(&HEADER, Credential::key("k"));
    assert!(refused(&other, &[&[&BEARER]]).is_some());
}

#[test]
fn where_none_is_needed_or_somebody_else_adds_it_nothing_is_sent() {
    let open = Endpoint::new("https://h").expect("the URL is one");
    let elsewhere = open.clone().authorized_elsewhere();
    let cases: [(&Endpoint, &[&[&Scheme]]); 6] = [
        (&open, &[]),
        (&open, &[&[]]),
        (&open, &[&[&BEARER], &[]]),
        (&open, &[&[&MUTUAL]]),
        (&elsewhere, &[&[&BEARER]]),
        (&elsewhere, &[&[&HEADER, &QUERY], &[&COOKIE]]),
    ];
    for (endpoint, alternatives) in cases {
        let request = request(endpoint, alternatives);
        assert!(request.headers().is_empty());
        assert_eq!(request.uri().query(), None);
    }
    let keyed = with(&HEADER, Credential::key("k")).authorized_elsewhere();
    assert!(
        refused(&keyed, &[&[&HEADER, &QUERY]]).is_some(),
        "one alone of two"
    );
    assert_eq!(refused(&keyed, &[&[&BEARER]]), None);
}

/// Descriptions name a key among the parameters too.
#[test]
fn a_parameter_may_be_the_credential() {
    let open = Endpoint::new("https://h").expect("the URL is one");
    let sent = |scheme: &Scheme, endpoint: &Endpoint| {
        let mut request = RequestBuilder::new("GET", endpoint);
        request.header("X-Api-Key", false, &"mine");
        request.query("key", Style::FORM, &"mine");
        request.cookie("session", Style::FORM, &"mine");
        request.authorize(&[&[scheme]]);
        request.finish().expect("the parameter is the credential")
    };
    for scheme in [&HEADER, &QUERY, &COOKIE] {
        for endpoint in [&open, &with(scheme, Credential::key("other"))] {
            let request = sent(scheme, endpoint);
            assert_eq!(request.headers()["x-api-key"], "mine");
            assert_eq!(request.uri().query(), Some("key=mine"));
            assert_eq!(request.headers()["cookie"], "session=mine");
        }
    }
}

/// What is wrong with a request that an endpoint has these credentials for.
fn refused(endpoint: &Endpoint, alternatives: &[&[&Scheme]]) -> Option<String> {
    let mut request = RequestBuilder::new("GET", endpoint);
    request.authorize(alternatives);
    request.finish().err().map(|error| error.to_string())
}

#[test]
fn one_of_two_credentials_that_go_together_is_an_error_that_names_the_other() {
    let keyed = with(&HEADER, Credential::key("hunter2"));
    let error = refused(&keyed, &[&[&HEADER, &QUERY]]).expect("the key in the query is missing");
    assert!(
        error.contains("\"query\"") && !error.contains("hunter2"),
        "{error}"
    );
    let error = refused(&keyed, &[&[&BEARER], &[&MUTUAL, &COOKIE, &HEADER]]);
    let error = error.expect("the key in the cookie is missing");
    assert!(error.contains("\"cookie\""), "{error}");
    for satisfied in [
        &[&[&HEADER, &QUERY] as &[&Scheme], &[&HEADER]] as &[&[&Scheme]],
        &[&[&HEADER, &QUERY] as &[&Scheme], &[]],
        &[&[&HEADER, &QUERY] as &[&Scheme], &[&MUTUAL]],
    ] {
        assert_eq!(refused(&keyed, satisfied), None);
    }
    let both = keyed
        .with_credential(&QUERY, Credential::key("k"))
        .expect("it fits");
    assert_eq!(refused(&both, &[&[&HEADER, &QUERY]]), None);
}

#[test]
fn mutual_tls_is_the_transports_affair() {
    let request = request(&with(&HEADER, Credential::key("k")), &[&[&MUTUAL, &HEADER]]);
    assert_eq!(request.headers()["x-api-key"], "k");
}

#[test]
fn plain_http_carries_credentials_on_this_machine_only() {
    for (base, allowed) in [
        ("http://h", false),
        ("http://127.0.0.1.evil", false),
        ("http://10.0.0.1", false),
        ("http://localhost:3055", true),
        ("http://127.0.0.1:3055", true),
        ("http://[::1]", true),
    ] {
        let endpoint = Endpoint::new(base).expect("the URL is one");
        let result = endpoint.with_credential(&BEARER, Credential::bearer("t"));
        assert_eq!(result.is_ok(), allowed, "{base}");
    }
}

#[test]
fn a_credential_must_fit_its_scheme() {
    let endpoint = Endpoint::new("https://h").expect("the URL is one");
    let error = endpoint
        .clone()
        .with_credential(&BEARER, Credential::key("hunter2"))
        .expect_err("it is a key");
    assert!(error.to_string().contains("another kind"), "{error}");
    let error = endpoint
        .with_credential(&BEARER, Credential::bearer("hunter2\r\n"))
        .expect_err("it has a line break");
    assert!(!error.to_string().contains("hunter2"), "{error}");
}

#[test]
fn secrets_are_not_printed() {
    for (scheme, credential) in [
        (&BEARER, Credential::bearer("hunter2")),
        (&BASIC, Credential::basic("user", "hunter2")),
        (&HEADER, Credential::key("hunter2")),
        (&COOKIE, Credential::key("hunter2")),
    ] {
        let endpoint = with(scheme, credential);
        assert!(!format!("{endpoint:?} {endpoint}").contains("hunter2"));
        let request = request(&endpoint, &[&[scheme]]);
        assert!(!format!("{request:?}").contains("hunter2"), "{request:?}");
    }
}
