//! An enum has values that nobody knows yet.

use generated::customer_insights::v2017_04_26::models::LinkType;

fn main() {
    match LinkType::UpdateAlways {
        LinkType::UpdateAlways => {}
        LinkType::CopyIfNull => {}
    }
}
