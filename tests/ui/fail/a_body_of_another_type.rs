//! The body is the link, as the service's reference page shows it, and not the resource around it.

use generated::customer_insights::v2017_04_26::models::RelationshipLinkResource;
use generated::customer_insights::v2017_04_26::relationship_links::CreateOrUpdate;

fn put(resource: &RelationshipLinkResource) {
    let _ = CreateOrUpdate {
        subscription_id: "s",
        resource_group_name: "g",
        hub_name: "h",
        relationship_link_name: "l",
        body: resource,
    };
}

fn main() {
    let _ = put;
}
