//! UUIDs as those of the crate `uuid`.
