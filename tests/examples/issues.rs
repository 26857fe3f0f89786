//! Lists the closed issues of a repository, page after page: blocking, by `ureq`.

use emitted::issues::issues::{ListForRepo, ListForRepoOptions};
use emitted::issues::models::ListForRepoState;
use emitted::issues::{TOKEN, endpoint};
use restwright_client::blocking::{Client, Ureq};
use restwright_client::runtime::{Credential, Endpoint};
use std::error::Error;

/// What `cargo xtask regenerate` writes for `tests/wire/issues.yaml`.
#[allow(warnings)]
mod emitted {
    include!(concat!(env!("OUT_DIR"), "/wire.rs"));
}

fn list(endpoint: Endpoint) -> Result<(), Box<dyn Error>> {
    let client = Client::new(Ureq::new(), endpoint);
    let list = ListForRepo {
        owner: "octo",
        repo: "hello",
    };
    let options = ListForRepoOptions::default().with_state(ListForRepoState::Closed);
    for issue in client.items_with(&list, &options) {
        let issue = issue?;
        println!("#{} {}", issue.number, issue.title);
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
    list(endpoint.with_credential(&TOKEN, Credential::bearer(token))?)
}
