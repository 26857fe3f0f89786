//! Sending: repetition, deadlines, tokens, streams, bodies that are read as they are sent.

mod support;

use restwright_client::blocking::{self, Ureq};
use restwright_client::testing::Scripted;
use restwright_client::transport::Reqwest;
use restwright_client::{AccessToken, Client, ClientCredentials, Error, RetryPolicy, Settings};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::emitted::{NoOptions, operation, streamed};
use restwright_runtime::http::Response;
use restwright_runtime::serde_json::{Value, json};
use restwright_runtime::{Endpoint, Scheme, SchemeKind, Undeclared};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use support::{Received, Reply, Service, Unhurried, run};

const AUTH: Scheme = Scheme::new("auth", SchemeKind::Bearer);

/// Reads.
struct Get;

operation! {
    Get: "get", "GET", "/it";
    Options = NoOptions, Output = (), Failure = Undeclared;
    Security = &[&[&AUTH]];
    request(self) { literal("/it"); }
    response { 200 => empty(()), }
}

/// Does.
struct Post;

operation! {
    Post: "post", "POST", "/it";
    Options = NoOptions, Output = (), Failure = Undeclared;
    request(self) { literal("/it"); }
    response { 200 => empty(()), }
}

/// Watches.
struct Watch;

operation! {
    Watch: "watch", "GET", "/events";
    Options = NoOptions, Output = (), Failure = Undeclared;
    request(self) { literal("/events"); }
    response { 200 => empty(()), }
}

streamed! {
    Watch: Value, Events, end "[DONE]";
}

fn answer(status: u16) -> Response<Bytes> {
    Response::builder()
        .status(status)
        .body(Bytes::new())
        .unwrap()
}

fn endpoint() -> Endpoint {
    Endpoint::new("https://it.example")
        .unwrap()
        .authorized_elsewhere()
}

#[test]
fn what_may_not_be_repeated_is_sent_once() {
    let transport = Scripted::new().then_breaks().then(answer(200));
    let client = blocking::Client::new(transport.clone(), endpoint());
    assert!(matches!(client.send(&Post), Err(Error::Transport(_))));
    assert_eq!(transport.requests().len(), 1);

    let transport = Scripted::new()
        .then_breaks()
        .then(answer(500))
        .then(answer(200));
    let client = blocking::Client::new(transport.clone(), endpoint());
    assert_eq!(client.send(&Get).unwrap().status(), 200);
    assert_eq!(
        (transport.requests().len(), transport.waits().len()),
        (3, 2)
    );

    let transport = Scripted::new()
        .then(answer(429))
        .then(answer(503))
        .then(answer(200));
    let client = blocking::Client::new(transport.clone(), endpoint());
    assert_eq!(client.send(&Post).unwrap().status(), 200);
    assert_eq!(transport.requests().len(), 3);
}

#[test]
fn repetition_is_off_in_a_line() {
    let transport = Scripted::new().then(answer(503)).then(answer(200));
    let client = blocking::Client::new(transport, endpoint());
    let once = client.with(Settings::default().with_retry(RetryPolicy::never()));
    assert_eq!(once.send(&Get).unwrap_err().status().unwrap(), 503);
}

#[test]
fn a_deadline_ends_the_waits() {
    let busy = || {
        Response::builder()
            .status(503)
            .header("retry-after", "40")
            .body(Bytes::new())
            .unwrap()
    };
    let transport = Scripted::new().then(busy()).then(busy()).then(answer(200));
    let client = blocking::Client::new(transport.clone(), endpoint());
    let client = client.with(Settings::default().with_deadline(Duration::from_secs(60)));
    assert_eq!(client.send(&Get).unwrap_err().status().unwrap(), 503);
    assert_eq!(transport.waits(), [Duration::from_secs(40)]);
}

#[test]
fn a_slow_service_costs_no_more_than_the_timeout() {
    let service = Service::new(|_| {
        std::thread::sleep(Duration::from_secs(5));
        Reply::Cut
    });
    let endpoint = Endpoint::new(&service.url())
        .unwrap()
        .authorized_elsewhere();
    let settings = Settings::default()
        .with_timeout(Duration::from_millis(200))
        .with_deadline(Duration::from_millis(600));
    let started = std::time::Instant::now();
    let client = blocking::Client::new(Ureq::new(), endpoint.clone()).with(settings.clone());
    assert!(client.send(&Get).unwrap_err().is_retryable());
    run(async {
        let client = Client::new(Reqwest::new().unwrap(), endpoint).with(settings);
        assert!(client.send(&Get).await.unwrap_err().is_retryable());
    });
    assert!(
        started.elapsed() < Duration::from_secs(3),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn an_answer_that_is_too_large_is_not_held() {
    let service = Service::new(|_| Reply::Answer(Response::new(Bytes::from(vec![b'x'; 4096]))));
    let endpoint = Endpoint::new(&service.url())
        .unwrap()
        .authorized_elsewhere();
    let settings = Settings::default().with_limit(4095);
    let client = blocking::Client::new(Ureq::new(), endpoint.clone()).with(settings.clone());
    assert!(matches!(
        client.send(&Get),
        Err(Error::TooLarge { limit: 4095 })
    ));
    run(async {
        let client = Client::new(Reqwest::new().unwrap(), endpoint).with(settings);
        assert!(matches!(
            client.send(&Get).await,
            Err(Error::TooLarge { limit: 4095 })
        ));
    });
}

#[test]
fn one_caller_asks_for_a_token_and_all_use_it_until_it_is_about_to_expire() {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let started = SystemTime::now();
    let tokens = move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        Ok(AccessToken::new(format!("t{number}"))
            .with_expiry(started + Duration::from_secs(600 * u64::from(number + 1))))
    };
    let transport = (0..20).fold(Scripted::new().at(started), |script, _| {
        script.then(answer(200))
    });
    let client = blocking::Client::new(transport.clone(), endpoint()).with_tokens(&AUTH, tokens);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.send(&Get).unwrap());
        }
    });
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    // 500 seconds later it holds for less than two minutes.
    blocking::Transport::sleep(&transport, Duration::from_secs(500));
    client.send(&Get).unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    let last = transport.requests().pop().unwrap();
    assert_eq!(last.headers()["authorization"], "Bearer t1");
    // An operation without security needs none, and gets none.
    client.send(&Post).unwrap();
    assert!(
        transport
            .requests()
            .pop()
            .unwrap()
            .headers()
            .get("authorization")
            .is_none()
    );
}

#[test]
fn client_credentials_are_exchanged_for_a_token() {
    let token = json!({"access_token": "given", "token_type": "Bearer", "expires_in": 3600});
    let login = Scripted::new().then(Response::new(token.to_string().into()));
    let source =
        ClientCredentials::new(login.clone(), "https://login.example/token", "me", "s&cret")
            .unwrap();
    let transport = Scripted::new().then(answer(200)).then(answer(200));
    let client = Client::new(transport.clone(), endpoint())
        .with_tokens(&AUTH, source.with_scopes(&["a", "b"]));
    pollster::block_on(async {
        client.send(&Get).await.unwrap();
        client.send(&Get).await.unwrap();
    });
    let asked = login.requests();
    assert_eq!(asked.len(), 1);
    assert_eq!(
        asked[0].body(),
        "grant_type=client_credentials&client_id=me&client_secret=s%26cret&scope=a%20b"
    );
    assert_eq!(
        transport.requests()[1].headers()["authorization"],
        "Bearer given"
    );
}

/// The stream breaks after two events, and goes on where it broke.
fn feed(seen: Arc<Mutex<Vec<Option<String>>>>) -> Service {
    Service::new(move |received: Received| {
        let last = received.header("last-event-id").map(str::to_owned);
        let text = match &last {
            None => {
                "retry: 7000\nid: 1\ndata: {\"n\":\ndata: 1}\n\nid: 2\ndata: {\"n\": 2}\n\n: cut here\ndata: {\"n\""
            }
            Some(_) => "id: 3\ndata: {\"n\": 3}\n\ndata: [DONE]\n\ndata: {\"n\": 4}\n\n",
        };
        seen.lock().unwrap().push(last);
        let head =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
        Reply::Raw(format!("{head}{text}").into_bytes())
    })
}

#[test]
fn an_event_stream_is_taken_up_where_it_broke_off() {
    let expected: Vec<Value> = vec![json!({"n": 1}), json!({"n": 2}), json!({"n": 3})];
    let seen = Arc::default();
    let service = feed(Arc::clone(&seen));
    let endpoint = Endpoint::new(&service.url())
        .unwrap()
        .authorized_elsewhere();
    let settings = Settings::default().without_timeout();

    let transport = Unhurried::new(Ureq::new(), SystemTime::now());
    let client = blocking::Client::new(transport.clone(), endpoint.clone()).with(settings.clone());
    let items: Result<Vec<Value>, _> = client.stream(&Watch).unwrap().collect();
    assert_eq!(items.unwrap(), expected);
    assert_eq!(*transport.waits.lock().unwrap(), [Duration::from_secs(7)]);

    run(async {
        let transport = Unhurried::new(Reqwest::new().unwrap(), SystemTime::now());
        let client = Client::new(transport, endpoint).with(settings);
        let mut stream = client.stream(&Watch).await.unwrap();
        let mut items = Vec::new();
        while let Some(item) = stream.next().await {
            items.push(item.unwrap());
        }
        assert_eq!(items, expected);
    });
    let last = |id: &str| Some(id.to_owned());
    assert_eq!(*seen.lock().unwrap(), [None, last("2"), None, last("2")]);
}

#[test]
fn bodies_are_read_as_they_are_sent() {
    let seen: Arc<Mutex<Vec<(usize, bool)>>> = Arc::default();
    let noted = Arc::clone(&seen);
    let service = Service::new(move |received: Received| {
        noted.lock().unwrap().push((
            received.body.len(),
            received.headers.contains_key("content-length"),
        ));
        Reply::Answer(answer(200))
    });
    let endpoint = Endpoint::new(&service.url())
        .unwrap()
        .authorized_elsewhere();
    let size = 1 << 20;
    let client = blocking::Client::new(Ureq::new(), endpoint.clone());
    let reader = || std::io::Read::take(std::io::repeat(b'x'), size);
    client
        .send_body(&Post, blocking::Body::reader(reader(), Some(size)))
        .unwrap();
    client
        .send_body(&Post, blocking::Body::reader(reader(), None))
        .unwrap();
    run(async {
        let client = Client::new(Reqwest::new().unwrap(), endpoint);
        let chunks =
            || futures_util::stream::iter((0..256).map(|_| Ok(Bytes::from_static(&[b'x'; 4096]))));
        client
            .send_body(&Post, restwright_client::Body::stream(chunks(), Some(size)))
            .await
            .unwrap();
        client
            .send_body(&Post, restwright_client::Body::stream(chunks(), None))
            .await
            .unwrap();
    });
    assert_eq!(
        *seen.lock().unwrap(),
        [
            (1 << 20, true),
            (1 << 20, false),
            (1 << 20, true),
            (1 << 20, false)
        ]
    );
}

/// No credential is in what a program prints.
#[test]
fn nothing_prints_a_secret() {
    let endpoint = endpoint()
        .with_credential(&AUTH, restwright_runtime::Credential::bearer("hunter2"))
        .unwrap();
    let client = blocking::Client::new(Scripted::new(), endpoint);
    let source = ClientCredentials::new(
        Scripted::new(),
        "https://login.example/token",
        "me",
        "hunter2",
    )
    .unwrap();
    let printed = format!(
        "{client:?} {source:?} {:?} {:?}",
        AccessToken::new("hunter2"),
        client.settings()
    );
    assert!(!printed.contains("hunter2"), "{printed}");
}
