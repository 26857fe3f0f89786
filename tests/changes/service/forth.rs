//@ description-version-changed api-version-changed server-moved
use api::endpoint;

pub fn go() -> bool {
    endpoint().is_ok()
}
//@ server-added
use api::endpoint;

pub fn go() -> bool {
    endpoint().is_ok()
}
//@ server-variables-changed
use api::endpoint_2;

pub fn go() -> bool {
    endpoint_2("c").is_ok()
}
//@ server-option-added server-option-default-changed
use api::{Endpoint2Options, endpoint};

pub fn go() -> bool {
    let options = Endpoint2Options::default().with_region("us");
    options.region.is_some() && endpoint().is_ok()
}
//@ security-scheme-added
use api::TOKEN;

pub const KEY: restwright_runtime::Scheme = TOKEN;
//@ security-scheme-changed
use api::TOKEN;

pub const KEY: restwright_runtime::Scheme = TOKEN;
//@ module-added
use api::models::Pet;

pub type T = Pet;
//@ webhook-added
use api::incoming::*;

pub type Pet = Born;
//@ newly-not-expressed
use api::models::Pet;

pub type T = Pet;
