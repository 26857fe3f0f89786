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
use api::pets::Paged;
use restwright_runtime::Paged as Trait;

fn is<T: Trait>() {}

pub fn call() {
    is::<Paged>();
}
//@ long-running-removed
use api::pets::Slow;
use restwright_runtime::LongRunning as Trait;

fn is<T: Trait>() {}

pub fn call() {
    is::<Slow>();
}
//@ long-running-changed
use restwright_runtime::Operation;
use api::pets::Slower;

pub fn call(endpoint: &restwright_runtime::Endpoint) {
    let _ = Slower.request(endpoint);
}
//@ stream-removed
use api::pets::Watch;
use restwright_runtime::Streamed as Trait;

fn is<T: Trait>() {}

pub fn call() {
    is::<Watch>();
}
//@ stream-changed
use api::pets::Tail;

pub type Call = Tail;
