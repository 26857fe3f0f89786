//@ required-body-added
use api::pets::Demand;

pub fn call() {
    let _ = Demand {};
}
//@ optional-body-added
use restwright_runtime::{Endpoint, Operation};
use api::pets::Offer;

pub fn call(endpoint: &Endpoint) {
    let _ = Offer.request(endpoint);
    let _ = Offer.request_with(endpoint, &Default::default());
}
//@ body-made-required
use api::pets::Insist;

pub fn call() {
    let _ = Insist {};
}
//@ body-became-choice
use api::models::Pet;
use api::pets::Choose;

pub fn call(pet: &Pet) {
    let _ = Choose { body: pet };
}
//@ body-form-added
use api::pets::FormBody;

pub fn call() -> FormBody {
    FormBody::Text(String::new())
}
//@ body-media-type-changed
use api::models::Pet;
use api::pets::Media;

pub fn call(pet: &Pet) {
    let _ = Media { body: pet };
}
//@ body-encoding-changed
use api::pets::Encode;

pub fn call(value: Encode<'_>) {
    let _ = Encode { body: value.body };
}
