//@ type-added
use api::models::Holder;

pub fn make() -> Holder {
    Holder::default()
}
//@ type-renamed
use api::models::Toy;

pub type T = Toy;
//@ type-remade
use api::models::Made;

pub fn make() -> Made {
    Made::Used
}
//@ type-opened
use api::models::Open;

pub fn make() -> Open {
    Open::default()
}
//@ enum-value-added
use api::models::Kind;

pub fn other(kind: &Kind) -> bool {
    matches!(kind, Kind::Other(_))
}
//@ enum-value-renamed
use api::models::Kind;

pub fn cat() -> Kind {
    Kind::Cat
}
//@ enum-basis-changed
use api::models::Level;

pub fn level() -> Level {
    Level::from("1")
}
//@ helper-renamed
use api::models::Counted;
use restwright_runtime::Members;

pub fn rest(value: &Counted) -> &Members {
    &value.other
}
//@ type-now-sent
use api::models::Seen;

pub fn read(value: &Seen) -> &String {
    &value.a
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
