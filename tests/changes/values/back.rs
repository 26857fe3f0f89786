//@ type-changed
use api::models::Holder;

pub fn read(value: &Holder) -> Option<&bool> {
    value.changed.as_ref()
}
//@ type-narrowed
use api::models::Holder;

pub fn read(value: &Holder) -> Option<&i64> {
    value.width.as_ref()
}
//@ type-respelled
use api::models::Holder;

pub fn read(value: &Holder) -> Option<&restwright_runtime::Secret<String>> {
    value.secret.as_ref()
}
