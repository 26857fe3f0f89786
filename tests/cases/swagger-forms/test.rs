use super::api::forms::{Encoded, EncodedOptions, Parts, PartsOptions};
use restwright_runtime::{Endpoint, Operation, json};

#[test]
fn a_list_of_a_form_is_one_field_unless_it_is_multi() {
    let body = json::from_slice(br#"{"plain":["x","y"],"multi":[1,2],"pipes":["p","q"],"one":"o"}"#).unwrap();
    let mut options = EncodedOptions::default();
    options.body = Some(body);
    let sent = Encoded.request_with(&Endpoint::new("https://forms.example").unwrap(), &options).unwrap();
    assert_eq!(sent.body().as_ref(), b"plain=x,y&multi=1&multi=2&pipes=p%7Cq&one=o");
}

#[test]
fn a_list_of_parts_is_one_part_unless_it_is_multi() {
    let mut options = PartsOptions::default();
    options.body = Some(json::from_slice(br#"{"plain":["x","y"],"multi":[1,2]}"#).unwrap());
    let sent = Parts.request_with(&Endpoint::new("https://forms.example").unwrap(), &options).unwrap();
    let text = String::from_utf8(sent.body().to_vec()).unwrap();
    assert_eq!((text.matches("name=\"plain\"").count(), text.matches("name=\"multi\"").count()), (1, 2));
    assert!(text.contains("\r\n\r\nx,y\r\n"), "{text}");
}
