//@ server-removed
use api::endpoint_3;

pub fn go() -> bool {
    endpoint_3().is_ok()
}
//@ server-variables-changed
use api::endpoint_2;

pub fn go() -> bool {
    endpoint_2("c", "p").is_ok()
}
//@ server-option-removed
use api::Endpoint2Options;

pub fn go() -> bool {
    Endpoint2Options::default().with_stage("test").stage.is_some()
}
//@ server-option-default-changed
use api::Endpoint2Options;

pub fn go() -> Endpoint2Options {
    Endpoint2Options::default().with_region("eu")
}
//@ security-scheme-removed
use api::SECOND;

pub const KEY: restwright_runtime::Scheme = SECOND;
//@ module-removed
//@ webhook-removed
use api::incoming::Gone;

pub type Pet = Gone;
//@ no-longer-not-expressed server-moved
use api::models::Pet;

pub type T = Pet;
