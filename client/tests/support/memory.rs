//! How much memory this process holds, as Linux counts it; nothing is said elsewhere.
//!
//! What a stranger would get wrong: the peak is that of the whole process since it began, the stand-in's threads among
//! it. Tests that judge a peak are in a binary of their own.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::fs;

fn mebibytes(of: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(of))?;
    let kibibytes: u64 = line.trim().trim_end_matches(" kB").trim().parse().ok()?;
    Some(kibibytes / 1024)
}

/// What is held now, in MiB.
pub(crate) fn held() -> Option<u64> {
    mebibytes("VmRSS:")
}

/// The most that was ever held, in MiB.
pub(crate) fn peak() -> Option<u64> {
    mebibytes("VmHWM:")
}
