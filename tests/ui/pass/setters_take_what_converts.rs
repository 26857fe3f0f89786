//! Setters take anything that converts, chain, and fields are public for all else.

use generated::customer_insights::v2017_04_26::models::{ErrorDetail, LinkType};
use std::borrow::Cow;

fn main() {
    let mut detail = ErrorDetail::default()
        .with_code("Invalid")
        .with_message(String::from("No."))
        .with_target(Cow::Borrowed("name"))
        .with_details(vec![ErrorDetail::default()]);
    detail.message = None;
    assert_eq!(detail.code.as_deref(), Some("Invalid"));

    let ErrorDetail { details, .. } = detail;
    assert_eq!(details.map(|details| details.len()), Some(1));

    match LinkType::from("Sometimes") {
        LinkType::UpdateAlways | LinkType::CopyIfNull => unreachable!(),
        other => assert_eq!(other.as_str(), "Sometimes"),
    }
}
