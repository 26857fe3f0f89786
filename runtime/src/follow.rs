//! Requests to URLs that came with an answer: the next page, the monitor of a long-running operation, a redirect.
//!
//! What a stranger would get wrong: such a URL is the service's word and not the caller's. The credentials of the scheme
//! that the operation used go along only where the endpoint is the URL's origin (scheme, host and port); anywhere else
//! the request has none of them, and nothing else of the first request but what it accepts. A link from `https` to
//! `http` is refused.

use crate::reference::{BadLink, resolve};
use crate::request::percent::Escape;
use crate::{Endpoint, Operation, Scheme, SchemeKind};
use bytes::Bytes;
use http::header::{
    ACCEPT, AUTHORIZATION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE,
    COOKIE, EXPECT, HOST, HeaderName, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE,
    IF_UNMODIFIED_SINCE, RANGE, TRANSFER_ENCODING,
};
use http::{HeaderMap, HeaderValue, Method, Request, Uri};
use std::fmt;

/// What is about the body, the resource or the hop of one request, and not of the next.
const OF_ONE_REQUEST: [HeaderName; 13] = [
    CONTENT_ENCODING,
    CONTENT_LANGUAGE,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    EXPECT,
    HOST,
    IF_MATCH,
    IF_MODIFIED_SINCE,
    IF_NONE_MATCH,
    IF_RANGE,
    IF_UNMODIFIED_SINCE,
    RANGE,
    TRANSFER_ENCODING,
];

/// Headers that make one call recognisable; another request under the same name would be taken for its repetition.
const OF_ONE_CALL: [&str; 3] = [
    "idempotency-key",
    "repeatability-request-id",
    "repeatability-first-sent",
];

impl Endpoint {
    /// A GET of a URL that came with an answer to `O`: the next page, a monitor, the place of a result.
    ///
    /// A relative URL is resolved against that of the first request (RFC 3986, section 5). Where this endpoint is its
    /// origin, the request has the endpoint's credentials for the schemes of `O`, the headers of the first request but
    /// for those about its body, its conditions and its range, and the version of the API where the URL names none.
    /// Elsewhere it has the first request's `Accept` and nothing more.
    ///
    /// ```
    /// # use restwright_runtime::bytes::Bytes;
    /// # use restwright_runtime::http::{Request, Response};
    /// # use restwright_runtime::{Credential, EncodeError, Endpoint, Error, Operation, RequestBuilder, Scheme, SchemeKind, Undeclared};
    /// # const KEY: Scheme = Scheme::new("key", SchemeKind::HeaderKey("x-key"));
    /// # struct List;
    /// # impl Operation for List {
    /// #     type Options = ();
    /// #     type Output = ();
    /// #     type Failure = Undeclared;
    /// #     const ID: &'static str = "list";
    /// #     const METHOD: &'static str = "GET";
    /// #     const ROUTE: &'static str = "/items";
    /// #     const SECURITY: &'static [&'static [&'static Scheme]] = &[&[&KEY]];
    /// #     fn request_with(&self, endpoint: &Endpoint, (): &()) -> Result<Request<Bytes>, EncodeError> {
    /// #         let mut request = RequestBuilder::new(Self::METHOD, endpoint);
    /// #         request.literal("/items");
    /// #         request.authorize(Self::SECURITY);
    /// #         request.finish()
    /// #     }
    /// #     fn response(answer: Response<Bytes>) -> Result<Response<()>, Error<Undeclared>> { Ok(answer.map(|_| ())) }
    /// # }
    /// let endpoint = Endpoint::new("https://items.example")?.with_credential(&KEY, Credential::key("k"))?;
    /// let first = List.request(&endpoint)?;
    ///
    /// let next = endpoint.follow::<List>(&first, "/items?page=2")?;
    /// assert_eq!(next.uri(), "https://items.example/items?page=2");
    /// assert_eq!(next.headers()["x-key"], "k");
    ///
    /// let elsewhere = endpoint.follow::<List>(&first, "https://elsewhere.example/items?page=2")?;
    /// assert!(elsewhere.headers().get("x-key").is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the URL is none, names a user, is neither `https` nor `http`, or would leave `https`.
    pub fn follow<O: Operation>(
        &self,
        first: &Request<Bytes>,
        url: &str,
    ) -> Result<Request<Bytes>, FollowError> {
        self.follow_from(O::SECURITY, first, first.uri(), url)
    }

    /// As [`Endpoint::follow`], with the security requirements given (alternatives of schemes that go together), and the
    /// URL of the answer that the link came with.
    pub(crate) fn follow_from(
        &self,
        security: &[&[&Scheme]],
        first: &Request<Bytes>,
        base: &Uri,
        url: &str,
    ) -> Result<Request<Bytes>, FollowError> {
        let refuse = |problem| FollowError {
            url: showable(url),
            problem,
        };
        let uri = resolve(base, url).map_err(|bad| refuse(Problem::from(bad)))?;
        if !self.is_origin_of(&uri) {
            if self.is_secure() && uri.scheme() == Some(&http::uri::Scheme::HTTP) {
                return Err(refuse(Problem::Plain));
            }
            return Ok(request_for(uri, accepted(first.headers())));
        }
        let mut headers = if self.is_origin_of(first.uri()) {
            carried(first.headers())
        } else {
            accepted(first.headers())
        };
        let mut query = uri.query().unwrap_or_default().to_owned();
        add_version(first.uri(), &mut query);
        for (kind, credential) in self.credentials(security) {
            authorize(kind, credential.text(), &mut headers, &mut query).map_err(refuse)?;
        }
        let uri = with_query(&uri, &query).ok_or_else(|| refuse(Problem::Syntax))?;
        Ok(request_for(uri, headers))
    }

    /// A request that was made before, with the credentials that the endpoint has now.
    pub(crate) fn authorized_again(
        &self,
        security: &[&[&Scheme]],
        request: &Request<Bytes>,
    ) -> Request<Bytes> {
        let mut again = request.clone();
        if !self.is_origin_of(request.uri()) {
            return again;
        }
        let mut query = request.uri().query().unwrap_or_default().to_owned();
        for (kind, credential) in self.credentials(security) {
            // A credential was checked when the endpoint took it.
            let _ = authorize(kind, credential.text(), again.headers_mut(), &mut query);
        }
        if let Some(uri) = with_query(request.uri(), &query) {
            *again.uri_mut() = uri;
        }
        again
    }
}

fn request_for(uri: Uri, headers: HeaderMap) -> Request<Bytes> {
    let mut request = Request::new(Bytes::new());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    request
}

fn accepted(headers: &HeaderMap) -> HeaderMap {
    let values = headers.get_all(ACCEPT).iter();
    values.map(|value| (ACCEPT, value.clone())).collect()
}

/// The headers of a request that hold for another one to the same origin.
pub(crate) fn carried(headers: &HeaderMap) -> HeaderMap {
    let holds =
        |name: &HeaderName| !OF_ONE_REQUEST.contains(name) && !OF_ONE_CALL.contains(&name.as_str());
    let kept = headers.iter().filter(|(name, _)| holds(name));
    kept.map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// Azure's services demand their version on each request, but a link that names one is left alone: it may be that of
/// an inner service.
fn add_version(first: &Uri, query: &mut String) {
    const NAME: &str = "api-version";
    let version = |query: &str| {
        pairs(query)
            .find(|(name, _)| name.eq_ignore_ascii_case(NAME))
            .map(|(name, value)| format!("{name}={value}"))
    };
    if version(query).is_none()
        && let Some(pair) = version(first.query().unwrap_or_default())
    {
        push(query, &pair);
    }
}

/// The pairs of a query, as they are written.
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

fn push(query: &mut String, pair: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(pair);
}

/// The URL with another query.
pub(crate) fn with_query(uri: &Uri, query: &str) -> Option<Uri> {
    let mut parts = uri.clone().into_parts();
    let target = if query.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{query}", uri.path())
    };
    parts.path_and_query = Some(target.parse().ok()?);
    Uri::from_parts(parts).ok()
}

/// Writes a credential into a request, over what an older one left there.
fn authorize(
    kind: SchemeKind,
    text: &str,
    headers: &mut HeaderMap,
    query: &mut String,
) -> Result<(), Problem> {
    let mut value = HeaderValue::from_str(text).map_err(|_| Problem::Credential)?;
    value.set_sensitive(true);
    match kind {
        SchemeKind::HeaderKey(name) => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| Problem::Credential)?;
            headers.insert(name, value);
        }
        SchemeKind::Basic | SchemeKind::Bearer | SchemeKind::Http(_) => {
            headers.insert(AUTHORIZATION, value);
        }
        SchemeKind::QueryKey(name) => {
            let name = Escape::Name.apply(name);
            if !pairs(query).any(|(known, _)| known == name) {
                push(query, &format!("{name}={}", Escape::Value.apply(text)));
            }
        }
        SchemeKind::CookieKey(name) => {
            let cookies = with_cookie(headers.get(COOKIE), name, text);
            let mut value = HeaderValue::from_str(&cookies).map_err(|_| Problem::Credential)?;
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
        SchemeKind::MutualTls => {}
    }
    Ok(())
}

/// The cookies with this one among them, in place of an older one.
fn with_cookie(cookies: Option<&HeaderValue>, name: &str, text: &str) -> String {
    let known = cookies.and_then(|value| value.to_str().ok());
    let others = known.unwrap_or_default().split("; ").filter(|cookie| {
        !cookie.is_empty() && cookie.split_once('=').map(|(known, _)| known) != Some(name)
    });
    let mut all: Vec<String> = others.map(str::to_owned).collect();
    let value = if text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\",;\\%".contains(&byte))
    {
        text.to_owned()
    } else {
        Escape::Value.apply(text)
    };
    all.push(format!("{name}={value}"));
    all.join("; ")
}

/// What of a URL an error may show: no user with a password, and no query, where signatures are.
fn showable(url: &str) -> String {
    if url.contains('@') {
        return String::new();
    }
    url[..url.find(['?', '#']).unwrap_or(url.len())].to_owned()
}

/// Why a URL that came with an answer is not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowError {
    url: String,
    problem: Problem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Syntax,
    Scheme,
    User,
    Plain,
    Credential,
}

impl From<BadLink> for Problem {
    fn from(bad: BadLink) -> Self {
        match bad {
            BadLink::Syntax => Self::Syntax,
            BadLink::Scheme => Self::Scheme,
            BadLink::User => Self::User,
        }
    }
}

impl fmt::Display for FollowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the service leads to ")?;
        if self.url.is_empty() {
            f.write_str("a URL")?;
        } else {
            write!(f, "{:?}", self.url)?;
        }
        f.write_str(match self.problem {
            Problem::Syntax => ", which is not a URL; ask the service's operators",
            Problem::Scheme => ", which is neither https nor http; it is not followed",
            Problem::User => " that names a user, as links that deceive do; it is not followed",
            Problem::Plain => {
                ", from https to http, where others on the way can read along; it is not followed"
            }
            Problem::Credential => {
                ", for which the credential can't be written into a request; give another"
            }
        })
    }
}

impl std::error::Error for FollowError {}
