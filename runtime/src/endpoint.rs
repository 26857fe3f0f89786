//! Where a service is reached: a base URL that was checked once, the version of its API, and credentials.
//!
//! What a stranger would get wrong: a base path is kept (`https://host/base` and `/a` make `/base/a`), and
//! credentials are refused for plain `http` on any host but the machine itself.
//!
//! What holds:
//!
//! - A base URL is absolute, `https` or `http`, with a host; a user, a query, a fragment and segments `.` and `..` are
//!   refused. An error shows neither a user's password nor a query, where signatures are.
//! - A credential is taken for `https`, or for a loopback address or `localhost`, where nothing leaves the machine.
//! - A credential goes to this origin alone, since requests are made for nothing else. A redirect is an answer like any
//!   other: whoever follows one asks [`Endpoint::is_origin_of`] before a credential goes along.
//! - `Debug` shows credentials as `***`. A key in the query is in the URL of the request all the same: whoever logs URLs
//!   logs it.

use crate::security::Prepared;
use crate::{Credential, Scheme, SchemeKind};
use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme as UriScheme};
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// The length in bytes of the longest URL that `http` takes.
const LONGEST_URL: usize = 65_534;

/// Where a service is reached.
///
/// ```
/// use restwright_runtime::{Credential, Endpoint, Scheme, SchemeKind};
///
/// const AZURE_AUTH: Scheme = Scheme::new("azure_auth", SchemeKind::Bearer);
///
/// let endpoint = Endpoint::new("https://management.azure.com")?
///     .with_credential(&AZURE_AUTH, Credential::bearer("token"))?;
/// # Ok::<(), restwright_runtime::EndpointError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Endpoint {
    scheme: UriScheme,
    authority: Authority,
    /// Without a slash at its end: empty, or `/base`.
    base_path: String,
    api_version: Option<String>,
    credentials: Vec<(Scheme, Prepared)>,
    is_authorized_elsewhere: bool,
}

impl Endpoint {
    /// An endpoint at an absolute `https` or `http` URL without user, query and fragment.
    pub fn new(base: &str) -> Result<Self, EndpointError> {
        let refuse = |problem| EndpointError {
            url: showable(base),
            problem,
        };
        if base.contains('#') {
            return Err(refuse(Problem::Fragment));
        }
        let parts = base
            .parse::<Uri>()
            .map_err(|error| refuse(Problem::Syntax(error.to_string())))?
            .into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(refuse(Problem::Relative));
        };
        if scheme != UriScheme::HTTPS && scheme != UriScheme::HTTP {
            return Err(refuse(Problem::Scheme));
        }
        if authority.as_str().contains('@') {
            return Err(refuse(Problem::User));
        }
        if authority.host().is_empty() {
            return Err(refuse(Problem::Relative));
        }
        let path_and_query = parts.path_and_query.as_ref();
        if path_and_query.is_some_and(|path| path.query().is_some()) {
            return Err(refuse(Problem::Query));
        }
        let path = path_and_query.map_or("", |path| path.path());
        if path.split('/').any(is_dot_segment) {
            return Err(refuse(Problem::DotSegment));
        }
        let base_path = path.trim_end_matches('/').to_owned();
        Ok(Self {
            scheme,
            authority,
            base_path,
            api_version: None,
            credentials: Vec::new(),
            is_authorized_elsewhere: false,
        })
    }

    /// The same endpoint with every operation asking for this version of the API instead of its own.
    #[must_use]
    pub fn with_api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into());
        self
    }

    /// The same endpoint with a credential for a scheme; one given before for it is replaced.
    pub fn with_credential(
        mut self,
        scheme: &Scheme,
        credential: Credential,
    ) -> Result<Self, EndpointError> {
        let refuse = |problem| EndpointError {
            url: self.to_string(),
            problem,
        };
        if !self.is_private() {
            return Err(refuse(Problem::Plain));
        }
        let (has_one_reading, is_padded) = (credential.has_one_reading(), credential.is_padded());
        let prepared = credential
            .prepare(scheme.kind)
            .ok_or_else(|| refuse(Problem::Mismatch(scheme.name)))?;
        if !has_one_reading {
            return Err(refuse(Problem::Ambiguous(scheme.name)));
        }
        if !is_header_safe(prepared.text()) || is_padded {
            return Err(refuse(Problem::Unsendable(scheme.name)));
        }
        self.credentials
            .retain(|(known, _)| known.name != scheme.name);
        self.credentials.push((*scheme, prepared));
        Ok(self)
    }

    /// The same endpoint, whose requests somebody else authorises: a layer of the HTTP client that signs them, a proxy, a
    /// test. Without it a request whose operation needs a credential that the endpoint does not have is an
    /// [`EncodeError`](crate::EncodeError), because the service would refuse it.
    ///
    /// ```
    /// # use restwright_runtime::Endpoint;
    /// let endpoint = Endpoint::new("http://localhost:8080")?.authorized_elsewhere();
    /// # Ok::<(), restwright_runtime::EndpointError>(())
    /// ```
    #[must_use]
    pub fn authorized_elsewhere(mut self) -> Self {
        self.is_authorized_elsewhere = true;
        self
    }

    /// The same endpoint at another origin: a stand-in, a proxy, a tunnel. Version and credentials stay; the base path
    /// stays too, after the one that the other URL has.
    ///
    /// ```
    /// # use restwright_runtime::Endpoint;
    /// let service = Endpoint::new("https://service.example/v2")?;
    /// assert_eq!(service.moved_to("http://localhost:8080")?.to_string(), "http://localhost:8080/v2");
    /// # Ok::<(), restwright_runtime::EndpointError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Endpoint::new`] has them, and if a credential would go over plain `http` to another machine.
    pub fn moved_to(&self, origin: &str) -> Result<Self, EndpointError> {
        let there = Self::new(origin)?;
        if !self.credentials.is_empty() && !there.is_private() {
            return Err(EndpointError {
                url: there.to_string(),
                problem: Problem::Plain,
            });
        }
        Ok(Self {
            scheme: there.scheme,
            authority: there.authority,
            base_path: there.base_path + &self.base_path,
            ..self.clone()
        })
    }

    /// The version of the API that was given to [`Endpoint::with_api_version`].
    pub fn api_version(&self) -> Option<&str> {
        self.api_version.as_deref()
    }

    /// Whether a URL has this endpoint's scheme, host and port: only then may it be sent a credential.
    pub fn is_origin_of(&self, uri: &Uri) -> bool {
        uri.scheme() == Some(&self.scheme)
            && uri.authority().is_some_and(|other| {
                other.host().eq_ignore_ascii_case(self.authority.host())
                    && !other.as_str().contains('@')
                    && self.port(other) == self.port(&self.authority)
            })
    }

    pub(crate) fn base_path(&self) -> &str {
        &self.base_path
    }

    pub(crate) fn credential(&self, scheme: &Scheme) -> Option<&Prepared> {
        self.credentials
            .iter()
            .find(|(known, _)| known == scheme)
            .map(|(_, prepared)| prepared)
    }

    /// The URL of a target, an absolute path that may have a query; `None` if it is longer than HTTP libraries take.
    pub(crate) fn url(&self, target: String) -> Option<Uri> {
        let origin = self.scheme.as_str().len() + "://".len() + self.authority.as_str().len();
        if origin + target.len() > LONGEST_URL {
            return None;
        }
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(target)).ok()?);
        Uri::from_parts(parts).ok()
    }

    /// The first of these sets of schemes that is there in full; `given` says what a request has already.
    pub(crate) fn chosen<'c>(
        &self,
        alternatives: &[&'c [&'c Scheme]],
        given: impl Fn(&Scheme) -> bool,
    ) -> &'c [&'c Scheme] {
        let written = |scheme: &&&Scheme| scheme.kind != SchemeKind::MutualTls;
        let chosen = alternatives.iter().find(|schemes| {
            schemes.iter().any(|scheme| written(&scheme))
                && schemes
                    .iter()
                    .filter(written)
                    .all(|scheme| self.has(scheme, &given))
        });
        chosen.copied().unwrap_or_default()
    }

    /// What is written for the first of these sets of schemes that the endpoint has in full.
    pub(crate) fn credentials<'c>(
        &'c self,
        alternatives: &[&'c [&'c Scheme]],
    ) -> impl Iterator<Item = (SchemeKind, &'c Prepared)> {
        let schemes = self.chosen(alternatives, |_| false).iter();
        schemes.filter_map(|scheme| Some((scheme.kind, self.credential(scheme)?)))
    }

    /// The scheme whose credential is missing; `None` where a set is there in full, where one asks for nothing, and where
    /// somebody else adds them. Of a set that is there in part it is the first that is not, else the first of all.
    pub(crate) fn missing(
        &self,
        alternatives: &[&[&Scheme]],
        given: impl Fn(&Scheme) -> bool,
    ) -> Option<&'static str> {
        let lacking = |schemes: &&[&Scheme]| {
            let mut written = schemes
                .iter()
                .filter(|scheme| scheme.kind != SchemeKind::MutualTls);
            written
                .find(|scheme| !self.has(scheme, &given))
                .map(|scheme| scheme.name)
        };
        let is_begun =
            |schemes: &&&[&Scheme]| schemes.iter().any(|scheme| self.has(scheme, &given));
        if alternatives
            .iter()
            .any(|schemes| lacking(schemes).is_none())
        {
            return None;
        }
        let of_begun = alternatives.iter().find(is_begun).and_then(lacking);
        let of_first = || alternatives.first().and_then(lacking);
        of_begun.or_else(|| {
            if self.is_authorized_elsewhere {
                None
            } else {
                of_first()
            }
        })
    }

    fn has(&self, scheme: &Scheme, given: impl Fn(&Scheme) -> bool) -> bool {
        given(scheme) || self.credential(scheme).is_some()
    }

    /// Whether it is reached over `https`.
    pub(crate) fn is_secure(&self) -> bool {
        self.scheme == UriScheme::HTTPS
    }

    fn port(&self, authority: &Authority) -> Option<u16> {
        let default = if self.scheme == UriScheme::HTTPS {
            443
        } else {
            80
        };
        authority
            .port()
            .map_or(Some(default), |port| port.as_str().parse().ok())
    }

    /// Whether nobody on the way reads along.
    fn is_private(&self) -> bool {
        self.is_secure() || is_loopback(self.authority.host())
    }
}

/// As [`Endpoint::new`] makes it.
impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(base: &str) -> Result<Self, EndpointError> {
        Self::new(base)
    }
}

/// As [`Endpoint::new`] makes it.
impl TryFrom<&str> for Endpoint {
    type Error = EndpointError;

    fn try_from(base: &str) -> Result<Self, EndpointError> {
        Self::new(base)
    }
}

/// Its base URL.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.base_path)
    }
}

/// What of a base URL an error may show: not a user with a password, and not a query, which may have a signature.
fn showable(base: &str) -> String {
    if base.contains('@') {
        return String::new();
    }
    let end = base.find(['?', '#']).unwrap_or(base.len());
    base[..end].to_owned()
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

fn is_header_safe(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) && text.trim() == text
}

/// Whether URL libraries would fold this segment away, however it is written.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    let without_dot = |text: &'_ str| -> Option<usize> {
        let dots = [".", "%2e", "%2E"];
        dots.iter()
            .find(|dot| text.starts_with(**dot))
            .map(|dot| dot.len())
    };
    let Some(first) = without_dot(segment) else {
        return false;
    };
    let rest = &segment[first..];
    rest.is_empty() || without_dot(rest) == Some(rest.len())
}

/// Why an [`Endpoint`] can't be made, or not be given a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointError {
    url: String,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    Syntax(String),
    Relative,
    Scheme,
    User,
    Query,
    Fragment,
    DotSegment,
    Plain,
    Mismatch(&'static str),
    Unsendable(&'static str),
    Ambiguous(&'static str),
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.url.is_empty() {
            write!(f, "endpoint {:?}: ", self.url)?;
        }
        match &self.problem {
            Problem::Syntax(reason) => write!(
                f,
                "not a URL ({reason}); give one such as https://host/base"
            ),
            Problem::Relative => {
                f.write_str("not an absolute URL; give one such as https://host/base")
            }
            Problem::Scheme => {
                f.write_str("neither https nor http; give a URL that starts with https://")
            }
            Problem::User => {
                f.write_str("the endpoint's URL names a user; give a credential instead")
            }
            Problem::Query => f.write_str("has a query; give the URL without the part from `?` on"),
            Problem::Fragment => {
                f.write_str("has a fragment; give the URL without the part from `#` on")
            }
            Problem::DotSegment => {
                f.write_str("has a segment `.` or `..`; give the path that it stands for")
            }
            Problem::Plain => f.write_str(
                "would carry a credential in plain text; give a URL that starts with https://",
            ),
            Problem::Mismatch(scheme) => {
                write!(
                    f,
                    "the credential is of another kind than the scheme {scheme:?}; make it as the scheme demands"
                )
            }
            Problem::Unsendable(scheme) => write!(
                f,
                "the credential for {scheme:?} has a character that HTTP can't carry, or white space around it; give it \
                 without"
            ),
            Problem::Ambiguous(scheme) => write!(
                f,
                "the user for {scheme:?} has a colon, where the password would begin, or one of the two has a control \
                 character; RFC 7617 allows neither"
            ),
        }
    }
}

impl std::error::Error for EndpointError {}
