//! A client that takes its tokens from a credential of Azure's SDK.

use async_trait::async_trait;
use azure_core::credentials::{self, TokenCredential, TokenRequestOptions};
use azure_core::error::{Error, ErrorKind};
use azure_core::time::OffsetDateTime;
use generated::customer_insights::relationship_links::ListByHub;
use generated::customer_insights::{AZURE_AUTH, endpoint};
use pollster::block_on;
use restwright_azure::{Cloud, Tokens};
use restwright_client::testing::Scripted;
use restwright_client::{Client, TokenSource};
use restwright_runtime::http::Response;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

/// Gives a token with a number, which holds for an hour; or none.
#[derive(Debug, Default)]
struct Numbered {
    given: AtomicU32,
    is_empty: bool,
}

#[async_trait]
impl TokenCredential for Numbered {
    async fn get_token(
        &self,
        scopes: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<credentials::AccessToken> {
        assert_eq!(scopes, [Cloud::GOVERNMENT.scope]);
        if self.is_empty {
            return Err(Error::with_message(
                ErrorKind::Credential,
                "nobody signed in",
            ));
        }
        let number = self.given.fetch_add(1, Ordering::Relaxed);
        let expires = OffsetDateTime::now_utc() + Duration::from_secs(3600);
        Ok(credentials::AccessToken::new(
            format!("token {number}"),
            expires,
        ))
    }
}

const LIST: ListByHub<'_> = ListByHub {
    subscription_id: "s",
    resource_group_name: "r",
    hub_name: "h",
};

fn client(credential: Arc<Numbered>) -> Client<Scripted> {
    let page = || Response::new(r#"{"value": []}"#.into());
    let transport = Scripted::new()
        .at(SystemTime::now())
        .then(page())
        .then(page());
    let endpoint = endpoint()
        .and_then(|endpoint| endpoint.moved_to(Cloud::GOVERNMENT.resource_manager))
        .expect("an endpoint of https");
    Client::new(transport, endpoint)
        .with_tokens(&AZURE_AUTH, Tokens::new(credential, &Cloud::GOVERNMENT))
}

#[test]
fn a_token_goes_to_the_resource_manager_of_its_cloud() {
    let credential = Arc::new(Numbered::default());
    let client = client(credential.clone());
    for _ in 0..2 {
        block_on(client.send(&LIST)).expect("a list");
    }
    for request in client.transport().requests() {
        assert_eq!(request.uri().host(), Some("management.usgovcloudapi.net"));
        assert_eq!(request.headers()["authorization"], "Bearer token 0");
    }
    assert_eq!(credential.given.load(Ordering::Relaxed), 1, "it is kept");
}

#[test]
fn a_credential_without_a_token_says_why() {
    let credential = Arc::new(Numbered {
        is_empty: true,
        ..Numbered::default()
    });
    let error = block_on(client(credential).send(&LIST)).expect_err("no token");
    let mut texts = vec![error.to_string()];
    let mut source = std::error::Error::source(&error);
    while let Some(error) = source {
        texts.push(error.to_string());
        source = error.source();
    }
    let said = texts.join(": ");
    assert!(
        said.contains("gives no token for https://management.core.usgovcloudapi.net"),
        "{said}"
    );
    assert!(said.contains("nobody signed in"), "{said}");
}

#[test]
fn a_token_is_shown_by_nobody() {
    let tokens = Tokens::new(Arc::new(Numbered::default()), &Cloud::GOVERNMENT);
    let token = block_on(tokens.token()).expect("a token");
    assert!(!format!("{token:?} {tokens:?}").contains("token 0"));
}
