//! `RelationshipLinks_ListByHub` requires `subscriptionId`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::relationship_links::ListByHub;

fn without_subscription_id(given: ListByHub) -> ListByHub {
    ListByHub {
        resource_group_name: given.resource_group_name,
        hub_name: given.hub_name,
    }
}

fn main() {}
