//@ type-removed
use api::models::Extra;

pub type T = Extra;
//@ type-renamed
use api::models::Plaything;

pub type T = Plaything;
//@ type-remade
use api::models::Made;

pub fn read(made: Made) -> Option<String> {
    made.x
}
//@ type-closed
use api::models::Open;
use restwright_runtime::Members;

pub fn rest(value: &Open) -> &Members {
    &value.other
}
//@ enum-value-removed
use api::models::Kind;

pub fn dog() -> Kind {
    Kind::Dog
}
//@ enum-value-renamed
use api::models::Kind;

pub fn cat() -> Kind {
    Kind::Feline
}
//@ enum-basis-changed
use api::models::Level;

pub fn level() -> Level {
    Level::from(1)
}
//@ type-no-longer-sent
use api::models::{Seen, SeenInit};

pub fn make() -> Seen {
    Seen::new(SeenInit { a: String::new(), b: String::new() })
}
//@ xml-changed
use api::models::Marked;

pub fn make() -> Marked {
    Marked::default()
}
//@ enum-value-written-as
use api::models::Coat;

pub fn long() -> Coat {
    Coat::LongHaired
}
