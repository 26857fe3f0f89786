//! What emitted code and the generator cost, side by side with their peers.
//!
//! `cargo bench -p benches` compares run times; `cargo run -p benches --bin compile-cost` compares the CPU time of
//! compiling emitted types with the same types under `serde_derive`. `README.md` beside this crate has the numbers.

pub mod by_hand;
pub mod process;
pub mod synthetic;

/// The emitted types of a small synthetic description.
#[allow(
    clippy::all,
    clippy::pedantic,
    missing_docs,
    unreachable_pub,
    deprecated
)]
pub mod emitted {
    include!(concat!(env!("OUT_DIR"), "/emitted.rs"));
}

/// The same types under `serde_derive`.
#[allow(clippy::all, clippy::pedantic)]
pub mod derived {
    include!(concat!(env!("OUT_DIR"), "/derived.rs"));
}
