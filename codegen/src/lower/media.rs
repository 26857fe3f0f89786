//! Media types: the family that each belongs to, the one that is sent, and the word that names it.
//!
//! A family says how a body is read before its schema is asked. A stranger would send a range such as `*/*`, which
//! is no media type.

use super::schema::canonical;
use crate::description::{Description, SchemaId};
use crate::media_type::essence;
use crate::shape::Codec;
use std::collections::HashSet;

/// What a media type says about the codec, before the schema is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Json,
    Xml,
    Text,
    Form,
    Multipart,
    JsonLines,
    EventStream,
    Binary,
    /// `*/*`, `application/*`: the schema decides.
    Any,
}

/// The family of a media type.
pub(super) fn family(media_type: &str) -> Family {
    let essence = essence(media_type);
    match essence.as_str() {
        "*/*" | "application/*" | "*" | "" => Family::Any,
        "application/x-www-form-urlencoded" => Family::Form,
        "text/event-stream" => Family::EventStream,
        "application/jsonl"
        | "application/x-jsonl"
        | "application/x-ndjson"
        | "application/ndjson"
        | "application/json-lines"
        | "application/jsonlines"
        | "application/x-json-stream" => Family::JsonLines,
        "application/json-seq" => Family::Binary,
        "text/xml" | "application/xml" => Family::Xml,
        text if text.starts_with("multipart/") => Family::Multipart,
        text if text.ends_with("+xml") && !text.starts_with("image/") => Family::Xml,
        text if text.ends_with("/json") || text.ends_with("+json") || text.contains("json") => {
            Family::Json
        }
        text if text.starts_with("text/") => Family::Text,
        text if !text.contains('/') && text.contains("xml") => Family::Xml,
        _ => Family::Binary,
    }
}

/// What a body of a media type is to the runtime where its schema has a structure that no codec reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opaque {
    /// A text: tables, YAML, markup.
    Text,
    /// Bytes: images, archives, binary encodings.
    Bytes,
}

/// What a media type is that says of itself that it is not JSON; `None` where a structure is JSON by habit, as in
/// `text/plain`, `application/octet-stream` and `application/vnd.something`.
pub(super) fn opaque(media_type: &str) -> Option<Opaque> {
    let essence = essence(media_type);
    let (kind, subtype) = essence.split_once('/')?;
    let suffix = subtype
        .rsplit_once('+')
        .map_or(subtype, |(_, suffix)| suffix);
    match (kind, suffix) {
        (
            _,
            "yaml" | "x-yaml" | "yml" | "csv" | "toml" | "x-toml" | "javascript" | "sql"
            | "graphql",
        ) => Some(Opaque::Text),
        (
            _,
            "cbor"
            | "msgpack"
            | "x-msgpack"
            | "vnd.msgpack"
            | "bson"
            | "avro"
            | "protobuf"
            | "x-protobuf"
            | "vnd.google.protobuf"
            | "thrift"
            | "json-seq"
            | "pdf"
            | "zip"
            | "gzip"
            | "x-gzip"
            | "x-tar"
            | "x-bzip2"
            | "zstd"
            | "x-7z-compressed",
        )
        | ("image" | "audio" | "video" | "font" | "model", _) => Some(Opaque::Bytes),
        ("text", "plain") => None,
        ("text", _) => Some(Opaque::Text),
        _ => None,
    }
}

/// A concrete media type for a request: a range such as `*/*` cannot be sent.
pub(super) fn sent_media_type(declared: &str, codec: &Codec) -> String {
    let is_sendable = declared.contains('/') && !essence(declared).contains('*');
    if is_sendable {
        return declared.to_owned();
    }
    match (
        codec,
        essence(declared).split('/').next().unwrap_or_default(),
    ) {
        (Codec::Text, _) | (Codec::Bytes, "text") => "text/plain",
        (Codec::Json, _) => "application/json",
        (Codec::Xml, _) => "application/xml",
        (Codec::Form(_), _) => "application/x-www-form-urlencoded",
        (Codec::Multipart(_), _) => "multipart/form-data",
        (Codec::JsonLines, _) => "application/jsonl",
        (Codec::EventStream, _) => "text/event-stream",
        (Codec::Bytes, _) => "application/octet-stream",
    }
    .to_owned()
}

/// Words for the variant of a form.
pub(super) fn codec_words(codec: &Codec, media_type: &str) -> String {
    match codec {
        Codec::Json if essence(media_type) == "application/json" => "json".to_owned(),
        Codec::Text if essence(media_type) == "text/plain" => "text".to_owned(),
        Codec::Xml => "xml".to_owned(),
        Codec::Form(_) => "form".to_owned(),
        Codec::Multipart(_) => "multipart".to_owned(),
        Codec::JsonLines => "json lines".to_owned(),
        Codec::EventStream => "events".to_owned(),
        Codec::Json | Codec::Text | Codec::Bytes => {
            let essence = essence(media_type);
            let word = match essence.split_once('/') {
                Some(("*", "*")) => "any",
                Some((kind, "*")) => kind,
                Some((_, "octet-stream")) => "bytes",
                Some((_, subtype)) => subtype,
                None => &essence,
            };
            word.to_owned()
        }
    }
}

/// The schemas of all multipart request bodies, behind references.
pub(super) fn multipart_roots(description: &Description) -> HashSet<SchemaId> {
    let bodies = description
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref());
    bodies
        .flat_map(|body| &body.content)
        .filter(|media| family(&media.media_type) == Family::Multipart)
        .filter_map(|media| media.schema)
        .map(|schema| canonical(&description.schemas, schema))
        .collect()
}
