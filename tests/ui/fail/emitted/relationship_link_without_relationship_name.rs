//! `RelationshipLink` requires `relationshipName`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::models::RelationshipLinkInit;

fn without_relationship_name(given: RelationshipLinkInit) -> RelationshipLinkInit {
    RelationshipLinkInit {
        interaction_type: given.interaction_type,
        profile_property_references: given.profile_property_references,
        related_profile_property_references: given.related_profile_property_references,
    }
}

fn main() {}
