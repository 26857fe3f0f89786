//! Operations: names, arguments, and the steps that build a request.
//!
//! What the description fixes (a required parameter of a single value, the API's version) is a step with a constant
//! and no argument. A stranger would miss that the path's literal text is percent-encoded here, once.

use super::{Lowering, doc, servers};
use crate::coverage::Treatment;
use crate::description::{self, ParameterEncoding, ParameterIn, Style};
use crate::shape::{
    Argument, Doc, Group, Name, Operation, Paging, Placement, RequestBody, Step, StepValue,
    StyleUse, Type,
};
use std::collections::BTreeMap;

/// The group's words and the operation's own words.
pub(super) fn operation_name(operation: &description::Operation) -> (String, String) {
    let id = operation.id.as_deref().map(str::trim);
    let id = id.filter(|id| !id.is_empty());
    if let Some((group, name)) = id.and_then(group_and_name) {
        return (group.to_owned(), name.to_owned());
    }
    let tag = operation.tags.first().filter(|tag| !tag.trim().is_empty());
    let group = tag.cloned().unwrap_or_else(|| "api".to_owned());
    let name = match id {
        Some(id) => id.to_owned(),
        None => route_words(&operation.method, &operation.path),
    };
    (group, name)
}

/// The id of an operation, or its method and path.
pub(super) fn id(operation: &description::Operation) -> String {
    operation
        .id
        .clone()
        .unwrap_or_else(|| format!("{} {}", operation.method, operation.path))
}

/// Takes an operationId of the form `Group_Operation` apart. In `get_user`, `GET_users` and `Users_by_name` the
/// underscores only separate words.
pub(super) fn group_and_name(id: &str) -> Option<(&str, &str)> {
    let (group, name) = id.split_once('_')?;
    let is_camel = [group, name]
        .iter()
        .any(|part| part.starts_with(|first: char| first.is_ascii_uppercase()));
    let is_word = group
        .chars()
        .all(|character| character.is_ascii_alphanumeric());
    let is_name = !name.is_empty() && !name.contains('_');
    let is_method = METHODS
        .iter()
        .any(|method| group.eq_ignore_ascii_case(method));
    (is_camel && is_word && is_name && !is_method).then_some((group, name))
}

/// The methods that operationIds begin with; `Query` and `Options` are groups of real services.
const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// Words for an operation without an id: `get pets by pet id`.
fn route_words(method: &str, path: &str) -> String {
    let mut words = vec![method.to_ascii_lowercase()];
    for piece in pieces(path) {
        match piece {
            Piece::Literal(text) => words.extend(
                text.split('/')
                    .filter(|part| !part.is_empty())
                    .map(str::to_owned),
            ),
            Piece::Parameter(name) => words.push(format!("by {name}")),
        }
    }
    words.join(" ")
}

/// A piece of a path template.
enum Piece {
    Literal(String),
    Parameter(String),
}

fn pieces(path: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, following)) = after.split_once('}') else {
            break;
        };
        if !before.is_empty() {
            pieces.push(Piece::Literal(before.to_owned()));
        }
        pieces.push(Piece::Parameter(name.to_owned()));
        rest = following;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    pieces
}

/// Template text as it goes on the wire: bytes that a path may not hold are encoded, escapes stay.
fn path_text(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(b"0123456789ABCDEF"[usize::from(byte >> 4)]));
            encoded.push(char::from(b"0123456789ABCDEF"[usize::from(byte & 15)]));
        }
    }
    encoded
}

impl Lowering<'_> {
    /// The operations by group.
    pub(super) fn groups(&mut self) -> Vec<Group> {
        let mut groups: BTreeMap<String, Vec<Operation>> = BTreeMap::new();
        for operation in &self.description.operations {
            let (group, name) = operation_name(operation);
            groups
                .entry(group)
                .or_default()
                .push(self.operation(operation, name));
        }
        groups
            .into_iter()
            .map(|(words, operations)| Group {
                name: Name::unsettled(words.clone(), words),
                operations,
            })
            .collect()
    }

    fn operation(&mut self, operation: &description::Operation, words: String) -> Operation {
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
            name: Name::unsettled(
                format!("{id} {} {}", operation.method, operation.path),
                words,
            ),
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
            output: answers.output,
            failure: answers.failure,
            answers: answers.by_status,
            headers: self.headers(operation),
            paging: operation.pageable.as_ref().map(|paging| Paging {
                items: paging.items.clone(),
                next_link: paging.next_link.clone(),
            }),
            long_running: operation.long_running.is_some(),
        }
    }

    /// What the caller accepts: the values of an `Accept` parameter where one is declared, else all media types.
    fn accept(&self, operation: &description::Operation) -> Vec<String> {
        let chosen = operation
            .negotiation
            .iter()
            .find(|parameter| parameter.name.eq_ignore_ascii_case("accept"));
        let listed = chosen
            .map(|parameter| self.text_values(parameter.schema))
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
        Argument {
            name: Name::unsettled(format!("{} {:?}", parameter.name, parameter.place), words),
            doc: doc::of_parameter(parameter, schema, limits),
            ty: if ty == Type::Bytes { Type::String } else { ty },
            required: parameter.required && !parameter.client_request_id,
            deprecated: parameter.deprecated || is_own && schema.deprecated,
        }
    }
}

fn string_map(ty: Type) -> Type {
    match ty {
        Type::Map(_) => ty,
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

/// A request under construction.
#[derive(Default)]
pub(super) struct Request {
    pub(super) arguments: Vec<Argument>,
    pub(super) steps: Vec<Step>,
}

impl Request {
    /// A media type that the description leaves open (`*/*`, `image/*`) is the caller's to name.
    fn open_media_type(&mut self, body: Option<&RequestBody>) {
        const HEADER: &str = "Content-Type";
        let mut forms = body.into_iter().flat_map(|body| &body.forms);
        let is_open = forms.any(|form| form.name.wire.contains('*'));
        let is_given = self.steps.iter().any(
            |step| matches!(step, Step::Parameter { name, .. } if name.eq_ignore_ascii_case(HEADER)),
        );
        if !is_open || is_given {
            return;
        }
        self.steps.push(Step::Parameter {
            name: HEADER.to_owned(),
            placement: Placement::Header { explode: false },
            value: StepValue::Argument(self.arguments.len()),
        });
        self.arguments.push(Argument {
            name: Name::unsettled(
                format!("{HEADER} {:?}", ParameterIn::Header),
                HEADER.to_owned(),
            ),
            doc: Doc {
                text: Some("The media type of the body.".to_owned()),
                notes: Vec::new(),
            },
            ty: Type::String,
            required: false,
            deprecated: false,
        });
    }

    /// The index of a parameter's argument: the same parameter may stand twice in a path.
    fn argument(
        &mut self,
        parameter: &description::Parameter,
        make: impl FnOnce(&description::Parameter) -> Argument,
    ) -> usize {
        let wire = format!("{} {:?}", parameter.name, parameter.place);
        if let Some(known) = self
            .arguments
            .iter()
            .position(|argument| argument.name.wire == wire)
        {
            return known;
        }
        self.arguments.push(make(parameter));
        self.arguments.len() - 1
    }
}

fn placement(parameter: &description::Parameter) -> Placement {
    let style = match &parameter.encoding {
        ParameterEncoding::Style {
            style,
            explode,
            allow_reserved,
        } => StyleUse {
            style: *style,
            explode: *explode,
            allow_reserved: *allow_reserved,
        },
        ParameterEncoding::Content(media) => {
            return content_placement(parameter.place, media.clone());
        }
    };
    match parameter.place {
        ParameterIn::Path if parameter.skip_encoding => Placement::PathRaw,
        ParameterIn::Path => Placement::Path(style),
        ParameterIn::Query if parameter.skip_encoding => Placement::QueryRaw,
        ParameterIn::Query => Placement::Query(style),
        // It has a `content`, but for a description that leaves it out.
        ParameterIn::QueryString => {
            Placement::QueryString("application/x-www-form-urlencoded".to_owned())
        }
        ParameterIn::Header => match &parameter.header_prefix {
            Some(prefix) => Placement::HeaderPrefix(prefix.clone()),
            None if style.style == Style::Simple => Placement::Header {
                explode: style.explode,
            },
            None => Placement::HeaderInStyle(style),
        },
        ParameterIn::Cookie => Placement::Cookie(style),
    }
}

fn content_placement(place: ParameterIn, media: String) -> Placement {
    match place {
        ParameterIn::Path => Placement::PathContent(media),
        ParameterIn::Query => Placement::QueryContent(media),
        ParameterIn::QueryString => Placement::QueryString(media),
        ParameterIn::Header => Placement::HeaderContent(media),
        ParameterIn::Cookie => Placement::CookieContent(media),
    }
}

/// The media types that the operation's answers declare; those of failures only where no success has one.
fn declared_media_types(operation: &description::Operation) -> Vec<String> {
    let responses = super::answer::by_status(operation);
    let of = |failures: bool| {
        let mut list: Vec<String> = Vec::new();
        for response in responses.iter().filter(|response| {
            super::answer::is_failure(response, &operation.responses) == failures
        }) {
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
