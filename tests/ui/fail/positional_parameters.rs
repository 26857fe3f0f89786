//! Two texts cannot be swapped: parameters have names, not positions.

use generated::customer_insights::v2017_04_26::relationship_links::Get;

fn main() {
    let _ = Get("subscription", "group", "hub", "link");
}
