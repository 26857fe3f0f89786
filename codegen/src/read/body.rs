//! Request bodies and responses: what they hold, by media type.

use super::annotations;
use super::cursor::Cursor;
use super::dialect::Dialect;
use super::fields::Fields;
use super::kind::Kind;
use super::owner::Owner;
use super::parameter::style_of;
use super::reader::Reader;
use super::schema::{component_name, name_of};
use super::swagger2::URL_ENCODED;
use crate::description::{
    Body, Header, MediaType, OperationRole, Parameter, PartEncoding, Place, Response, SchemaId,
    SharedRole, Status,
};
use crate::media_type::essence;
use crate::value::Value;
use indexmap::IndexMap;

/// A property of a body whose `encoding` is read.
struct Part<'a> {
    name: &'a str,
    media_type: &'a str,
    /// The body's.
    place: &'a Place,
}

impl Part<'_> {
    fn is_form(&self) -> bool {
        essence(self.media_type) == URL_ENCODED
    }
}

impl<'d> Reader<'d, '_> {
    /// OpenAPI 3's `requestBody`.
    pub(super) fn read_request_body(&mut self, cursor: &Cursor<'d>, owner: &Owner) -> Option<Body> {
        let layers = self.follow(cursor)?;
        let owner = owner.behind(&layers);
        let mut fields = Fields::open_layers(&layers, Kind::RequestBody, &mut self.report)?;
        let location = fields.location();
        let names = [
            "x-ms-client-name",
            "x-ms-requestBody-name",
            "x-codegen-request-body-name",
        ];
        let names: Vec<String> = names
            .iter()
            .filter_map(|name| fields.text(name, &mut self.report))
            .collect();
        let required = fields
            .flag("required", &mut self.report)
            .unwrap_or_default();
        let doc = fields.prose("description", &mut self.report);
        let content = self.read_content(&mut fields, |media_type| owner.body(media_type));
        fields.finish(&mut self.report);
        if content.is_empty() {
            self.report.ignored(
                cursor,
                "requestBody",
                "A body without a media type: none is sent.",
            );
            return None;
        }
        Some(Body {
            location,
            name: names.into_iter().next(),
            required,
            doc,
            content,
        })
    }

    fn read_content(
        &mut self,
        fields: &mut Fields<'d>,
        place: impl Fn(&str) -> Place,
    ) -> Vec<MediaType> {
        let content = self.entries(fields, "content");
        let media_types = content.into_iter().map(|(media_type, cursor)| {
            let item = place(&format!("{media_type} item"));
            self.read_media_type(media_type, &cursor, &place(media_type), Some(item))
        });
        media_types.collect()
    }

    /// A media type object; `null` is one that says nothing.
    pub(super) fn read_media_type(
        &mut self,
        media_type: &str,
        cursor: &Cursor<'d>,
        place: &Place,
        item: Option<Place>,
    ) -> MediaType {
        let mut read = MediaType {
            location: cursor.location(),
            media_type: media_type.to_owned(),
            schema: None,
            item_schema: None,
            encoding: IndexMap::new(),
            example: None,
        };
        let Some(cursor) = self.report.present(cursor.clone()) else {
            return read;
        };
        let is_allowed = self.report.dialect >= Dialect::OpenApi32;
        if cursor
            .reference()
            .is_some_and(|reference| !is_allowed && !self.leads_somewhere(&reference))
        {
            return read;
        }
        let Some(layers) = self.follow(&cursor) else {
            return read;
        };
        let place = match layers.as_slice() {
            [.., _, target] => &Owner::Shared(name_of(target)).body(media_type),
            _ => place,
        };
        let Some(mut fields) = Fields::open_layers(&layers, Kind::MediaType, &mut self.report)
        else {
            return read;
        };
        read.schema = self.read_media_schema(&mut fields, place);
        read.example = annotations::example(&mut fields);
        if let Some(item) = item {
            let schema = fields.take_present("itemSchema", &mut self.report);
            read.item_schema = schema.map(|schema| self.schema(&schema, item));
        }
        for (property, encoding) in self.entries(&mut fields, "encoding") {
            let part = Part {
                name: property,
                media_type,
                place,
            };
            if let Some(encoding) = self.read_part_encoding(&encoding, &part) {
                read.encoding.insert(property.to_owned(), encoding);
            }
        }
        fields.finish(&mut self.report);
        read
    }

    /// The schema of a media type; one that stands there without `schema` is understood.
    fn read_media_schema(&mut self, fields: &mut Fields<'d>, place: &Place) -> Option<SchemaId> {
        if let Some(schema) = fields.take_present("schema", &mut self.report) {
            return Some(self.schema(&schema, place.clone()));
        }
        let is_schema = ["type", "properties", "allOf", "oneOf", "anyOf"]
            .iter()
            .any(|keyword| fields.has(keyword));
        if !is_schema {
            return None;
        }
        let at = fields.cursor().clone();
        self.report.understood(
            &at,
            "schema",
            "A schema in place of the media type object is read as its schema.",
        );
        fields.rest();
        Some(self.schema(&at, place.clone()))
    }

    fn read_part_encoding(&mut self, cursor: &Cursor<'d>, part: &Part<'_>) -> Option<PartEncoding> {
        let mut fields = self.open(cursor, Kind::Encoding)?;
        let content_type = fields.text("contentType", &mut self.report);
        let headers = self.read_part_headers(&mut fields, part);
        if self.report.dialect == Dialect::OpenApi30 && !part.is_form() {
            self.ignore_style(&mut fields);
        }
        let style = fields.take_present("style", &mut self.report);
        let explode = fields.flag("explode", &mut self.report);
        let allow_reserved = fields
            .flag("allowReserved", &mut self.report)
            .unwrap_or_default();
        fields.finish(&mut self.report);
        let style = style.and_then(|cursor| {
            let word = self.report.text(&cursor)?;
            let style = style_of(&word);
            if style.is_none() {
                self.report.understood(
                    &cursor,
                    "style",
                    format!("`{word}` is no style: `form` is used."),
                );
            }
            style
        });
        Some(PartEncoding {
            content_type,
            style,
            explode,
            allow_reserved,
            headers,
        })
    }

    /// OpenAPI 3.0 has styles for forms alone; 3.1 has them for parts too.
    fn ignore_style(&mut self, fields: &mut Fields<'d>) {
        for keyword in ["style", "explode", "allowReserved"] {
            if let Some(cursor) = fields.take_present(keyword, &mut self.report) {
                let note = "OpenAPI 3.0 has styles of form fields, not of parts: a list is repeated parts, an object is JSON.";
                self.report.ignored(&cursor, keyword, note);
            }
        }
    }

    /// The headers of a part; where it is the part's own line that a header would say again, the line stays.
    fn read_part_headers(&mut self, fields: &mut Fields<'d>, part: &Part<'_>) -> Vec<Parameter> {
        let is_multipart = part.media_type.trim_start().starts_with("multipart/");
        let mut headers = Vec::new();
        for (name, header) in self.entries(fields, "headers") {
            let own = match name.to_ascii_lowercase().as_str() {
                _ if !is_multipart => Some("Only parts of a multipart body have headers."),
                "content-type" => Some("`contentType` says what the part is."),
                "content-disposition" => Some("The names of the property and the file make it."),
                _ => None,
            };
            if let Some(note) = own {
                self.report.ignored(&header, "headers", note);
            } else {
                let of = header_place(part.place, &format!("{} {name}", part.name));
                headers.extend(self.read_part_header(name, &header, of));
            }
        }
        headers
    }

    /// The responses of an operation; `produces` are the media types of Swagger 2.0.
    pub(super) fn read_responses(
        &mut self,
        cursor: &Cursor<'d>,
        owner: &Owner,
        produces: &[String],
    ) -> Vec<Response> {
        let mut responses: Vec<Response> = Vec::new();
        for (key, response) in self.entries_of(cursor) {
            if key.starts_with("x-") {
                continue;
            }
            let Some(status) = self.read_status(key, &response) else {
                continue;
            };
            if responses.iter().any(|earlier| earlier.status == status) {
                self.report.ignored(
                    &response,
                    key,
                    "This status stands there twice: the first response is used.",
                );
                continue;
            }
            responses.extend(self.read_response(status, &response, owner, produces));
        }
        responses
    }

    fn read_status(&mut self, key: &str, at: &Cursor<'d>) -> Option<Status> {
        let status = parse_status(key);
        if status.is_none() {
            let message = format!("`{key}` is no status of a response.");
            let help = "Write a number from 100 to 599, a range such as `4XX`, or `default`.";
            self.report
                .error(&at.location(), "invalid-status", message, help);
        } else if key.ends_with("xx") {
            self.report.understood(
                at,
                "status range",
                format!("`{key}` is read as `{}`.", key.to_uppercase()),
            );
        }
        status
    }

    fn read_response(
        &mut self,
        status: Status,
        cursor: &Cursor<'d>,
        owner: &Owner,
        produces: &[String],
    ) -> Option<Response> {
        if *cursor.value() == Value::Null {
            self.report.understood(
                cursor,
                "response",
                "`null` is read as a response without a body.",
            );
            let location = cursor.location();
            return Some(Response {
                location,
                status,
                doc: None,
                content: Vec::new(),
                headers: Vec::new(),
                error: None,
            });
        }
        let layers = self.follow(cursor)?;
        let owner = owner.behind(&layers);
        if let Some(response) = self.read_schema_as_response(status, &layers, produces) {
            return Some(response);
        }
        let mut fields = Fields::open_layers(&layers, Kind::Response, &mut self.report)?;
        let doc = fields.prose("description", &mut self.report);
        let error = fields.flag("x-ms-error-response", &mut self.report);
        let mut content =
            self.read_content(&mut fields, |media_type| owner.response(status, media_type));
        if let Some(schema) = fields.take_present("schema", &mut self.report) {
            content.extend(self.read_produced(status, &schema, &owner, produces));
        }
        let headers = self.read_headers(&mut fields, status, &owner, !content.is_empty());
        let location = fields.location();
        fields.finish(&mut self.report);
        Some(Response {
            location,
            status,
            doc,
            content,
            headers,
            error,
        })
    }

    /// The headers of a response; the type of a body that is there is said by its media types.
    fn read_headers(
        &mut self,
        fields: &mut Fields<'d>,
        status: Status,
        owner: &Owner,
        has_body: bool,
    ) -> Vec<Header> {
        let mut headers = Vec::new();
        for (name, header) in self.entries(fields, "headers") {
            if has_body && name.eq_ignore_ascii_case("content-type") {
                let note =
                    "The media types of the response say what it is, as the specification says.";
                self.report.ignored(&header, "headers", note);
            } else {
                headers.extend(self.read_header(name, &header, status, owner));
            }
        }
        headers
    }

    /// A reference to a component schema where one to a response belongs is a response with that body.
    fn read_schema_as_response(
        &mut self,
        status: Status,
        layers: &[Cursor<'d>],
        produces: &[String],
    ) -> Option<Response> {
        let [.., referrer, target] = layers else {
            return None;
        };
        component_name(target)?;
        self.report.understood(
            referrer,
            "response $ref",
            "A schema in a response's place is read as its body.",
        );
        let schema = self.target(target, referrer);
        let usual = ["application/json".to_owned()];
        let media_types = if produces.is_empty() {
            usual.as_slice()
        } else {
            produces
        };
        let content = media_types
            .iter()
            .map(|media_type| of_schema(media_type, target, schema))
            .collect();
        Some(Response {
            location: target.location(),
            status,
            doc: None,
            content,
            headers: Vec::new(),
            error: None,
        })
    }

    /// The body of a response in Swagger 2.0: one schema in each of the media types that the operation produces.
    fn read_produced(
        &mut self,
        status: Status,
        schema: &Cursor<'d>,
        owner: &Owner,
        produces: &[String],
    ) -> Vec<MediaType> {
        let named = produces.first().map_or("application/json", String::as_str);
        let id = self.schema(schema, owner.response(status, named));
        let is_file = schema.value().as_object().is_some_and(says_file);
        let usual = if is_file {
            "application/octet-stream"
        } else {
            "application/json"
        };
        let usual = [usual.to_owned()];
        let media_types = if produces.is_empty() {
            usual.as_slice()
        } else {
            produces
        };
        media_types
            .iter()
            .map(|media_type| of_schema(media_type, schema, id))
            .collect()
    }
}

/// Where the schema of a part's header stands: beside the body, as a parameter does.
fn header_place(body: &Place, name: &str) -> Place {
    let name = name.to_owned();
    match body {
        Place::Operation(operation, _) => {
            Place::Operation(*operation, OperationRole::Parameter(name))
        }
        Place::Shared(component, _) => {
            Place::Shared(component.clone(), SharedRole::Parameter(name))
        }
        Place::Inside(..) | Place::Component(_) => body.clone(),
    }
}

/// A media type that is only a schema.
fn of_schema(media_type: &str, at: &Cursor<'_>, schema: SchemaId) -> MediaType {
    MediaType {
        location: at.location(),
        media_type: media_type.to_owned(),
        schema: Some(schema),
        item_schema: None,
        encoding: IndexMap::new(),
        example: None,
    }
}

/// Whether a schema of Swagger 2.0 is a body of bytes.
fn says_file(schema: &crate::value::Object) -> bool {
    ["type", "format"]
        .iter()
        .any(|keyword| schema.get(*keyword).and_then(|it| it.node.value.as_str()) == Some("file"))
}

fn parse_status(key: &str) -> Option<Status> {
    if key.eq_ignore_ascii_case("default") {
        return Some(Status::Default);
    }
    if let [first @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] = key.as_bytes() {
        return Some(Status::Range(first - b'0'));
    }
    let is_number = key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit());
    let code = key
        .parse()
        .ok()
        .filter(|code| is_number && (100..=599).contains(code))?;
    Some(Status::Code(code))
}
