//! Emitted types as `serde` types, for whoever stores or logs them in another format.
//!
//! Both ways go through a JSON text, so that there is one codec a type. Only self-describing formats
//! can be read: the text is made from whatever the format says comes next.

use super::{Decode, Encode, Fault, Reader, Writer};
use serde_core::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Serializes a value into any format.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    let text = super::to_string(value);
    let tree = Tree::read(&mut Reader::new(&text)).map_err(S::Error::custom)?;
    tree.serialize(serializer)
}

/// A JSON value that keeps the order of its members.
enum Tree<'a> {
    Scalar(serde_json::Value),
    Array(Vec<Tree<'a>>),
    Object(Vec<(Cow<'a, str>, Tree<'a>)>),
}

impl<'a> Tree<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Tree<'a>, Fault> {
        match reader.next_byte() {
            Some(b'[') => {
                let mut items = Vec::new();
                reader.array(&mut |reader| {
                    items.push(Tree::read(reader)?);
                    Ok(())
                })?;
                Ok(Tree::Array(items))
            }
            Some(b'{') => {
                let mut members = Vec::new();
                reader.map(&mut |name, reader| {
                    members.push((name, Tree::read(reader)?));
                    Ok(())
                })?;
                Ok(Tree::Object(members))
            }
            _ => reader.any().map(Tree::Scalar),
        }
    }
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Tree::Scalar(value) => value.serialize(serializer),
            Tree::Array(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(item)?;
                }
                sequence.end()
            }
            Tree::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// Deserializes a value from any self-describing format.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut writer = Writer::default();
    Transcription {
        writer: &mut writer,
        in_array: false,
    }
    .deserialize(deserializer)?;
    super::from_slice(&writer.into_bytes()).map_err(D::Error::custom)
}

/// Writes down as JSON what a deserializer says.
struct Transcription<'w> {
    writer: &'w mut Writer,
    in_array: bool,
}

impl<'de> DeserializeSeed<'de> for Transcription<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.in_array {
            self.writer.separate(b'[');
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Transcription<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value that JSON has")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.writer.boolean(value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.writer.integer(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.writer.unsigned(value);
        Ok(())
    }

    fn visit_f32<E>(self, value: f32) -> Result<(), E> {
        self.writer.float32(value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.writer.float(value);
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.writer.string(value);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.writer.null();
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.writer.null();
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.writer.open(b'[');
        while items
            .next_element_seed(Transcription {
                writer: self.writer,
                in_array: true,
            })?
            .is_some()
        {}
        self.writer.close(b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        self.writer.open(b'{');
        while let Some(name) = members.next_key::<Cow<'_, str>>()? {
            self.writer.name(&name, false);
            members.next_value_seed(Transcription {
                writer: self.writer,
                in_array: false,
            })?;
        }
        self.writer.close(b'}');
        Ok(())
    }
}
