//@ optional-property-removed
use api::models::Grown;

pub fn read(value: &Grown) -> Option<&String> {
    value.b.as_ref()
}
//@ required-property-removed
use api::models::Demanding;

pub fn read(value: &Demanding) -> &String {
    &value.c
}
//@ property-made-optional
use api::models::Insisting;

pub fn read(value: &Insisting) -> &String {
    &value.c
}
//@ property-no-longer-asked
use api::models::{Asking, AskingInit};

pub fn make() -> Asking {
    Asking::new(AskingInit { a: String::new(), b: String::new(), pin: String::new() })
}
//@ property-no-longer-fixed
use api::models::{Fixing, FixingInit};

pub fn make() -> Fixing {
    Fixing::new(FixingInit { a: String::new(), b: String::new() })
}
//@ fixed-property-removed
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
    value.alpha.as_ref()
}
//@ property-setter-removed
use api::models::Read;

pub fn make(value: Read) -> Read {
    value.with_b("a")
}
//@ property-written-as
use api::models::Written;

pub fn name(written: &Written) -> Option<&String> {
    written.name.as_ref()
}
