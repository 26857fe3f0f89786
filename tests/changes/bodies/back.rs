//@ required-body-removed
use api::models::Pet;
use api::pets::Demand;

pub fn call(pet: &Pet) {
    let _ = Demand { body: pet };
}
//@ optional-body-removed
use api::models::Pet;
use api::pets::OfferOptions;

pub fn call(pet: Pet) {
    let _ = OfferOptions::default().with_body(pet);
}
//@ body-made-optional
use api::models::Pet;
use api::pets::Insist;

pub fn call(pet: &Pet) {
    let _ = Insist { body: pet };
}
//@ body-no-longer-choice
use api::pets::ChooseBody;

pub fn call() -> ChooseBody {
    ChooseBody::Text(String::new())
}
//@ body-form-removed
use api::pets::FormBody;

pub fn call() -> FormBody {
    FormBody::Bytes(Default::default())
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
