//! Types of a caller's in the place of emitted ones: what they write is on the wire, and what comes is read as them.

use crate::emitted::own::models::{Order, OrderInit};
use crate::emitted::own::orders::{Put, PutHeaders, PutOptions};
use crate::judge::Message;
use jiff::Timestamp;
use restwright_runtime::{Error, Operation, Undeclared, strict};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use tests::own::Colour;
use tests::server::{Server, answer};

fn moment(text: &str) -> Timestamp {
    text.parse().expect("it is a moment")
}

fn money(text: &str) -> Decimal {
    text.parse().expect("it is a number")
}

fn order() -> Order {
    let mut order = Order::new(OrderInit {
        at: moment("2026-01-31T12:00:00Z").into(),
        price: money("1234567890.10").into(),
        colour: Colour {
            parts: [255, 128, 0],
        }
        .into(),
    });
    order.parts = Some(vec![money("0.1").into(), money("3").into()]);
    order
}

fn order_as_json() -> Value {
    let text = r##"{
        "at": "2026-01-31T12:00:00Z", "price": 1234567890.10, "parts": [0.1, 3], "colour": "#ff8000"
    }"##;
    serde_json::from_str(text).expect("it is JSON")
}

#[test]
fn what_the_types_write_is_on_the_wire_and_is_read_as_them() {
    let json = order_as_json().to_string();
    let server = Server::answering(answer(
        "200 OK",
        &[
            ("content-type", "application/json"),
            ("x-changed", "2026-02-01T00:00:00Z"),
        ],
        json.as_bytes(),
    ));
    let order = order();
    let since = moment("2026-01-01T00:00:00Z").into();
    let options = PutOptions {
        least: Some(money("9.90").into()),
    };
    let put = Put {
        since: &since,
        body: &order,
    };
    let request = put.request_with(&server.endpoint(), &options);
    let (received, response) = server.exchange(request.expect("a request"));
    let message = Message::of(&received);
    assert_eq!(
        message.target,
        "/orders/2026-01-01T00%3A00%3A00Z?least=9.90"
    );
    assert!(
        String::from_utf8_lossy(&message.body).contains("1234567890.10"),
        "all digits are written"
    );
    let body: Value = serde_json::from_slice(&message.body).expect("it is JSON");
    assert_eq!(body, order_as_json());
    let answered = strict(Put::response(response)).expect("it is read, and nothing is odd");
    assert_eq!(*answered.body(), order);
    let changed = PutHeaders(answered.headers()).x_changed();
    let changed = changed.expect("it came").expect("it is a moment");
    assert_eq!(*changed, moment("2026-02-01T00:00:00Z"));
}

/// What a type refuses costs an optional member, which is kept as it came, and a required one's answer.
#[test]
fn what_the_types_refuse_is_odd() {
    let read = |json: &str| {
        let json = json.as_bytes().to_vec();
        let response = http::Response::builder().header("content-type", "application/json");
        Put::response(response.body(json.into()).expect("it is an answer"))
    };
    let odd = read(
        r##"{"at": "2026-01-31T12:00:00Z", "price": 1, "colour": "#000000", "shipped": "soon"}"##,
    )
    .expect("it is read");
    assert_eq!(odd.body().shipped, None);
    assert_eq!(odd.body().other.get("shipped"), Some(&json!("soon")));
    assert!(
        strict(Ok::<_, Error<Undeclared>>(odd)).is_err(),
        "it is listed"
    );
    for (json, place) in [
        (r##"{"at": "then", "price": 1, "colour": "#000000"}"##, "at"),
        (
            r#"{"at": "2026-01-31T12:00:00Z", "price": 1, "colour": "red"}"#,
            "colour",
        ),
    ] {
        let error = read(json).expect_err("it cannot be read").to_string();
        assert!(error.contains(place), "{error}");
    }
}
