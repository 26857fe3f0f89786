//! `RelationshipLinks_Get` requires `subscriptionId`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::relationship_links::Get;

fn without_subscription_id(given: Get) -> Get {
    Get {
        resource_group_name: given.resource_group_name,
        hub_name: given.hub_name,
        relationship_link_name: given.relationship_link_name,
    }
}

fn main() {}
