//! Request bodies, media types and how each is read and written.
//!
//! A media type chooses a codec, the schema decides the type. Several media types of one codec are one form: the
//! first is sent. Several codecs are an enum, since the caller has to say which.

use super::lowering::{Lowering, Use};
use super::media::{Family, Opaque, codec_words, family, opaque, sent_media_type};
use super::part::form_fields;
use crate::coverage::Treatment;
use crate::description::{self, Body, MediaType, SchemaId, Written};
use crate::shape::{Argument, BodyForm, Codec, Doc, Name, RequestBody, Type};
use crate::value::Value;

/// Whether a form is a multipart body that only its caller can write, boundary and all.
fn is_unwritable(form: &BodyForm) -> bool {
    family(&form.name.wire) == Family::Multipart && form.codec == Codec::Bytes
}

fn is_no_multipart(media: &MediaType) -> bool {
    family(&media.media_type) != Family::Multipart
}

impl Lowering<'_> {
    /// The body of a request, and its argument.
    pub(super) fn request_body(
        &mut self,
        operation: &description::Operation,
        arguments: &mut Vec<Argument>,
    ) -> Option<RequestBody> {
        let body = operation.body.as_ref()?;
        let mut forms: Vec<BodyForm> = Vec::new();
        for media in &body.content {
            let form = self.form(media, operation);
            if is_unwritable(&form) && body.content.iter().any(is_no_multipart) {
                let note = "a multipart body that is no object of named parts can't be written: it is not offered";
                self.note(&media.location, "content", Treatment::Ignored, note);
                continue;
            }
            if is_unwritable(&form) {
                let note = "a multipart body that is no object of named parts is bytes: write it with its boundary, and name that in the media type";
                self.note(&media.location, "content", Treatment::Widened, note);
            }
            let same = forms.iter().find(|known| {
                std::mem::discriminant(&known.codec) == std::mem::discriminant(&form.codec)
                    && known.ty == form.ty
            });
            if let Some(known) = same {
                let note = format!(
                    "the body is sent as `{}`: the form is the same",
                    known.media_type
                );
                self.note(&media.location, "content", Treatment::Ignored, &note);
            } else {
                forms.push(form);
            }
        }
        forms.first()?;
        let argument = arguments.len();
        let argument_of_body = self.body_argument(body, &forms);
        arguments.push(argument_of_body);
        Some(RequestBody { argument, forms })
    }

    fn body_argument(&mut self, body: &Body, forms: &[BodyForm]) -> Argument {
        let words = body.name.clone().unwrap_or_else(|| "body".to_owned());
        let ty = match forms {
            [only] => only.ty.clone(),
            _ => Type::Unit,
        };
        // A body of several forms is an enum, whose variants are documented by their types.
        let only = match body.content.as_slice() {
            [only] => only.schema.filter(|schema| !self.is_component(*schema)),
            _ => None,
        };
        let is_told = |schema: &SchemaId| {
            let has_docs = matches!(ty, Type::Named(_));
            !has_docs || self.schemas[*schema].reference.is_some()
        };
        let doc = match only.filter(is_told) {
            Some(schema) => {
                let limits = self.limits_of(schema, "");
                super::doc::of_value(body.doc.as_deref(), &self.schemas[schema], limits)
            }
            None => Doc {
                text: body.doc.as_deref().and_then(super::doc::non_empty),
                notes: Vec::new(),
            },
        };
        Argument {
            name: Name::unsettled("body".to_owned(), words),
            doc,
            ty,
            example: body
                .content
                .first()
                .and_then(|media| self.example_of(media)),
            required: body.required,
            deprecated: false,
        }
    }

    /// An example of a body: the media type's, else its schema's.
    fn example_of(&self, media: &MediaType) -> Option<Value> {
        let of_schema = || self.schemas[media.schema?].example.clone();
        media.example.clone().or_else(of_schema)
    }

    fn form(&mut self, media: &MediaType, operation: &description::Operation) -> BodyForm {
        let (codec, used) = self.codec(media, true);
        let media_type = sent_media_type(&self.declared_content_type(media, operation), &codec);
        let words = codec_words(&codec, &media_type);
        let name = Name::unsettled(media.media_type.clone(), words);
        BodyForm {
            name,
            media_type,
            codec,
            ty: used.with_null(),
        }
    }

    /// The media type; a `Content-Type` parameter of a single value narrows one that is open.
    fn declared_content_type(
        &mut self,
        media: &MediaType,
        operation: &description::Operation,
    ) -> String {
        let fixed = operation
            .negotiation
            .iter()
            .filter(|parameter| parameter.name.eq_ignore_ascii_case("content-type"))
            .find_map(
                |parameter| match self.text_values(parameter.schema).as_slice() {
                    [only] => Some(only.clone()),
                    _ => None,
                },
            );
        match fixed {
            Some(fixed)
                if family(&fixed) == family(&media.media_type)
                    || family(&media.media_type) == Family::Any =>
            {
                fixed
            }
            _ => media.media_type.clone(),
        }
    }

    /// How a body is read or written, and its type.
    pub(super) fn codec(&mut self, media: &MediaType, is_request: bool) -> (Codec, Use) {
        let plain = |ty| Use {
            ty,
            nullable: false,
        };
        let family = family(&media.media_type);
        self.note_items(media, family);
        let Some(schema) = media.schema.or(media.item_schema) else {
            return match family {
                Family::Json => (Codec::Json, plain(Type::Any)),
                Family::Text | Family::Xml => (Codec::Text, plain(Type::String)),
                Family::EventStream => {
                    (Codec::EventStream, plain(Type::List(Box::new(Type::Event))))
                }
                Family::JsonLines => (Codec::JsonLines, plain(Type::List(Box::new(Type::Any)))),
                Family::Form | Family::Multipart | Family::Binary | Family::Any => {
                    (Codec::Bytes, plain(Type::Bytes))
                }
            };
        };
        let is_item = media.schema.is_none();
        if self.is_binary(schema) && !is_item && family != Family::Text {
            return (Codec::Bytes, plain(Type::Bytes));
        }
        match family {
            Family::EventStream => (Codec::EventStream, plain(Type::List(Box::new(Type::Event)))),
            Family::JsonLines => self.lines(schema, is_item),
            Family::Multipart => self.multipart(schema, media, is_request),
            Family::Form => {
                let used = self.use_of(schema);
                let form = Codec::Form(form_fields(media));
                // A form has no null.
                (
                    form,
                    Use {
                        nullable: false,
                        ..used
                    },
                )
            }
            Family::Xml => self.xml(schema),
            Family::Json => (Codec::Json, self.use_of(schema)),
            Family::Text | Family::Binary | Family::Any => match self.by_schema(schema, family) {
                (Codec::Json, used) => self.opaque(media).unwrap_or((Codec::Json, used)),
                other => other,
            },
        }
    }

    /// An `itemSchema` that the type does not follow.
    fn note_items(&mut self, media: &MediaType, family: Family) {
        if media.item_schema.is_none() {
            return;
        }
        let note = match family {
            _ if media.schema.is_some() => "`schema` beside it says what the whole body is",
            Family::EventStream if self.content_of_events(media).is_some() => return,
            Family::EventStream => "the data of an event stays a text, to be read with it",
            _ => return,
        };
        self.note(&media.location, "itemSchema", Treatment::Ignored, note);
    }

    fn lines(&mut self, schema: SchemaId, is_item: bool) -> (Codec, Use) {
        let used = self.use_of(schema);
        let resolved = self.resolved(&used.ty);
        let ty = match resolved {
            Type::List(_) if !is_item => used.ty,
            Type::Any | Type::String if !is_item => Type::List(Box::new(Type::Any)),
            _ => Type::List(Box::new(used.with_null())),
        };
        (
            Codec::JsonLines,
            Use {
                ty,
                nullable: false,
            },
        )
    }

    fn multipart(&mut self, schema: SchemaId, media: &MediaType, is_request: bool) -> (Codec, Use) {
        let used = self.use_of(schema);
        if is_request && self.is_struct(&used.ty) {
            return (
                Codec::Multipart(self.part_fields(schema, media)),
                Use {
                    nullable: false,
                    ..used
                },
            );
        }
        if !is_request {
            let note = "the parts of a multipart answer are not told apart: it is bytes";
            self.note(&media.location, "content", Treatment::Widened, note);
        }
        (
            Codec::Bytes,
            Use {
                ty: Type::Bytes,
                nullable: false,
            },
        )
    }

    fn xml(&mut self, schema: SchemaId) -> (Codec, Use) {
        let used = self.use_of(schema);
        match self.resolved(&used.ty) {
            Type::Any | Type::String => (
                Codec::Text,
                Use {
                    ty: Type::String,
                    nullable: false,
                },
            ),
            _ => {
                self.xml_roots.insert(schema);
                (
                    Codec::Xml,
                    Use {
                        nullable: false,
                        ..used
                    },
                )
            }
        }
    }

    /// A text, binary or open media type: a structured schema is JSON, whatever the media type says.
    fn by_schema(&mut self, schema: SchemaId, family: Family) -> (Codec, Use) {
        let used = self.use_of(schema);
        let is_scalar = self.is_scalar(&used.ty);
        match (family, self.resolved(&used.ty)) {
            (Family::Text, Type::Any | Type::Bytes) => (
                Codec::Text,
                Use {
                    ty: Type::String,
                    nullable: false,
                },
            ),
            (Family::Text, _) if is_scalar => (
                Codec::Text,
                Use {
                    nullable: false,
                    ..used
                },
            ),
            (Family::Any, Type::Any) if !self.is_untyped(schema) => (Codec::Json, used),
            (_, Type::Any | Type::Bytes) | (Family::Binary, Type::String | Type::Format(_)) => (
                Codec::Bytes,
                Use {
                    ty: Type::Bytes,
                    nullable: false,
                },
            ),
            _ => (Codec::Json, used),
        }
    }

    /// A structure in a media type that no codec reads.
    fn opaque(&mut self, media: &MediaType) -> Option<(Codec, Use)> {
        let (codec, ty, what) = match opaque(&media.media_type)? {
            Opaque::Text => (Codec::Text, Type::String, "a text"),
            Opaque::Bytes => (Codec::Bytes, Type::Bytes, "bytes"),
        };
        let note = format!(
            "the runtime has no codec for `{}`: the body is {what}, its schema documents it",
            media.media_type
        );
        self.note(&media.location, "content", Treatment::Widened, &note);
        Some((
            codec,
            Use {
                ty,
                nullable: false,
            },
        ))
    }

    /// Whether a schema is a text of bytes (`format: binary`, `file`, 3.1's `contentMediaType` without an encoding).
    pub(super) fn is_binary(&mut self, id: SchemaId) -> bool {
        let merged = self.merge(id);
        let is_text = merged.types.string || merged.types == description::Types::default();
        // 3.1: a media type without an encoding is the content itself, whatever it is, unless the value is said to be text.
        let is_untyped = merged.types == description::Types::default();
        let is_media = merged.encoding.is_none()
            && merged
                .media_type
                .as_deref()
                .is_some_and(|media| is_untyped || family(media) == Family::Binary);
        merged.types.file
            || is_text
                && (merged.format.as_deref() == Some("binary")
                    || is_media && merged.unions.is_empty())
    }

    /// The type of a part that is a file, or a list of files.
    pub(super) fn file_part(&mut self, property: SchemaId) -> Option<Type> {
        let merged = self.merge(property);
        if self.is_binary(property) || self.is_untyped(property) {
            return Some(Type::File);
        }
        let items = merged.items?;
        (self.is_binary(items) || self.is_untyped(items)).then(|| Type::List(Box::new(Type::File)))
    }

    /// Whether nothing is said of the value: a part without a type is bytes (`OpenAPI` 3.1, Encoding Object).
    fn is_untyped(&mut self, id: SchemaId) -> bool {
        let merged = self.merge(id);
        merged.types == description::Types::default()
            && merged.unions.is_empty()
            && merged.enumeration.is_none()
            && !merged.object_part
            && merged.items.is_none()
            && merged.format.is_none()
    }

    /// The type behind aliases.
    pub(super) fn resolved(&self, ty: &Type) -> Type {
        let mut at = ty.clone();
        for _ in 0..64 {
            let Type::Named(id) = &at else { break };
            match self.types[id.0 as usize]
                .as_ref()
                .map(|definition| &definition.definition)
            {
                Some(crate::shape::Definition::Alias(next)) => at = next.clone(),
                _ => break,
            }
        }
        at
    }

    pub(super) fn is_struct(&self, ty: &Type) -> bool {
        let Type::Named(id) = self.resolved(ty) else {
            return false;
        };
        let definition = self.types[id.0 as usize]
            .as_ref()
            .map(|definition| &definition.definition);
        matches!(definition, Some(crate::shape::Definition::Struct(_)))
    }

    pub(super) fn is_scalar(&self, ty: &Type) -> bool {
        match self.resolved(ty) {
            Type::Named(id) => {
                let definition = self.types[id.0 as usize]
                    .as_ref()
                    .map(|definition| &definition.definition);
                matches!(definition, Some(crate::shape::Definition::Enum(_)))
            }
            Type::List(_)
            | Type::Array(..)
            | Type::Tuple(_)
            | Type::Map(_)
            | Type::KeyedMap(..)
            | Type::Any
            | Type::Bytes
            | Type::Unit
            | Type::Event
            | Type::File => false,
            Type::Own(own) => own.written != Written::Json,
            Type::Nullable(inner) | Type::Boxed(inner) => self.is_scalar(&inner),
            Type::Secret(_)
            | Type::Bool
            | Type::I8
            | Type::I16
            | Type::I32
            | Type::I64
            | Type::U8
            | Type::U16
            | Type::U32
            | Type::U64
            | Type::F64
            | Type::String
            | Type::Format(_) => true,
        }
    }
}
