//@ server-removed
use api::endpoint_3;

pub fn go() -> bool {
    endpoint_3().is_ok()
}
//@ server-variables-changed
use api::endpoint_2;

pub fn go() -> bool {
    endpoint_2("eu", "live").is_ok()
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
