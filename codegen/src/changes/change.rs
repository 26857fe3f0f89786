//! A change, and the report of all of them.
//!
//! What a stranger would get wrong: a fingerprint holds no position and no verdict. It stays when lines move and when
//! the generator learns to judge better, so what a team has accepted stays accepted.

use super::kind::{Kind, RustVerdict, WireVerdict};
use crate::coverage::Entry;
use crate::load::Documents;
use crate::shape::Api;
use crate::value::Location;

/// A state of an API.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its shapes, with final names.
    pub api: &'a Api,
    /// Its documents, for the lines of what changed; without them the line is that of the operation or type.
    pub documents: Option<&'a Documents>,
    /// What its types do not express.
    pub coverage: &'a [Entry],
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of change it is.
    pub kind: Kind,
    /// The path of what changed below the API's module, such as `pets::Get` or `models::Pet`; empty for the API itself.
    pub path: String,
    /// What changed of it: the wire name of a parameter or property, a status, a value; empty for the whole.
    pub name: String,
    /// What the report says after the path.
    pub says: String,
    /// Where it stands in the description; where it stood, if it is gone.
    pub location: Option<Location>,
    /// Whether the location is one of the description before the change.
    pub is_gone: bool,
    /// The operations that it reaches, by the paths of their types; none for the API itself.
    pub operations: Vec<String>,
    /// What it means for programs that were built before.
    pub wire: WireVerdict,
    /// What it means for programs that are built now.
    pub rust: RustVerdict,
    /// The compiler's first line in a caller that breaks.
    pub error: Option<String>,
    /// What to change in a caller that breaks.
    pub advice: Option<String>,
    /// What tells it from every other change, for the file of those that were accepted: 16 hexadecimal digits.
    pub fingerprint: String,
}

impl Change {
    /// Whether it breaks anything.
    pub fn is_breaking(&self) -> bool {
        self.rust == RustVerdict::Breaking || self.wire.is_breaking()
    }
}

/// All changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The changes: those that break first, then by path.
    pub changes: Vec<Change>,
}

impl Report {
    /// Whether a change breaks callers or programs.
    pub fn is_breaking(&self) -> bool {
        self.changes.iter().any(Change::is_breaking)
    }

    /// Whether a change breaks callers in Rust.
    pub fn breaks_rust(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.rust == RustVerdict::Breaking)
    }
}

/// FNV-1a, 64 bits: small, and the same everywhere and always.
pub(super) fn fingerprint(texts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}
