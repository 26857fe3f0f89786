//! Servers: OpenAPI 3's URLs with variables, Swagger 2.0's host, and Azure's host templates.

use super::cursor::Cursor;
use super::fields::Fields;
use super::host::{Host, variables_of};
use super::kind::Kind;
use super::reader::Reader;
use crate::description::{Server, ServerVariable};

impl<'d> Reader<'d, '_> {
    /// The servers of the whole description.
    pub(super) fn read_root_servers(&mut self, root: &mut Fields<'d>) -> Vec<Server> {
        self.host = Host::default();
        let servers = root.take_present("servers", &mut self.report);
        let mut servers = servers.map_or_else(Vec::new, |servers| self.read_servers(&servers));
        if servers.is_empty() {
            self.read_host(root);
        }
        if let Some(cursor) = root.take_present("x-ms-parameterized-host", &mut self.report) {
            if self.host.name.is_some() {
                let note = "`x-ms-parameterized-host` says where the service is reached.";
                self.report.ignored_at(&root.location(), "host", note);
            }
            servers.extend(self.read_parameterized_host(&cursor));
        } else if servers.is_empty() {
            servers = self.host.servers(&self.host.schemes);
        }
        servers
    }

    fn read_host(&mut self, root: &mut Fields<'d>) {
        let name = root.text("host", &mut self.report);
        self.host.name = name.map(|host| host.trim_end_matches('/').to_owned());
        self.host.base_path = root.text("basePath", &mut self.report).unwrap_or_default();
        self.host.schemes = self.media_types(root, "schemes").unwrap_or_default();
    }

    /// The servers that replace the description's for one operation.
    pub(super) fn read_operation_servers(
        &mut self,
        servers: Option<&Cursor<'d>>,
        fields: &mut Fields<'d>,
    ) -> Vec<Server> {
        if let Some(cursor) = fields.take_present("schemes", &mut self.report) {
            let schemes = self.texts(&cursor);
            if self.host.name.is_none() {
                let note = "The description has no `host`, so the endpoint says how it is reached.";
                self.report.ignored(&cursor, "schemes", note);
            } else if !same_schemes(&schemes, &self.host.schemes) {
                return self.host.servers(&schemes);
            }
        }
        servers.map_or_else(Vec::new, |servers| self.read_servers(servers))
    }

    fn read_servers(&mut self, cursor: &Cursor<'d>) -> Vec<Server> {
        let servers = self.report.list(cursor);
        servers
            .iter()
            .filter_map(|server| self.read_server(server))
            .collect()
    }

    fn read_server(&mut self, cursor: &Cursor<'d>) -> Option<Server> {
        let cursor = self.report.present(cursor.clone())?;
        let mut fields = Fields::open(&cursor, Kind::Server, &mut self.report)?;
        let url = fields.text("url", &mut self.report);
        let doc = fields.prose("description", &mut self.report);
        let mut declared = Vec::new();
        for (name, variable) in self.entries(&mut fields, "variables") {
            declared.extend(self.read_variable(name, &variable));
        }
        fields.finish(&mut self.report);
        let Some(url) = url else {
            let message = "This server has no `url`.".to_owned();
            self.report.warning(
                &cursor.location(),
                "missing-keyword",
                message,
                "It is ignored: write its URL.",
            );
            return None;
        };
        Some(self.server_of(&cursor, url, doc, declared))
    }

    /// A server whose variables are those of its URL, in its order.
    fn server_of(
        &mut self,
        at: &Cursor<'d>,
        url: String,
        doc: Option<String>,
        mut declared: Vec<ServerVariable>,
    ) -> Server {
        let mut variables = Vec::new();
        for name in variables_of(&url) {
            let index = declared.iter().position(|variable| variable.name == name);
            variables.push(index.map_or_else(
                || {
                    let note = format!(
                        "`{{{name}}}` is not declared: it is read as a variable without a default."
                    );
                    self.report.understood(at, "server variable", note);
                    ServerVariable {
                        name,
                        default: None,
                        values: Vec::new(),
                        doc: None,
                    }
                },
                |index| declared.remove(index),
            ));
        }
        for unused in declared {
            let note = format!(
                "The URL has no `{{{}}}`: the variable is left out.",
                unused.name
            );
            self.report.ignored(at, "server variable", note);
        }
        Server {
            url,
            doc,
            variables,
        }
    }

    fn read_variable(&mut self, name: &str, cursor: &Cursor<'d>) -> Option<ServerVariable> {
        let mut fields = Fields::open(cursor, Kind::ServerVariable, &mut self.report)?;
        let default = fields.text("default", &mut self.report);
        let values = fields.list("enum", &mut self.report);
        let values = values
            .iter()
            .filter_map(|value| self.report.text(value))
            .collect();
        let doc = fields.prose("description", &mut self.report);
        fields.finish(&mut self.report);
        Some(ServerVariable {
            name: name.to_owned(),
            default,
            values,
            doc,
        })
    }

    /// `x-ms-parameterized-host`: a server whose variables are parameters.
    fn read_parameterized_host(&mut self, cursor: &Cursor<'d>) -> Option<Server> {
        let mut fields = Fields::open(cursor, Kind::ParameterizedHost, &mut self.report)?;
        let template = fields.text("hostTemplate", &mut self.report);
        let prefix = fields
            .flag("useSchemePrefix", &mut self.report)
            .unwrap_or(true);
        let parameters = fields.list("parameters", &mut self.report);
        let declared = parameters
            .iter()
            .filter_map(|parameter| self.read_host_parameter(parameter))
            .collect();
        fields.finish(&mut self.report);
        let Some(template) = template else {
            let message = "`x-ms-parameterized-host` has no `hostTemplate`.".to_owned();
            self.report.warning(
                &cursor.location(),
                "missing-keyword",
                message,
                "It is ignored: write the template.",
            );
            return None;
        };
        let scheme = if prefix {
            format!("{}://", self.host.preferred_scheme())
        } else {
            String::new()
        };
        let url = format!(
            "{scheme}{}{}",
            template.trim_end_matches('/'),
            self.host.path()
        );
        Some(self.server_of(cursor, url, None, declared))
    }

    fn read_host_parameter(&mut self, cursor: &Cursor<'d>) -> Option<ServerVariable> {
        let mut fields = self.open(cursor, Kind::HostParameter)?;
        let name = fields.text("name", &mut self.report)?;
        let doc = fields.prose("description", &mut self.report);
        let mut default = fields.take_present("x-ms-client-default", &mut self.report);
        let schema = fields.take_present("schema", &mut self.report);
        let mut schema = match schema.and_then(|schema| self.open(&schema, Kind::HostParameter)) {
            Some(schema) => {
                fields.finish(&mut self.report);
                schema
            }
            None => fields,
        };
        for keyword in ["x-ms-client-default", "default"] {
            default = default.or(schema.take_present(keyword, &mut self.report));
        }
        let default = default.and_then(|value| self.report.text(&value));
        let values = schema.list("enum", &mut self.report);
        let values = values
            .iter()
            .filter_map(|value| self.report.text(value))
            .collect();
        schema.finish(&mut self.report);
        Some(ServerVariable {
            name,
            default,
            values,
            doc,
        })
    }
}

fn same_schemes(some: &[String], others: &[String]) -> bool {
    some.len() == others.len() && some.iter().all(|scheme| others.contains(scheme))
}
