//! Lists and answers as streams of items.
//!
//! What a stranger would get wrong: they have a `next` of their own, so that a loop needs no other crate; they are
//! `futures_core::Stream`s all the same. After an error a stream is over.

use crate::arriving::{Arriving, Maker};
use crate::call::About;
use crate::client::{Client, chunks_of, refused};
use crate::error::{Error, Stop};
use crate::transport::Transport;
use futures_core::Stream;
use futures_util::stream::try_unfold;
use restwright_runtime::flow::{Paged, Pages, Step, Streamed};
use restwright_runtime::{EncodeError, Endpoint};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

type Boxed<'o, I, F> = Pin<Box<dyn Stream<Item = Result<I, Error<F>>> + Send + 'o>>;

/// Items, one after another.
pub struct Items<'o, I, F>(Boxed<'o, I, F>);

/// The pages of a list, each as its items.
pub struct PageItems<'o, I, F>(Boxed<'o, Vec<I>, F>);

impl<T: Transport> Client<T> {
    /// The items of a list, page after page: a stream.
    ///
    /// ```
    /// use generated::customer_insights::{endpoint, relationship_links::ListByHub};
    /// # use restwright_client::runtime::http::Response;
    /// # use restwright_client::Client;
    /// # use restwright_client::testing::Scripted;
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # pollster::block_on(async {
    /// # let transport = Scripted::new()
    /// #     .then(Response::new(r#"{"value": [{"name": "a"}], "nextLink": "https://management.azure.com/more"}"#.into()))
    /// #     .then(Response::new(r#"{"value": [{"name": "b"}]}"#.into()));
    /// # let client = Client::new(transport, endpoint()?.authorized_elsewhere());
    /// let list = ListByHub { subscription_id: "s", resource_group_name: "r", hub_name: "contoso" };
    /// let mut links = client.items(&list);
    /// let mut names = Vec::new();
    /// while let Some(link) = links.next().await {
    ///     names.extend(link?.name);
    /// }
    /// assert_eq!(names, ["a", "b"]);
    /// # Ok(())
    /// # })
    /// # }
    /// ```
    pub fn items<'o, O>(&self, operation: &O) -> Items<'o, O::Item, O::Failure>
    where
        O: Paged + 'o,
        O::Item: Send + 'o,
        O::Failure: Send + 'o,
        T: 'o,
    {
        self.items_with(operation, &O::Options::default())
    }

    /// The items of a list with options, page after page: a stream.
    pub fn items_with<'o, O>(
        &self,
        operation: &O,
        options: &O::Options,
    ) -> Items<'o, O::Item, O::Failure>
    where
        O: Paged + 'o,
        O::Item: Send + 'o,
        O::Failure: Send + 'o,
        T: 'o,
    {
        Items::new(Vec::new(), self.pages_with(operation, options))
    }

    /// The pages of a list, each as its items: a stream.
    pub fn pages<'o, O>(&self, operation: &O) -> PageItems<'o, O::Item, O::Failure>
    where
        O: Paged + 'o,
        O::Item: Send + 'o,
        O::Failure: Send + 'o,
        T: 'o,
    {
        self.pages_with(operation, &O::Options::default())
    }

    /// The pages of a list with options, each as its items: a stream.
    pub fn pages_with<'o, O>(
        &self,
        operation: &O,
        options: &O::Options,
    ) -> PageItems<'o, O::Item, O::Failure>
    where
        O: Paged + 'o,
        O::Item: Send + 'o,
        O::Failure: Send + 'o,
        T: 'o,
    {
        let first = operation.request_with(&self.endpoint_now(), options);
        PageItems::new(self.clone(), first.map(Pages::<O>::from_request))
    }

    /// The items of an answer, each as it arrives: the data of events, lines of JSON, texts of a JSON sequence. An event
    /// stream that breaks off is taken up again after the last event, where the operation may be repeated.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn stream<'o, O>(
        &self,
        operation: &'o O,
    ) -> Result<Items<'o, O::Item, O::Failure>, Error<O::Failure>>
    where
        O: Streamed + Sync,
        O::Item: Send + 'o,
        O::Failure: Send + 'o,
        T: 'o,
    {
        self.streamed::<O>(Box::new(|endpoint| operation.request(endpoint)))
            .await
    }

    /// The items of an answer to an operation with options, each as it arrives, as [`Self::stream`] gives them.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn stream_with<'o, O>(
        &self,
        operation: &'o O,
        options: &'o O::Options,
    ) -> Result<Items<'o, O::Item, O::Failure>, Error<O::Failure>>
    where
        O: Streamed + Sync,
        O::Options: Sync,
        O::Item: Send + 'o,
        O::Failure: Send + 'o,
        T: 'o,
    {
        self.streamed::<O>(Box::new(|endpoint| {
            operation.request_with(endpoint, options)
        }))
        .await
    }

    async fn streamed<'o, O>(
        &self,
        make: Maker<'o>,
    ) -> Result<Items<'o, O::Item, O::Failure>, Error<O::Failure>>
    where
        O: Streamed + 'o,
        O::Item: Send + 'o,
        O::Failure: Send + 'o,
        T: 'o,
    {
        let mut first = |endpoint: &Endpoint| make(endpoint).map_err(Stop::Encode);
        let answer = self.opened(About::of::<O>(), &mut first).await?;
        let answer = refused::<O>(answer)?;
        let chunks = chunks_of(answer.into_body());
        let arriving = Arriving::<T, O>::new(self.clone(), make, chunks);
        Ok(Items(Box::pin(try_unfold(
            arriving,
            async |mut arriving| Ok(arriving.next().await?.map(|item| (item, arriving))),
        ))))
    }
}

impl<'o, I: Send + 'o, F: Send + 'o> Items<'o, I, F> {
    /// Items, and those of pages.
    pub(crate) fn new(items: Vec<I>, pages: PageItems<'o, I, F>) -> Self {
        let state = (pages, items.into_iter());
        let items = try_unfold(state, async |(mut pages, mut items)| {
            loop {
                if let Some(item) = items.next() {
                    return Ok(Some((item, (pages, items))));
                }
                match pages.next().await {
                    Some(page) => items = page?.into_iter(),
                    None => return Ok(None),
                }
            }
        });
        Self(Box::pin(items))
    }

    /// The next item; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<I, Error<F>>> {
        poll_fn(|context| self.0.as_mut().poll_next(context)).await
    }
}

impl<'o, I: Send + 'o, F: Send + 'o> PageItems<'o, I, F> {
    pub(crate) fn new<T, O>(client: Client<T>, pages: Result<Pages<O>, EncodeError>) -> Self
    where
        T: Transport + 'o,
        O: Paged<Item = I, Failure = F> + 'o,
    {
        let state = (client, pages, About::of::<O>());
        Self(Box::pin(try_unfold(
            state,
            async |(client, pages, about)| {
                let mut pages = pages.map_err(Stop::Encode)?;
                let endpoint = client.endpoint(about).await?;
                if let Step::Done(()) = pages.step(&endpoint).map_err(Stop::Paging)? {
                    return Ok(None);
                }
                let mut make =
                    |endpoint: &Endpoint| match pages.step(endpoint).map_err(Stop::Paging)? {
                        Step::Send(request) => Ok(request),
                        _ => unreachable!("a list that goes on stands where it stood"),
                    };
                let started = client.transport().now();
                let answer = client.exchange(about, started, &mut make).await?;
                let items = pages.receive(answer)?;
                Ok(Some((items, (client, Ok(pages), about))))
            },
        )))
    }

    /// The items of the next page; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Vec<I>, Error<F>>> {
        poll_fn(|context| self.0.as_mut().poll_next(context)).await
    }
}

impl<I, F> Stream for Items<'_, I, F> {
    type Item = Result<I, Error<F>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<I, F> Stream for PageItems<'_, I, F> {
    type Item = Result<Vec<I>, Error<F>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
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
