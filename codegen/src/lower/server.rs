//! Servers: where a service is reached, and what of it a caller may choose.
//!
//! A stranger would name a server by its place in the list: `endpoint` is the first, the others have numbers.

use super::doc;
use crate::shape::{Doc, Name, Server, ServerVariable};

/// The servers of a description or an operation.
pub(super) fn servers(servers: &[crate::description::Server], name: &str) -> Vec<Server> {
    servers
        .iter()
        .enumerate()
        .map(|(index, server)| {
            let words = if index == 0 {
                name.to_owned()
            } else {
                format!("{name} {}", index + 1)
            };
            let variables = server
                .variables
                .iter()
                .map(|variable| ServerVariable {
                    name: Name::unsettled(variable.name.clone(), variable.name.clone()),
                    doc: doc::of_server_variable(variable),
                    default: variable.default.clone(),
                })
                .collect();
            Server {
                name: Name::unsettled(format!("{index} {}", server.url), words),
                url: server.url.clone(),
                doc: Doc {
                    text: server.doc.clone(),
                    notes: Vec::new(),
                },
                variables,
            }
        })
        .collect()
}
