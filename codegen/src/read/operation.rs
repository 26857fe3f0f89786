//! Operations: parameters with their overrides, body, responses, security, and Azure's extensions.

use super::cursor::Cursor;
use super::dialect::Dialect;
use super::fields::Fields;
use super::kind::Kind;
use super::owner::Owner;
use super::parameter::Declaration;
use super::path::{Direction, PathItem};
use super::reader::Reader;
use super::swagger2::Declared;
use crate::description::{
    LongRunning, NextPage, Operation, OperationPlace, PagePlace, Pageable, Parameter, ParameterIn,
};
use crate::value::Value;

/// The callbacks of an operation: the name of each after the operation's, and where it stands.
pub(super) type Callbacks<'d> = Vec<(String, Cursor<'d>)>;

impl<'d> Reader<'d, '_> {
    pub(super) fn read_operation(
        &mut self,
        item: &PathItem<'_, 'd>,
        method: &str,
        cursor: &Cursor<'d>,
        place: OperationPlace,
    ) -> Option<(Operation, Callbacks<'d>)> {
        let layers = self.follow(cursor)?;
        if layers.len() > 1 {
            self.report.understood(
                cursor,
                "operation $ref",
                "A reference in an operation's place is followed.",
            );
        }
        let mut fields = Fields::open_layers(&layers, Kind::Operation, &mut self.report)?;
        let owner = Owner::Operation(place);
        let mut declared = self.read_parameters(item, &mut fields, &owner);
        let mut operation = self.read_head(item, method, &mut fields);
        operation.body = self.read_operation_body(&mut fields, &mut declared, &owner);
        operation.parameters = declared.parameters;
        let produces = self
            .media_types(&mut fields, "produces")
            .unwrap_or_else(|| self.produces.clone());
        match fields.take_present("responses", &mut self.report) {
            Some(responses) => {
                operation.responses = self.read_responses(&responses, &owner, &produces);
            }
            None if self.report.dialect < Dialect::OpenApi31 => {
                self.report.understood(
                    cursor,
                    "responses",
                    "An operation without responses: every answer is undocumented.",
                );
            }
            None => {}
        }
        self.read_extensions(&mut operation, &mut fields);
        self.separate_negotiation(&mut operation);
        if let Direction::Outgoing = item.direction {
            self.reconcile(item.key, &mut operation, &owner);
        }
        if let Direction::Incoming(..) = item.direction {
            self.note_incoming(&fields);
        }
        let callbacks = self.callbacks_of(&operation, &mut fields);
        fields.finish(&mut self.report);
        Some((operation, callbacks))
    }

    /// What is said of a request of the service beside its body.
    pub(super) fn note_incoming(&mut self, fields: &Fields<'d>) {
        let unused = ["parameters", "responses", "security", "servers"];
        for keyword in fields.keywords().filter(|it| unused.contains(&it.key())) {
            let note = "What the service sends is emitted as the type of its body alone.";
            self.report.ignored(&keyword, keyword.key(), note);
        }
    }

    /// What an operation says of itself alone.
    fn read_head(
        &mut self,
        item: &PathItem<'_, 'd>,
        method: &str,
        fields: &mut Fields<'d>,
    ) -> Operation {
        let tags = fields.list("tags", &mut self.report);
        let servers = fields
            .take_present("servers", &mut self.report)
            .or_else(|| item.servers.clone());
        let security = fields.take_present("security", &mut self.report);
        Operation {
            location: fields.location(),
            id: fields
                .text("operationId", &mut self.report)
                .filter(|id| !id.is_empty()),
            method: method.to_owned(),
            path: if let Direction::Outgoing = item.direction {
                String::new()
            } else {
                item.key.to_owned()
            },
            client_name: None,
            client_group: None,
            fixed_query: Vec::new(),
            tags: tags
                .iter()
                .filter_map(|tag| self.report.text(tag))
                .collect(),
            summary: fields.prose("summary", &mut self.report),
            doc: fields.prose("description", &mut self.report),
            deprecated: fields
                .flag("deprecated", &mut self.report)
                .unwrap_or_default(),
            parameters: Vec::new(),
            negotiation: Vec::new(),
            body: None,
            responses: Vec::new(),
            security: match security {
                Some(security) => self.read_security(&security),
                None => self.security.clone(),
            },
            servers: self.read_operation_servers(servers.as_ref(), fields),
            long_running: None,
            pageable: None,
            stream: None,
            repeatable: None,
            request_id_header: None,
            version: self.version.clone(),
        }
    }

    /// The parameters of the path, then those of the operation, which replace them by name and place.
    fn read_parameters(
        &mut self,
        item: &PathItem<'_, 'd>,
        fields: &mut Fields<'d>,
        owner: &Owner,
    ) -> Declared<'d> {
        let mut declared = Declared::default();
        let shared = Owner::Shared(match item.direction {
            Direction::Outgoing => item.key.to_owned(),
            Direction::Incoming(name, _) => name.to_owned(),
        });
        for parameter in &item.parameters {
            self.declare(&mut declared, parameter, &shared);
        }
        declared.seen.clear();
        let of_path = declared.body.take();
        for parameter in fields.list("parameters", &mut self.report) {
            self.declare(&mut declared, &parameter, owner);
        }
        declared.body = declared.body.or(of_path);
        declared
    }

    fn declare(&mut self, declared: &mut Declared<'d>, cursor: &Cursor<'d>, owner: &Owner) {
        let Some(cursor) = self.report.present(cursor.clone()) else {
            return;
        };
        match self.read_parameter(&cursor, owner) {
            Some(Declaration::Parameter(parameter)) => {
                let key = (parameter.place, parameter.name.clone());
                if !declared.seen.insert(key) {
                    let message =
                        format!("The parameter `{}` is declared twice here.", parameter.name);
                    let help = "The second declaration is used: remove one of the two.";
                    self.report
                        .warning(&cursor.location(), "duplicate-parameter", message, help);
                }
                let same = |other: &Parameter| {
                    (other.place, &other.name) == (parameter.place, &parameter.name)
                };
                match declared.parameters.iter().position(same) {
                    Some(index) => declared.parameters[index] = parameter,
                    None => declared.parameters.push(parameter),
                }
            }
            Some(Declaration::Body(body)) => {
                if declared.body.is_some() {
                    let message = "The operation has two bodies; only one can be sent.".to_owned();
                    let help = "The second is used: remove one of the two.";
                    self.report
                        .warning(&cursor.location(), "two-bodies", message, help);
                }
                declared.body = Some(body);
            }
            Some(Declaration::Form(part)) => match declared
                .form
                .iter()
                .position(|other| other.name == part.name)
            {
                Some(index) => declared.form[index] = part,
                None => declared.form.push(part),
            },
            None => {}
        }
    }

    /// Azure's extensions that change how an operation is called.
    fn read_extensions(&mut self, operation: &mut Operation, fields: &mut Fields<'d>) {
        let is_long_running = fields
            .flag("x-ms-long-running-operation", &mut self.report)
            .unwrap_or_default();
        let options = fields.take_present("x-ms-long-running-operation-options", &mut self.report);
        let options = options.map(|options| self.read_long_running(&options));
        if is_long_running {
            operation.long_running = Some(options.unwrap_or_default());
        }
        if let Some(cursor) = fields.take_present("x-ms-pageable", &mut self.report) {
            operation.pageable = self.read_pageable(&cursor);
        }
        operation.request_id_header = fields.text("x-ms-request-id", &mut self.report);
    }

    fn read_long_running(&mut self, cursor: &Cursor<'d>) -> LongRunning {
        let Some(mut fields) = self.open(cursor, Kind::LongRunning) else {
            return LongRunning::default();
        };
        let final_state_via = fields.text("final-state-via", &mut self.report);
        let final_state_schema = fields
            .take("final-state-schema")
            .and_then(|schema| self.named_schema(&schema, "unresolved-final-state"));
        fields.finish(&mut self.report);
        LongRunning {
            final_state_via,
            final_state_schema,
        }
    }

    fn read_pageable(&mut self, cursor: &Cursor<'d>) -> Option<Pageable> {
        let mut fields = self.open(cursor, Kind::Pageable)?;
        let next_link = fields
            .take("nextLinkName")
            .filter(|link| *link.value() != Value::Null);
        let next_link = next_link
            .and_then(|link| self.referenced_text(&link))
            .filter(|link| !link.is_empty());
        let items = fields
            .text("itemName", &mut self.report)
            .filter(|items| !items.is_empty());
        let operation = fields.text("operationName", &mut self.report);
        fields.finish(&mut self.report);
        Some(Pageable {
            items: items.unwrap_or_else(|| "value".to_owned()),
            next: next_link.map_or(NextPage::Single, |name| NextPage::Link {
                at: PagePlace::Body(name),
                method: "GET".to_owned(),
            }),
            operation,
        })
    }

    /// Takes out the header parameters that say again what media types and security say.
    fn separate_negotiation(&mut self, operation: &mut Operation) {
        let has_security = !operation.security.is_empty();
        let (mut kept, mut negotiation) = (Vec::new(), Vec::new());
        for parameter in operation.parameters.drain(..) {
            let name = parameter.name.to_ascii_lowercase();
            match (parameter.place, name.as_str()) {
                (ParameterIn::Header, "accept" | "content-type") => {
                    let note = "The media types of bodies and responses say what is sent; this chooses among them.";
                    self.report
                        .understood_at(&parameter.location, "negotiation header", note);
                    negotiation.push(parameter);
                }
                (ParameterIn::Header, "authorization")
                    if self.report.dialect != Dialect::Swagger20 && has_security =>
                {
                    let note = "The security scheme sends this header, as the specification says.";
                    self.report
                        .ignored_at(&parameter.location, "authorization header", note);
                }
                _ => kept.push(parameter),
            }
        }
        operation.parameters = kept;
        operation.negotiation = negotiation;
    }

    fn callbacks_of(&mut self, operation: &Operation, fields: &mut Fields<'d>) -> Callbacks<'d> {
        let owner = operation
            .id
            .clone()
            .unwrap_or_else(|| format!("{} {}", operation.method, operation.path));
        let callbacks = self.entries(fields, "callbacks").into_iter();
        callbacks
            .map(|(name, callback)| (format!("{owner} {name}"), callback))
            .collect()
    }
}
