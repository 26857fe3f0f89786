//! What is optional or set by the service is not asked for, and can be set nevertheless.

use generated::customer_insights::v2017_04_26::models::{
    ProvisioningState, RelationshipLink, RelationshipLinkInit, RelationshipLinkResource,
};

fn main() {
    let link = RelationshipLink::new(RelationshipLinkInit {
        interaction_type: "purchase".to_owned(),
        profile_property_references: Vec::new(),
        related_profile_property_references: Vec::new(),
        relationship_name: "buysAt".to_owned(),
    });
    assert!(link.display_name.is_none() && link.provisioning_state.is_none() && link.other.is_empty());

    let sent_back = link.with_link_name("purchases").with_provisioning_state(ProvisioningState::Succeeded);
    assert_eq!(sent_back.link_name.as_deref(), Some("purchases"));

    let resource = RelationshipLinkResource::default().with_properties(sent_back);
    assert!(resource.id.is_none());
}
