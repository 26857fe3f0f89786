//! `generated/COVERAGE.md`: what the emitted code does not express, by description and keyword.
//!
//! A stranger would get this wrong: a report without entries is still a report. It says that everything that the
//! description demands is in the types.

use crate::description::Generated;
use restwright_codegen::coverage::{Entry, Treatment};
use std::fmt::Write;

/// How many entries there are of each treatment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// [`Treatment::Widened`].
    pub widened: usize,
    /// [`Treatment::Ignored`].
    pub ignored: usize,
    /// [`Treatment::Understood`].
    pub understood: usize,
}

impl Counts {
    /// Counts entries.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut counts = Self::default();
        for entry in entries {
            match entry.treatment {
                Treatment::Widened => counts.widened += 1,
                Treatment::Ignored => counts.ignored += 1,
                Treatment::Understood => counts.understood += 1,
            }
        }
        counts
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if *self == Self::default() {
            return f.write_str("everything is expressed");
        }
        write!(
            f,
            "{} widened, {} ignored, {} understood",
            self.widened, self.ignored, self.understood
        )
    }
}

/// The report of all descriptions, in their order.
pub fn render(descriptions: &[Generated]) -> String {
    let mut out = String::from(
        "# What the emitted code does not express\n\n\
         Written by `cargo xtask regenerate`; do not edit. A construct is *widened* where the emitted type accepts more \
         than the schema, *ignored* where it has no effect, and *understood* where it belongs to another dialect.\n",
    );
    for description in descriptions {
        let module = description.module.join("::");
        let source = code(&description.source);
        let all = if description.output.coverage.is_empty() {
            ": everything is expressed"
        } else {
            ""
        };
        // Writing to a String cannot fail, here and below.
        let _ = write!(out, "\n## `{module}`\n\nFrom {source}{all}.\n");
        for group in description
            .output
            .coverage
            .chunk_by(|left, right| left.keyword == right.keyword)
        {
            let _ = write!(out, "\n### {}\n\n", code(&group[0].keyword));
            for entry in group {
                let _ = writeln!(out, "{}", line(entry, description));
            }
        }
    }
    out
}

fn line(entry: &Entry, description: &Generated) -> String {
    let treatment = match entry.treatment {
        Treatment::Widened => "widened",
        Treatment::Ignored => "ignored",
        Treatment::Understood => "understood",
    };
    // No line and no count: a line that is added elsewhere changes no entry, and two branches can each add one.
    let file = description.display(&entry.location.file);
    let file = if file == description.source {
        String::new()
    } else {
        file
    };
    let place = code(&format!("{file}#{}", entry.location.pointer));
    format!("- {treatment}, {place}: {}", one_line(&entry.note))
}

/// A text as Markdown code, whatever it holds.
fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A space keeps a backtick at an end apart from the fence; Markdown takes it away again.
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

fn one_line(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_survives_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a\nb"), "`a b`");
    }
}
