//! Azure's credentials for clients of Restwright, and its clouds as data.
//!
//! A credential of `azure_identity` (or any other [`TokenCredential`]) gives a client its tokens; the endpoint is that of the
//! description, or another cloud's:
//!
//! ```
//! use generated::customer_insights::{AZURE_AUTH, endpoint};
//! use restwright_azure::{Cloud, Tokens};
//! use restwright_client::{Client, Transport};
//! use std::sync::Arc;
//! # use azure_core::credentials::TokenCredential;
//!
//! # fn made<T: Transport + Clone>(transport: T, credential: Arc<dyn TokenCredential>) -> Result<Client<T>, restwright_runtime::EndpointError> {
//! let cloud = Cloud::CHINA;
//! let client = Client::new(transport, endpoint()?.moved_to(cloud.resource_manager)?)
//!     .with_tokens(&AZURE_AUTH, Tokens::new(credential, &cloud));
//! # Ok(client)
//! # }
//! ```
//!
//! What a stranger would get wrong: the scope is not the one that a description names (`user_impersonation`), but the
//! audience of the cloud with `/.default` behind it.

use azure_core::credentials::TokenCredential;
use restwright_client::{AccessToken, CredentialError, TokenSource};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// One of Azure's clouds: where its resource manager is, and what a token for it says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cloud {
    /// The URL of the resource manager.
    pub resource_manager: &'static str,
    /// The scope of a token for the resource manager.
    pub scope: &'static str,
    /// The URL of the authority that gives tokens: a credential is made with it.
    pub authority: &'static str,
}

impl Cloud {
    /// The public cloud.
    pub const PUBLIC: Self = Self {
        resource_manager: "https://management.azure.com",
        scope: "https://management.azure.com/.default",
        authority: "https://login.microsoftonline.com",
    };
    /// The cloud of the government of the United States.
    pub const GOVERNMENT: Self = Self {
        resource_manager: "https://management.usgovcloudapi.net",
        scope: "https://management.core.usgovcloudapi.net/.default",
        authority: "https://login.microsoftonline.us",
    };
    /// The cloud of China.
    pub const CHINA: Self = Self {
        resource_manager: "https://management.chinacloudapi.cn",
        scope: "https://management.chinacloudapi.cn/.default",
        authority: "https://login.chinacloudapi.cn",
    };
}

/// The tokens that a credential gives for a scope. `Debug` shows what the credential shows of itself.
#[derive(Clone, Debug)]
pub struct Tokens {
    credential: Arc<dyn TokenCredential>,
    scope: String,
}

impl Tokens {
    /// Tokens for the resource manager of a cloud.
    pub fn new(credential: Arc<dyn TokenCredential>, cloud: &Cloud) -> Self {
        Self::for_scope(credential, cloud.scope)
    }

    /// Tokens for a scope: that of a service, such as `https://vault.azure.net/.default`, or of a cloud of your own.
    pub fn for_scope(credential: Arc<dyn TokenCredential>, scope: impl Into<String>) -> Self {
        Self {
            credential,
            scope: scope.into(),
        }
    }
}

impl TokenSource for Tokens {
    fn token(
        &self,
    ) -> Pin<Box<dyn Future<Output = Result<AccessToken, CredentialError>> + Send + '_>> {
        Box::pin(async {
            let given = self.credential.get_token(&[&self.scope], None).await;
            let token = given.map_err(|error| {
                let message = format!(
                    "the credential gives no token for {}; look at its cause",
                    self.scope
                );
                CredentialError::new(message).with_cause(error)
            })?;
            let held = AccessToken::new(token.token.secret().to_owned());
            Ok(held.with_expiry(token.expires_on.into()))
        })
    }
}
