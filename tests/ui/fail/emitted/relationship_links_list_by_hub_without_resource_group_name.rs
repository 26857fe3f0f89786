//! `RelationshipLinks_ListByHub` requires `resourceGroupName`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::relationship_links::ListByHub;

fn without_resource_group_name(given: ListByHub) -> ListByHub {
    ListByHub {
        subscription_id: given.subscription_id,
        hub_name: given.hub_name,
    }
}

fn main() {}
