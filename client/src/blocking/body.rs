//! Bodies of requests and answers: whole, or read as they are sent or arrive.

use crate::body::{Unread, within};
use crate::cause::TransportError;
use restwright_runtime::bytes::Bytes;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};

/// The body of a request.
pub struct Body(pub(super) Held);

pub(super) enum Held {
    Whole(Bytes),
    Reader {
        reader: Box<dyn Read + Send>,
        length: Option<u64>,
    },
}

impl Body {
    /// A body that is read as it is sent, with its length where it is known.
    pub fn reader(reader: impl Read + Send + 'static, length: Option<u64>) -> Self {
        Self(Held::Reader {
            reader: Box::new(reader),
            length,
        })
    }

    /// A file, from where it stands to its end.
    ///
    /// # Errors
    /// If its length can't be read.
    pub fn file(mut file: File) -> io::Result<Self> {
        use std::io::Seek;
        let length = file
            .metadata()?
            .len()
            .saturating_sub(file.stream_position()?);
        Ok(Self::reader(file.take(length), Some(length)))
    }

    /// Bodies one after another.
    pub(super) fn joined(pieces: Vec<Self>) -> Self {
        let length = pieces.iter().map(Self::length).sum();
        let nothing: Box<dyn Read + Send> = Box::new(io::empty());
        let reader = pieces.into_iter().fold(nothing, |reader, piece| {
            Box::new(reader.chain(piece.into_reader()))
        });
        Self::reader(reader, length)
    }

    /// How many bytes it has, if that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Held::Whole(bytes) => u64::try_from(bytes.len()).ok(),
            Held::Reader { length, .. } => *length,
        }
    }

    /// The bytes, where they are there at once.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Held::Whole(bytes) => Some(bytes),
            Held::Reader { .. } => None,
        }
    }

    /// What reads it.
    pub fn into_reader(self) -> Box<dyn Read + Send> {
        match self.0 {
            Held::Whole(bytes) => Box::new(io::Cursor::new(bytes)),
            Held::Reader { reader, .. } => reader,
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Held::Whole(bytes))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({:?} bytes)", self.length())
    }
}

/// The body of an answer, as a transport gives it.
pub enum Incoming {
    /// All of it.
    Whole(Bytes),
    /// As it arrives.
    Reader(Box<dyn Read + Send>),
}

impl Incoming {
    /// What reads it.
    pub fn into_reader(self) -> Box<dyn Read + Send> {
        match self {
            Self::Whole(bytes) => Box::new(io::Cursor::new(bytes)),
            Self::Reader(reader) => reader,
        }
    }

    /// Reads all of it, if that is not more than so many bytes.
    pub(crate) fn read(self, limit: u64) -> Result<Bytes, Unread> {
        match self {
            Self::Whole(bytes) => within(bytes.len(), limit).map(|()| bytes),
            Self::Reader(reader) => {
                let mut bytes = Vec::new();
                let mut reader = reader.take(limit.saturating_add(1));
                reader.read_to_end(&mut bytes).map_err(|error| {
                    Unread::Transport(TransportError::new("reading the answer", error))
                })?;
                within(bytes.len(), limit).map(|()| bytes.into())
            }
        }
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Incoming(…)")
    }
}
