//! `RelationshipLinkListResult` requires `value`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::models::RelationshipLinkListResult;

fn without_value() -> RelationshipLinkListResult {
    RelationshipLinkListResult::new()
}

fn main() {}
