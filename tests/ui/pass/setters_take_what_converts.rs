//! Constructors and setters take anything that converts, chain, and fields are public for all else.

use generated::customer_insights::v2017_04_26::models::{
    LinkType, RelationshipLink, RelationshipLinkFieldMapping, RelationshipLinkFieldMappingInit, RelationshipLinkInit,
};
use std::collections::BTreeMap;

fn main() {
    let mapping = RelationshipLinkFieldMapping::new(RelationshipLinkFieldMappingInit {
        interaction_field_name: "from".to_owned(),
        relationship_field_name: "to".to_owned(),
    })
    .with_link_type("CopyIfNull");
    assert_eq!(mapping.link_type, Some(LinkType::CopyIfNull));

    let mut link = RelationshipLink::new(RelationshipLinkInit {
        interaction_type: "purchase".to_owned(),
        profile_property_references: Vec::new(),
        related_profile_property_references: Vec::new(),
        relationship_name: "buysAt".to_owned(),
    })
    .with_display_name([("en-us".to_owned(), "Buys at".to_owned())])
    .with_description(BTreeMap::new())
    .with_mappings([mapping]);
    link.description = None;

    let RelationshipLink { mappings, .. } = link;
    assert_eq!(mappings.map(|mappings| mappings.len()), Some(1));

    match LinkType::from("Sometimes") {
        LinkType::UpdateAlways | LinkType::CopyIfNull => unreachable!(),
        other => assert_eq!(other, "Sometimes"),
    }
}
