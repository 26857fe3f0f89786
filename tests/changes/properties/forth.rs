//@ optional-property-added
use api::models::Grown;

pub fn make() -> Grown {
    Grown::default()
}
//@ required-property-added
use api::models::{Demanding, DemandingInit};

pub fn make() -> Demanding {
    Demanding::new(DemandingInit { a: String::new(), b: String::new() })
}
//@ property-made-required
use api::models::Insisting;

pub fn read(value: &Insisting) -> Option<&String> {
    value.c.as_ref()
}
//@ property-asked
use api::models::{Asking, AskingInit};

pub fn make() -> Asking {
    Asking::new(AskingInit { a: String::new(), b: String::new() })
}
//@ property-fixed
use api::models::Fixing;

pub fn read(value: &Fixing) -> String {
    value.kind.to_string()
}
//@ fixed-property-added
use api::models::Always;

pub fn make() -> Always {
    Always::new("a")
}
//@ fixed-property-changed
use api::models::Constant;

pub fn make() -> Constant {
    Constant::new("a")
}
//@ property-renamed
use api::models::Named;

pub fn read(value: &Named) -> Option<&String> {
    value.first.as_ref()
}
//@ property-setter-added
use api::models::Read;

pub fn make(value: Read) -> Read {
    value.with_a("a")
}
//@ answered-property-added
use api::models::Seen;

pub fn read(value: &Seen) -> &String {
    &value.a
}
//@ property-written-as
use api::models::Written;

pub fn name(written: &Written) -> Option<&String> {
    written.name.as_ref()
}
