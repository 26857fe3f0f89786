//! Asks a model, and prints its words as they arrive: async, by `reqwest`.

use emitted::chat::chat::CreateCompletion;
use emitted::chat::models::{Conversation, ConversationInit, Message, MessageInit};
use emitted::chat::{KEY, endpoint};
use restwright_client::Client;
use restwright_client::runtime::{Credential, Endpoint};
use restwright_client::transport::Reqwest;
use std::error::Error;

/// What `cargo xtask regenerate` writes for `tests/wire/chat.yaml`.
#[allow(warnings)]
mod emitted {
    include!(concat!(env!("OUT_DIR"), "/wire.rs"));
}

async fn ask(endpoint: Endpoint, question: &str) -> Result<(), Box<dyn Error>> {
    let client = Client::new(Reqwest::new()?, endpoint);
    let conversation = Conversation::new(ConversationInit {
        model: "small".to_owned(),
        messages: vec![Message::new(MessageInit {
            role: "user".into(),
            content: question.to_owned(),
        })],
    });
    let create = CreateCompletion {
        body: &conversation.with_stream(true),
    };
    let mut chunks = client.stream(&create).await?;
    while let Some(chunk) = chunks.next().await {
        for piece in chunk?.choices {
            print!("{}", piece.delta.content.unwrap_or_default());
        }
    }
    println!();
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // A stand-in on this machine, or the service itself.
    let endpoint = match std::env::var("ENDPOINT") {
        Ok(url) => Endpoint::new(&url)?,
        Err(_) => endpoint()?,
    };
    let key = std::env::var("TOKEN")?;
    let endpoint = endpoint.with_credential(&KEY, Credential::bearer(key))?;
    ask(endpoint, "What is a crate?").await
}
