//@ required-parameter-added
use api::pets::Demand;

pub fn call() {
    let _ = Demand {};
}
//@ optional-parameter-added
use restwright_runtime::{Endpoint, Operation};
use api::pets::Offer;

pub fn call(endpoint: &Endpoint) {
    let _ = Offer.request(endpoint);
    let _ = Offer.request_with(endpoint, &Default::default());
}
//@ optional-parameter-added
use api::pets::OfferMoreOptions;

pub fn call() -> OfferMoreOptions {
    OfferMoreOptions::default().with_size("1")
}
//@ parameter-made-required
use api::pets::Insist;

pub fn call() {
    let _ = Insist {};
}
//@ parameter-moved
use api::pets::Move;

pub fn call() {
    let _ = Move { size: "1" };
}
//@ parameter-style-changed
use api::pets::Styled;

pub fn call() {
    let _ = Styled { size: &["1".to_owned()] };
}
//@ parameter-fixed
use api::pets::Fix;

pub fn call(value: Fix<'_>) {
    let _ = Fix { size: value.size };
}
//@ fixed-parameter-added
use api::pets::Always;

pub fn call() {
    let _ = Always {};
}
//@ fixed-parameter-changed
use api::pets::Constant;

pub fn call() {
    let _ = Constant {};
}
//@ parameter-renamed
use api::pets::Named;

pub fn call() {
    let _ = Named { magnitude: "1" };
}
//@ option-renamed
use api::pets::CalledOptions;

pub fn call() -> CalledOptions {
    CalledOptions::default().with_magnitude("1")
}
//@ parameter-sent-as
use api::pets::Sent;

pub fn call() {
    let _ = Sent { size: "1" };
}
