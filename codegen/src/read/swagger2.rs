//! What only Swagger 2.0 has: media types beside the operation, bodies and forms as parameters, one host.
//!
//! A stranger would expect a form to be a list of parameters. It becomes an object schema with a property each, so
//! that from here on it is the body that OpenAPI 3 would have written.

use super::cursor::Cursor;
use super::fields::Fields;
use super::owner::Owner;
use super::parameter::{BodyParameter, FormParameter};
use super::reader::Reader;
use super::table::Rank;
use crate::description::{Body, MediaType, Parameter, ParameterIn, Schema};
use crate::media_type::essence;
use indexmap::IndexMap;
use std::collections::HashSet;

/// The parameters of an operation, by what they become.
#[derive(Default)]
pub(super) struct Declared<'d> {
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<BodyParameter<'d>>,
    pub(super) form: Vec<FormParameter>,
    /// The parameters that the list at hand has declared already.
    pub(super) seen: HashSet<(ParameterIn, String)>,
}

const MULTIPART: &str = "multipart/form-data";
pub(super) const URL_ENCODED: &str = "application/x-www-form-urlencoded";

impl<'d> Reader<'d, '_> {
    /// `consumes` or `produces`, where given.
    pub(super) fn media_types(
        &mut self,
        fields: &mut Fields<'d>,
        keyword: &'static str,
    ) -> Option<Vec<String>> {
        let cursor = fields.take_present(keyword, &mut self.report)?;
        Some(self.texts(&cursor))
    }

    /// The texts of an array, each once.
    pub(super) fn texts(&mut self, cursor: &Cursor<'d>) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for element in self.report.list(cursor) {
            if let Some(text) = self
                .report
                .text(&element)
                .filter(|text| !texts.contains(text))
            {
                texts.push(text);
            }
        }
        texts
    }

    /// The body of an operation: `requestBody`, or what its parameters say.
    pub(super) fn read_operation_body(
        &mut self,
        fields: &mut Fields<'d>,
        declared: &mut Declared<'d>,
        owner: &Owner,
    ) -> Option<Body> {
        let consumes = self
            .media_types(fields, "consumes")
            .unwrap_or_else(|| self.consumes.clone());
        let request_body = fields.take_present("requestBody", &mut self.report);
        let body = declared.body.take();
        let form = std::mem::take(&mut declared.form);
        if let Some(request_body) = request_body {
            return self.read_request_body(&request_body, owner);
        }
        if let Some(body) = body {
            if !form.is_empty() {
                let message =
                    "The operation has a body and form parameters; only one of them can be sent."
                        .to_owned();
                let help = "The form parameters are left out: remove one of the two.";
                self.report
                    .warning(&body.location, "two-bodies", message, help);
            }
            return Some(self.body_of(body, consumes));
        }
        (!form.is_empty()).then(|| self.form_of(fields.cursor(), form, consumes, owner))
    }

    fn body_of(&mut self, body: BodyParameter<'d>, consumes: Vec<String>) -> Body {
        let media_types = if consumes.is_empty() {
            vec!["application/json".to_owned()]
        } else {
            consumes
        };
        let schema = body
            .schema
            .map(|schema| self.schema(&schema, body.owner.body(&media_types[0])));
        let of = |media_type| MediaType {
            location: body.location.clone(),
            media_type,
            schema,
            item_schema: None,
            encoding: IndexMap::new(),
            example: None,
        };
        let content = media_types.into_iter().map(of).collect();
        Body {
            location: body.location.clone(),
            name: body.name,
            required: body.required,
            doc: body.doc,
            content,
        }
    }

    fn form_of(
        &mut self,
        at: &Cursor<'d>,
        form: Vec<FormParameter>,
        consumes: Vec<String>,
        owner: &Owner,
    ) -> Body {
        let has_file = form
            .iter()
            .any(|part| self.table.schemas[part.schema].types.file);
        let mut media_types: Vec<String> = consumes
            .into_iter()
            .filter(|media_type| is_form(media_type))
            .collect();
        if media_types.is_empty() {
            media_types.push(if has_file { MULTIPART } else { URL_ENCODED }.to_owned());
        }
        let location = at.location();
        let mut schema = Schema::empty(location.clone(), owner.body(&media_types[0]));
        schema.types.object = true;
        let mut encoding = IndexMap::new();
        for part in form {
            schema.properties.insert(part.name.clone(), part.schema);
            if part.required {
                schema.required.push(part.name.clone());
            }
            if part.encoding.style.is_some() {
                encoding.insert(part.name, part.encoding);
            }
        }
        let required = !schema.required.is_empty();
        let schema = Some(self.table.add(schema, Rank::Natural));
        let of = |media_type| MediaType {
            location: location.clone(),
            media_type,
            schema,
            item_schema: None,
            encoding: encoding.clone(),
            example: None,
        };
        let content = media_types.into_iter().map(of).collect();
        Body {
            location: location.clone(),
            name: None,
            required,
            doc: None,
            content,
        }
    }
}

/// Whether a media type is one of forms.
fn is_form(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == MULTIPART || essence == URL_ENCODED
}
