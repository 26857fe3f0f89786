//@ union-arm-added
use api::models::Shape;

pub fn is(value: &Shape) -> bool {
    matches!(value, Shape::Circle(_))
}
//@ union-conversion-removed
use api::models::Value;

pub fn make(value: Vec<String>) -> Value {
    Value::from(value)
}
//@ union-discriminator-changed
use api::models::Told;

pub fn is(value: &Told) -> bool {
    matches!(value, Told::One(_))
}
//@ union-tag-added
use api::models::Tagged;

pub fn is(value: &Tagged) -> bool {
    matches!(value, Tagged::Four(_))
}
//@ union-fallback-changed
use api::models::Kept;

pub fn is(value: &Kept) -> bool {
    matches!(value, Kept::Five(_))
}
//@ union-arm-renamed
use api::models::Kept;

pub fn is(value: &Kept) -> bool {
    matches!(value, Kept::Six(_))
}
