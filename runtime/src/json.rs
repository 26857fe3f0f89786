//! JSON as emitted code reads and writes it: a table of names a type, driven by one reader and one
//! writer through `dyn`, so that a type costs the compiler next to nothing.
//!
//! What surprises: decoding fills a value that is already there. [`Decode::blank`] makes one with no
//! meaning, [`Decode::decode`] gives it all of its content, and nobody sees it in between.
//!
//! The lexer is `hifijson`, but for strings without escapes: see `string`. Beside the same types under
//! `serde_derive` and `serde_json`, in one run, a document of 10 kB is read in 0.67 of the time and written
//! in 0.92; with `hifijson` for all strings reading takes 0.87, and 1.07 where strings are long.

mod bridge;
mod choose;
mod fault;
mod find;
mod fixed;
mod macros;
mod member;
mod members;
mod number;
mod object;
mod odd;
mod reader;
mod scan;
mod std_types;
mod string;
mod table;
mod tag;
mod union;
mod writer;
mod written;

pub use bridge::{deserialize, serialize};
pub use choose::Kind;
use fault::Segment;
pub use fault::{Fault, FaultKind};
pub(crate) use find::{find, plain_text};
pub use macros::{closed_texts, mixed, newtype, object, scalars, texts, union};
pub(crate) use member::Parts;
pub use member::{Member, Visit, VisitMut, copy, debug};
pub use members::{Members, MembersIter};
pub use reader::Reader;
pub use table::{Constant, Entry, Table, presence};
pub use union::{Arm, ArmEntry, Union, UnionTable, copy_union, debug_union, shared};
pub use writer::Writer;
pub(crate) use written::path_after;

use crate::formats::File;
use serde_json::Value;

/// How deep arrays and objects may be nested in what is read: `serde_json`'s limit.
pub const DEPTH_LIMIT: u8 = 127;

/// A value that can be written as JSON.
pub trait Encode {
    /// Writes one JSON value: by default the object whose members the value lends.
    fn encode(&self, writer: &mut Writer) {
        self.lend(writer);
    }

    /// Lends the members, where the value is an object with a table: calls `visit` once, or else not at all.
    fn lend(&self, visit: &mut dyn Visit) {
        let _ = visit;
    }

    /// The members beyond a table, where the value holds such.
    fn as_rest(&self) -> Option<&dyn Rest> {
        None
    }

    /// Whether there is no value to write: an [`Option`] that is `None`.
    fn is_absent(&self) -> bool {
        false
    }

    /// The text, where the value is a string: what a parameter holds, without a detour through JSON. `None` says only
    /// that there is no such short way.
    fn as_text(&self) -> Option<&str> {
        None
    }

    /// The files of a part of a multipart body; `None` if the value is no file.
    fn files(&self) -> Option<Vec<&File>> {
        None
    }

    /// Whether the value must not end up in a log: a header with it is marked as sensitive.
    fn is_secret(&self) -> bool {
        false
    }
}

/// A value that can be read from JSON.
pub trait Decode {
    /// A value to decode into.
    fn blank() -> Self
    where
        Self: Sized;

    /// What `null` means, where it stands for an optional value.
    fn from_null() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// Reads one JSON value into `self`: by default into the members that the value lends.
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        self.lend_mut(reader)
    }

    /// Lends the members to be read, as [`Encode::lend`] lends them to be written; the result is that of `visit`.
    fn lend_mut(&mut self, visit: &mut dyn VisitMut) -> Result<(), Fault> {
        let _ = visit;
        Ok(())
    }

    /// The members beyond a table, to be read, where the value holds such.
    fn as_rest_mut(&mut self) -> Option<&mut dyn RestMut> {
        None
    }

    /// A clone, in less code than `clone` is for a list: it is compiled for each type that a field can have.
    #[must_use]
    fn copied(&self) -> Self
    where
        Self: Sized + Clone,
    {
        self.clone()
    }

    /// Makes an optional value absent again. Called where a member of this name came twice and the
    /// later object does not have what the earlier one had; all else is overwritten anyway.
    fn forget(&mut self) {}
}

/// The items of an array that is written.
pub trait List {
    /// The item at an index, until the end.
    fn item(&self, index: usize) -> Option<&dyn Encode>;
}

/// The items of an array that is read.
pub(crate) trait ListMut {
    /// Adds an item and gives it, to be read.
    fn add(&mut self) -> Option<&mut dyn Decode>;

    /// Takes the last item away again.
    fn drop_last(&mut self);
}

/// A value that may be absent, to be read.
pub(crate) trait Slot {
    /// Takes `null` for a value.
    fn set_null(&mut self);

    /// The value, to be read: a blank one where there was none.
    fn fill(&mut self) -> Option<&mut dyn Decode>;
}

/// Members of an object beyond its table.
pub trait Rest {
    /// Whether there are none.
    fn is_empty(&self) -> bool;

    /// The value of one of them.
    fn value(&self, name: &str) -> Option<&dyn Encode>;

    /// Writes each of them with [`Writer::member`], but for those of some names.
    fn write_members(&self, writer: &mut Writer, without: &[&str]);
}

/// Members of an object beyond its table, to be read.
pub trait RestMut {
    /// Reads the value of one of them.
    fn read_member(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), Fault>;

    /// Reads the value of a member that its field can't hold. A secret is read only where it is not printed.
    fn read_odd(
        &mut self,
        name: &'static str,
        is_secret: bool,
        reader: &mut Reader<'_>,
    ) -> Result<(), Fault> {
        if is_secret {
            return Err(Fault::new("a secret has no place here"));
        }
        self.read_member(name, reader)
    }

    /// Removes them all.
    fn clear(&mut self);
}

/// Reads a JSON text that holds one value and nothing else. Values that are odd do not cost it: see [`from_slice_noting`].
pub fn from_slice<T: Decode>(text: &[u8]) -> Result<T, Fault> {
    from_slice_noting(text).map(|(value, _)| value)
}

/// Reads a JSON text that holds one value and nothing else, and says what in it is odd.
///
/// An optional member that holds what its type does not allow is absent, and its JSON is kept under its name among the
/// members that the type does not name. Null among the items of a list that may hold none is left out: the member that
/// holds the list is absent in the same way, and where it is required, its JSON is kept beside the other items, and written
/// as long as they stay the same. A required member that may be null is null where it is absent.
pub fn from_slice_noting<T: Decode>(text: &[u8]) -> Result<(T, Vec<Fault>), Fault> {
    let mut value = T::blank();
    let odd = reader::read_document(text, &mut value)?;
    Ok((value, odd))
}

/// Reads a JSON text that holds one value and nothing else; any odd value costs it.
pub fn from_slice_strict<T: Decode>(text: &[u8]) -> Result<T, Fault> {
    let mut value = T::blank();
    reader::read_strictly(text, &mut value)?;
    Ok(value)
}

/// Reads a value from a tree of JSON.
pub fn from_value<T: Decode>(value: &Value) -> Result<T, Fault> {
    from_slice(&to_vec(value))
}

/// The value as a JSON text.
pub fn to_vec(value: &dyn Encode) -> Vec<u8> {
    let mut writer = Writer::with_capacity(256);
    value.encode(&mut writer);
    writer.into_bytes()
}

/// The value as a JSON text.
pub fn to_string(value: &dyn Encode) -> String {
    String::from_utf8(to_vec(value))
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// The value as a tree of JSON; `null` if it is nested deeper than [`DEPTH_LIMIT`].
pub fn to_value(value: &dyn Encode) -> Value {
    from_slice(&to_vec(value)).unwrap_or_default()
}
