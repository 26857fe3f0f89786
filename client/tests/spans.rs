//! The span of a call: what it says, and what it does not.
//!
//! A stranger would get this wrong: it is the only test of its binary, because a call without a subscriber, in another
//! thread, may decide for the whole process that nobody listens.

use pollster::block_on;
use restwright_client::Client;
use restwright_client::testing::Scripted;
use restwright_runtime::bytes::Bytes;
use restwright_runtime::emitted::{NoOptions, operation};
use restwright_runtime::http::Response;
use restwright_runtime::{Credential, Endpoint, Scheme, SchemeKind, Style, Undeclared};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use tracing::Subscriber;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry};

const KEY: Scheme = Scheme::new("key", SchemeKind::QueryKey("key"));

/// Reads a thing of a name.
struct Get;

operation! {
    Get: "Things_Get", "GET", "/things/{name}";
    Options = NoOptions, Output = (), Failure = Undeclared;
    Security = &[&[&KEY]];
    request(self) {
        literal("/things/");
        path("name", Style::SIMPLE, &"secret-name");
    }
    response { 200 => empty(()), }
}

fn answer(status: u16) -> Response<Bytes> {
    Response::builder()
        .status(status)
        .body(Bytes::new())
        .unwrap()
}

/// The fields of the spans that were made.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<BTreeMap<String, String>>>);

impl Visit for Spans {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let mut fields = self.0.lock().unwrap();
        fields.insert(field.name().to_owned(), format!("{value:?}"));
    }
}

impl<S: Subscriber> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        attributes.record(&mut self.clone());
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        values.record(&mut self.clone());
    }
}

#[test]
fn a_span_says_what_was_called_and_no_value() {
    let spans = Spans::default();
    let subscriber = Registry::default().with(spans.clone());
    let transport = Scripted::new().then(answer(503)).then(answer(200));
    let endpoint = Endpoint::new("https://it.example")
        .and_then(|endpoint| endpoint.with_credential(&KEY, Credential::key("secret-key")))
        .unwrap();
    let client = Client::new(transport, endpoint);
    tracing::subscriber::with_default(subscriber, || block_on(client.send(&Get)).unwrap());
    let fields = spans.0.lock().unwrap();
    let expected = [
        ("http.request.method", "\"GET\""),
        ("http.request.resend_count", "1"),
        ("http.response.status_code", "200"),
        ("otel.kind", "\"client\""),
        ("otel.name", "GET /things/{name}"),
        ("rpc.method", "\"Things_Get\""),
        ("url.template", "\"/things/{name}\""),
    ];
    for (name, value) in expected {
        assert_eq!(fields.get(name).map(String::as_str), Some(value), "{name}");
    }
    let all = format!("{fields:?}");
    assert!(!all.contains("secret"), "{all}");
}
