//! How a file differs from what it should be, as a unified diff for a person.
//!
//! A stranger would get this wrong: the old side is the file on disk, the new side what the descriptions give, so the
//! diff shows what `cargo xtask regenerate` will do and not what somebody did.

use crate::tree::{Change, ChangeKind, Found};
use similar::{ChangeTag, TextDiff};
use std::fmt::Write;
use std::time::Duration;

/// Enough for any file that a person edited; a file that has nothing in common is shown coarsely instead of slowly.
const DEADLINE: Duration = Duration::from_secs(2);

/// The unified diff of a change, or `None` if there is no text to compare.
pub fn unified(name: &str, change: &Change, color: bool) -> Option<String> {
    let (old, new) = match &change.kind {
        ChangeKind::Add { new } => (None, Some(new.as_str())),
        ChangeKind::Replace { old, new } => (Some(text(old)?), Some(new.as_str())),
        ChangeKind::Remove { old } => (Some(text(old)?), None),
    };
    let old_name = old.map_or_else(|| "/dev/null".to_owned(), |_| name.to_owned());
    let new_name = new.map_or_else(
        || "/dev/null".to_owned(),
        |_| format!("{name} (regenerated)"),
    );
    let mut out = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(out, "--- {old_name}\n+++ {new_name}");
    let diff = TextDiff::configure()
        .timeout(DEADLINE)
        .diff_lines(old.unwrap_or_default(), new.unwrap_or_default());
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        let _ = writeln!(out, "{}", paint(&hunk.header().to_string(), "36", color));
        for line in hunk.iter_changes() {
            let (sign, code) = match line.tag() {
                ChangeTag::Delete => ('-', "31"),
                ChangeTag::Insert => ('+', "32"),
                ChangeTag::Equal => (' ', ""),
            };
            let text = line.to_string_lossy();
            let _ = writeln!(
                out,
                "{}",
                paint(
                    &format!("{sign}{}", text.trim_end_matches(['\r', '\n'])),
                    code,
                    color
                )
            );
            if line.missing_newline() {
                out.push_str("\\ No newline at end of file\n");
            }
        }
    }
    Some(out)
}

fn text(found: &Found) -> Option<&str> {
    match found {
        Found::File(bytes) => std::str::from_utf8(bytes).ok(),
        Found::Other => None,
    }
}

/// A text in one of the terminal's colors.
fn paint(text: &str, code: &str, color: bool) -> String {
    if color && !code.is_empty() {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
