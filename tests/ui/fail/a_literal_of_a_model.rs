//! A model is no literal: one that a property is added to would break it.

use generated::customer_insights::v2017_04_26::models::LinkType;
use generated::customer_insights::v2017_04_26::models::RelationshipLinkFieldMapping;

fn main() {
    let _ = RelationshipLinkFieldMapping {
        interaction_field_name: "date".to_owned(),
        link_type: Some(LinkType::UpdateAlways),
        relationship_field_name: "lastVisit".to_owned(),
        other: Default::default(),
    };
}
