//! `RelationshipLinks_ListByHub` requires `hubName`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::relationship_links::ListByHub;

fn without_hub_name(given: ListByHub) -> ListByHub {
    ListByHub {
        subscription_id: given.subscription_id,
        resource_group_name: given.resource_group_name,
    }
}

fn main() {}
