//! Sends operations that Restwright emits: pages, waits, streams and repeats, the same for every API.
//!
//! An emitted operation is a request without sending it. [`Client`] sends it, [`blocking::Client`] does so without
//! `async`; both have the same functions, and both drive the state machines of
//! [`restwright_runtime::flow`], so that they do the same.
//!
//! ```
//! # use restwright_runtime::bytes::Bytes;
//! # use restwright_runtime::http::{Request, Response};
//! # use restwright_runtime::{EncodeError, Endpoint, Error, Operation, RequestBuilder, Undeclared};
//! # use restwright_client::testing::Scripted;
//! use restwright_client::Client;
//! # struct Ping;
//! # impl Operation for Ping {
//! #     type Options = ();
//! #     type Output = ();
//! #     type Failure = Undeclared;
//! #     const ID: &'static str = "ping";
//! #     const METHOD: &'static str = "GET";
//! #     const ROUTE: &'static str = "/ping";
//! #     fn request_with(&self, endpoint: &Endpoint, (): &()) -> Result<Request<Bytes>, EncodeError> {
//! #         let mut request = RequestBuilder::new(Self::METHOD, endpoint);
//! #         request.literal("/ping");
//! #         request.finish()
//! #     }
//! #     fn response(answer: Response<Bytes>) -> Result<Response<()>, Error<Undeclared>> { Ok(answer.map(|_| ())) }
//! # }
//! # let transport = Scripted::new().answer::<Ping>(Response::new("pong".into()));
//! # pollster::block_on(async {
//! let client = Client::new(transport, Endpoint::new("https://ping.example")?);
//! let answer = client.send(&Ping).await?;
//! assert_eq!(answer.status(), 200);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # }).unwrap();
//! ```
//!
//! | to | call |
//! |---|---|
//! | send an operation | [`Client::send`], [`Client::send_with`] with its options |
//! | list | [`Client::items`], [`Client::pages`] |
//! | wait for a long-running operation | [`Client::start`], then [`Poller::wait`] |
//! | read an answer as it arrives | [`Client::stream`] for items, [`Client::chunks`] for bytes |
//! | send a body as it is read | [`Client::send_body`]; files of a multipart body: [`Client::send_files`] |
//! | change a timeout, headers or repetition for a call | [`Client::with`] and [`Settings`] |
//!
//! What holds: a credential goes to the origin of the client's endpoint alone, also for links and redirects; redirects
//! are answers and not followed; what may not be repeated is sent once, but for answers that say that nothing was done.

#[cfg(any(feature = "reqwest", feature = "tower"))]
mod adapt;
mod arriving;
pub mod blocking;
mod body;
mod budget;
mod call;
mod cause;
mod client;
mod credential;
mod error;
mod framing;
mod poller;
mod random;
mod settings;
mod streams;
#[cfg(feature = "testing")]
pub mod testing;
mod token;
mod trace;
pub mod transport;
mod upload;

pub use body::{Body, Chunks, Incoming};
pub use cause::{CredentialError, TransportError};
pub use client::Client;
pub use credential::{AccessToken, ClientCredentials, TokenSource};
pub use error::Error;
pub use poller::Poller;
pub use restwright_runtime as runtime;
pub use restwright_runtime::flow::{PollPolicy, RetryPolicy};
pub use settings::Settings;
pub use streams::{Items, PageItems};
pub use transport::Transport;
pub use upload::{Upload, UploadError};

/// What may be wrong inside of a transport.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;
