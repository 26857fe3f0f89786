//! A `tower` service with layers as the transport.

use restwright_client::transport::Tower;
use restwright_client::{Body, BoxError, Client, Error, RetryPolicy, Settings};
use restwright_runtime::emitted::{NoOptions, operation};
use restwright_runtime::http::{Request, Response};
use restwright_runtime::{Credential, Endpoint, Scheme, SchemeKind, Style, Undeclared};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tower::ServiceBuilder;
use tower::util::BoxCloneSyncService;

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
