//@ required-parameter-removed
use api::pets::Demand;

pub fn call() {
    let _ = Demand { size: "1" };
}
//@ optional-parameter-removed
use api::pets::OfferMoreOptions;

pub fn call() -> OfferMoreOptions {
    OfferMoreOptions::default().with_age(1)
}
//@ parameter-made-optional
use api::pets::Insist;

pub fn call() {
    let _ = Insist { size: "1" };
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
//@ parameter-no-longer-fixed
use api::pets::Fix;

pub fn call() {
    let _ = Fix {};
}
//@ fixed-parameter-removed
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
    let _ = Named { extent: "1" };
}
//@ option-renamed
use api::pets::CalledOptions;

pub fn call() -> CalledOptions {
    CalledOptions::default().with_extent("1")
}
//@ parameter-sent-as
use api::pets::Sent;

pub fn call() {
    let _ = Sent { size: "1" };
}
