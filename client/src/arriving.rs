//! An answer that is read as it arrives, and taken up again where it breaks off.
//!
//! What a stranger would get wrong: an event stream is taken up again only where it can be: the operation may be
//! repeated, and the service named its last event. A stream that ends without the text that should end it broke off.

use crate::body::{Chunks, Incoming};
use crate::call::About;
use crate::cause::TransportError;
use crate::client::{Client, chunks_of, refused};
use crate::error::{Error, Stop};
use crate::framing::{Piece, Unframing};
use crate::transport::Transport;
use restwright_runtime::bytes::Bytes;
use restwright_runtime::flow::{Framing, Streamed};
use restwright_runtime::http::{HeaderValue, Request, Response, StatusCode};
use restwright_runtime::{EncodeError, Endpoint};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::time::Duration;

/// The wait before a stream is taken up again, where the service does not say.
const RECONNECT: Duration = Duration::from_secs(3);

/// Makes the request of a stream, again where it is taken up.
pub(crate) type Maker<'o> =
    Box<dyn Fn(&Endpoint) -> Result<Request<Bytes>, EncodeError> + Send + Sync + 'o>;

pub(crate) struct Arriving<'o, T, O: Streamed> {
    client: Client<T>,
    make: Maker<'o>,
    chunks: Chunks,
    unframing: Unframing,
    ready: VecDeque<Piece<O::Item>>,
    /// How often it was taken up since the last item.
    again: u32,
    ended: bool,
}

impl<'o, T, O> Arriving<'o, T, O>
where
    T: Transport,
    O: Streamed,
{
    pub(crate) fn new(client: Client<T>, make: Maker<'o>, chunks: Chunks) -> Self {
        Self {
            client,
            make,
            chunks,
            unframing: Unframing::new(O::FRAMING),
            ready: VecDeque::new(),
            again: 0,
            ended: false,
        }
    }

    pub(crate) async fn next(&mut self) -> Result<Option<O::Item>, Error<O::Failure>> {
        loop {
            match self.ready.pop_front() {
                Some(Piece::Item(Ok(item))) => {
                    self.again = 0;
                    return Ok(Some(item));
                }
                Some(Piece::Item(Err(fault))) => {
                    let response = Box::new(Response::new(Bytes::new()));
                    return Err(Error::Decode { fault, response });
                }
                Some(Piece::End) => return Ok(None),
                None if self.ended => return Ok(None),
                None => self.fill().await?,
            }
        }
    }

    async fn fill(&mut self) -> Result<(), Error<O::Failure>> {
        match poll_fn(|context| self.chunks.as_mut().poll_next(context)).await {
            Some(Ok(bytes)) => {
                self.ready.extend(self.unframing.push::<O>(&bytes));
                let limit = self.client.settings().limit;
                if u64::try_from(self.unframing.held()).is_ok_and(|held| held > limit) {
                    return Err(Error::TooLarge { limit });
                }
                Ok(())
            }
            Some(Err(error)) => self.take_up(error).await,
            None => {
                self.ready.extend(self.unframing.finish::<O>());
                if O::END.is_some() && !self.ready.iter().any(|piece| matches!(piece, Piece::End)) {
                    let early =
                        TransportError::new("the stream", "it ended before the text that ends it");
                    return self.take_up(early).await;
                }
                self.ended = true;
                Ok(())
            }
        }
    }

    /// Asks for what follows the last event, or gives up.
    async fn take_up(&mut self, error: TransportError) -> Result<(), Error<O::Failure>> {
        let last = self.unframing.last_id.as_deref();
        let last = last.and_then(|id| HeaderValue::from_str(id).ok());
        let attempts = self.client.settings().retry.attempts;
        let can_be = O::FRAMING == Framing::Events && O::REPEATABLE && self.again + 1 < attempts;
        let Some(last) = last.filter(|_| can_be) else {
            return Err(Error::Transport(error));
        };
        self.again += 1;
        self.client
            .sleep(
                self.unframing
                    .retry
                    .map_or(RECONNECT, Duration::from_millis),
            )
            .await;
        let first = &self.make;
        let mut make = |endpoint: &Endpoint| {
            let mut request = first(endpoint).map_err(Stop::Encode)?;
            request.headers_mut().insert("last-event-id", last.clone());
            Ok(request)
        };
        let answer = self.client.opened(About::of::<O>(), &mut make).await?;
        let answer: Response<Incoming> = refused::<O>(answer)?;
        self.unframing.restart();
        // The service has nothing more to say, as the HTML Standard has it.
        self.ended = answer.status() == StatusCode::NO_CONTENT;
        self.chunks = chunks_of(answer.into_body());
        Ok(())
    }
}
