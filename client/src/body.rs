//! Bodies of requests and answers: whole, or in chunks as they are read.
//!
//! What a stranger would get wrong: a body in chunks can be sent once. A request that has one is never repeated.

use crate::BoxError;
use crate::cause::TransportError;
use futures_core::Stream;
use futures_util::stream::{self, StreamExt as _};
use restwright_runtime::bytes::{Bytes, BytesMut};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

/// The chunks of a request.
type Sent = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// The body of a request.
pub struct Body(pub(crate) Held);

pub(crate) enum Held {
    Whole(Bytes),
    Chunks {
        /// Never locked: it makes the body `Sync`, as some transports want it.
        chunks: Mutex<Sent>,
        length: Option<u64>,
    },
}

impl Body {
    /// A body that is read as it is sent, with its length where it is known.
    pub fn stream(
        chunks: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static,
        length: Option<u64>,
    ) -> Self {
        Self(Held::Chunks {
            chunks: Mutex::new(Box::pin(chunks)),
            length,
        })
    }

    /// Bodies one after another.
    pub(crate) fn joined(pieces: Vec<Self>) -> Self {
        let length = pieces.iter().map(Self::length).sum();
        Self::stream(stream::iter(pieces).flatten(), length)
    }

    /// How many bytes it has, if that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Held::Whole(bytes) => u64::try_from(bytes.len()).ok(),
            Held::Chunks { length, .. } => *length,
        }
    }

    /// The bytes, where they are there at once.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Held::Whole(bytes) => Some(bytes),
            Held::Chunks { .. } => None,
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Held::Whole(bytes))
    }
}

/// The chunks, for transports that send them.
impl Stream for Body {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Held::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Held::Whole(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Held::Chunks { chunks, .. } => {
                let chunks = chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
                chunks.as_mut().poll_next(context)
            }
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({:?} bytes)", self.length())
    }
}

/// The chunks of an answer.
pub type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// The body of an answer, as a transport gives it.
pub enum Incoming {
    /// All of it.
    Whole(Bytes),
    /// As it arrives.
    Chunks(Chunks),
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Incoming(…)")
    }
}

/// Why a body was not read to its end.
pub(crate) enum Unread {
    Transport(TransportError),
    TooLarge,
}

impl Incoming {
    /// Reads all of it, if that is not more than so many bytes.
    pub(crate) async fn read(self, limit: u64) -> Result<Bytes, Unread> {
        let mut chunks = match self {
            Self::Whole(bytes) => return within(bytes.len(), limit).map(|()| bytes),
            Self::Chunks(chunks) => chunks,
        };
        let mut first = Bytes::new();
        let mut all = BytesMut::new();
        while let Some(chunk) = poll_fn(|context| chunks.as_mut().poll_next(context)).await {
            let chunk = chunk.map_err(Unread::Transport)?;
            within(first.len() + all.len() + chunk.len(), limit)?;
            if all.is_empty() && first.is_empty() {
                first = chunk;
                continue;
            }
            all.extend_from_slice(&std::mem::take(&mut first));
            all.extend_from_slice(&chunk);
        }
        Ok(if all.is_empty() { first } else { all.freeze() })
    }
}

pub(crate) fn within(length: usize, limit: u64) -> Result<(), Unread> {
    match u64::try_from(length) {
        Ok(length) if length <= limit => Ok(()),
        _ => Err(Unread::TooLarge),
    }
}
