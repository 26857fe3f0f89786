//! Makes the request that the reference page of "create or update a relationship link" describes, prints it, and reads
//! the answer that the page shows. Nothing is sent: that is for the HTTP client of your choice.

use generated::customer_insights::models::{
    ParticipantProfilePropertyReference, ParticipantProfilePropertyReferenceInit,
    ProvisioningState, RelationshipLink, RelationshipLinkInit,
};
use generated::customer_insights::relationship_links::{
    CreateOrUpdate, CreateOrUpdateFailure, CreateOrUpdateOutput,
};
use generated::customer_insights::{AZURE_AUTH, endpoint};
use restwright_runtime::{Credential, Operation};
use std::collections::BTreeMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let link = link();
    let operation = CreateOrUpdate {
        subscription_id: "11111111-2222-3333-4444-555555555555",
        resource_group_name: "insights",
        hub_name: "sdktesthub",
        relationship_link_name: "testlink002",
        body: &link,
    };
    let endpoint = endpoint()?.with_credential(&AZURE_AUTH, Credential::bearer("a token"))?;

    let request = operation.request(&endpoint)?;
    println!("{} {}", request.method(), request.uri());
    for (name, value) in request.headers() {
        println!(
            "{name}: {}",
            if value.is_sensitive() {
                "***"
            } else {
                value.to_str()?
            }
        );
    }
    println!("\n{}\n", String::from_utf8_lossy(request.body()));

    // What the service would answer to it.
    let answer = restwright_runtime::http::Response::builder()
        .status(200)
        .header("content-type", "application/json; charset=utf-8")
        .body(ANSWER.into())?;
    match CreateOrUpdate::response(answer) {
        Ok(response) => match response.into_body() {
            CreateOrUpdateOutput::Ok(resource) => {
                println!("{} is complete", resource.name.unwrap_or_default());
            }
            CreateOrUpdateOutput::Accepted => println!("accepted: ask again later"),
            _ => println!("another success, of a later version of the description"),
        },
        Err(error) => match error.failure() {
            Some(CreateOrUpdateFailure::BadRequest(refusal)) => println!("refused: {refusal:?}"),
            _ => println!("{error}"),
        },
    }
    Ok(())
}

/// The page's relationship link: what is required, and then what is not.
fn link() -> RelationshipLink {
    let reference =
        ParticipantProfilePropertyReference::new(ParticipantProfilePropertyReferenceInit {
            interaction_property_name: "profile1".to_owned(),
            profile_property_name: "ProfileId".to_owned(),
        });
    let localized = |text: &str| BTreeMap::from([("en-us".to_owned(), text.to_owned())]);
    let mut link = RelationshipLink::new(RelationshipLinkInit {
        interaction_type: "testInteraction4332".to_owned(),
        profile_property_references: vec![reference.clone()],
        related_profile_property_references: vec![reference],
        relationship_name: "testProfile2326994".to_owned(),
    })
    .with_display_name(localized("Link DisplayName"))
    .with_description(localized("Link Description"));
    // What the service sets has no setter, and can be sent back all the same.
    link.link_name = Some("testlink002".to_owned());
    link.provisioning_state = Some(ProvisioningState::Provisioning);
    link.tenant_id = Some("sdktesthub".to_owned());
    link
}

const ANSWER: &str = r#"{
    "id": "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/insights/providers/Microsoft.CustomerInsights/hubs/sdktesthub/relationshipLinks/testlink002",
    "name": "sdktesthub/testlink002",
    "type": "Microsoft.CustomerInsights/hubs/relationshipLinks",
    "properties": {
        "interactionType": "testInteraction4332",
        "linkName": "testlink002",
        "profilePropertyReferences": [
            { "interactionPropertyName": "profile1", "profilePropertyName": "ProfileId" }
        ],
        "provisioningState": "Provisioning",
        "relatedProfilePropertyReferences": [
            { "interactionPropertyName": "profile1", "profilePropertyName": "ProfileId" }
        ],
        "relationshipName": "testProfile2326994",
        "tenantId": "sdktesthub"
    }
}"#;
