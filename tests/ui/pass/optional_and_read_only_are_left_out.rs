//! What is optional or set by the service is not asked for, and can be set nevertheless.

use generated::customer_insights::v2017_04_26::models::{
    ProvisioningState, RelationshipLink, RelationshipLinkInit,
};

fn main() {
    let link = RelationshipLink::new(RelationshipLinkInit {
        interaction_type: "purchase".to_owned(),
        profile_property_references: Vec::new(),
        related_profile_property_references: Vec::new(),
        relationship_name: "buysAt".to_owned(),
    });
    assert!(link.display_name.is_none() && link.provisioning_state.is_none() && link.other.is_empty());

    let mut sent_back = link;
    sent_back.link_name = Some("purchases".to_owned());
    sent_back.provisioning_state = Some(ProvisioningState::Succeeded);
    assert_eq!(sent_back.link_name.as_deref(), Some("purchases"));
    assert!(sent_back.tenant_id.is_none());
}
