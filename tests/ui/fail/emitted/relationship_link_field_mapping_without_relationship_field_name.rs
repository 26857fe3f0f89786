//! `RelationshipLinkFieldMapping` requires `relationshipFieldName`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::models::RelationshipLinkFieldMappingInit;

fn without_relationship_field_name(given: RelationshipLinkFieldMappingInit) -> RelationshipLinkFieldMappingInit {
    RelationshipLinkFieldMappingInit {
        interaction_field_name: given.interaction_field_name,
    }
}

fn main() {}
