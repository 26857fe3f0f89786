//! Lists and answers as iterators of items.
//!
//! What a stranger would get wrong: after an error an iterator is over.

use super::body::Incoming;
use super::client::{Client, refused};
use super::transport::Transport;
use crate::call::About;
use crate::cause::TransportError;
use crate::error::{Error, Stop};
use crate::framing::{Piece, Unframing};
use restwright_runtime::bytes::Bytes;
use restwright_runtime::flow::{Framing, Paged, Pages, Step, Streamed};
use restwright_runtime::http::{HeaderValue, Request, Response, StatusCode};
use restwright_runtime::{EncodeError, Endpoint};
use std::collections::VecDeque;
use std::fmt;
use std::io::Read;
use std::iter::from_fn;
use std::time::Duration;

/// The wait before a stream is taken up again, where the service does not say.
const RECONNECT: Duration = Duration::from_secs(3);
/// How much is read of a stream at once.
const CHUNK: usize = 16 << 10;

/// Makes the request of a stream, again where it is taken up.
type Maker<'o> = Box<dyn Fn(&Endpoint) -> Result<Request<Bytes>, EncodeError> + 'o>;

/// A page's items, and the pages after it.
type Page<O> = (Option<Vec<<O as Paged>::Item>>, Option<Pages<O>>);

type Boxed<'o, I, F> = Box<dyn Iterator<Item = Result<I, Error<F>>> + 'o>;

/// Items, one after another.
pub struct Items<'o, I, F>(Boxed<'o, I, F>);

/// The pages of a list, each as its items.
pub struct PageItems<'o, I, F>(Boxed<'o, Vec<I>, F>);

impl<T: Transport> Client<T> {
    /// The items of a list, page after page.
    ///
    /// ```
    /// use generated::customer_insights::{endpoint, relationship_links::ListByHub};
    /// # use restwright_client::runtime::http::Response;
    /// # use restwright_client::blocking::Client;
    /// # use restwright_client::testing::Scripted;
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let transport = Scripted::new()
    /// #     .then(Response::new(r#"{"value": [{"name": "a"}], "nextLink": "https://management.azure.com/more"}"#.into()))
    /// #     .then(Response::new(r#"{"value": [{"name": "b"}]}"#.into()));
    /// # let client = Client::new(transport, endpoint()?.authorized_elsewhere());
    /// let list = ListByHub { subscription_id: "s", resource_group_name: "r", hub_name: "contoso" };
    /// let mut names = Vec::new();
    /// for link in client.items(&list) {
    ///     names.extend(link?.name);
    /// }
    /// assert_eq!(names, ["a", "b"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn items<'o, O>(&self, operation: &O) -> Items<'o, O::Item, O::Failure>
    where
        O: Paged + 'o,
        T: 'o,
    {
        self.items_with(operation, &O::Options::default())
    }

    /// The items of a list with options, page after page.
    pub fn items_with<'o, O>(
        &self,
        operation: &O,
        options: &O::Options,
    ) -> Items<'o, O::Item, O::Failure>
    where
        O: Paged + 'o,
        T: 'o,
    {
        Items::new(Vec::new(), self.pages_with(operation, options))
    }

    /// The pages of a list, each as its items.
    pub fn pages<'o, O>(&self, operation: &O) -> PageItems<'o, O::Item, O::Failure>
    where
        O: Paged + 'o,
        T: 'o,
    {
        self.pages_with(operation, &O::Options::default())
    }

    /// The pages of a list with options, each as its items.
    pub fn pages_with<'o, O>(
        &self,
        operation: &O,
        options: &O::Options,
    ) -> PageItems<'o, O::Item, O::Failure>
    where
        O: Paged + 'o,
        T: 'o,
    {
        let first = operation.request_with(&self.endpoint_now(), options);
        self.pages_from::<O>(first.map(Pages::from_request))
    }

    /// The pages that are left.
    pub(super) fn pages_from<'o, O>(
        &self,
        pages: Result<Pages<O>, EncodeError>,
    ) -> PageItems<'o, O::Item, O::Failure>
    where
        O: Paged + 'o,
        T: 'o,
    {
        let client = self.clone();
        let mut pages = Some(pages);
        PageItems(Box::new(from_fn(move || {
            let page = client.page(pages.take()?);
            match page {
                Ok((items, more)) => {
                    pages = more.map(Ok);
                    items.map(Ok)
                }
                Err(error) => Some(Err(error)),
            }
        })))
    }

    /// The next page, if there is one, and the pages after it.
    fn page<O: Paged>(
        &self,
        pages: Result<Pages<O>, EncodeError>,
    ) -> Result<Page<O>, Error<O::Failure>> {
        let about = About::of::<O>();
        let mut pages = pages.map_err(Stop::Encode)?;
        let endpoint = self.endpoint(about)?;
        if let Step::Done(()) = pages.step(&endpoint).map_err(Stop::Paging)? {
            return Ok((None, None));
        }
        let mut make = |endpoint: &Endpoint| match pages.step(endpoint).map_err(Stop::Paging)? {
            Step::Send(request) => Ok(request),
            _ => unreachable!("a list that goes on stands where it stood"),
        };
        let answer = self.exchange(about, self.transport().now(), &mut make)?;
        let items = pages.receive(answer)?;
        Ok((Some(items), Some(pages)))
    }

    /// The items of an answer, each as it arrives: the data of events, lines of JSON, texts of a JSON sequence. An event
    /// stream that breaks off is taken up again after the last event, where the operation may be repeated.
    ///
    /// # Errors
    /// As [`Error`] says.
    #[expect(clippy::type_complexity, reason = "it is the async one's")]
    pub fn stream<'o, O>(
        &self,
        operation: &'o O,
    ) -> Result<Items<'o, O::Item, O::Failure>, Error<O::Failure>>
    where
        O: Streamed,
        T: 'o,
    {
        self.streamed::<O>(Box::new(|endpoint| operation.request(endpoint)))
    }

    /// The items of an answer to an operation with options, each as it arrives, as [`Self::stream`] gives them.
    ///
    /// # Errors
    /// As [`Error`] says.
    #[expect(clippy::type_complexity, reason = "it is the async one's")]
    pub fn stream_with<'o, O>(
        &self,
        operation: &'o O,
        options: &'o O::Options,
    ) -> Result<Items<'o, O::Item, O::Failure>, Error<O::Failure>>
    where
        O: Streamed,
        T: 'o,
    {
        self.streamed::<O>(Box::new(|endpoint| {
            operation.request_with(endpoint, options)
        }))
    }

    #[expect(clippy::type_complexity, reason = "it is the async one's")]
    fn streamed<'o, O>(
        &self,
        make: Maker<'o>,
    ) -> Result<Items<'o, O::Item, O::Failure>, Error<O::Failure>>
    where
        O: Streamed + 'o,
        T: 'o,
    {
        let mut first = |endpoint: &Endpoint| make(endpoint).map_err(Stop::Encode);
        let answer = self.opened(About::of::<O>(), &mut first)?;
        let mut arriving = Arriving::<T, O> {
            client: self.clone(),
            make,
            reader: refused::<O>(answer)?.into_body().into_reader(),
            unframing: Unframing::new(O::FRAMING),
            ready: VecDeque::new(),
            again: 0,
            ended: false,
        };
        Ok(Items(Box::new(from_fn(move || {
            let next = arriving.next().transpose();
            arriving.ended |= matches!(next, Some(Err(_)) | None);
            next
        }))))
    }
}

impl<'o, I: 'o, F: 'o> Items<'o, I, F> {
    /// Items, and those of pages.
    pub(super) fn new(items: Vec<I>, mut pages: PageItems<'o, I, F>) -> Self {
        let mut items = items.into_iter();
        let next = move || loop {
            if let Some(item) = items.next() {
                return Some(Ok(item));
            }
            match pages.next()? {
                Ok(page) => items = page.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        };
        Self(Box::new(from_fn(next)))
    }
}

impl<I, F> Iterator for Items<'_, I, F> {
    type Item = Result<I, Error<F>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl<I, F> Iterator for PageItems<'_, I, F> {
    type Item = Result<Vec<I>, Error<F>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl<I, F> fmt::Debug for Items<'_, I, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items(…)")
    }
}

impl<I, F> fmt::Debug for PageItems<'_, I, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PageItems(…)")
    }
}

/// An answer that is read as it arrives, and taken up again where it breaks off, as the async one is.
struct Arriving<'o, T, O: Streamed> {
    client: Client<T>,
    make: Maker<'o>,
    reader: Box<dyn Read + Send>,
    unframing: Unframing,
    ready: VecDeque<Piece<O::Item>>,
    again: u32,
    ended: bool,
}

impl<T: Transport, O: Streamed> Arriving<'_, T, O> {
    fn next(&mut self) -> Result<Option<O::Item>, Error<O::Failure>> {
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
                Some(Piece::End) => {
                    self.ended = true;
                    self.ready.clear();
                }
                None if self.ended => return Ok(None),
                None => self.fill()?,
            }
        }
    }

    fn fill(&mut self) -> Result<(), Error<O::Failure>> {
        let mut chunk = [0; CHUNK];
        match self.reader.read(&mut chunk) {
            Ok(0) => {
                self.ready.extend(self.unframing.finish::<O>());
                if O::END.is_some() && !self.ready.iter().any(|piece| matches!(piece, Piece::End)) {
                    let early =
                        TransportError::new("the stream", "it ended before the text that ends it");
                    return self.take_up(early);
                }
                self.ended = true;
                Ok(())
            }
            Ok(length) => {
                self.ready
                    .extend(self.unframing.push::<O>(&chunk[..length]));
                let limit = self.client.settings().limit;
                if u64::try_from(self.unframing.held()).is_ok_and(|held| held > limit) {
                    return Err(Error::TooLarge { limit });
                }
                Ok(())
            }
            Err(error) => self.take_up(TransportError::new("reading the stream", error)),
        }
    }

    /// Asks for what follows the last event, or gives up.
    fn take_up(&mut self, error: TransportError) -> Result<(), Error<O::Failure>> {
        let last = self.unframing.last_id.as_deref();
        let last = last.and_then(|id| HeaderValue::from_str(id).ok());
        let attempts = self.client.settings().retry.attempts;
        let can_be = O::FRAMING == Framing::Events && O::REPEATABLE && self.again + 1 < attempts;
        let Some(last) = last.filter(|_| can_be) else {
            return Err(Error::Transport(error));
        };
        self.again += 1;
        let wait = self
            .unframing
            .retry
            .map_or(RECONNECT, Duration::from_millis);
        self.client.transport().sleep(wait);
        let first = &self.make;
        let mut make = |endpoint: &Endpoint| {
            let mut request = first(endpoint).map_err(Stop::Encode)?;
            request.headers_mut().insert("last-event-id", last.clone());
            Ok(request)
        };
        let answer: Response<Incoming> =
            refused::<O>(self.client.opened(About::of::<O>(), &mut make)?)?;
        self.unframing.restart();
        self.ended = answer.status() == StatusCode::NO_CONTENT;
        self.reader = answer.into_body().into_reader();
        Ok(())
    }
}
