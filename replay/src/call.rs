//! A vector as emitted drivers see it: arguments by wire name, bodies by codec, an endpoint.
//!
//! A stranger would get this wrong: values go through the types' own decoders, so a driver can pass only what the type
//! of an argument can hold.

use crate::Problem;
use crate::body::{self, Sent};
use crate::recording::Recording;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::Response;
use http::header::CONTENT_TYPE;
use restwright_runtime::json::{self, Decode};
use restwright_runtime::{
    Answer, Credential, Endpoint, EndpointError, Error, File, Scheme, SchemeKind, Undeclared,
};
use serde_json::{Map, Value};

/// A server of a description: the names of its variables with their defaults, and its function.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// Its URL as the description has it.
    pub url: &'static str,
    /// The variables that the function takes.
    pub variables: &'static [(&'static str, &'static str)],
    /// Makes the endpoint.
    pub make: fn(&[&str]) -> Result<Endpoint, EndpointError>,
}

/// A vector that is about to become a request.
#[derive(Clone, Copy, Debug)]
pub struct Call<'v> {
    vector: &'v Recording,
}

/// Parameters.
impl<'v> Call<'v> {
    pub(crate) fn new(vector: &'v Recording) -> Self {
        Self { vector }
    }

    /// The value of a parameter that must be given.
    pub fn required<T: Decode>(self, name: &str) -> Result<T, Problem> {
        self.optional(name)?
            .ok_or_else(|| Problem::new(format!("the vector has no value for {name:?}")))
    }

    /// The value of a parameter that may be left out.
    pub fn optional<T: Decode>(self, name: &str) -> Result<Option<T>, Problem> {
        self.value(name)
            .map(|value| decode(name, value))
            .transpose()
    }

    /// The media type of the body where the description leaves it open: then it is no parameter but the caller's choice.
    pub fn media_type<T: Decode>(self, name: &str) -> Result<Option<T>, Problem> {
        let media = self.vector.request.content_type.as_deref();
        let media = media.filter(|_| self.has_body()).map(Value::from);
        match self.optional(name)? {
            None => media.map(|media| decode(name, &media)).transpose(),
            given => Ok(given),
        }
    }

    fn value(self, name: &str) -> Option<&'v Value> {
        let parameters = &self.vector.parameters;
        parameters.get(name).or_else(|| {
            parameters
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, value)| value)
        })
    }
}

/// Bodies.
impl Call<'_> {
    /// Whether the vector has a body.
    pub fn has_body(self) -> bool {
        self.vector.body.is_some()
    }

    /// Whether the vector has a body or a value for one of these fields.
    pub fn has_fields(self, names: &[&str]) -> bool {
        self.has_body() || names.iter().any(|name| self.value(name).is_some())
    }

    /// Which of these media types the vector's body has; the first if it has none of them.
    pub fn media(self, declared: &[&str]) -> usize {
        let sent = self
            .vector
            .request
            .content_type
            .as_deref()
            .map(body::essence);
        let same = |media: &&str| Some(body::essence(media)) == sent;
        let like = |media: &&str| {
            sent.as_deref()
                .is_some_and(|sent| body::family(sent) == body::family(media))
        };
        let of_form = |media: &&str| match self.vector.body.as_ref().map(body::sent) {
            Some(Sent::Json(_)) => body::is_json(media),
            _ => !body::is_json(media),
        };
        let declared = || declared.iter();
        declared()
            .position(same)
            .or_else(|| declared().position(like))
            .or_else(|| declared().position(of_form))
            .unwrap_or_default()
    }

    /// The body, read as an answer with this body would be.
    pub fn body<T>(
        self,
        is_text: bool,
        read: impl FnOnce(Answer) -> Result<Response<T>, Error<Undeclared>>,
    ) -> Result<T, Problem> {
        let body = self.vector.body.as_ref();
        let body = body.ok_or_else(|| Problem::new("the vector has no body"))?;
        let mut response = Response::new(match body::sent(body) {
            Sent::Json(Value::String(text)) if is_text => text.clone().into(),
            sent => sent.to_bytes(),
        });
        if let Some(media) = &self.vector.request.content_type
            && let Ok(media) = media.parse()
        {
            response.headers_mut().insert(CONTENT_TYPE, media);
        }
        read(Answer::new(response))
            .map(Response::into_body)
            .map_err(|error| Problem::new(format!("the body does not fit its type: {error}")))
    }

    /// A body of bytes.
    pub fn bytes(self) -> Result<Bytes, Problem> {
        self.body(true, |answer| answer.bytes(std::convert::identity))
    }

    /// A body of fields or parts, without its files.
    pub fn fields<T: Decode>(self, names: &[&str]) -> Result<T, Problem> {
        let mut members = self.members(names);
        for value in members.values_mut() {
            if body::file(value).is_some() {
                *value = Value::from("");
            } else if let Value::Array(items) = value {
                items
                    .iter_mut()
                    .filter(|item| body::file(item).is_some())
                    .for_each(|item| *item = Value::from(""));
            }
        }
        decode("body", &Value::Object(members))
    }

    /// The file in a part; `None` if there is none.
    pub fn file(self, name: &str) -> Option<File> {
        self.members(&[name]).get(name).map(any_file)
    }

    /// The files in the parts of a name; `None` if there are none.
    pub fn files(self, name: &str) -> Option<Vec<File>> {
        match self.members(&[name]).get(name)? {
            Value::Array(items) => Some(items.iter().map(any_file).collect()),
            item => Some(vec![any_file(item)]),
        }
    }

    /// The members of the body, or the parameters of these names.
    fn members(self, names: &[&str]) -> Map<String, Value> {
        match &self.vector.body {
            Some(Value::Object(members)) => members.clone(),
            _ => names
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), self.value(name)?.clone())))
                .collect(),
        }
    }
}

fn any_file(value: &Value) -> File {
    body::file(value).unwrap_or_else(|| match value {
        Value::String(text) => File::new(text.clone()),
        other => File::new(other.to_string()),
    })
}

/// Endpoints.
impl Call<'_> {
    /// Where the request goes, in the version that the vector asks for, with the vector's credentials.
    pub fn endpoint(
        self,
        servers: &[Server],
        schemes: &[Scheme],
        api_version: Option<(&str, &str)>,
    ) -> Result<Endpoint, Problem> {
        // Vectors without credentials are sent all the same.
        let mut endpoint = self.server(servers)?.authorized_elsewhere();
        if let Some((name, default)) = api_version
            && let Some(version) = self.optional::<String>(name)?
            && version != default
        {
            endpoint = endpoint.with_api_version(version);
        }
        for (name, security) in &self.vector.security {
            let scheme = schemes
                .iter()
                .find(|scheme| scheme.name == name)
                .ok_or_else(|| Problem::new(format!("no security scheme is called {name:?}")))?;
            endpoint =
                endpoint.with_credential(scheme, credential(scheme.kind, &security.value)?)?;
        }
        Ok(endpoint)
    }

    fn server(self, servers: &[Server]) -> Result<Endpoint, Problem> {
        let has_all = |server: &&Server| {
            let mut names = self.vector.host_parameters.keys();
            names.all(|name| server.variables.iter().any(|(known, _)| known == name))
        };
        let chosen = servers.iter().find(has_all).or(servers.first());
        let Some(server) = chosen else {
            return Ok(Endpoint::new(STAND_IN)?);
        };
        let values: Vec<String> = server
            .variables
            .iter()
            .map(|(name, default)| self.variable(name, default))
            .collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        (server.make)(&values)
            .or_else(|error| complete(server, &values).ok_or(error))
            .map_err(Problem::from)
    }

    fn variable(self, name: &str, default: &str) -> String {
        if name == BASE {
            return STAND_IN.to_owned();
        }
        let given = self.vector.host_parameter(name);
        given.unwrap_or_else(|| default.to_owned())
    }
}

/// Where requests go whose host is not known; it is not compared then.
const STAND_IN: &str = "http://localhost:3055";
/// The variable for where a description was served from, that functions of relative URLs take.
const BASE: &str = "";

/// Examples leave the scheme out, or have a placeholder for a host: `{Endpoint}`.
fn complete(server: &Server, values: &[&str]) -> Option<Endpoint> {
    let starts_the_url = |index: usize| {
        let (name, _) = server.variables[index];
        server.url.starts_with(&format!("{{{name}}}"))
    };
    let with = |change: &dyn Fn(usize, &str) -> String| {
        let values: Vec<String> = values
            .iter()
            .enumerate()
            .map(|(index, value)| change(index, value))
            .collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        (server.make)(&values).ok()
    };
    let completed = with(&|index, value| {
        if starts_the_url(index) && !value.contains("://") {
            format!("https://{value}")
        } else {
            value.to_owned()
        }
    });
    completed.or_else(|| {
        with(&|index, _| {
            if starts_the_url(index) {
                STAND_IN.to_owned()
            } else {
                "localhost".to_owned()
            }
        })
    })
}

fn credential(kind: SchemeKind, wire: &str) -> Result<Credential, Problem> {
    let after = |name: &str| {
        let (scheme, rest) = wire.split_once(' ')?;
        scheme.eq_ignore_ascii_case(name).then(|| rest.to_owned())
    };
    let found = match kind {
        SchemeKind::Bearer => after("Bearer").map(Credential::bearer),
        SchemeKind::Basic => after("Basic").and_then(|text| {
            let pair = String::from_utf8(STANDARD.decode(text).ok()?).ok()?;
            let (user, password) = pair.split_once(':')?;
            Some(Credential::basic(user, password.to_owned()))
        }),
        SchemeKind::Http(name) => after(name).map(Credential::key),
        _ => Some(Credential::key(wire.to_owned())),
    };
    found.ok_or_else(|| {
        Problem::new(format!(
            "the credential {wire:?} is not of the scheme's kind"
        ))
    })
}

fn decode<T: Decode>(name: &str, value: &Value) -> Result<T, Problem> {
    json::from_value(value)
        .map_err(|fault| Problem::new(format!("{name:?} does not fit its type: {fault}")))
}
