//! A credential goes to the endpoint's own origin alone: not through next links, monitors, redirects or settings.

#[path = "../../runtime/tests/matrix/mod.rs"]
mod matrix;
mod support;

use generated::customer_insights::AZURE_AUTH;
use generated::customer_insights::relationship_links::ListByHub;
use matrix::{AUTH, Put, now};
use restwright_client::blocking::Ureq;
use restwright_client::testing::Scripted;
use restwright_client::transport::Reqwest;
use restwright_client::{AccessToken, Client, Error, PollPolicy, Settings, blocking};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::http::{HeaderValue, Response, header};
use restwright_runtime::{Credential, Endpoint};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::{Received, Reply, Service, Unhurried, run};

const LIST: ListByHub<'_> = ListByHub {
    subscription_id: "s",
    resource_group_name: "g",
    hub_name: "h",
};

/// Another host, that notes what of a credential arrives: nothing, it is hoped.
fn elsewhere() -> (Service, Arc<Mutex<Vec<String>>>) {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let noted = Arc::clone(&seen);
    let service = Service::at("127.0.0.2:0", move |received: Received| {
        let all = format!(
            "{} {} {:?}",
            received.method, received.target, received.headers
        );
        noted.lock().unwrap().push(all);
        Reply::Answer(Response::new(Bytes::from_static(b"{\"value\": []}")))
    });
    (service, seen)
}

fn home(status: u16, name: &'static str, url: String, body: String) -> Service {
    Service::new(move |_| {
        let answer = Response::builder()
            .status(status)
            .header(name, &url)
            .body(Bytes::from(body.clone()));
        Reply::Answer(answer.unwrap())
    })
}

fn endpoint(home: &Service) -> Endpoint {
    let endpoint = Endpoint::new(&home.url()).unwrap();
    let endpoint = endpoint
        .with_credential(&AUTH, Credential::bearer("secret"))
        .unwrap();
    endpoint
        .with_credential(&AZURE_AUTH, Credential::bearer("secret"))
        .unwrap()
}

/// With a header that a caller adds to each call, which is as secret.
fn settings() -> Settings {
    Settings::default()
        .without_timeout()
        .with_polling(PollPolicy::every(Duration::ZERO))
        .with_header(
            header::HeaderName::from_static("x-own-key"),
            HeaderValue::from_static("secret"),
        )
}

fn is_clean(seen: &Mutex<Vec<String>>, requests: usize) {
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), requests, "{seen:?}");
    for request in seen.iter() {
        assert!(!request.contains("secret"), "{request}");
    }
}

#[test]
fn through_a_next_link() {
    let (other, seen) = elsewhere();
    let page = format!(r#"{{"value": [], "nextLink": "{}/next"}}"#, other.url());
    let home = home(200, "x", String::new(), page);
    let client = blocking::Client::new(Ureq::new(), endpoint(&home)).with(settings());
    assert_eq!(client.items(&LIST).count(), 0);
    run(async {
        let client = Client::new(Reqwest::new().unwrap(), endpoint(&home)).with(settings());
        assert!(client.items(&LIST).next().await.is_none());
    });
    is_clean(&seen, 2);
}

#[test]
fn through_monitors() {
    for name in ["azure-asyncoperation", "operation-location", "location"] {
        let (other, seen) = elsewhere();
        let home = home(202, name, format!("{}/monitor", other.url()), String::new());
        let transport = Unhurried::new(Ureq::new(), now());
        let client = blocking::Client::new(transport, endpoint(&home)).with(settings());
        // Whatever comes of it: the service elsewhere has no state to say.
        let _ = client.start(&Put).unwrap().wait();
        run(async {
            let transport = Unhurried::new(Reqwest::new().unwrap(), now());
            let client = Client::new(transport, endpoint(&home)).with(settings());
            let _ = client.start(&Put).await.unwrap().wait().await;
        });
        is_clean(&seen, 2);
    }
}

#[test]
fn through_redirects() {
    for status in [301, 302, 303, 307, 308] {
        let (other, seen) = elsewhere();
        let home = home(
            status,
            "location",
            format!("{}/moved", other.url()),
            String::new(),
        );
        let client = blocking::Client::new(Ureq::new(), endpoint(&home)).with(settings());
        let error = client.send(&LIST).unwrap_err();
        assert!(matches!(error, Error::Undocumented { .. }), "{error}");
        assert_eq!(error.status().unwrap().as_u16(), status);
        run(async {
            let client = Client::new(Reqwest::new().unwrap(), endpoint(&home)).with(settings());
            assert_eq!(
                client
                    .send(&LIST)
                    .await
                    .unwrap_err()
                    .status()
                    .unwrap()
                    .as_u16(),
                status
            );
        });
        // A redirect is an answer.
        is_clean(&seen, 0);
    }
}

/// A state that somebody changed.
#[test]
fn through_a_state() {
    let (other, seen) = elsewhere();
    let home = home(200, "x", String::new(), String::new());
    let url = other.url();
    let text = format!(
        r#"{{"operation": "Put", "url": "{url}/r", "monitor": {{"kind": "location", "url": "{url}/m"}}}}"#
    );
    let client =
        blocking::Client::new(Unhurried::new(Ureq::new(), now()), endpoint(&home)).with(settings());
    let _ = client.resume::<Put>(&text).unwrap().wait();
    is_clean(&seen, 1);
}

#[test]
fn no_token_over_plain_http() {
    let endpoint = Endpoint::new("http://management.example").unwrap();
    assert!(
        endpoint
            .with_credential(&AZURE_AUTH, Credential::bearer("secret"))
            .is_err()
    );
    let source = restwright_client::ClientCredentials::new(
        Ureq::new(),
        "http://login.example/token",
        "id",
        "secret",
    );
    assert!(source.is_err());
}

/// An endpoint that is moved takes its credential along only where that goes unread: to https, or to this machine.
#[test]
fn through_an_endpoint_that_is_moved() {
    let described = Endpoint::new("https://management.example/v2").unwrap();
    let with_token = described
        .clone()
        .with_credential(&AZURE_AUTH, Credential::bearer("secret"))
        .unwrap();
    assert!(with_token.moved_to("http://proxy.example").is_err());
    for origin in ["https://proxy.example/tunnel", "http://127.0.0.1:8080"] {
        let moved = with_token.moved_to(origin).unwrap();
        assert_eq!(moved.to_string(), format!("{origin}/v2"));
        assert!(!moved.is_origin_of(&"https://management.example/v2".parse().unwrap()));
    }
    // A token that comes later does not go there either.
    let moved = described.moved_to("http://proxy.example").unwrap();
    let client = blocking::Client::new(Scripted::new(), moved)
        .with_tokens(&AZURE_AUTH, || Ok(AccessToken::new("secret")));
    let error = client.send(&LIST).unwrap_err();
    assert!(matches!(error, Error::Credential(_)), "{error:?}");
    assert!(client.transport().requests().is_empty());
}
