//! Names that no description may take, because file systems and crates have a use for them; those of emitted code
//! are listed where it is emitted.
//!
//! A stranger would get this wrong: taking a name off a list changes the emitted code of every API that has it.

/// Stems that a folder, Cargo, a path of Rust or some operating system gives a meaning to.
pub(super) const FILES: &[&str] = &[
    "aux", "build", "codec", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "con", "crate", "lib", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6",
    "lpt7", "lpt8", "lpt9", "main", "mod", "nul", "prn", "self", "super",
];

/// Crates that emitted code names by path: a module of the same name would hide them.
pub(super) const CRATES: &[&str] = &[
    "alloc",
    "bytes",
    "core",
    "http",
    "restwright_runtime",
    "serde_core",
    "serde_json",
    "std",
];

/// What is added to an operation's name for the types beside it.
pub(super) const BESIDE_OPERATIONS: &[&str] = &["Body", "Failure", "Headers", "Options", "Output"];
