//! UUIDs as those of the crate `uuid`, which reads more spellings than it writes.

use super::Uuid;

impl From<::uuid::Uuid> for Uuid {
    fn from(uuid: ::uuid::Uuid) -> Uuid {
        Uuid::new(uuid.to_string())
    }
}

impl TryFrom<&Uuid> for ::uuid::Uuid {
    type Error = ::uuid::Error;

    fn try_from(text: &Uuid) -> Result<::uuid::Uuid, ::uuid::Error> {
        text.as_str().parse()
    }
}
