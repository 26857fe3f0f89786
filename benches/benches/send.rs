//! What the client adds to a call: the same operation over the same transport, by the client and without it.
//!
//! A stranger would get this wrong: the transport answers at once and out of memory, so that nothing but the client's own
//! work is in the difference. Each call makes its request and reads its answer.

use divan::{AllocProfiler, Bencher, black_box};
use generated::customer_insights::relationship_links::ListByHub;
use generated::customer_insights::{AZURE_AUTH, endpoint};
use pollster::block_on;
use restwright_client::{Body, Client, Incoming, Transport, TransportError, blocking};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::http::{Request, Response};
use restwright_runtime::{Credential, Endpoint, Operation};
use std::time::Duration;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const LIST: ListByHub<'_> = ListByHub {
    subscription_id: "11111111-2222-3333-4444-555555555555",
    resource_group_name: "insights",
    hub_name: "sdktesthub",
};
const ANSWER: Bytes = Bytes::from_static(
    br#"{"value":[{"name":"sdktesthub/testlink002","properties":{"interactionType":"testInteraction4332","profilePropertyReferences":[],"relatedProfilePropertyReferences":[],"relationshipName":"testProfile2326994"}}]}"#,
);

fn main() {
    divan::main();
}

fn service() -> Endpoint {
    endpoint()
        .and_then(|endpoint| endpoint.with_credential(&AZURE_AUTH, Credential::bearer("a token")))
        .expect("the description has an endpoint of https")
}

fn answered<B>(request: Request<B>) -> Response<Bytes> {
    black_box(request);
    Response::new(ANSWER)
}

/// Answers out of memory.
struct AtOnce;

impl Transport for AtOnce {
    async fn send(&self, request: Request<Body>) -> Result<Response<Incoming>, TransportError> {
        Ok(answered(request).map(Incoming::Whole))
    }

    async fn sleep(&self, _: Duration) {}
}

impl blocking::Transport for AtOnce {
    fn send(
        &self,
        request: Request<blocking::Body>,
        _: Option<Duration>,
    ) -> Result<Response<blocking::Incoming>, TransportError> {
        Ok(answered(request).map(blocking::Incoming::Whole))
    }
}

#[divan::bench(sample_count = 300, sample_size = 100)]
fn without_a_client(bencher: Bencher<'_, '_>) {
    let endpoint = service();
    bencher.bench_local(|| {
        let request = LIST.request(black_box(&endpoint)).expect("a request");
        ListByHub::response(answered(request)).expect("a list")
    });
}

#[divan::bench(sample_count = 300, sample_size = 100)]
fn by_the_blocking_client(bencher: Bencher<'_, '_>) {
    let client = blocking::Client::new(AtOnce, service());
    bencher.bench_local(|| client.send(black_box(&LIST)).expect("a list"));
}

#[divan::bench(sample_count = 300, sample_size = 100)]
fn by_the_async_client(bencher: Bencher<'_, '_>) {
    let client = Client::new(AtOnce, service());
    bencher.bench_local(|| block_on(client.send(black_box(&LIST))).expect("a list"));
}
