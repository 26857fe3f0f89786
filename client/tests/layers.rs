//! A `tower` service with layers as the transport, and the span of a call.

use restwright_client::transport::Tower;
use restwright_client::{Body, BoxError, Client, Error, RetryPolicy, Settings};
use restwright_runtime::emitted::{NoOptions, operation};
use restwright_runtime::http::{Request, Response};
use restwright_runtime::{Credential, Endpoint, Scheme, SchemeKind, Style, Undeclared};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tower::ServiceBuilder;
use tower::util::BoxCloneSyncService;
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

type Service = BoxCloneSyncService<Request<Body>, Response<String>, BoxError>;

/// A service behind layers, which answers with these statuses, one after the other; and the paths that it was asked for.
fn layered(statuses: &'static [u16], slow: Duration) -> (Service, Arc<Mutex<Vec<String>>>) {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let (noted, next) = (Arc::clone(&asked), Arc::new(AtomicU32::new(0)));
    let inner = tower::service_fn(move |request: Request<Body>| {
        noted.lock().unwrap().push(request.uri().path().to_owned());
        let number = next.fetch_add(1, Ordering::Relaxed);
        let status = statuses[usize::try_from(number).unwrap_or_default()];
        async move {
            tokio::time::sleep(slow).await;
            Ok::<_, BoxError>(Response::builder().status(status).body(String::new())?)
        }
    });
    let service = ServiceBuilder::new()
        .concurrency_limit(4)
        .timeout(Duration::from_secs(1))
        .service(inner);
    (BoxCloneSyncService::new(service), asked)
}

fn client(service: Service) -> Client<Tower<Service>> {
    let endpoint = Endpoint::new("https://it.example")
        .and_then(|endpoint| endpoint.with_credential(&KEY, Credential::key("secret-key")))
        .unwrap();
    let at_once = RetryPolicy::default().with_base(Duration::ZERO);
    Client::new(Tower::new(service), endpoint).with(Settings::default().with_retry(at_once))
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(future)
}

#[test]
fn layers_see_every_attempt() {
    let (service, asked) = layered(&[503, 200], Duration::ZERO);
    let answer = run(client(service).send(&Get)).unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(*asked.lock().unwrap(), ["/things/secret-name"; 2]);
}

#[test]
fn the_error_of_a_layer_is_that_of_the_transport() {
    let (service, asked) = layered(&[200; 8], Duration::from_secs(5));
    let error = run(client(service).send(&Get)).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(error.to_string().contains("timed out"), "{error}");
    assert!(error.is_retryable());
    assert!(asked.lock().unwrap().len() > 1, "a read is tried again");
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
    let (service, _) = layered(&[503, 200], Duration::ZERO);
    tracing::subscriber::with_default(subscriber, || run(client(service).send(&Get)).unwrap());
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
