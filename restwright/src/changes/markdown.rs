//! The report as a comment on a pull request: a table of what breaks, and the rest folded.
//!
//! A stranger would get this wrong: a comment has a limit, and the report is cut at whole lines with a count of what was
//! left out. Names of descriptions can hold anything; nothing of them is Markdown or HTML here.

use super::compared::{Compared, Entry, Summary};
use super::text::{is_documentation, reached, verdict};
use std::fmt::Write;

/// GitHub refuses a comment of 65,536 characters.
const MOST: usize = 60_000;
/// The rows of a table.
const ROWS: usize = 25;

/// The report.
pub(super) fn render(summary: &Summary) -> String {
    let mut page = Page::default();
    page.line(&format!(
        "**Version bump: {}** ({}, since {})",
        summary.bump().word(),
        summary.counts(),
        escaped(&summary.base)
    ));
    for api in summary.apis.iter().filter(|api| !api.entries.is_empty()) {
        of_api(api, &mut page);
    }
    if !summary.generator.is_empty() {
        page.line("");
        page.line("<details><summary>From the generator, not from a description</summary>");
        page.line("");
        for line in &summary.generator {
            page.line(&format!("- {}", escaped(line)));
        }
        page.line("");
        page.line("</details>");
    }
    if !summary.stale.is_empty() {
        page.line("");
        let stale = summary.stale.iter().map(|it| format!("`{it}`"));
        page.line(&format!(
            "No change any more, and to be taken out of `accepted-changes.toml`: {}",
            stale.collect::<Vec<_>>().join(", ")
        ));
    }
    page.finish()
}

/// A text with a limit.
#[derive(Default)]
struct Page {
    text: String,
    left_out: usize,
    open: usize,
}

impl Page {
    /// Adds a line, if there is room for it and for what must follow.
    fn line(&mut self, line: &str) {
        let opens = line.contains("<details>");
        let closes = line == "</details>";
        if self.text.len() + line.len() > MOST && !(closes && self.open > 0) {
            self.left_out += usize::from(line.starts_with("- ") || line.starts_with("| "));
            return;
        }
        self.open += usize::from(opens);
        self.open -= usize::from(closes && self.open > 0);
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn finish(mut self) -> String {
        if self.left_out > 0 {
            let _ = writeln!(
                self.text,
                "\n{} more lines were left out: `cargo xtask changes` has them all.",
                self.left_out
            );
        }
        self.text
    }
}

fn of_api(api: &Compared, page: &mut Page) {
    page.line("");
    page.line(&format!("### `{}`", api.module));
    let breaking: Vec<&Entry> = api.entries.iter().filter(|it| it.is_breaking()).collect();
    if !breaking.is_empty() {
        table(&breaking, page);
        page.line("");
        page.line("<details><summary>What the compiler says, and what to write</summary>");
        page.line("");
        for entry in breaking.iter().filter(|it| it.change.error.is_some()) {
            advice(entry, page);
        }
        page.line("");
        page.line("</details>");
    }
    let is_rest = |entry: &&Entry| !entry.is_breaking() && !is_documentation(entry);
    let rest: Vec<&Entry> = api.entries.iter().filter(is_rest).collect();
    folded("Additive, neutral and accepted", &rest, page);
    let words: Vec<&Entry> = api
        .entries
        .iter()
        .filter(|it| is_documentation(it))
        .collect();
    folded("Documented in other words", &words, page);
}

fn table(breaking: &[&Entry], page: &mut Page) {
    page.line("");
    page.line("| breaking | on the wire | in Rust | where |");
    page.line("|---|---|---|---|");
    for entry in breaking.iter().take(ROWS) {
        let change = &entry.change;
        let place = entry
            .place()
            .map_or_else(String::new, |it| format!("`{it}`"));
        page.line(&format!(
            "| {} | {} | {} | {} |",
            sentence(entry),
            change.wire.words(),
            change.rust.words(),
            escaped(&place)
        ));
    }
    if breaking.len() > ROWS {
        page.line(&format!("| and {} more | | | |", breaking.len() - ROWS));
    }
}

fn sentence(entry: &Entry) -> String {
    let path = if entry.change.path.is_empty() {
        "The API"
    } else {
        &entry.change.path
    };
    if entry.change.path.is_empty() {
        format!("{path} {}", escaped(&entry.change.says))
    } else {
        format!("`{path}` {}", escaped(&entry.change.says))
    }
}

fn advice(entry: &Entry, page: &mut Page) {
    let change = &entry.change;
    page.line(&format!("- {}", sentence(entry)));
    if let Some(error) = &change.error {
        page.line(&format!("  `{}`", error.replace('`', "'")));
    }
    let because = change.kind.row().because;
    let advice = change.advice.as_deref().unwrap_or_default();
    page.line(&format!("  {} {because}", escaped(advice)));
    page.line(&format!(
        "  <sub>`{}` `{}`, reaches {}</sub>",
        change.kind.id(),
        change.fingerprint,
        if change.operations.is_empty() {
            "no operation".to_owned()
        } else {
            reached(&change.operations, 3)
        }
    ));
}

fn folded(title: &str, entries: &[&Entry], page: &mut Page) {
    if entries.is_empty() {
        return;
    }
    page.line("");
    page.line(&format!(
        "<details><summary>{title}: {}</summary>",
        entries.len()
    ));
    page.line("");
    for entry in entries {
        let reason = entry.accepted.as_deref().map(escaped);
        let reason = reason.map_or_else(String::new, |it| format!(": {it}"));
        page.line(&format!(
            "- {}{reason}: {} <sub>`{}`</sub>",
            verdict(entry),
            sentence(entry),
            entry.change.kind.id()
        ));
    }
    page.line("");
    page.line("</details>");
}

/// A text in which only code is Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_code = false;
    for character in text.chars() {
        match character {
            '`' => {
                is_code = !is_code;
                out.push('`');
            }
            '|' => out.push_str("\\|"),
            '\n' | '\r' => out.push(' '),
            '<' if !is_code => out.push_str("&lt;"),
            '*' | '_' | '[' | ']' if !is_code => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    if is_code {
        out.push('`');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_at_lines_and_stays_whole() {
        let mut page = Page::default();
        page.line("<details><summary>all</summary>");
        for number in 0..10_000 {
            page.line(&format!("- the line {number}"));
        }
        page.line("</details>");
        let text = page.finish();
        assert!(text.len() < 65_536);
        assert_eq!(
            text.matches("<details>").count(),
            text.matches("</details>").count()
        );
        assert!(
            text.contains(" more lines were left out"),
            "{}",
            &text[text.len() - 200..]
        );
    }

    #[test]
    fn names_are_no_markup() {
        assert_eq!(
            escaped("a|b <script> `<c>` *d*"),
            "a\\|b &lt;script> `<c>` \\*d\\*"
        );
    }
}
