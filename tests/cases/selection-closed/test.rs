use super::api::lamps::{Put, PutHeaders};
use super::api::models::{Lamp, LampNever, Power, Room};
use restwright_runtime::{Endpoint, Operation, http, json};

#[test]
fn a_closed_set_is_matched_without_a_last_arm() {
    let is_on = |power: Power| match power {
        Power::On => true,
        Power::Off => false,
    };
    assert!(is_on("on".parse().unwrap()));
    let refused = Power::try_from("dim").unwrap_err();
    assert_eq!(refused.to_string(), r#""dim" is not listed"#);
    assert_eq!(Power::On, "on");
    let copied = Power::Off;
    assert_eq!((copied, copied), (Power::Off, Power::Off));
}

#[test]
fn what_is_not_listed_costs_a_required_member_and_no_other() {
    assert!(json::from_slice::<Lamp>(br#"{"power":"dim"}"#).is_err());
    let text = r#"{"power":"on","never":null,"before":"dim"}"#;
    let lamp: Lamp = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!((lamp.power, lamp.before), (Power::On, None));
    assert_eq!(json::to_string(&lamp), text);
}

#[test]
fn names_of_a_map_are_of_the_set() {
    let text = r#"{"power":"on","byRoom":{"hall":2}}"#;
    let lamp: Lamp = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(lamp.by_room.unwrap()[&Room::Hall], 2);
    let text = r#"{"power":"on","byRoom":{"cellar":2}}"#;
    let lamp: Lamp = json::from_slice(text.as_bytes()).unwrap();
    assert!(lamp.by_room.is_none());
    assert_eq!(json::to_string(&lamp), text);
}

#[test]
fn parameters_and_headers_have_it() {
    let body = Lamp::new(Power::On).with_never(LampNever::Fire);
    let put = Put { room: &Room::Attic, body: &body };
    let mut options = <Put as Operation>::Options::default();
    options.power = Some(Power::Off);
    let endpoint = Endpoint::new("https://lamps.example").unwrap();
    let request = put.request_with(&endpoint, &options).unwrap();
    assert_eq!(request.uri(), "https://lamps.example/lamps/attic?power=off");
    assert_eq!(request.body().as_ref(), br#"{"power":"on","never":"fire"}"#);
    for (sent, is_right) in [("off", true), ("dim", false)] {
        let answer = http::Response::builder().header("content-type", "application/json").header("x-power", sent);
        let answer = Put::response(answer.body(r#"{"power":"on"}"#.into()).unwrap()).unwrap();
        let header = PutHeaders(answer.headers()).x_power().unwrap();
        assert_eq!(header.ok(), is_right.then_some(Power::Off));
    }
}
