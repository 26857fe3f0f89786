//@ operation-renamed
use api::toys::List;

pub type Call = List;
//@ security-dropped
use restwright_runtime::Operation;
use api::pets::Open;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Open.request(endpoint);
}
//@ security-alternative-removed
use restwright_runtime::Operation;
use api::pets::Guarded;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Guarded.request(endpoint);
}
//@ paging-removed
use restwright_runtime::Operation;
use api::pets::Paged;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Paged.request(endpoint);
}
//@ long-running-removed
use restwright_runtime::Operation;
use api::pets::Slow;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Slow.request(endpoint);
}
