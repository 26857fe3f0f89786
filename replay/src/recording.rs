//! A recorded exchange as it stands in a file: a line of JSON with a request's values, the request, and recorded answers.
//!
//! A stranger would get this wrong: an absent body and the body `null` are two things, so bodies are read by
//! [`present`].

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A line of a file of exchanges.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recording {
    /// Names it in reports.
    pub id: String,
    /// Exchanges are counted by set; those without one by the first folder of their description.
    pub set: Option<String>,
    /// The document, relative to the folder of the corpus.
    pub description: String,
    /// The operation's id.
    #[serde(default)]
    pub operation: String,
    /// Its method.
    pub method: String,
    /// Its path as the document has it.
    pub template: String,
    /// What the caller passes, by wire name.
    #[serde(default)]
    pub parameters: Map<String, Value>,
    /// Values for the variables of the server's URL.
    #[serde(default)]
    pub host_parameters: Map<String, Value>,
    /// Credentials by the name of the scheme.
    #[serde(default)]
    pub security: BTreeMap<String, Security>,
    /// What the caller passes as body.
    #[serde(default, deserialize_with = "present")]
    pub body: Option<Value>,
    /// What must go over the wire.
    pub request: Request,
    /// The answers.
    #[serde(default)]
    pub responses: Vec<Answer>,
    /// What cannot be compared.
    #[serde(default)]
    pub exclude: Exclude,
}

/// A credential in the form that it has on the wire.
#[derive(Clone, Debug, Deserialize)]
pub struct Security {
    /// The text.
    pub value: String,
}

/// What must go over the wire.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// The method.
    pub method: String,
    /// Scheme and host; `None` is not compared.
    pub host: Option<String>,
    /// As [`Recording::host_parameters`], which some files have here.
    #[serde(default)]
    pub host_parameters: Map<String, Value>,
    /// The decoded segments of the path.
    pub segments: Vec<String>,
    /// The decoded pairs of the query.
    #[serde(default)]
    pub query: Vec<(String, String)>,
    /// Headers that must be there, names in lower case.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The media type; `None` is not compared.
    #[serde(default)]
    pub content_type: Option<String>,
    /// The body.
    #[serde(default, deserialize_with = "present")]
    pub body: Option<Value>,
    /// The fields of a form.
    pub form: Option<Vec<(String, String)>>,
    /// Where something other than equality counts.
    #[serde(default)]
    pub matchers: Vec<Matcher>,
}

/// A place where something other than equality counts.
#[derive(Clone, Debug, Deserialize)]
pub struct Matcher {
    /// `query`, `headers` or `body`.
    #[serde(rename = "in")]
    pub place: String,
    /// A JSON Pointer, or the text itself in an XML body.
    pub at: String,
    /// What counts.
    #[serde(rename = "match")]
    pub rule: String,
}

/// A recorded answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The media type.
    #[serde(default)]
    pub content_type: Option<String>,
    /// The body.
    #[serde(default, deserialize_with = "present")]
    pub body: Option<Value>,
}

/// What cannot be compared, and why.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Exclude {
    /// The request.
    #[serde(default)]
    pub request: Option<String>,
    /// Answers by status.
    #[serde(default)]
    pub responses: BTreeMap<String, String>,
}

impl Recording {
    /// A value for a variable of the server's URL.
    pub fn host_parameter(&self, name: &str) -> Option<String> {
        let value = self
            .host_parameters
            .get(name)
            .or_else(|| self.request.host_parameters.get(name))?;
        Some(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
        )
    }
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}
