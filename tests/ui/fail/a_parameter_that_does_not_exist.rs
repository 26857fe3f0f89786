//! What the description fixes is not asked for.

use generated::customer_insights::v2017_04_26::relationship_links::ListByHub;

fn main() {
    let _ = ListByHub { subscription_id: "s", resource_group_name: "g", hub_name: "h", api_version: "2017-04-26" };
}
