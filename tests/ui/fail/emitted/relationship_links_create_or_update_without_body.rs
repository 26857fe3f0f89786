//! `RelationshipLinks_CreateOrUpdate` requires `body`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::relationship_links::CreateOrUpdate;

fn without_body(given: CreateOrUpdate) -> CreateOrUpdate {
    CreateOrUpdate {
        subscription_id: given.subscription_id,
        resource_group_name: given.resource_group_name,
        hub_name: given.hub_name,
        relationship_link_name: given.relationship_link_name,
    }
}

fn main() {}
