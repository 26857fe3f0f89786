//! Complaints for a person: the file, the line, the JSON Pointer, what is wrong and a way out.
//!
//! A stranger would get this wrong: a description may be one line of ten megabytes or hold terminal escapes. The
//! source that is shown is a window around the place, with every control character replaced.

use crate::description::Generated;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer};
use restwright_codegen::complaint::{Complaint, Severity};
use restwright_codegen::value::Position;
use std::collections::BTreeMap;
use std::ops::Range;

/// The characters of a line that are shown before and after the place.
const BEFORE: usize = 60;
const AFTER: usize = 100;
/// The characters of a message, a way out or a pointer that are shown.
const SENTENCE: usize = 1000;
const POINTER: usize = 160;

/// All complaints about a description, in their order.
pub fn render(generated: &Generated, color: bool) -> String {
    let all: Vec<&Complaint> = generated.output.complaints.iter().collect();
    render_some(generated, &all, color)
}

/// Some of the complaints about a description, in this order.
pub fn render_some(generated: &Generated, complaints: &[&Complaint], color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // A terminal wraps by itself, and a pointer that is cut can't be searched for.
    let renderer = renderer
        .decor_style(DecorStyle::Unicode)
        .term_width(2 * (BEFORE + AFTER + POINTER));
    let mut sources = BTreeMap::new();
    let mut out = String::new();
    for complaint in complaints {
        let file = &complaint.location.file;
        let text = generated.output.texts.get(file).map_or("", |text| text);
        let lines: &Vec<&str> = sources
            .entry(file)
            .or_insert_with(|| text.lines().collect());
        let name = printable(&generated.display(file), POINTER);
        let snippet = Snippet::new(lines, complaint.location.position);
        out.push_str(&renderer.render(&[group(complaint, &name, &snippet)]));
        out.push_str("\n\n");
    }
    out
}

/// What is wrong, where it stands, and a way out.
fn group<'a>(complaint: &'a Complaint, name: &'a str, snippet: &'a Snippet) -> Group<'a> {
    let level = match complaint.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(printable(&complaint.message, SENTENCE))
        .id(complaint.code);
    let origin = Origin::path(name);
    let group = if snippet.text.is_empty() {
        title.element(origin)
    } else {
        let pointer = &complaint.location.pointer;
        let label = (!pointer.is_empty()).then(|| printable(&format!("#{pointer}"), POINTER));
        let mark = AnnotationKind::Primary.span(snippet.marked.clone());
        let source = annotate_snippets::Snippet::source(&snippet.text)
            .line_start(snippet.first_line + 1)
            .fold(false)
            .annotation(mark.label(label));
        if snippet.cut {
            // The column is that of the file, not of the window.
            title
                .element(
                    origin
                        .line(snippet.line + 1)
                        .char_column(snippet.column + 1),
                )
                .element(source)
        } else {
            title.element(source.path(name))
        }
    };
    match &complaint.help {
        Some(help) => group.element(Level::HELP.message(printable(help, SENTENCE))),
        None => group,
    }
}

/// A few lines of a file, cut to what can be shown, with the place of the complaint marked.
struct Snippet {
    text: String,
    /// The number of the first line, from 0.
    first_line: usize,
    /// The marked bytes of the text.
    marked: Range<usize>,
    /// Whether the marked line does not begin where the file's does.
    cut: bool,
    /// Where the place is in the file, from 0.
    line: usize,
    column: usize,
}

impl Snippet {
    fn new(lines: &[&str], position: Position) -> Self {
        let line = (position.line as usize)
            .saturating_sub(1)
            .min(lines.len().saturating_sub(1));
        let column = (position.column as usize).saturating_sub(1);
        let first_line = line.saturating_sub(1);
        let mut snippet = Self {
            text: String::new(),
            first_line,
            marked: 0..0,
            cut: false,
            line,
            column,
        };
        for (number, text) in lines
            .iter()
            .enumerate()
            .skip(first_line)
            .take(line + 2 - first_line)
        {
            if number == line {
                snippet.push_marked(text);
            } else {
                snippet.text.push_str(&printable(text, BEFORE + AFTER));
            }
            snippet.text.push('\n');
        }
        snippet
    }

    /// Adds the line of the complaint: a window around the column, and the token that starts there.
    fn push_marked(&mut self, line: &str) {
        let start = self.column.saturating_sub(BEFORE);
        let offset = |index: usize| {
            line.char_indices()
                .nth(index)
                .map_or(line.len(), |(offset, _)| offset)
        };
        let before = &line[offset(start)..offset(self.column)];
        let rest = &line[offset(self.column)..];
        self.cut = start > 0;
        if self.cut {
            self.text.push('…');
        }
        self.text.push_str(&printable(before, BEFORE));
        let token = printable(token(rest), AFTER);
        let begin = self.text.len();
        self.marked = begin..begin + token.len();
        self.text.push_str(&printable(rest, AFTER));
        // The window may have cut the token.
        self.marked.end = self.marked.end.min(self.text.len());
    }
}

/// The token that a text starts with: a quoted string, a bracket, or a word.
fn token(text: &str) -> &str {
    let mut characters = text.char_indices();
    let end = match characters.next() {
        None => 0,
        Some((_, quote @ ('"' | '\''))) => {
            let mut escaped = false;
            let closing = characters.find(|&(_, character)| {
                let closes = character == quote && !escaped;
                escaped = character == '\\' && !escaped;
                closes
            });
            closing.map_or(text.len(), |(offset, _)| offset + 1)
        }
        Some((_, first)) => {
            let ends = |character: char| character.is_whitespace() || ",:{}[]".contains(character);
            characters
                .find(|&(_, character)| ends(character) || ends(first))
                .map_or(text.len(), |(offset, _)| offset)
        }
    };
    &text[..end]
}

/// A text as one line of at most `limit` characters without anything that a terminal would act upon.
fn printable(text: &str, limit: usize) -> String {
    let acts = |character: char| {
        character.is_control()
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    let mut out: String = text
        .chars()
        .take(limit)
        .map(|character| match character {
            '\t' | '\n' => ' ',
            character if acts(character) => '\u{fffd}',
            character => character,
        })
        .collect();
    if text.chars().nth(limit).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use restwright_codegen::Output;
    use restwright_codegen::value::Location;

    fn rendered(text: &str, line: u32, column: u32, pointer: &str) -> String {
        let complaint = Complaint {
            location: Location {
                file: "../a.json".into(),
                pointer: pointer.into(),
                position: Position { line, column },
            },
            severity: Severity::Error,
            code: "unresolved-reference",
            message: "there is no schema `Nope`".to_owned(),
            help: Some("define it".to_owned()),
        };
        let mut output = Output {
            complaints: vec![complaint],
            ..Output::default()
        };
        output.texts.insert("../a.json".into(), text.into());
        let source = "spec/api/v1/openapi.json".to_owned();
        render(
            &Generated {
                shown: "spec/api/v1".to_owned(),
                source,
                module: Vec::new(),
                output,
            },
            false,
        )
    }

    #[test]
    fn shows_place_pointer_and_way_out() {
        let text = "{\n  \"a\": {\n    \"$ref\": \"#/Nope\"\n  }\n}\n";
        let expected = "\
error[unresolved-reference]: there is no schema `Nope`
  ╭▸ spec/api/a.json:3:13
  │
2 │   \"a\": {
3 │     \"$ref\": \"#/Nope\"
  │             ━━━━━━━━ #/a/$ref
4 │   }
  │
  ╰ help: define it

";
        assert_eq!(rendered(text, 3, 13, "/a/$ref"), expected);
    }

    #[test]
    fn cuts_long_lines_and_keeps_the_column() {
        let text = format!("{}\"here\"{}", "x".repeat(5000), "y".repeat(5000));
        let out = rendered(&text, 1, 5001, "/a");
        assert!(out.contains("a.json:1:5001\n"), "{out}");
        assert!(out.lines().all(|line| line.chars().count() < 200), "{out}");
    }

    #[test]
    fn replaces_what_a_terminal_acts_upon() {
        let out = rendered("{\"\u{1b}[31m\u{202e}\u{7}\u{9b}\": 1}", 1, 2, "/\u{1b}");
        assert!(
            !out.contains(['\u{1b}', '\u{202e}', '\u{7}', '\u{9b}']),
            "{out}"
        );
    }

    #[test]
    fn survives_places_that_are_not_there() {
        for text in ["", "\n", "{", "é"] {
            for (line, column) in [(0, 0), (1, 1), (1, 9), (9, 1), (u32::MAX, u32::MAX)] {
                assert!(rendered(text, line, column, "").contains("there is no schema"));
            }
        }
    }
}
