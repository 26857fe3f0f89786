//! A token that the service refuses is replaced, once a call (RFC 9110, 15.5.2).

use restwright_client::testing::Scripted;
use restwright_client::{AccessToken, Client, RetryPolicy, Settings, TokenSource, blocking};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::emitted::{NoOptions, operation};
use restwright_runtime::http::Response;
use restwright_runtime::{Endpoint, Scheme, SchemeKind, Undeclared};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

const AUTH: Scheme = Scheme::new("auth", SchemeKind::Bearer);

/// Does, which may not be repeated.
struct Post;

operation! {
    Post: "post", "POST", "/it";
    Options = NoOptions, Output = (), Failure = Undeclared;
    Security = &[&[&AUTH]];
    request(self) { literal("/it"); }
    response { 200 => empty(()), }
}

fn answer(status: u16) -> Response<Bytes> {
    let answer = Response::builder().status(status).body(Bytes::new());
    answer.expect("a status")
}

fn endpoint() -> Endpoint {
    Endpoint::new("https://it.example").expect("a URL")
}

/// A source whose tokens have numbers.
fn numbered() -> impl Fn() -> AccessToken + Send + Sync + 'static {
    let given = Arc::new(AtomicU32::new(0));
    move || AccessToken::new(format!("t{}", given.fetch_add(1, Ordering::Relaxed)))
}

fn tokens(transport: &Scripted) -> Vec<String> {
    let requests = transport.requests();
    let tokens = requests.iter().map(|request| {
        let value = request.headers()["authorization"].to_str();
        value.expect("text").replace("Bearer ", "")
    });
    tokens.collect()
}

/// The status of a call to a service that answers so, and the tokens of its requests, async and blocking alike.
fn called(statuses: &[u16], settings: &Settings) -> (u16, Vec<String>) {
    let script = || {
        statuses.iter().fold(Scripted::new(), |script, status| {
            script.then(answer(*status))
        })
    };
    let transport = script();
    let next = numbered();
    let client = blocking::Client::new(transport.clone(), endpoint())
        .with_tokens(&AUTH, move || Ok(next()))
        .with(settings.clone());
    let status = |error: Option<u16>| error.unwrap_or(200);
    let seen = client.send(&Post).err();
    let seen = status(seen.map(|error| error.status().expect("an answer").as_u16()));
    let of_blocking = (seen, tokens(&transport));

    let transport = script();
    let next = numbered();
    let client = Client::new(transport.clone(), endpoint())
        .with_tokens(&AUTH, move || std::future::ready(Ok(next())))
        .with(settings.clone());
    let seen = pollster::block_on(client.send(&Post)).err();
    let seen = status(seen.map(|error| error.status().expect("an answer").as_u16()));
    assert_eq!((seen, tokens(&transport)), of_blocking);
    of_blocking
}

#[test]
fn a_refused_token_is_replaced() {
    let (status, tokens) = called(&[401, 200], &Settings::default());
    assert_eq!((status, tokens), (200, vec!["t0".into(), "t1".into()]));
}

#[test]
fn who_is_refused_again_is_told() {
    let (status, tokens) = called(&[401, 401, 200], &Settings::default());
    assert_eq!((status, tokens), (401, vec!["t0".into(), "t1".into()]));
}

#[test]
fn what_is_sent_once_is_sent_once() {
    let never = Settings::default().with_retry(RetryPolicy::never());
    assert_eq!(called(&[401, 200], &never), (401, vec!["t0".into()]));
}

/// A credential that does not come from a source has no other in its place.
#[test]
fn a_static_credential_is_refused_for_good() {
    let transport = Scripted::new().then(answer(401)).then(answer(200));
    let endpoint = endpoint()
        .with_credential(&AUTH, restwright_runtime::Credential::bearer("t"))
        .expect("https");
    let client = blocking::Client::new(transport.clone(), endpoint);
    assert_eq!(client.send(&Post).unwrap_err().status().unwrap(), 401);
    assert_eq!(tokens(&transport), ["t"]);
}

/// Callers that were refused together ask for one new token.
#[test]
fn a_token_is_replaced_once_for_all_who_had_it() {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let source = move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        Ok(AccessToken::new(format!("t{number}")))
    };
    let refuses_the_first = |request: restwright_runtime::http::Request<blocking::Body>, _| {
        let is_first = request.headers()["authorization"] == "Bearer t0";
        std::thread::sleep(std::time::Duration::from_millis(20));
        let answer = answer(if is_first { 401 } else { 200 });
        Ok(answer.map(blocking::Incoming::Whole))
    };
    let transport = Arc::new(refuses_the_first);
    let client = blocking::Client::new(transport, endpoint()).with_tokens(&AUTH, source);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                client
                    .send(&Post)
                    .expect("it is taken with the second token")
            });
        }
    });
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

/// Sources can be kept as objects.
#[test]
fn a_source_is_an_object_too() {
    let source: Arc<dyn TokenSource> = Arc::new(|| std::future::ready(Ok(AccessToken::new("t"))));
    let token = pollster::block_on(source.token()).expect("a token");
    assert_eq!(token.expires(), None);
}
