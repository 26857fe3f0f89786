//! Types without operations are built, read and written like others.

use super::api::models::{Boat, Receipt};
use restwright_runtime::json;

#[test]
fn they_are_built_read_and_written() {
    let boat = Boat::new("Nina");
    assert_eq!(json::to_string(&boat), r#"{"name":"Nina"}"#);
    // Nothing says that only the service makes it.
    let receipt: Receipt = json::from_slice(br#"{"price":12}"#).unwrap();
    assert_eq!(receipt, Receipt::new(12));
}
