//! What a call of this project's own API costs: making its request and reading its answer, by emitted code and by the
//! same written by hand. Both start with the same texts; allocations are counted.
//!
//! A stranger would get this wrong: the two make the same bytes, which is checked before anything is measured.

use benches::by_hand::{self, Hub, Service};
use divan::{AllocProfiler, Bencher};
use generated::customer_insights::relationship_links::{CreateOrUpdate, ListByHub};
use generated::customer_insights::{AZURE_AUTH, endpoint, models};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::http::{Request, Response};
use restwright_runtime::{Credential, Endpoint, Operation, json};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const TOKEN: &str =
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL21hbmFnZW1lbnQifQ.c2lnbmF0dXJl";
const HUB: Hub<'_> = Hub {
    subscription_id: "11111111-2222-3333-4444-555555555555",
    resource_group_name: "insights",
    hub_name: "sdktesthub",
};
const NAME: &str = "testlink002";

const LINK: &str = r#"{"displayName":{"en-us":"Link DisplayName"},"description":{"en-us":"Link Description"},"interactionType":"testInteraction4332","linkName":"testlink002","mappings":[{"interactionFieldName":"amount","linkType":"UpdateAlways","relationshipFieldName":"total"},{"interactionFieldName":"at","linkType":"CopyIfNull","relationshipFieldName":"since"}],"profilePropertyReferences":[{"interactionPropertyName":"profile1","profilePropertyName":"ProfileId"}],"provisioningState":"Provisioning","relatedProfilePropertyReferences":[{"interactionPropertyName":"profile1","profilePropertyName":"ProfileId"}],"relationshipName":"testProfile2326994","tenantId":"sdktesthub"}"#;

fn main() {
    assert!(
        same(put_emitted(&emitted()), put_by_hand(&hand())),
        "the two PUTs differ"
    );
    assert!(
        same(list_emitted(&emitted()), list_by_hand(&hand())),
        "the two lists differ"
    );
    divan::main();
}

/// What emitted code is given.
struct Emitted {
    endpoint: Endpoint,
    link: models::RelationshipLink,
}

fn emitted() -> Emitted {
    let endpoint = endpoint()
        .and_then(|endpoint| endpoint.with_credential(&AZURE_AUTH, Credential::bearer(TOKEN)))
        .expect("the description has an endpoint of https");
    let link = json::from_slice(LINK.as_bytes()).expect("the text is a link");
    Emitted { endpoint, link }
}

/// What the hand's code is given.
struct ByHand {
    service: Service,
    link: by_hand::RelationshipLink,
}

fn hand() -> ByHand {
    ByHand {
        service: Service {
            base: "https://management.azure.com".to_owned(),
            token: TOKEN.to_owned(),
        },
        link: serde_json::from_str(LINK).expect("the text is a link"),
    }
}

fn put_emitted(given: &Emitted) -> Option<Request<Bytes>> {
    let operation = CreateOrUpdate {
        subscription_id: HUB.subscription_id,
        resource_group_name: HUB.resource_group_name,
        hub_name: HUB.hub_name,
        relationship_link_name: NAME,
        body: &given.link,
    };
    operation.request(&given.endpoint).ok()
}

fn put_by_hand(given: &ByHand) -> Option<Request<Bytes>> {
    by_hand::create_or_update(&given.service, &HUB, NAME, &given.link).ok()
}

fn list_emitted(given: &Emitted) -> Option<Request<Bytes>> {
    let operation = ListByHub {
        subscription_id: HUB.subscription_id,
        resource_group_name: HUB.resource_group_name,
        hub_name: HUB.hub_name,
    };
    operation.request(&given.endpoint).ok()
}

fn list_by_hand(given: &ByHand) -> Option<Request<Bytes>> {
    by_hand::list_by_hub(&given.service, &HUB).ok()
}

/// Whether two requests are the same bytes.
fn same(left: Option<Request<Bytes>>, right: Option<Request<Bytes>>) -> bool {
    let (Some(left), Some(right)) = (left, right) else {
        return false;
    };
    left.method() == right.method()
        && left.uri() == right.uri()
        && left.headers() == right.headers()
        && left.body() == right.body()
}

fn answer(body: &Bytes) -> Response<Bytes> {
    let mut response = Response::new(body.clone());
    response.headers_mut().insert(
        "content-type",
        restwright_runtime::http::HeaderValue::from_static("application/json; charset=utf-8"),
    );
    response
}

fn resource() -> String {
    format!(
        r#"{{"id":"/subscriptions/{}/resourceGroups/insights/providers/Microsoft.CustomerInsights/hubs/sdktesthub/relationshipLinks/testlink002","name":"sdktesthub/testlink002","type":"Microsoft.CustomerInsights/hubs/relationshipLinks","properties":{LINK}}}"#,
        HUB.subscription_id
    )
}

/// A page of ten links.
fn page() -> Bytes {
    let links = [resource().as_str(); 10].join(",");
    Bytes::from(format!(r#"{{"value":[{links}],"nextLink":null}}"#))
}

#[divan::bench]
fn build_put_emitted(bencher: Bencher<'_, '_>) {
    let given = emitted();
    bencher.bench(|| put_emitted(&given));
}

#[divan::bench]
fn build_put_by_hand(bencher: Bencher<'_, '_>) {
    let given = hand();
    bencher.bench(|| put_by_hand(&given));
}

#[divan::bench]
fn build_list_emitted(bencher: Bencher<'_, '_>) {
    let given = emitted();
    bencher.bench(|| list_emitted(&given));
}

#[divan::bench]
fn build_list_by_hand(bencher: Bencher<'_, '_>) {
    let given = hand();
    bencher.bench(|| list_by_hand(&given));
}

#[divan::bench]
fn read_put_emitted(bencher: Bencher<'_, '_>) {
    let body = Bytes::from(resource());
    bencher
        .with_inputs(|| answer(&body))
        .bench_values(|answer| CreateOrUpdate::response(answer).ok());
}

#[divan::bench]
fn read_put_by_hand(bencher: Bencher<'_, '_>) {
    let body = Bytes::from(resource());
    bencher
        .with_inputs(|| answer(&body))
        .bench_values(|answer| by_hand::read::<by_hand::Resource>(answer).ok());
}

#[divan::bench]
fn read_list_emitted(bencher: Bencher<'_, '_>) {
    let body = page();
    bencher
        .with_inputs(|| answer(&body))
        .bench_values(|answer| ListByHub::response(answer).ok());
}

#[divan::bench]
fn read_list_by_hand(bencher: Bencher<'_, '_>) {
    let body = page();
    bencher
        .with_inputs(|| answer(&body))
        .bench_values(|answer| by_hand::read::<by_hand::Page>(answer).ok());
}
