//! `RelationshipLinkFieldMapping` requires `interactionFieldName`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::models::RelationshipLinkFieldMappingInit;

fn without_interaction_field_name(given: RelationshipLinkFieldMappingInit) -> RelationshipLinkFieldMappingInit {
    RelationshipLinkFieldMappingInit {
        relationship_field_name: given.relationship_field_name,
    }
}

fn main() {}
