//! A request is made without any I/O, and an answer is read without any.

use generated::customer_insights::v2017_04_26::models::{RelationshipLink, RelationshipLinkInit};
use generated::customer_insights::v2017_04_26::relationship_links::{CreateOrUpdate, CreateOrUpdateOutput};
use restwright_runtime::{Endpoint, Operation};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let endpoint = Endpoint::new("https://management.azure.com")?.authorized_elsewhere();
    let body = RelationshipLink::new(RelationshipLinkInit {
        interaction_type: "purchase".to_owned(),
        profile_property_references: Vec::new(),
        related_profile_property_references: Vec::new(),
        relationship_name: "buysAt".to_owned(),
    });
    let operation = CreateOrUpdate {
        subscription_id: "s",
        resource_group_name: "g",
        hub_name: "h",
        relationship_link_name: "l",
        body: &body,
    };
    let request = operation.request(&endpoint)?;
    assert_eq!(request.method(), "PUT");
    assert_eq!(request.uri().query(), Some("api-version=2017-04-26"));

    let answer = http::Response::builder().status(202).body(bytes::Bytes::new())?;
    let output = CreateOrUpdate::response(answer)?.into_body();
    assert!(matches!(output, CreateOrUpdateOutput::Accepted));
    Ok(())
}
