//@ type-changed
use api::models::Holder;

pub fn read(value: &Holder) -> Option<&String> {
    value.changed.as_ref()
}
//@ type-widened
use api::models::Holder;

pub fn read(value: &Holder) -> Option<&i32> {
    value.width.as_ref()
}
//@ type-respelled
use api::models::Holder;

pub fn read(value: &Holder) -> Option<&String> {
    value.secret.as_ref()
}
