//! `RelationshipLink` requires `interactionType`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::models::RelationshipLinkInit;

fn without_interaction_type(given: RelationshipLinkInit) -> RelationshipLinkInit {
    RelationshipLinkInit {
        profile_property_references: given.profile_property_references,
        related_profile_property_references: given.related_profile_property_references,
        relationship_name: given.relationship_name,
    }
}

fn main() {}
