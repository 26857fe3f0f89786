//! Where Swagger 2.0 says its service is reached: host, base path and schemes as servers.
//!
//! A stranger would take the first scheme: `https` goes before `http`, whatever the order.

use super::template::{Piece, Template};
use crate::description::{Server, ServerVariable};

/// Where Swagger 2.0 says its service is reached.
#[derive(Debug, Default)]
pub(super) struct Host {
    pub(super) name: Option<String>,
    pub(super) base_path: String,
    pub(super) schemes: Vec<String>,
}

impl Host {
    /// A server for each scheme, the safest first.
    pub(super) fn servers(&self, schemes: &[String]) -> Vec<Server> {
        let Some(host) = &self.name else {
            let path = self.path();
            let relative = (!path.is_empty()).then(|| Server {
                url: path,
                doc: None,
                variables: Vec::new(),
            });
            return relative.into_iter().collect();
        };
        let https = ["https".to_owned()];
        let schemes = if schemes.is_empty() { &https } else { schemes };
        let (safe, plain): (Vec<_>, Vec<_>) = schemes.iter().partition(|scheme| *scheme == "https");
        let server = |scheme: &String| {
            let url = format!("{scheme}://{host}{}", self.path());
            let variables = variables_of(&url).into_iter();
            let variables = variables.map(|name| ServerVariable {
                name,
                default: None,
                values: Vec::new(),
                doc: None,
            });
            Server {
                variables: variables.collect(),
                url,
                doc: None,
            }
        };
        safe.into_iter().chain(plain).map(server).collect()
    }

    pub(super) fn preferred_scheme(&self) -> &str {
        let schemes = &self.schemes;
        let https = schemes
            .iter()
            .find(|scheme| *scheme == "https")
            .or(schemes.first());
        https.map_or("https", String::as_str)
    }

    /// The base path, empty or with a `/` in front.
    pub(super) fn path(&self) -> String {
        let path = self.base_path.trim_matches('/');
        if path.is_empty() {
            String::new()
        } else {
            format!("/{path}")
        }
    }
}

/// The variables of a URL template, each once.
pub(super) fn variables_of(url: &str) -> Vec<String> {
    let template = Template::parse(url);
    let mut names = Vec::new();
    for piece in template.pieces {
        if let Piece::Variable(name) = piece
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}
