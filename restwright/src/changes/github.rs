//! The report as annotations on the lines of the descriptions, in the commands of GitHub's runner.
//!
//! A stranger would get this wrong: the runner shows ten annotations of each level, so what breaks comes first. What is
//! gone has no line any more; it is annotated at the file.

use super::compared::{Entry, Summary};
use super::text::is_documentation;
use std::fmt::Write;

/// The report. What breaks is an error where it fails the build.
pub(super) fn render(summary: &Summary, fails: bool) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        out,
        "version bump: {} ({}, since {})",
        summary.bump().word(),
        summary.counts(),
        summary.base
    );
    for api in &summary.apis {
        for entry in api.entries.iter().filter(|it| !is_documentation(it)) {
            let _ = writeln!(out, "{}", annotation(entry, &api.source, fails));
        }
    }
    out
}

fn annotation(entry: &Entry, source: &str, fails: bool) -> String {
    let level = match (entry.is_breaking(), fails) {
        (true, true) => "error",
        (true, false) => "warning",
        (false, _) => "notice",
    };
    let change = &entry.change;
    let place = match (&entry.file, &change.location) {
        (Some(file), Some(location)) if !change.is_gone => format!(
            "file={},line={},col={}",
            property(file),
            location.position.line,
            location.position.column
        ),
        _ => format!("file={}", property(source)),
    };
    let mut message = entry.sentence();
    for more in [&change.error, &change.advice].into_iter().flatten() {
        message.push('\n');
        message.push_str(more);
    }
    format!(
        "::{level} {place},title={}::{}",
        property(change.kind.id()),
        data(&message)
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_the_runner_acts_upon_is_escaped() {
        assert_eq!(data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }
}
