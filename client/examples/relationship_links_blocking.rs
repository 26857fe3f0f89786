//! Creates a relationship link, waits until it is there, and lists those of its hub: without `async`, by `ureq`.

use generated::customer_insights::models::{
    ParticipantProfilePropertyReference, ParticipantProfilePropertyReferenceInit, RelationshipLink,
    RelationshipLinkInit,
};
use generated::customer_insights::relationship_links::{CreateOrUpdate, ListByHub};
use generated::customer_insights::{AZURE_AUTH, endpoint};
use restwright_client::blocking::{Client, Ureq};
use restwright_client::runtime::{Credential, Endpoint};
use std::error::Error;

fn create_and_list(endpoint: Endpoint, link: &RelationshipLink) -> Result<(), Box<dyn Error>> {
    let client = Client::new(Ureq::new(), endpoint);
    let (subscription_id, resource_group_name, hub_name) = ("1111-2222", "insights", "contoso");
    let create = CreateOrUpdate {
        subscription_id,
        resource_group_name,
        hub_name,
        relationship_link_name: "purchases",
        body: link,
    };
    let created = client.start(&create)?.wait()?.into_body();
    println!("{} is there", created.name.unwrap_or_default());

    let list = ListByHub {
        subscription_id,
        resource_group_name,
        hub_name,
    };
    for link in client.items(&list) {
        println!("{}", link?.name.unwrap_or_default());
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    // A stand-in on this machine, or the service itself.
    let endpoint = match std::env::var("ENDPOINT") {
        Ok(url) => Endpoint::new(&url)?,
        Err(_) => endpoint()?,
    };
    let token = std::env::var("TOKEN")?;
    let endpoint = endpoint.with_credential(&AZURE_AUTH, Credential::bearer(token))?;
    create_and_list(endpoint, &link())
}

fn link() -> RelationshipLink {
    let reference =
        ParticipantProfilePropertyReference::new(ParticipantProfilePropertyReferenceInit {
            interaction_property_name: "customer".to_owned(),
            profile_property_name: "ProfileId".to_owned(),
        });
    RelationshipLink::new(RelationshipLinkInit {
        interaction_type: "purchase".to_owned(),
        profile_property_references: vec![reference.clone()],
        related_profile_property_references: vec![reference],
        relationship_name: "bought".to_owned(),
    })
}
