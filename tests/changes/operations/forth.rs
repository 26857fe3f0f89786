//@ operation-removed
use api::pets::Old;

pub type Call = Old;
//@ operation-added
use api::pets::*;

pub type Call = Asked;
//@ operation-renamed
use api::pets::ListToys;

pub type Call = ListToys;
//@ operation-moved
use restwright_runtime::Operation;
use api::pets::Placed;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Placed.request(endpoint);
}
//@ operation-method-changed
use restwright_runtime::Operation;
use api::pets::Asked;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Asked.request(endpoint);
}
//@ operation-id-changed
use restwright_runtime::Operation;
use api::pets::Tagged;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Tagged.request(endpoint);
}
//@ security-demanded
use restwright_runtime::Operation;
use api::pets::Open;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Open.request(endpoint);
}
//@ security-alternative-added
use restwright_runtime::Operation;
use api::pets::Guarded;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Guarded.request(endpoint);
}
//@ paging-added
use restwright_runtime::Operation;
use api::pets::Paged;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Paged.request(endpoint);
}
//@ paging-changed
use restwright_runtime::Operation;
use api::pets::Pages;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Pages.request(endpoint);
}
//@ long-running-added
use restwright_runtime::Operation;
use api::pets::Slow;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Slow.request(endpoint);
}
//@ long-running-changed
use restwright_runtime::Operation;
use api::pets::Slower;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Slower.request(endpoint);
}
//@ stream-added
use api::pets::Watch;

pub type Call = Watch;
//@ stream-changed
use api::pets::Tail;

pub type Call = Tail;
