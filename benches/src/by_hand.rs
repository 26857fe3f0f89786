//! The relationship links of Customer Insights as a program has them that is written by hand for them: `serde_derive`,
//! `serde_json` and `http`.
//!
//! What a stranger would get wrong: it does less than emitted code. Members that it does not know are lost, and a name
//! such as `..` or an empty one goes into the path unchecked.

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{Request, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a segment of a path keeps beside letters and digits.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Where the service is, and who asks.
#[derive(Clone, Debug)]
pub struct Service {
    /// `https://host`.
    pub base: String,
    /// The text after `Bearer`.
    pub token: String,
}

/// The names in every path.
#[derive(Clone, Copy, Debug)]
pub struct Hub<'a> {
    /// The subscription.
    pub subscription_id: &'a str,
    /// The group of the hub.
    pub resource_group_name: &'a str,
    /// The hub.
    pub hub_name: &'a str,
}

/// A failure of one of the libraries.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// `PUT …/relationshipLinks/{name}`.
pub fn create_or_update(
    service: &Service,
    hub: &Hub<'_>,
    name: &str,
    link: &RelationshipLink,
) -> Result<Request<Bytes>, Failure> {
    let url = format!(
        "{}/{}?api-version=2017-04-26",
        links(service, hub),
        utf8_percent_encode(name, SEGMENT)
    );
    let body = serde_json::to_vec(link)?;
    let request = Request::put(url)
        .header(ACCEPT, "application/json")
        .header(AUTHORIZATION, format!("Bearer {}", service.token))
        .header(CONTENT_TYPE, "application/json")
        .body(Bytes::from(body))?;
    Ok(request)
}

/// `GET …/relationshipLinks`.
pub fn list_by_hub(service: &Service, hub: &Hub<'_>) -> Result<Request<Bytes>, Failure> {
    let request = Request::get(format!("{}?api-version=2017-04-26", links(service, hub)))
        .header(ACCEPT, "application/json")
        .header(AUTHORIZATION, format!("Bearer {}", service.token))
        .body(Bytes::new())?;
    Ok(request)
}

fn links(service: &Service, hub: &Hub<'_>) -> String {
    format!(
        "{}/subscriptions/{}/resourceGroups/{}/providers/Microsoft.CustomerInsights/hubs/{}/relationshipLinks",
        service.base,
        utf8_percent_encode(hub.subscription_id, SEGMENT),
        utf8_percent_encode(hub.resource_group_name, SEGMENT),
        utf8_percent_encode(hub.hub_name, SEGMENT),
    )
}

/// An answer of status 200 as the type that it holds.
pub fn read<T: serde::de::DeserializeOwned>(
    response: Response<Bytes>,
) -> Result<Response<T>, Failure> {
    if response.status() != 200 {
        return Err(format!("status {}", response.status()).into());
    }
    let (parts, body) = response.into_parts();
    Ok(Response::from_parts(parts, serde_json::from_slice(&body)?))
}

/// How the interactions of a type become relationships.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RelationshipLink {
    /// By locale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<BTreeMap<String, String>>,
    /// By locale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<BTreeMap<String, String>>,
    /// The interaction type.
    pub interaction_type: String,
    /// Its own name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_name: Option<String>,
    /// The fields that are copied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mappings: Option<Vec<FieldMapping>>,
    /// What identifies the profile.
    pub profile_property_references: Vec<PropertyReference>,
    /// How far the service is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provisioning_state: Option<ProvisioningState>,
    /// What identifies the related profile.
    pub related_profile_property_references: Vec<PropertyReference>,
    /// The relationship type.
    pub relationship_name: String,
    /// The id of the relationship.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationship_guid_id: Option<String>,
    /// The hub.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
}

/// A field that is copied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldMapping {
    /// Of the interaction.
    pub interaction_field_name: String,
    /// When it is copied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_type: Option<LinkType>,
    /// Of the relationship.
    pub relationship_field_name: String,
}

/// A property that refers to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PropertyReference {
    /// Of the interaction.
    pub interaction_property_name: String,
    /// Of the profile.
    pub profile_property_name: String,
}

/// When a field is copied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LinkType {
    /// Always.
    UpdateAlways,
    /// Where there is none.
    CopyIfNull,
}

/// How far the service is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ProvisioningState {
    /// Begun.
    Provisioning,
    /// Done.
    Succeeded,
    /// About to end.
    Expiring,
    /// Ending.
    Deleting,
    /// Someone has to look.
    HumanIntervention,
    /// Broken.
    Failed,
}

/// A link as a resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Its path.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its type.
    pub r#type: Option<String>,
    /// The link.
    pub properties: Option<RelationshipLink>,
}

/// A page of links.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The links.
    pub value: Vec<Resource>,
    /// The URL of the next page.
    pub next_link: Option<String>,
}
