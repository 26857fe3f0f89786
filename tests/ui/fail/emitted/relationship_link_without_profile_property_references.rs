//! `RelationshipLink` requires `profilePropertyReferences`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::models::RelationshipLinkInit;

fn without_profile_property_references(given: RelationshipLinkInit) -> RelationshipLinkInit {
    RelationshipLinkInit {
        interaction_type: given.interaction_type,
        related_profile_property_references: given.related_profile_property_references,
        relationship_name: given.relationship_name,
    }
}

fn main() {}
