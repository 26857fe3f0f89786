//! Operations: arguments, and the steps that build a request.
//!
//! What the description fixes (a required parameter of a single value, the API's version) is a step with a constant
//! and no argument, which a stranger would look for among the arguments.

use super::doc;
use super::failure;
use super::identity::{Identity, id, identity};
use super::lowering::Lowering;
use super::request::{Request, placement};
use super::route::{Piece, path_text, pieces};
use super::server::servers;
use super::status::{by_status, is_failure};
use crate::coverage::Treatment;
use crate::description::{self, ParameterIn, Style};
use crate::shape::{Argument, Group, Name, Operation, Placement, Step, StepValue, StyleUse, Type};
use crate::words;
use std::collections::BTreeMap;

impl Lowering<'_> {
    /// The operations by group.
    pub(super) fn groups(&mut self) -> Vec<Group> {
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        for operation in &self.description.operations {
            let identity = identity(operation);
            let words = identity.group.clone();
            let operation = self.operation(operation, identity);
            // `Order returns` and `order-returns` are one module, called as the first of them by its letters.
            let group = groups.entry(key(&words)).or_insert_with(|| Group {
                name: Name::unsettled(words.clone(), words.clone()),
                file: String::new(),
                operations: Vec::new(),
            });
            if words < group.name.words {
                group.name = Name::unsettled(words.clone(), words);
            }
            group.operations.push(operation);
        }
        groups.into_values().collect()
    }

    fn operation(&mut self, operation: &description::Operation, identity: Identity) -> Operation {
        let mut request = Request::default();
        self.path(operation, &mut request);
        self.placed(operation, ParameterIn::Query, &mut request);
        self.placed(operation, ParameterIn::QueryString, &mut request);
        for (name, value) in &operation.fixed_query {
            request.steps.push(Step::Parameter {
                name: name.clone(),
                placement: Placement::Query(StyleUse {
                    style: Style::Form,
                    explode: true,
                    allow_reserved: false,
                }),
                value: StepValue::Constant(value.clone()),
            });
        }
        self.placed(operation, ParameterIn::Header, &mut request);
        self.negotiation(operation, &mut request);
        self.placed(operation, ParameterIn::Cookie, &mut request);
        let body = self.request_body(operation, &mut request.arguments);
        request.open_media_type(body.as_ref());
        self.part_headers(operation, body.as_ref(), &mut request);
        let answers = self.answers(operation);
        let id = id(operation);
        let mut doc = doc::of_called(operation);
        doc.notes.extend(self.limits_of_bodies(operation));
        Operation {
            name: Name {
                apart: identity.apart,
                ..Name::unsettled(wire(operation), identity.words)
            },
            location: operation.location.clone(),
            doc,
            deprecated: operation.deprecated,
            id,
            method: operation.method.clone(),
            route: operation.path.clone(),
            arguments: request.arguments,
            steps: request.steps,
            body,
            accept: self.accept(operation),
            security: self.security(operation),
            servers: servers(&operation.servers, "endpoint"),
            failures: failure::documented(operation, &answers.by_status),
            output: answers.output,
            failure: answers.failure,
            headers: self.headers(operation),
            paging: None,
            long_running: self.stated_result(operation),
            stream: self.stream(operation, &answers.by_status),
            answers: answers.by_status,
            repeatable: operation.repeatable,
        }
    }

    /// What the caller accepts: the values of an `Accept` parameter where one is declared, else all media types.
    fn accept(&mut self, operation: &description::Operation) -> Vec<String> {
        let chosen = operation
            .negotiation
            .iter()
            .find(|parameter| parameter.name.eq_ignore_ascii_case("accept"));
        let listed = chosen
            .map(|parameter| parameter.schema)
            .map(|schema| self.text_values(schema))
            .unwrap_or_default();
        if listed.is_empty() {
            declared_media_types(operation)
        } else {
            listed
        }
    }

    fn security(&self, operation: &description::Operation) -> Vec<Vec<usize>> {
        let known = &self.description.schemes;
        operation
            .security
            .iter()
            .map(|together| {
                together
                    .iter()
                    .filter_map(|name| known.get_index_of(name))
                    .collect()
            })
            .collect()
    }

    fn path(&mut self, operation: &description::Operation, request: &mut Request) {
        for piece in pieces(&operation.path) {
            match piece {
                Piece::Literal(text) => request.steps.push(Step::Literal(path_text(&text))),
                Piece::Parameter(name) => {
                    let declared = operation.parameters.iter().find(|parameter| {
                        parameter.place == ParameterIn::Path && parameter.name == name
                    });
                    match declared {
                        Some(parameter) => self.parameter(parameter, &operation.version, request),
                        None => request
                            .steps
                            .push(Step::Literal(path_text(&format!("{{{name}}}")))),
                    }
                }
            }
        }
    }

    fn placed(
        &mut self,
        operation: &description::Operation,
        place: ParameterIn,
        request: &mut Request,
    ) {
        for parameter in operation
            .parameters
            .iter()
            .filter(|parameter| parameter.place == place)
        {
            self.parameter(parameter, &operation.version, request);
        }
    }

    /// A negotiation header that leaves a choice is an option: without it the media types of the bodies are sent.
    fn negotiation(&mut self, operation: &description::Operation, request: &mut Request) {
        for parameter in &operation.negotiation {
            if self.text_values(parameter.schema).len() != 1 {
                let mut parameter = parameter.clone();
                parameter.required = false;
                self.parameter(&parameter, &operation.version, request);
            }
        }
    }

    fn parameter(
        &mut self,
        parameter: &description::Parameter,
        version: &str,
        request: &mut Request,
    ) {
        let placement = placement(parameter);
        let value = match self.fixed(parameter, version) {
            Some(fixed) => fixed,
            None => StepValue::Argument(
                request.argument(parameter, |parameter| self.argument(parameter)),
            ),
        };
        if parameter.allow_empty {
            let note = "an empty value is sent by giving an empty text; a name without `=` is not";
            self.note(
                &parameter.location,
                "allowEmptyValue",
                Treatment::Ignored,
                note,
            );
        }
        request.steps.push(Step::Parameter {
            name: parameter.name.clone(),
            placement,
            value,
        });
    }

    /// The value of a parameter that a caller does not choose; `version` is that of the operation's document.
    pub(super) fn fixed(
        &mut self,
        parameter: &description::Parameter,
        version: &str,
    ) -> Option<StepValue> {
        if !parameter.required {
            return None;
        }
        let merged = self.merge(parameter.schema);
        let single = merged
            .enumeration
            .as_ref()
            .filter(|listed| listed.values.len() == 1 && !listed.open && !merged.types.array);
        let text = single.map(|listed| {
            listed.values[0]
                .value
                .as_str()
                .map_or_else(|| listed.values[0].value.to_json(), str::to_owned)
        });
        let is_version = parameter.name.eq_ignore_ascii_case("api-version")
            && parameter.place == ParameterIn::Query;
        if !is_version {
            return text.map(StepValue::Constant);
        }
        let of_document = Some(version)
            .filter(|version| merged.enumeration.is_none() && is_date_version(version));
        text.or_else(|| of_document.map(str::to_owned))
            .map(StepValue::ApiVersion)
    }

    pub(super) fn argument(&mut self, parameter: &description::Parameter) -> Argument {
        let used = self.use_of(parameter.schema);
        let limits = self.limits(parameter.schema);
        let schema = &self.schemas[parameter.schema];
        let is_own = !self.is_component(parameter.schema);
        let words = parameter
            .client_name
            .clone()
            .unwrap_or_else(|| parameter.name.clone());
        let ty = if parameter.header_prefix.is_some() {
            string_map(used.ty)
        } else {
            used.ty
        };
        let mut documentation = doc::of_parameter(parameter, schema, limits);
        let required = parameter.required && !parameter.client_request_id;
        let deprecated = parameter.deprecated || is_own && schema.deprecated;
        if !required && matches!(self.resolved(&ty), Type::Nullable(_)) {
            documentation.notes.push(doc::ABSENT_OR_NULL.to_owned());
        }
        Argument {
            name: Name::unsettled(format!("{} {:?}", parameter.name, parameter.place), words),
            doc: documentation,
            ty: if ty == Type::Bytes { Type::String } else { ty },
            example: parameter.example.clone().or_else(|| schema.example.clone()),
            required,
            deprecated,
        }
    }
}

fn string_map(ty: Type) -> Type {
    match ty {
        Type::Map(value) if *value != Type::Any => Type::Map(value),
        _ => Type::Map(Box::new(Type::String)),
    }
}

/// `2017-04-26`, with or without a suffix such as `-preview`. `0000-00-00` stands where a service has no versions.
fn is_date_version(version: &str) -> bool {
    let bytes = version.as_bytes();
    let digits = [0, 1, 2, 3, 5, 6, 8, 9];
    bytes.len() >= 10
        && digits.iter().all(|index| bytes[*index].is_ascii_digit())
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && &bytes[5..7] != b"00"
}

/// The media types that the operation's answers declare; those of failures only where no success has one.
fn declared_media_types(operation: &description::Operation) -> Vec<String> {
    let responses = by_status(operation);
    let of = |failures: bool| {
        let mut list: Vec<String> = Vec::new();
        for response in responses
            .iter()
            .filter(|response| is_failure(response, &operation.responses) == failures)
        {
            for media in &response.content {
                if !list.contains(&media.media_type) && media.media_type.contains('/') {
                    list.push(media.media_type.clone());
                }
            }
        }
        list
    };
    let successes = of(false);
    if successes.is_empty() {
        of(true)
    } else {
        successes
    }
}

/// What tells an operation from all others: ids should be unique, but are not.
fn wire(operation: &description::Operation) -> String {
    let line = format!("{} {}", operation.method, operation.path);
    match &operation.id {
        Some(id) => format!("{id} {line}"),
        None => line,
    }
}

/// What groups have in common that are one module.
fn key(group: &str) -> String {
    let words: Vec<String> = words::spelled(group)
        .into_iter()
        .map(|word| word.lower)
        .collect();
    words.join(" ")
}
