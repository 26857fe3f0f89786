//! `ParticipantProfilePropertyReference` requires `interactionPropertyName`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::models::ParticipantProfilePropertyReferenceInit;

fn without_interaction_property_name(given: ParticipantProfilePropertyReferenceInit) -> ParticipantProfilePropertyReferenceInit {
    ParticipantProfilePropertyReferenceInit {
        profile_property_name: given.profile_property_name,
    }
}

fn main() {}
