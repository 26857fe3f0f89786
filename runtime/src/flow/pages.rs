//! The machine that asks for one page after another.
//!
//! What a stranger would get wrong: an error does not end it. Where a page could not be read, the next
//! [`Pages::step`] asks for the same page again.
//!
//! What holds:
//!
//! - A link is followed as [`Endpoint::follow`] does: the credential goes to the endpoint's origin alone, and a body
//!   goes nowhere else either.
//! - A link or cursor that is absent, null or empty ends the list, and so does an empty page where pages are counted.
//! - A request that was made before is not made again, and many empty pages in a row are an error: a list ends.

use super::Step;
use super::change::{get, set};
use super::link::linked;
use super::paging::{Paged, Paging, Parameter, Place};
use crate::{EncodeError, Endpoint, Error, FollowError, header, json};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, Request, Response, Uri};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::marker::PhantomData;

/// The longest row of pages without an item.
const EMPTY_PAGES: usize = 1000;

/// The pages of a list, one after another.
///
/// ```
/// # use restwright_runtime::bytes::Bytes;
/// # use restwright_runtime::flow::{Paged, Paging, Place};
/// # use restwright_runtime::http::Request;
/// # use restwright_runtime::{Answer, EncodeError, Error, Operation, RequestBuilder, Undeclared};
/// use restwright_runtime::Endpoint;
/// use restwright_runtime::flow::{Pages, Step};
/// use restwright_runtime::http::Response;
/// # struct List;
/// # impl Operation for List {
/// #     type Options = ();
/// #     type Output = Vec<String>;
/// #     type Failure = Undeclared;
/// #     const ID: &'static str = "list";
/// #     const METHOD: &'static str = "GET";
/// #     const ROUTE: &'static str = "/items";
/// #     fn request_with(&self, endpoint: &Endpoint, (): &()) -> Result<Request<Bytes>, EncodeError> {
/// #         let mut request = RequestBuilder::new(Self::METHOD, endpoint);
/// #         request.literal("/items");
/// #         request.finish()
/// #     }
/// #     fn response(answer: Response<Bytes>) -> Result<Response<Vec<String>>, Error<Undeclared>> {
/// #         Answer::new(answer).json(std::convert::identity)
/// #     }
/// # }
/// # impl Paged for List {
/// #     type Item = String;
/// #     const PAGING: Paging = Paging::Link { at: Place::Relation("next"), method: "GET" };
/// #     fn items(page: Vec<String>) -> Vec<String> { page }
/// # }
///
/// let endpoint = Endpoint::new("https://items.example")?;
/// let mut pages = Pages::new(&List, &endpoint)?;
/// assert!(matches!(pages.step(&endpoint)?, Step::Send(request) if request.uri() == "https://items.example/items"));
/// let answer = Response::builder().header("link", r#"</items?page=2>; rel="next""#).body(r#"["a"]"#.into())?;
/// assert_eq!(pages.receive(answer)?, ["a"]);
/// assert!(matches!(pages.step(&endpoint)?, Step::Send(request) if request.uri() == "https://items.example/items?page=2"));
/// assert_eq!(pages.receive(Response::new(r#"["b"]"#.into()))?, ["b"]);
/// assert!(matches!(pages.step(&endpoint)?, Step::Done(())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Pages<O> {
    first: Request<Bytes>,
    /// The URL of the page that was asked for last.
    asked_at: Uri,
    /// The URL of the page that came last, which a link is relative to.
    came_from: Uri,
    next: Next,
    /// How many items came so far.
    items: u64,
    /// How many of the last pages had none.
    empty: usize,
    /// The request that was made last, and those before it.
    pending: u64,
    asked: HashSet<u64>,
    operation: PhantomData<fn() -> O>,
}

/// The items of a page, and the pages after it.
pub(super) type List<O> = (Vec<<O as Paged>::Item>, Pages<O>);

/// What the next page is, as the last one said.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Next {
    /// The first one.
    First,
    /// At this URL, relative to the current one.
    Link(String),
    /// The first request with a parameter set.
    Changed(Parameter, String),
    /// There is none.
    None,
}

impl<O: Paged> Pages<O> {
    /// The pages of a list, with every option left out.
    pub fn new(operation: &O, endpoint: &Endpoint) -> Result<Self, EncodeError> {
        operation.request(endpoint).map(Self::from_request)
    }

    /// The pages of a list whose first one this request asks for.
    pub fn from_request(first: Request<Bytes>) -> Self {
        Self {
            asked_at: first.uri().clone(),
            came_from: first.uri().clone(),
            first,
            next: Next::First,
            items: 0,
            empty: 0,
            pending: 0,
            asked: HashSet::new(),
            operation: PhantomData,
        }
    }

    /// The pages of a list whose first one came already, as the answer of a URL, with the items of it.
    pub(super) fn from_answer(
        first: Request<Bytes>,
        current: Uri,
        answer: Response<Bytes>,
    ) -> Result<List<O>, Error<O::Failure>> {
        let mut pages = Self {
            asked_at: current,
            ..Self::from_request(first)
        };
        let items = pages.receive(answer)?;
        Ok((items, pages))
    }

    /// The request for the next page, or the end. Asked twice, it gives the same again.
    ///
    /// # Errors
    /// If the service leads where nothing may go, or in a circle.
    pub fn step(&mut self, endpoint: &Endpoint) -> Result<Step<()>, PagingError> {
        let request = match &self.next {
            Next::None => return Ok(Step::Done(())),
            Next::First => endpoint.authorized_again(O::SECURITY, &self.first),
            Next::Link(url) => self.linked(endpoint, url)?,
            Next::Changed(parameter, text) => {
                let mut request = endpoint.authorized_again(O::SECURITY, &self.first);
                set(&mut request, *parameter, text)
                    .ok_or(PagingError(Problem::Unplaced(*parameter)))?;
                request
            }
        };
        self.pending = fingerprint(&request);
        if self.asked.contains(&self.pending) {
            return Err(PagingError(Problem::Circle));
        }
        if self.empty > EMPTY_PAGES {
            return Err(PagingError(Problem::Empty));
        }
        self.asked_at = request.uri().clone();
        Ok(Step::Send(request))
    }

    /// Reads the answer to the last request. After an error the same page can be asked for again.
    pub fn receive(&mut self, answer: Response<Bytes>) -> Result<Vec<O::Item>, Error<O::Failure>> {
        let (headers, body) = (answer.headers().clone(), answer.body().clone());
        let items = O::items(O::response(answer)?.into_body());
        self.asked.insert(self.pending);
        self.came_from = self.asked_at.clone();
        let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
        self.items = self.items.saturating_add(count);
        self.empty = if count == 0 { self.empty + 1 } else { 0 };
        self.next = self.after(count, &headers, &body);
        Ok(items)
    }

    fn linked(&self, endpoint: &Endpoint, url: &str) -> Result<Request<Bytes>, PagingError> {
        let followed = endpoint.follow_from(O::SECURITY, &self.first, &self.came_from, url);
        let mut request = followed.map_err(|error| PagingError(Problem::Link(error)))?;
        let Paging::Link { method, .. } = O::PAGING else {
            return Ok(request);
        };
        if method != Method::GET.as_str() {
            if !endpoint.is_origin_of(request.uri()) {
                return Err(PagingError(Problem::BodyElsewhere));
            }
            *request.method_mut() = method
                .parse()
                .unwrap_or_else(|_| self.first.method().clone());
            *request.body_mut() = self.first.body().clone();
            if let Some(media) = self.first.headers().get(CONTENT_TYPE) {
                request.headers_mut().insert(CONTENT_TYPE, media.clone());
            }
        }
        Ok(request)
    }

    /// What follows a page of so many items.
    fn after(&self, count: u64, headers: &HeaderMap, body: &Bytes) -> Next {
        let counted = |to, first: u64, step: u64| {
            if count == 0 {
                return Next::None;
            }
            let start = get(&self.first, to).and_then(|text| text.parse().ok());
            let next = start.unwrap_or(first).saturating_add(step);
            Next::Changed(to, next.to_string())
        };
        match O::PAGING {
            Paging::Single => Next::None,
            Paging::Link { at, .. } => found(at, headers, body).map_or(Next::None, Next::Link),
            Paging::Cursor { at, to, more } => {
                let is_last = !more.is_empty() && text_at(body, more).as_deref() == Some("false");
                let cursor = found(at, headers, body).filter(|_| !is_last);
                cursor.map_or(Next::None, |cursor| Next::Changed(to, cursor))
            }
            Paging::Offset { to, first } => counted(to, first, self.items),
            Paging::Number { to, first } => counted(to, first, self.pages()),
        }
    }

    /// How many pages came.
    fn pages(&self) -> u64 {
        u64::try_from(self.asked.len()).unwrap_or(u64::MAX)
    }
}

impl<O> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("items", &self.items)
            .finish_non_exhaustive()
    }
}

/// The text at a place of an answer; one that is empty is none.
fn found(at: Place, headers: &HeaderMap, body: &Bytes) -> Option<String> {
    let text = match at {
        Place::Body(path) => text_at(body, path),
        Place::Element(path) => element_at(body, path),
        Place::Header(name) => header::text(headers, name).map(Cow::into_owned),
        Place::Relation(relation) => linked(headers, relation),
    };
    text.filter(|text| !text.trim().is_empty())
}

/// The text that a path leads to. The body was read already, so that what is no JSON has been said.
fn text_at(body: &Bytes, path: &[&str]) -> Option<String> {
    json::find(body, path)
        .ok()
        .flatten()
        .and_then(json::plain_text)
}

/// The text of the element that a path leads to.
#[cfg(feature = "xml")]
fn element_at(body: &Bytes, path: &[&str]) -> Option<String> {
    crate::xml::find(body, path)
}

/// Without XML no operation has an answer of it.
#[cfg(not(feature = "xml"))]
fn element_at(_: &Bytes, _: &[&str]) -> Option<String> {
    None
}

/// Two requests with the same are the same request, as far as a list that runs in a circle is concerned.
fn fingerprint(request: &Request<Bytes>) -> u64 {
    let mut hasher = DefaultHasher::new();
    request.method().hash(&mut hasher);
    request.uri().to_string().hash(&mut hasher);
    request.body().hash(&mut hasher);
    // Not those that a new token changes.
    for (name, value) in request
        .headers()
        .iter()
        .filter(|(_, value)| !value.is_sensitive())
    {
        name.hash(&mut hasher);
        value.hash(&mut hasher);
    }
    hasher.finish()
}

/// Why the next page is not asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagingError(Problem);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    Link(FollowError),
    BodyElsewhere,
    Unplaced(Parameter),
    Circle,
    Empty,
}

impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Problem::Link(error) => write!(f, "the next page is not asked for: {error}"),
            Problem::BodyElsewhere => f.write_str(
                "the next page is not asked for: its URL is at another origin than the endpoint, where the body does not go",
            ),
            Problem::Unplaced(parameter) => write!(
                f,
                "the next page is not asked for: what the service says of it can't be written into {parameter:?}"
            ),
            Problem::Circle => f.write_str(
                "the service leads back to a page that was read already; ask its operators",
            ),
            Problem::Empty => write!(
                f,
                "the service sent {EMPTY_PAGES} pages in a row without an item; ask its operators"
            ),
        }
    }
}

impl std::error::Error for PagingError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Problem::Link(error) => Some(error),
            _ => None,
        }
    }
}
