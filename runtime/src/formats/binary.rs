//! Bytes that are a body or a part of one.
//!
//! JSON has no bytes. Where they stand in it all the same, they are their text if they are UTF-8, and
//! base64 if not; what is read is always the text.

use super::Base64;
use crate::json::{Decode, Encode, Fault, Reader, Writer};
use bytes::Bytes;

/// A file to be sent, or a part that came: its content and what the part says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct File {
    /// The bytes.
    pub content: Bytes,
    /// The name that the part gives it.
    pub file_name: Option<String>,
    /// The media type that the part gives it.
    pub content_type: Option<String>,
}

impl File {
    /// A file without a name or a media type.
    pub fn new(content: impl Into<Bytes>) -> File {
        File {
            content: content.into(),
            file_name: None,
            content_type: None,
        }
    }

    /// Gives it a name.
    #[must_use]
    pub fn with_file_name(mut self, file_name: impl Into<String>) -> File {
        self.file_name = Some(file_name.into());
        self
    }

    /// Gives it a media type.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> File {
        self.content_type = Some(content_type.into());
        self
    }
}

impl From<Bytes> for File {
    fn from(content: Bytes) -> File {
        File::new(content)
    }
}

impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> File {
        File::new(content)
    }
}

impl Encode for File {
    fn encode(&self, writer: &mut Writer) {
        self.content.encode(writer);
    }

    fn files(&self) -> Option<Vec<&File>> {
        Some(vec![self])
    }
}

impl Decode for File {
    fn blank() -> File {
        File::default()
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = File::new(reader.value::<Bytes>()?);
        Ok(())
    }
}

impl Encode for Bytes {
    fn encode(&self, writer: &mut Writer) {
        match std::str::from_utf8(self) {
            Ok(text) => writer.string(text),
            Err(_) => Base64::from_bytes(self).encode(writer),
        }
    }
}

impl Decode for Bytes {
    fn blank() -> Bytes {
        Bytes::new()
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = Bytes::from(reader.string()?.into_owned());
        Ok(())
    }
}
