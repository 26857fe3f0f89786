//! Parameters and response headers of every dialect, and how their values become text.
//!
//! A stranger would expect Swagger's parameters and OpenAPI's to differ. Both are read by the same functions, and so a
//! `type` without `schema` in OpenAPI 3, or `in: body` there, is understood.

use super::annotations;
use super::cursor::Cursor;
use super::dialect::Dialect;
use super::fields::Fields;
use super::kind::Kind;
use super::owner::Owner;
use super::reader::Reader;
use super::table::Rank;
use crate::description::{
    Header, Parameter, ParameterEncoding, ParameterIn, PartEncoding, Place, SchemaId, Status, Style,
};
use crate::value::{Location, Value};

/// What a parameter object declares.
pub(super) enum Declaration<'d> {
    Parameter(Parameter),
    Body(BodyParameter<'d>),
    Form(FormParameter),
}

/// Swagger 2.0's `in: body`; its media types are known to the operation.
pub(super) struct BodyParameter<'d> {
    pub(super) location: Location,
    pub(super) name: Option<String>,
    pub(super) required: bool,
    pub(super) doc: Option<String>,
    pub(super) schema: Option<Cursor<'d>>,
    pub(super) owner: Owner,
}

/// Swagger 2.0's `in: formData`.
pub(super) struct FormParameter {
    pub(super) name: String,
    pub(super) required: bool,
    pub(super) schema: SchemaId,
    pub(super) encoding: PartEncoding,
}

impl<'d> Reader<'d, '_> {
    pub(super) fn read_parameter(
        &mut self,
        cursor: &Cursor<'d>,
        owner: &Owner,
    ) -> Option<Declaration<'d>> {
        let layers = self.follow(cursor)?;
        let mut fields = Fields::open_layers(&layers, Kind::Parameter, &mut self.report)?;
        let declaration = self.read_declaration(&mut fields, &owner.behind(&layers));
        fields.finish(&mut self.report);
        declaration
    }

    fn read_declaration(
        &mut self,
        fields: &mut Fields<'d>,
        owner: &Owner,
    ) -> Option<Declaration<'d>> {
        let name = fields.text("name", &mut self.report);
        let at = fields.take_present("in", &mut self.report);
        let word = at
            .as_ref()
            .and_then(|at| self.report.text(at))
            .unwrap_or_default();
        let place = match word.to_ascii_lowercase().as_str() {
            "body" => {
                return Some(Declaration::Body(
                    self.read_body_parameter(fields, name, owner),
                ));
            }
            "formdata" => None,
            "path" => Some(ParameterIn::Path),
            "query" => Some(ParameterIn::Query),
            "querystring" => Some(ParameterIn::QueryString),
            "header" => Some(ParameterIn::Header),
            "cookie" => Some(ParameterIn::Cookie),
            _ => {
                let known = "Write one of path, query, header, cookie (in Swagger 2.0 also formData and body).";
                let location = at.map_or_else(|| fields.location(), |at| at.location());
                let message = format!(
                    "The parameter `{}` has no known place: `in` is `{word}`.",
                    name.unwrap_or_default()
                );
                self.report.error(&location, "unknown-in", message, known);
                return None;
            }
        };
        let Some(name) = name else {
            let message = "This parameter has no `name`.".to_owned();
            self.report.error(
                &fields.location(),
                "missing-keyword",
                message,
                "Write the name that goes over the wire.",
            );
            return None;
        };
        Some(match place {
            Some(place) => {
                Declaration::Parameter(self.read_plain_parameter(fields, name, place, owner))
            }
            None => Declaration::Form(self.read_form_parameter(fields, name, owner)),
        })
    }

    fn read_plain_parameter(
        &mut self,
        fields: &mut Fields<'d>,
        name: String,
        place: ParameterIn,
        owner: &Owner,
    ) -> Parameter {
        let location = fields.location();
        let required = self.read_parameter_required(fields, place);
        let doc = fields.prose("description", &mut self.report);
        let deprecated = fields
            .flag("deprecated", &mut self.report)
            .unwrap_or_default();
        let allow_empty = fields
            .flag("allowEmptyValue", &mut self.report)
            .unwrap_or_default();
        let client_name = fields.text("x-ms-client-name", &mut self.report);
        let skip_encoding = fields
            .flag("x-ms-skip-url-encoding", &mut self.report)
            .unwrap_or_default();
        let header_prefix = fields.text("x-ms-header-collection-prefix", &mut self.report);
        let client_request_id = fields.take_present("x-ms-client-request-id", &mut self.report);
        let client_default = fields
            .take("x-ms-client-default")
            .map(|cursor| cursor.value().clone());
        let example = annotations::example(fields);
        let (schema, encoding) = self.read_value(fields, place, owner.parameter(&name));
        Parameter {
            location,
            name,
            client_name,
            place,
            required,
            doc,
            deprecated,
            schema,
            encoding,
            skip_encoding,
            allow_empty,
            header_prefix,
            client_request_id: client_request_id
                .is_some_and(|cursor| *cursor.value() != Value::Bool(false)),
            client_default,
            example,
        }
    }

    /// Every path parameter is required, whatever it says.
    fn read_parameter_required(&mut self, fields: &mut Fields<'d>, place: ParameterIn) -> bool {
        let required = fields.flag("required", &mut self.report) == Some(true);
        if place == ParameterIn::Path && !required {
            let note = "A path parameter is always required, even if it does not say so.";
            self.report.understood(fields.cursor(), "required", note);
            return true;
        }
        required
    }

    fn read_form_parameter(
        &mut self,
        fields: &mut Fields<'d>,
        name: String,
        owner: &Owner,
    ) -> FormParameter {
        let required = fields
            .flag("required", &mut self.report)
            .unwrap_or_default();
        let has_format = fields.has("collectionFormat");
        let (style, explode, _) = self.read_style(fields, ParameterIn::Query);
        let schema = self.read_simple(fields, owner.parameter(&name));
        // The default is `csv`, as everywhere in Swagger 2.0. Files stand for themselves.
        let encoding = if has_format || self.is_list_of_texts(schema) {
            PartEncoding {
                style: Some(style),
                explode: Some(explode),
                ..PartEncoding::default()
            }
        } else {
            PartEncoding::default()
        };
        FormParameter {
            name,
            required,
            schema,
            encoding,
        }
    }

    fn is_list_of_texts(&self, id: SchemaId) -> bool {
        let schema = &self.table.schemas[id];
        let is_file = |items: SchemaId| {
            let items = &self.table.schemas[items];
            items.types.file || items.format.as_deref() == Some("binary")
        };
        schema.types.array && !schema.items.is_some_and(is_file)
    }

    fn read_body_parameter(
        &mut self,
        fields: &mut Fields<'d>,
        name: Option<String>,
        owner: &Owner,
    ) -> BodyParameter<'d> {
        if self.report.dialect != Dialect::Swagger20 {
            let note = "A body as a parameter, as in Swagger 2.0: read as the request body.";
            self.report.understood(fields.cursor(), "in: body", note);
        }
        BodyParameter {
            location: fields.location(),
            name: fields.text("x-ms-client-name", &mut self.report).or(name),
            required: fields
                .flag("required", &mut self.report)
                .unwrap_or_default(),
            doc: fields.prose("description", &mut self.report),
            schema: fields.take_present("schema", &mut self.report),
            owner: owner.clone(),
        }
    }

    pub(super) fn read_header(
        &mut self,
        name: &str,
        cursor: &Cursor<'d>,
        status: Status,
        owner: &Owner,
    ) -> Option<Header> {
        let layers = self.follow(cursor)?;
        let mut fields = Fields::open_layers(&layers, Kind::Header, &mut self.report)?;
        let place = owner.behind(&layers).header(status, name);
        let location = fields.location();
        let client_name = fields.text("x-ms-client-name", &mut self.report);
        let doc = fields.prose("description", &mut self.report);
        let required = fields
            .flag("required", &mut self.report)
            .unwrap_or_default();
        let deprecated = fields
            .flag("deprecated", &mut self.report)
            .unwrap_or_default();
        let prefix = fields.text("x-ms-header-collection-prefix", &mut self.report);
        let (schema, encoding) = self.read_value(&mut fields, ParameterIn::Header, place);
        fields.finish(&mut self.report);
        Some(Header {
            location,
            name: name.to_owned(),
            client_name,
            doc,
            required,
            deprecated,
            schema,
            encoding,
            prefix,
        })
    }

    /// A header of a part of a multipart body: a parameter in all but its place.
    pub(super) fn read_part_header(
        &mut self,
        name: &str,
        cursor: &Cursor<'d>,
        of: Place,
    ) -> Option<Parameter> {
        let layers = self.follow(cursor)?;
        let mut fields = Fields::open_layers(&layers, Kind::Header, &mut self.report)?;
        let location = fields.location();
        let client_name = fields.text("x-ms-client-name", &mut self.report);
        let doc = fields.prose("description", &mut self.report);
        let required = fields.flag("required", &mut self.report) == Some(true);
        let deprecated = fields.flag("deprecated", &mut self.report) == Some(true);
        let (schema, encoding) = self.read_value(&mut fields, ParameterIn::Header, of);
        fields.finish(&mut self.report);
        Some(Parameter {
            location,
            name: name.to_owned(),
            client_name,
            place: ParameterIn::Header,
            required,
            doc,
            deprecated,
            schema,
            encoding,
            skip_encoding: false,
            allow_empty: false,
            header_prefix: None,
            client_request_id: false,
            client_default: None,
            example: None,
        })
    }

    /// The schema of a parameter or header, and how its value becomes text.
    fn read_value(
        &mut self,
        fields: &mut Fields<'d>,
        place: ParameterIn,
        of: Place,
    ) -> (SchemaId, ParameterEncoding) {
        let (style, explode, allow_reserved) = self.read_style(fields, place);
        let encoding = ParameterEncoding::Style {
            style,
            explode,
            allow_reserved,
        };
        if let Some(schema) = fields.take_present("schema", &mut self.report) {
            if let Some(content) = fields.take("content") {
                self.report.ignored(
                    &content,
                    "content",
                    "`schema` beside it says what the value is.",
                );
            }
            return (self.schema(&schema, of), encoding);
        }
        if let Some(content) = fields.take_present("content", &mut self.report) {
            let mut media_types = self.entries_of(&content).into_iter();
            if let Some((media_type, cursor)) = media_types.next() {
                for (_, other) in media_types {
                    self.report.ignored(
                        &other,
                        "content",
                        "A value has one form: the first media type is used.",
                    );
                }
                let schema = self.read_media_type(media_type, &cursor, &of, None).schema;
                let schema =
                    schema.unwrap_or_else(|| self.table.enter_read(&cursor, of, Rank::Natural));
                return (schema, ParameterEncoding::Content(media_type.to_owned()));
            }
        }
        if self.report.dialect != Dialect::Swagger20 {
            let note = "A value without `schema`: what stands beside its name is read as one, as in Swagger 2.0.";
            self.report.understood(fields.cursor(), "schema", note);
        }
        (self.read_simple(fields, of), encoding)
    }

    /// The schema that a parameter or header of Swagger 2.0 is itself; one that says nothing is a string.
    fn read_simple(&mut self, fields: &mut Fields<'d>, place: Place) -> SchemaId {
        let rank = if matches!(place, Place::Shared(..)) {
            Rank::Shared
        } else {
            Rank::Natural
        };
        let id = self.table.enter_read(fields.outermost(), place, rank);
        self.schema_keywords(id, fields);
        let schema = &mut self.table.schemas[id];
        let says_nothing = schema.types == crate::description::Types::default()
            && schema.enumeration.is_none()
            && schema.format.is_none()
            && schema.items.is_none();
        schema.types.string |= says_nothing;
        id
    }

    /// `style`, `explode`, `allowReserved`, or `collectionFormat`.
    fn read_style(&mut self, fields: &mut Fields<'d>, place: ParameterIn) -> (Style, bool, bool) {
        let report = &mut self.report;
        let allow_reserved = fields.flag("allowReserved", report).unwrap_or_default();
        let usual = usual_style(place);
        let style = fields.take_present("style", report);
        let explode = fields.flag("explode", report);
        let format = fields.take_present("collectionFormat", report);
        if let (None, Some(format)) = (&style, format) {
            let (style, explode) = self.read_collection_format(&format, usual);
            return (style, explode, allow_reserved);
        }
        let is_styled = style.is_some() || self.report.dialect != Dialect::Swagger20;
        let style = style.map_or(usual, |style| self.read_style_word(&style, place));
        let explode = explode.unwrap_or(is_styled && matches!(style, Style::Form | Style::Cookie));
        (style, explode, allow_reserved)
    }

    fn read_style_word(&mut self, cursor: &Cursor<'d>, place: ParameterIn) -> Style {
        let usual = usual_style(place);
        let word = self.report.text(cursor).unwrap_or_default();
        let style = style_of(&word);
        let fits = match style {
            Some(Style::Simple | Style::Label | Style::Matrix) => usual == Style::Simple,
            Some(Style::Cookie) => place == ParameterIn::Cookie,
            Some(
                Style::Form
                | Style::SpaceDelimited
                | Style::PipeDelimited
                | Style::TabDelimited
                | Style::DeepObject,
            ) => usual == Style::Form,
            None => false,
        };
        if !fits {
            let note = format!("`{word}` is no style of this place: the usual style is used.");
            self.report.understood(cursor, "style", note);
        }
        style.filter(|_| fits).unwrap_or(usual)
    }

    fn read_collection_format(&mut self, cursor: &Cursor<'d>, usual: Style) -> (Style, bool) {
        let word = self.report.text(cursor).unwrap_or_default();
        match word.as_str() {
            "csv" => (usual, false),
            "ssv" => (Style::SpaceDelimited, false),
            "tsv" => (Style::TabDelimited, false),
            "pipes" => (Style::PipeDelimited, false),
            "multi" => (usual, usual == Style::Form),
            other => {
                let message = format!("`{other}` is no collection format.");
                let help = "It is read as csv: write one of csv, ssv, tsv, pipes, multi.";
                self.report
                    .warning(&cursor.location(), "unknown-value", message, help);
                (usual, false)
            }
        }
    }
}

fn usual_style(place: ParameterIn) -> Style {
    match place {
        ParameterIn::Path | ParameterIn::Header => Style::Simple,
        ParameterIn::Query | ParameterIn::QueryString | ParameterIn::Cookie => Style::Form,
    }
}

/// The style that a word of the specification names.
pub(super) fn style_of(word: &str) -> Option<Style> {
    Some(match word {
        "simple" => Style::Simple,
        "label" => Style::Label,
        "matrix" => Style::Matrix,
        "form" => Style::Form,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        "cookie" => Style::Cookie,
        _ => return None,
    })
}
