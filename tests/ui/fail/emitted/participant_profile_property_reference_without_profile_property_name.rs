//! `ParticipantProfilePropertyReference` requires `profilePropertyName`: leaving it out does not compile.

use generated::customer_insights::v2017_04_26::models::ParticipantProfilePropertyReferenceInit;

fn without_profile_property_name(given: ParticipantProfilePropertyReferenceInit) -> ParticipantProfilePropertyReferenceInit {
    ParticipantProfilePropertyReferenceInit {
        interaction_property_name: given.interaction_property_name,
    }
}

fn main() {}
