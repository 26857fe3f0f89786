//! What `encoding` says of the fields of a form and of the parts of a multipart body: media types, styles, headers.
//!
//! A stranger would look for headers in the body's type. But the type is the schema's, and the same schema may be a body
//! elsewhere; so a header is an argument of the operation beside the body, and all parts of its name have it.

use super::lowering::Lowering;
use super::request::Request;
use crate::coverage::Treatment;
use crate::description::{self, MediaType, Parameter, ParameterEncoding, SchemaId, Style};
use crate::shape::{
    BodyForm, Codec, FormField, Name, Placement, RequestBody, Step, StepValue, StyleUse,
};

/// The properties that are not written the usual way.
pub(super) fn form_fields(media: &MediaType) -> Vec<FormField> {
    media
        .encoding
        .iter()
        .map(|(name, encoding)| {
            let style =
                encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
            FormField {
                name: name.clone(),
                content_type: encoding.content_type.clone(),
                style: style.then(|| {
                    let style = encoding.style.unwrap_or(Style::Form);
                    StyleUse {
                        style,
                        explode: encoding.explode.unwrap_or(style == Style::Form),
                        allow_reserved: encoding.allow_reserved,
                    }
                }),
            }
        })
        .filter(|field| field.content_type.is_some() || field.style.is_some())
        .collect()
}

impl Lowering<'_> {
    /// As [`form_fields`], with the media types that the schemas of files have.
    pub(super) fn part_fields(&mut self, body: SchemaId, media: &MediaType) -> Vec<FormField> {
        let mut fields = form_fields(media);
        for (name, property) in &self.merge(body).properties {
            let is_said = fields.iter().any(|field| field.name == *name);
            let content_type = self.media_type_of_files(*property).filter(|_| !is_said);
            fields.extend(content_type.map(|media_type| FormField {
                name: name.clone(),
                content_type: Some(media_type),
                style: None,
            }));
        }
        fields
    }

    /// `contentMediaType` of a file, or of the files in a list.
    fn media_type_of_files(&mut self, property: SchemaId) -> Option<String> {
        self.file_part(property)?;
        let merged = self.merge(property);
        let items = merged
            .items
            .and_then(|items| self.merge(items).media_type.clone());
        merged.media_type.clone().or(items)
    }

    /// The steps and arguments of the headers that the parts of an operation's body have.
    pub(super) fn part_headers(
        &mut self,
        operation: &description::Operation,
        body: Option<&RequestBody>,
        request: &mut Request,
    ) {
        let declared = operation.body.iter().flat_map(|body| &body.content);
        for media in declared {
            let forms = body.map_or(&[][..], |body| &body.forms);
            let is_parts = |form: &BodyForm| {
                matches!(form.codec, Codec::Multipart(_)) && form.name.wire == media.media_type
            };
            let is_sent = forms.iter().any(is_parts);
            let is_certain =
                forms.len() == 1 && operation.body.as_ref().is_some_and(|it| it.required);
            for (part, encoding) in &media.encoding {
                for header in &encoding.headers {
                    if is_sent {
                        self.part_header(part, header, is_certain.then_some(media), request);
                    } else {
                        let note = "the body is not sent as parts, which alone have headers";
                        self.note(&header.location, "headers", Treatment::Ignored, note);
                    }
                }
            }
        }
    }

    /// A required header of a part that is always there must be given. `always`: the body, if it is always there.
    fn part_header(
        &mut self,
        part: &str,
        header: &Parameter,
        always: Option<&MediaType>,
        request: &mut Request,
    ) {
        let placement = match &header.encoding {
            ParameterEncoding::Style { explode, .. } => Placement::PartHeader {
                part: part.to_owned(),
                explode: *explode,
            },
            ParameterEncoding::Content(media) => Placement::PartHeaderContent {
                part: part.to_owned(),
                media: media.clone(),
            },
        };
        // No header is the version of the API.
        let value = self.fixed(header, "").unwrap_or_else(|| {
            let schema = always.and_then(|media| media.schema);
            let is_there = schema.is_some_and(|schema| self.merge(schema).required.contains(part));
            let mut argument = self.argument(header);
            argument.required = header.required && is_there;
            if header.required && !is_there {
                argument
                    .doc
                    .notes
                    .push("Required where the part is sent.".to_owned());
            }
            argument.name = Name::unsettled(
                format!("{part} {} Part", header.name),
                header
                    .client_name
                    .clone()
                    .unwrap_or_else(|| format!("{part} {}", header.name)),
            );
            request.arguments.push(argument);
            StepValue::Argument(request.arguments.len() - 1)
        });
        request.steps.push(Step::Parameter {
            name: header.name.clone(),
            placement,
            value,
        });
    }
}
