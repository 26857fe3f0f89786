//! The emitted crate against a real HTTP server: what goes out byte for byte, and what comes back.
//!
//! A stranger would get this wrong: the client is a real one too, because what a request looks like after an HTTP client
//! had it is what a service sees. What the client adds on its own (`host`, `content-length`, `user-agent`) is not compared.

use bytes::Bytes;
use generated::customer_insights::v2017_04_26::models::{
    ErrorResponse, LinkType, ParticipantProfilePropertyReference,
    ParticipantProfilePropertyReferenceInit, ProvisioningState, RelationshipLink,
    RelationshipLinkFieldMapping, RelationshipLinkFieldMappingInit, RelationshipLinkInit,
};
use generated::customer_insights::v2017_04_26::relationship_links::{
    CreateOrUpdate, CreateOrUpdateOutput, Delete, Get, ListByHub,
};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use restwright_runtime::{Endpoint, Error, Operation, json, strict};
use serde_json::{Value, json as value};
use std::collections::BTreeMap;
use tests::server::{Server, answer, json_answer};

const LINKS: &str = "/subscriptions/c909e979-ef71-4def-a970-bc7c154db8c5/resourceGroups/TestHubRG/providers/\
                     Microsoft.CustomerInsights/hubs/sdkTestHub/relationshipLinks";

fn references(interaction: &str, profile: &str) -> Vec<ParticipantProfilePropertyReference> {
    vec![ParticipantProfilePropertyReference::new(
        ParticipantProfilePropertyReferenceInit {
            interaction_property_name: interaction.to_owned(),
            profile_property_name: profile.to_owned(),
        },
    )]
}

fn texts(locale: &str, text: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(locale.to_owned(), text.to_owned())])
}

fn required_only() -> RelationshipLink {
    RelationshipLink::new(RelationshipLinkInit {
        interaction_type: "testInteraction4332".to_owned(),
        profile_property_references: references("profile1", "ProfileId"),
        related_profile_property_references: references("profile1", "ProfileId"),
        relationship_name: "testProfile2326994".to_owned(),
    })
}

/// The body of the reference page, read-only members included.
fn link() -> RelationshipLink {
    let mut link = required_only()
        .with_description(texts("en-us", "Link Description"))
        .with_display_name(texts("en-us", "Link DisplayName"));
    link.link_name = Some("testlink002".to_owned());
    link.provisioning_state = Some(ProvisioningState::Provisioning);
    link.tenant_id = Some("sdktesthub".to_owned());
    link
}

fn link_as_json() -> Value {
    value!({
        "description": {"en-us": "Link Description"},
        "displayName": {"en-us": "Link DisplayName"},
        "interactionType": "testInteraction4332",
        "linkName": "testlink002",
        "profilePropertyReferences": [{"interactionPropertyName": "profile1", "profilePropertyName": "ProfileId"}],
        "provisioningState": "Provisioning",
        "relatedProfilePropertyReferences": [{"interactionPropertyName": "profile1", "profilePropertyName": "ProfileId"}],
        "relationshipName": "testProfile2326994",
        "tenantId": "sdktesthub"
    })
}

fn put<'a>(name: &'a str, body: &'a RelationshipLink) -> CreateOrUpdate<'a> {
    CreateOrUpdate {
        subscription_id: "c909e979-ef71-4def-a970-bc7c154db8c5",
        resource_group_name: "TestHubRG",
        hub_name: "sdkTestHub",
        relationship_link_name: name,
        body,
    }
}

fn get(hub: &str) -> Get<'_> {
    Get {
        subscription_id: "s",
        resource_group_name: "g",
        hub_name: hub,
        relationship_link_name: "l",
    }
}

/// What an operation makes of an answer that a server really gave.
fn answered(bytes: Vec<u8>) -> http::Response<Bytes> {
    let server = Server::answering(bytes);
    server
        .exchange(get("h").request(&server.endpoint()).unwrap())
        .1
}

mod requests {
    use super::*;

    #[test]
    fn the_put_of_the_page_is_what_the_page_says() {
        let server = Server::answering(answer("202 Accepted", &[], b""));
        let request = put("testlink002", &link())
            .request(&server.endpoint())
            .unwrap();
        let (received, _) = server.exchange(request);
        assert_eq!(
            received.line,
            format!("PUT {LINKS}/testlink002?api-version=2017-04-26 HTTP/1.1")
        );
        assert_eq!(
            received.own_headers(),
            [
                ("accept", "application/json"),
                ("content-type", "application/json")
            ]
        );
        assert_eq!(
            serde_json::from_slice::<Value>(&received.body).unwrap(),
            link_as_json()
        );
    }

    #[test]
    fn nothing_is_sent_that_was_not_given() {
        let server = Server::answering(answer("202 Accepted", &[], b""));
        let (received, _) = server.exchange(
            put("l", &required_only())
                .request(&server.endpoint())
                .unwrap(),
        );
        let body: BTreeMap<String, Value> = serde_json::from_slice(&received.body).unwrap();
        let names: Vec<&str> = body.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "interactionType",
                "profilePropertyReferences",
                "relatedProfilePropertyReferences",
                "relationshipName"
            ]
        );
    }

    #[test]
    fn what_arrives_is_the_request_that_was_built() {
        let server = Server::answering(answer("200 OK", &[], b""));
        let endpoint = server.endpoint();
        let (body, hub) = (link(), "h");
        let requests = [
            put("l", &body).request(&endpoint).unwrap(),
            get(hub).request(&endpoint).unwrap(),
            Delete {
                subscription_id: "s",
                resource_group_name: "g",
                hub_name: hub,
                relationship_link_name: "l",
            }
            .request(&endpoint)
            .unwrap(),
            ListByHub {
                subscription_id: "s",
                resource_group_name: "g",
                hub_name: hub,
            }
            .request(&endpoint)
            .unwrap(),
        ];
        for request in requests {
            let target = request.uri().path_and_query().unwrap();
            let line = format!("{} {target} HTTP/1.1", request.method());
            let headers = request.headers().iter().map(|(name, value)| {
                (name.as_str().to_owned(), value.to_str().unwrap().to_owned())
            });
            let mut headers: Vec<(String, String)> = headers.collect();
            headers.sort();
            let sent = request.body().clone();
            let (received, _) = server.exchange(request);
            let arrived: Vec<(String, String)> = received
                .own_headers()
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            assert_eq!(
                (received.line, arrived, received.body),
                (line, headers, sent.to_vec())
            );
        }
    }

    #[test]
    fn a_request_without_a_body_has_no_content_type() {
        let server = Server::answering(answer("204 No Content", &[], b""));
        let (received, _) = server.exchange(get("h").request(&server.endpoint()).unwrap());
        assert_eq!(received.own_headers(), [("accept", "application/json")]);
    }

    #[test]
    fn the_version_of_the_api_can_be_another() {
        let server = Server::answering(answer("204 No Content", &[], b""));
        let endpoint = server.endpoint().with_api_version("2030-01-01-preview");
        let (received, _) = server.exchange(get("h").request(&endpoint).unwrap());
        assert!(
            received
                .line
                .ends_with("?api-version=2030-01-01-preview HTTP/1.1"),
            "{}",
            received.line
        );
    }
}

mod path_values {
    use super::*;

    #[test]
    fn every_value_arrives_as_itself_in_its_segment() {
        let server = Server::answering(answer("204 No Content", &[], b""));
        for value in [
            "a/b",
            "a%41",
            "é",
            "{x}",
            "a b",
            "a?b#c",
            "a&b=c",
            "..%2f",
            "a\\b",
            "{relationshipLinkName}",
            "+",
            ";,:@",
        ] {
            let (received, _) = server.exchange(get(value).request(&server.endpoint()).unwrap());
            let segments = received.segments();
            assert_eq!(segments.len(), 10, "{}", received.line);
            assert_eq!(
                percent_decode_str(segments[7]).decode_utf8().unwrap(),
                value,
                "{}",
                received.line
            );
            assert_eq!(segments[8..], ["relationshipLinks", "l"]);
            assert!(
                received.line.ends_with("?api-version=2017-04-26 HTTP/1.1"),
                "{}",
                received.line
            );
        }
    }

    #[test]
    fn values_that_would_change_the_path_are_refused_by_name() {
        let endpoint = Endpoint::new("https://management.azure.com")
            .unwrap()
            .authorized_elsewhere();
        for value in ["", ".", ".."] {
            let error = get(value).request(&endpoint).unwrap_err().to_string();
            assert!(error.contains("hubName"), "{error}");
        }
    }

    proptest! {
        #[test]
        fn no_value_changes_host_depth_or_query(values in any::<[String; 3]>(), odd in "[./%?#&=\\\\:@{} ]{0,6}") {
            let endpoint = Endpoint::new("https://management.azure.com")
            .unwrap()
            .authorized_elsewhere();
            let [subscription, group, link] = &values;
            let get = Get {
                subscription_id: subscription,
                resource_group_name: group,
                hub_name: &odd,
                relationship_link_name: link,
            };
            let given = [subscription, group, &odd, link];
            let refused = given.iter().any(|value| matches!(value.as_str(), "" | "." | ".."));
            match get.request(&endpoint) {
                Ok(request) => {
                    prop_assert!(!refused);
                    let uri = request.uri();
                    prop_assert_eq!(uri.authority().unwrap().as_str(), "management.azure.com");
                    prop_assert_eq!(uri.query(), Some("api-version=2017-04-26"));
                    let segments: Vec<&str> = uri.path().split('/').skip(1).collect();
                    prop_assert_eq!(segments.len(), 10);
                    for (segment, value) in [1, 3, 7, 9].into_iter().zip(given) {
                        let arrived = percent_decode_str(segments[segment]).decode_utf8().unwrap();
                        prop_assert_eq!(arrived.as_ref(), value.as_str());
                    }
                }
                Err(error) => prop_assert!(refused, "{}", error),
            }
        }
    }
}

mod answers {
    use super::*;

    fn resource() -> Value {
        value!({
            "id": format!("{LINKS}/testlink002"),
            "name": "sdkTestHub/testlink002",
            "type": "Microsoft.CustomerInsights/hubs/relationshipLinks",
            "properties": link_as_json()
        })
    }

    fn created(bytes: Vec<u8>) -> http::Response<CreateOrUpdateOutput> {
        CreateOrUpdate::response(answered(bytes)).unwrap()
    }

    fn refused(bytes: Vec<u8>) -> Error<ErrorResponse> {
        CreateOrUpdate::response(answered(bytes)).unwrap_err()
    }

    #[test]
    fn ok_is_the_resource() {
        let response = created(json_answer("200 OK", &resource().to_string()));
        let CreateOrUpdateOutput::Ok(resource) = response.body() else {
            panic!("{response:?}")
        };
        assert_eq!(resource.name.as_deref(), Some("sdkTestHub/testlink002"));
        let properties = resource.properties.as_ref().unwrap();
        assert_eq!(properties, &link());
    }

    #[test]
    fn accepted_keeps_status_and_headers() {
        let headers = [
            ("location", "https://management.azure.com/operations/1"),
            ("retry-after", "10"),
        ];
        let response = created(answer("202 Accepted", &headers, b""));
        assert!(matches!(response.body(), CreateOrUpdateOutput::Accepted));
        assert_eq!(response.status(), 202);
        assert_eq!(
            response.headers()["location"],
            "https://management.azure.com/operations/1"
        );
        assert_eq!(response.headers()["retry-after"], "10");
    }

    #[test]
    fn bad_request_is_the_documented_failure() {
        let body = value!({"error": {
            "code": "ValidationFailed",
            "message": "The interaction type does not exist.",
            "target": "interactionType",
            "details": [{"code": "Inner", "message": "Deeper.", "details": []}],
            "additionalInfo": [{"type": "PolicyViolation", "info": {"policy": ["a", 1, null]}}]
        }});
        let error = refused(json_answer("400 Bad Request", &body.to_string()));
        assert_eq!(error.status(), 400);
        let Some(failure) = error.failure() else {
            panic!("{error:?}")
        };
        assert_eq!(
            error.to_string(),
            "RelationshipLinks_CreateOrUpdate: 400 Bad Request: The interaction type does not exist."
        );
        let source = std::error::Error::source(&error).unwrap();
        assert_eq!(source.downcast_ref(), Some(failure));
        assert_eq!(source.to_string(), "The interaction type does not exist.");
        let detail = failure.error.as_ref().unwrap();
        assert_eq!(detail.code.as_deref(), Some("ValidationFailed"));
        assert_eq!(
            detail.message.as_deref(),
            Some("The interaction type does not exist.")
        );
        assert_eq!(detail.target.as_deref(), Some("interactionType"));
        assert_eq!(
            detail.details.as_ref().unwrap()[0].code.as_deref(),
            Some("Inner")
        );
        let info = &detail.additional_info.as_ref().unwrap()[0];
        assert_eq!(
            json::to_value(&info.info),
            value!({"policy": ["a", 1, null]})
        );
        assert_eq!(json::to_value(failure), body);
    }

    #[test]
    fn undocumented_statuses_keep_everything() {
        for (status, code) in [
            ("404 Not Found", 404),
            ("500 Internal Server Error", 500),
            ("203 Odd", 203),
        ] {
            let bytes = answer(
                status,
                &[
                    ("x-ms-request-id", "7"),
                    ("content-type", "application/json"),
                ],
                b"{\"a\":1}",
            );
            let error = refused(bytes);
            assert!(matches!(error, Error::Undocumented { .. }), "{error:?}");
            assert_eq!(error.status(), code);
            assert_eq!(error.headers()["x-ms-request-id"], "7");
            assert_eq!(error.body().as_ref(), b"{\"a\":1}");
        }
    }

    #[test]
    fn bodies_that_are_not_what_they_should_be_say_where() {
        let deep = r#"{"properties":{"profilePropertyReferences":[{"interactionPropertyName":"a","profilePropertyName":7}]}}"#;
        let cases: [(&str, &[u8], &str); 5] = [
            ("application/json", b"<html>", "$"),
            ("application/json", b"", "$"),
            (
                "application/json",
                br#"{"name":"a","properties":{"interactionType":"#,
                "$.properties.interactionType",
            ),
            (
                "application/json",
                deep.as_bytes(),
                "$.properties.profilePropertyReferences[0].profilePropertyName",
            ),
            ("application/json", br#"{"name":["a"]}"#, "$.name"),
        ];
        for (media_type, body, path) in cases {
            let error = strict(Get::response(answered(answer(
                "200 OK",
                &[("content-type", media_type), ("x-ms-request-id", "7")],
                body,
            ))))
            .unwrap_err();
            let Error::Decode { fault, .. } = &error else {
                panic!("{error:?}")
            };
            assert_eq!(fault.path(), path, "{fault}");
            assert!(error.to_string().contains(path), "{error}");
            assert_eq!(error.status(), 200);
            assert_eq!(error.headers()["x-ms-request-id"], "7");
            assert_eq!(error.body().as_ref(), body);
        }
    }

    #[test]
    fn a_page_of_a_proxy_in_place_of_a_failure_is_kept() {
        let html = b"<html><body>400 Bad Request</body></html>";
        let error = refused(answer(
            "400 Bad Request",
            &[("content-type", "text/html")],
            html,
        ));
        assert_eq!(
            (error.status().as_u16(), error.body().as_ref()),
            (400, html.as_slice())
        );
        assert!(error.failure().is_none(), "{error:?}");
    }

    #[test]
    fn what_nobody_knows_yet_survives() {
        let mut body = resource();
        body["systemData"] = value!({"createdBy": "someone", "at": [1, 2.5, null]});
        body["properties"]["provisioningState"] = value!("Sleeping");
        body["properties"]["newMember"] = value!({"deep": {"er": true}});
        body["properties"]["mappings"] = value!([
            {"interactionFieldName": "a", "relationshipFieldName": "b", "linkType": "Sometimes", "weight": 0.1}
        ]);
        body["properties"]["profilePropertyReferences"][0]["extra"] = value!(null);
        let response = Get::response(answered(json_answer("200 OK", &body.to_string()))).unwrap();
        assert_eq!(json::to_value(response.body()), body);
    }

    #[test]
    fn a_list_is_a_page() {
        let body = value!({"value": [resource()], "nextLink": "https://management.azure.com/next?$skipToken=1"});
        let page = ListByHub::response(answered(json_answer("200 OK", &body.to_string())))
            .unwrap()
            .into_body();
        assert_eq!(page.value.len(), 1);
        assert_eq!(
            page.next_link.as_deref(),
            Some("https://management.azure.com/next?$skipToken=1")
        );
    }
}

#[test]
fn enums_are_made_by_name_and_by_text() {
    let mapping = RelationshipLinkFieldMapping::new(RelationshipLinkFieldMappingInit {
        interaction_field_name: "date".to_owned(),
        relationship_field_name: "lastVisit".to_owned(),
    });
    let mapping = mapping.with_link_type(LinkType::UpdateAlways);
    assert_eq!(
        json::to_string(&mapping),
        r#"{"interactionFieldName":"date","linkType":"UpdateAlways","relationshipFieldName":"lastVisit"}"#
    );
}
