//! How the standard library's types are read and written.

use super::{
    Decode, Encode, Fault, List, ListMut, Reader, Rest, RestMut, Slot, Visit, VisitMut, Writer,
};
use crate::formats::File;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

impl Encode for () {
    fn encode(&self, writer: &mut Writer) {
        writer.null();
    }
}

impl Decode for () {
    fn blank() {}

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        if reader.null()? {
            Ok(())
        } else {
            Err(reader.mismatch("null"))
        }
    }
}

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) {
        writer.boolean(*self);
    }
}

impl Decode for bool {
    fn blank() -> bool {
        false
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = reader.boolean()?;
        Ok(())
    }
}

/// The integers differ in nothing but their size, which takes a macro to say.
macro_rules! integers {
    ($write:ident: $($integer:ty = $expected:literal,)*) => {$(
        impl Encode for $integer {
            fn encode(&self, writer: &mut Writer) {
                writer.$write((*self).into());
            }
        }

        impl Decode for $integer {
            fn blank() -> $integer {
                0
            }

            fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
                *self = reader.integer($expected)?;
                Ok(())
            }
        }
    )*};
}

integers! { integer:
    i8 = "an integer of 8 bits",
    i16 = "an integer of 16 bits",
    i32 = "an integer of 32 bits",
    i64 = "an integer of 64 bits",
}

integers! { unsigned:
    u8 = "an unsigned integer of 8 bits",
    u16 = "an unsigned integer of 16 bits",
    u32 = "an unsigned integer of 32 bits",
    u64 = "an unsigned integer of 64 bits",
}

impl Encode for f64 {
    fn encode(&self, writer: &mut Writer) {
        writer.float(*self);
    }
}

impl Decode for f64 {
    fn blank() -> f64 {
        0.0
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = reader.float()?;
        Ok(())
    }
}

impl Encode for f32 {
    fn encode(&self, writer: &mut Writer) {
        writer.float32(*self);
    }
}

impl Decode for f32 {
    fn blank() -> f32 {
        0.0
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = reader.float32()?;
        Ok(())
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }

    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }

    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Decode for String {
    fn blank() -> String {
        String::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = reader.string()?.into_owned();
        Ok(())
    }
}

impl Encode for Value {
    fn encode(&self, writer: &mut Writer) {
        writer.value(self);
    }
}

impl Decode for Value {
    fn blank() -> Value {
        Value::Null
    }

    fn from_null() -> Option<Value> {
        Some(Value::Null)
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = reader.any()?;
        Ok(())
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }

    fn lend(&self, visit: &mut dyn Visit) {
        (**self).lend(visit);
    }

    fn as_rest(&self) -> Option<&dyn Rest> {
        (**self).as_rest()
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }

    fn as_text(&self) -> Option<&str> {
        (**self).as_text()
    }

    fn files(&self) -> Option<Vec<&File>> {
        (**self).files()
    }

    fn is_secret(&self) -> bool {
        (**self).is_secret()
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }

    fn lend(&self, visit: &mut dyn Visit) {
        (**self).lend(visit);
    }

    fn as_rest(&self) -> Option<&dyn Rest> {
        (**self).as_rest()
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }

    fn as_text(&self) -> Option<&str> {
        (**self).as_text()
    }

    fn files(&self) -> Option<Vec<&File>> {
        (**self).files()
    }

    fn is_secret(&self) -> bool {
        (**self).is_secret()
    }
}

impl<T: Decode + Clone> Decode for Box<T> {
    fn blank() -> Box<T> {
        Box::new(T::blank())
    }

    fn from_null() -> Option<Box<T>> {
        T::from_null().map(Box::new)
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        (**self).decode(reader)
    }

    fn lend_mut(&mut self, visit: &mut dyn VisitMut) -> Result<(), Fault> {
        (**self).lend_mut(visit)
    }

    fn as_rest_mut(&mut self) -> Option<&mut dyn RestMut> {
        (**self).as_rest_mut()
    }

    fn copied(&self) -> Box<T> {
        Box::new((**self).copied())
    }

    fn forget(&mut self) {
        (**self).forget();
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn as_text(&self) -> Option<&str> {
        self.as_ref().and_then(T::as_text)
    }

    fn files(&self) -> Option<Vec<&File>> {
        match self {
            Some(value) => value.files(),
            None => None,
        }
    }

    fn is_secret(&self) -> bool {
        self.as_ref().is_some_and(T::is_secret)
    }
}

/// `null` is what the inner type makes of it, so that `Option<Option<T>>` tells null from absence.
impl<T: Decode + Clone> Decode for Option<T> {
    fn blank() -> Option<T> {
        None
    }

    fn from_null() -> Option<Option<T>> {
        Some(None)
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.optional(self)
    }

    fn copied(&self) -> Option<T> {
        self.as_ref().map(T::copied)
    }

    fn forget(&mut self) {
        *self = None;
    }
}

impl<T: Decode> Slot for Option<T> {
    fn set_null(&mut self) {
        *self = T::from_null();
    }

    fn fill(&mut self) -> Option<&mut dyn Decode> {
        if self.is_none() {
            *self = Some(T::blank());
        }
        match self {
            Some(value) => Some(value),
            None => None,
        }
    }
}

impl<T: Encode> List for &[T] {
    fn item(&self, index: usize) -> Option<&dyn Encode> {
        self.get(index).map(|item| item as &dyn Encode)
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: &mut Writer) {
        writer.array(&self);
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut Writer) {
        writer.array(self);
    }

    fn files(&self) -> Option<Vec<&File>> {
        files_of(self)
    }

    fn is_secret(&self) -> bool {
        self.first().is_some_and(T::is_secret)
    }
}

impl<T: Encode> List for Vec<T> {
    fn item(&self, index: usize) -> Option<&dyn Encode> {
        self.get(index).map(|item| item as &dyn Encode)
    }
}

/// The files of a list of files. An empty list is one of anything, so it is no list of files.
fn files_of(list: &dyn List) -> Option<Vec<&File>> {
    let mut files = list.item(0)?.files()?;
    let mut index = 1;
    while let Some(item) = list.item(index) {
        files.extend(item.files()?);
        index += 1;
    }
    Some(files)
}

impl<T: Decode + Clone> Decode for Vec<T> {
    fn blank() -> Vec<T> {
        Vec::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = Vec::new();
        reader.list(self)
    }

    fn copied(&self) -> Vec<T> {
        let mut list = Vec::with_capacity(self.len());
        while let Some(item) = self.get(list.len()) {
            list.push(item.copied());
        }
        list
    }
}

impl<T: Decode> ListMut for Vec<T> {
    fn add(&mut self) -> Option<&mut dyn Decode> {
        self.push(T::blank());
        match self.last_mut() {
            Some(item) => Some(item),
            None => None,
        }
    }

    fn drop_last(&mut self) {
        self.pop();
    }
}

/// A key of a map: a text, or the set of the names that a description lists.
pub trait Key: AsRef<str> + FromStr<Err: Display> + Ord {}

impl<K: AsRef<str> + FromStr<Err: Display> + Ord> Key for K {}

impl<K: Key, T: Encode> Rest for BTreeMap<K, T> {
    fn is_empty(&self) -> bool {
        BTreeMap::is_empty(self)
    }

    fn value(&self, name: &str) -> Option<&dyn Encode> {
        let mut members = self.iter();
        let (_, value) = members.find(|(key, _)| key.as_ref() == name)?;
        Some(value)
    }

    fn write_members(&self, writer: &mut Writer, without: &[&str]) {
        for (name, value) in self {
            if !without.contains(&name.as_ref()) {
                writer.member(name.as_ref(), value);
            }
        }
    }
}

impl<K: Key, T: Decode> RestMut for BTreeMap<K, T> {
    fn read_member(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let start = reader.start();
        let key = name.parse();
        let key = key.map_err(|error: K::Err| Fault::refused(start, &error))?;
        let value = reader.value()?;
        self.insert(key, value);
        Ok(())
    }

    fn clear(&mut self) {
        BTreeMap::clear(self);
    }
}

impl<K: Key, T: Encode> Encode for BTreeMap<K, T> {
    fn encode(&self, writer: &mut Writer) {
        writer.map(self);
    }

    fn as_rest(&self) -> Option<&dyn Rest> {
        Some(self)
    }
}

impl<K: Key, T: Decode> Decode for BTreeMap<K, T> {
    fn blank() -> BTreeMap<K, T> {
        BTreeMap::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.rest(self)
    }

    fn as_rest_mut(&mut self) -> Option<&mut dyn RestMut> {
        Some(self)
    }
}
