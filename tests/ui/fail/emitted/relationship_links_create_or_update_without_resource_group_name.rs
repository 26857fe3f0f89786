//! `RelationshipLinks_CreateOrUpdate` requires `resourceGroupName`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::relationship_links::CreateOrUpdate;

fn without_resource_group_name(given: CreateOrUpdate) -> CreateOrUpdate {
    CreateOrUpdate {
        subscription_id: given.subscription_id,
        hub_name: given.hub_name,
        relationship_link_name: given.relationship_link_name,
        body: given.body,
    }
}

fn main() {}
