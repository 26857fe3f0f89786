//! Writes blocks as Markdown that rustdoc and clippy have nothing to say about, in lines of a width.
//!
//! What a stranger would get wrong: a word is harmless in one place and a list or heading at the start of a line, so
//! the start of each line is escaped after the text is broken into lines.

use super::markdown::{Block, Inline};

/// The columns of a line after the indentation of a field and `/// `.
const WIDTH: usize = 92;

/// Stands for a space at which no line is broken; no cleaned text has one.
const FIXED_SPACE: char = '\u{1}';

/// Stands for a line break of the author's.
const BREAK: char = '\u{2}';

/// The lines of a text.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    written(blocks, WIDTH)
}

/// The lines of an item of a list; the text is Markdown already.
pub(super) fn item(text: &str) -> Vec<String> {
    prefixed("- ", "  ", broken(text, WIDTH - 2))
}

/// Whether texts fit into a line with a space between them.
pub(super) fn fits(texts: &[&str]) -> bool {
    let columns: usize = texts.iter().map(|text| text.chars().count() + 1).sum();
    columns <= WIDTH + 1
}

/// The lines of a paragraph that is Markdown already.
pub(super) fn wrap(text: &str) -> Vec<String> {
    broken(text, WIDTH)
}

fn written(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for each in blocks {
        let next = block(each, width);
        if !lines.is_empty() && !next.is_empty() {
            lines.push(String::new());
        }
        lines.extend(next);
    }
    lines
}

fn block(block: &Block, width: usize) -> Vec<String> {
    match block {
        Block::Paragraph(content) => broken(&inlines(content, Around::Nothing), width),
        Block::Heading(level, content) => heading(*level, content),
        Block::Code { language, text } => code_block(language, text),
        Block::List { start, items } => list(*start, items, width),
        Block::Quote(blocks) => prefixed("> ", "> ", written(blocks, width.saturating_sub(2))),
        Block::Table(rows) => table(rows),
        Block::Rule => vec!["---".to_owned()],
    }
}

fn heading(level: usize, content: &[Inline]) -> Vec<String> {
    let text = broken(
        &inlines(content, Around::Nothing).replace(BREAK, " "),
        usize::MAX,
    )
    .join(" ");
    if text.is_empty() {
        Vec::new()
    } else {
        vec![format!("{} {text}", "#".repeat(level))]
    }
}

fn code_block(language: &str, text: &str) -> Vec<String> {
    let text = text.trim_end().trim_start_matches('\n');
    if text.is_empty() {
        return Vec::new();
    }
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    let mut lines = vec![format!("{fence}{language}")];
    lines.extend(text.split('\n').map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines
}

fn list(start: Option<u64>, items: &[Vec<Block>], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, item) in (start.unwrap_or_default()..).zip(items) {
        let marker = if start.is_some() {
            format!("{number}. ")
        } else {
            "- ".to_owned()
        };
        let indent = " ".repeat(marker.len());
        let item = item_lines(item, width.saturating_sub(marker.len()).max(20));
        lines.extend(prefixed(&marker, &indent, item));
    }
    lines
}

/// The lines of an item; a list inside of it follows its paragraph at once.
fn item_lines(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for each in blocks {
        let next = block(each, width);
        let follows_at_once = matches!(each, Block::List { .. })
            && lines.last().is_some_and(|line| !line.starts_with('`'));
        if !lines.is_empty() && !next.is_empty() && !follows_at_once {
            lines.push(String::new());
        }
        lines.extend(next);
    }
    lines
}

fn prefixed(first: &str, others: &str, lines: Vec<String>) -> Vec<String> {
    let prefixes = std::iter::once(first).chain(std::iter::repeat(others));
    lines
        .into_iter()
        .zip(prefixes)
        .map(|(line, prefix)| format!("{prefix}{line}").trim_end().to_owned())
        .collect()
}

fn table(rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    let row = |cells: &[Vec<Inline>]| {
        let cells = cells
            .iter()
            .map(|cell| final_text(&inlines(cell, Around::Cell)));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(|cells| row(cells)).collect();
    if let Some(head) = rows.first() {
        lines.insert(1, format!("|{}", " --- |".repeat(head.len())));
    }
    lines
}

/// What text stands inside of, which adds to the characters that have a meaning.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    Nothing,
    Cell,
    Link,
}

fn inlines(content: &[Inline], around: Around) -> String {
    let mut text = String::new();
    for each in content {
        let next = inline(each, around);
        // Two spans of code would run together.
        if text.ends_with('`') && next.starts_with('`') {
            text.push(' ');
        }
        text.push_str(&next);
    }
    text
}

fn inline(inline: &Inline, around: Around) -> String {
    match inline {
        Inline::Text(plain) => linked(plain, around),
        Inline::Code(code) => in_cell(&code_span(code), around).replace(' ', FIXED),
        Inline::Emphasis(content) => span("*", content, around),
        Inline::Strong(content) => span("**", content, around),
        Inline::Link { url, content } => link(url, content, around),
        Inline::Break if around == Around::Nothing => BREAK.to_string(),
        Inline::Break => " ".to_owned(),
    }
}

/// [`FIXED_SPACE`] as a text.
const FIXED: &str = "\u{1}";

fn span(mark: &str, content: &[Inline], around: Around) -> String {
    let content = inlines(content, around);
    let inner = content.trim();
    if inner.is_empty() || inner.contains(BREAK) {
        content
    } else {
        format!("{mark}{inner}{mark}")
    }
}

fn link(url: &str, content: &[Inline], around: Around) -> String {
    let label = inlines(content, Around::Link).replace(BREAK, " ");
    let label = label.trim();
    if around == Around::Link {
        return label.to_owned();
    }
    let is_bare = matches!(content, [Inline::Text(text)] if text.trim() == url);
    if label.is_empty() || is_bare {
        return autolink(url, around);
    }
    let target: String = url.chars().map(encoded).collect();
    format!("[{label}]({})", in_cell(&target, around))
}

/// A character of a link's target; those that could end it are percent-encoded.
fn encoded(character: char) -> String {
    match character {
        ' ' | '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '"' | '`' | '|' => {
            format!("%{:02X}", u32::from(character))
        }
        other => other.to_string(),
    }
}

/// A URL as a link to itself; one that is a template, as code.
fn autolink(url: &str, around: Around) -> String {
    let is_template = url.contains(['{', '}', '*', '<', '>', '`', '|', '[', ']', '$', ' ', '\\']);
    let text = if is_template {
        code_span(url)
    } else {
        format!("<{url}>")
    };
    in_cell(&text, around).replace(' ', FIXED)
}

fn in_cell(text: &str, around: Around) -> String {
    if around == Around::Cell {
        text.replace('|', "\\|")
    } else {
        text.to_owned()
    }
}

/// Text with its URLs as links.
fn linked(text: &str, around: Around) -> String {
    let mut result = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some((start, end)) = find_url(rest) {
        result.push_str(&escaped(&rest[..start], around));
        let url = &rest[start..end];
        result.push_str(&if around == Around::Link {
            code_span(url)
        } else {
            autolink(url, around)
        });
        rest = &rest[end..];
    }
    result.push_str(&escaped(rest, around));
    result
}

fn find_url(text: &str) -> Option<(usize, usize)> {
    let start = match (text.find("https://"), text.find("http://")) {
        (Some(left), Some(right)) => left.min(right),
        (left, right) => left.or(right)?,
    };
    let rest = &text[start..];
    let end = rest
        .find(|character: char| character.is_whitespace() || "<>\"`|\\".contains(character))
        .unwrap_or(rest.len());
    let mut url =
        rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '[', '(', '{']);
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}')] {
        while url.ends_with(close) && url.matches(close).count() > url.matches(open).count() {
            url = url[..url.len() - close.len_utf8()]
                .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
        }
    }
    Some((start, start + url.len()))
}

/// Text in which no character has a meaning.
fn escaped(text: &str, around: Around) -> String {
    let has_tildes = text.matches('~').count() > 1;
    let mut result = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map_or(' ', |(_, next)| *next);
        let needs_escape = match character {
            '`' | '[' => true,
            ']' => around == Around::Link,
            '|' => around == Around::Cell,
            '~' => has_tildes,
            '*' => !(before.is_whitespace() && after.is_whitespace()),
            '_' => {
                !(before.is_alphanumeric() && after.is_alphanumeric()
                    || before == ' ' && after == ' ')
            }
            '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?'),
            '&' => starts_entity(&text[at..]),
            '\\' => after.is_ascii_punctuation() || after.is_whitespace(),
            _ => false,
        };
        if needs_escape {
            result.push('\\');
        }
        result.push(if character == '\n' { ' ' } else { character });
        before = character;
    }
    result
}

fn starts_entity(text: &str) -> bool {
    let name = text[1..].trim_start_matches(|character: char| {
        character.is_ascii_alphanumeric() || character == '#'
    });
    name.starts_with(';')
}

/// A code span around a text.
pub(super) fn code_span(text: &str) -> String {
    let text = text.replace('\n', " ");
    let fence = match longest_run(&text, '`') {
        0 => "`".to_owned(),
        run => "`".repeat(run + 1),
    };
    let needs_space = text.starts_with('`')
        || text.ends_with('`')
        || text.starts_with(' ') && text.ends_with(' ');
    let space = if needs_space { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

fn longest_run(text: &str, of: char) -> usize {
    text.split(|character| character != of)
        .map(str::len)
        .max()
        .unwrap_or_default()
}

/// A paragraph broken into lines.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut parts = text
        .split(BREAK)
        .filter(|part| !part.trim().is_empty())
        .peekable();
    while let Some(part) = parts.next() {
        push_lines(&mut lines, part, width);
        if let (Some(last), true) = (lines.last_mut(), parts.peek().is_some()) {
            last.push('\\');
        }
    }
    lines
}

fn push_lines(lines: &mut Vec<String>, text: &str, width: usize) {
    let mut line = String::new();
    let mut columns = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if !line.is_empty() && columns + 1 + length > width {
            lines.push(final_text(&line));
            line.clear();
            columns = 0;
        }
        if line.is_empty() {
            line.push_str(&at_start(word));
        } else {
            line.push(' ');
            line.push_str(word);
            columns += 1;
        }
        columns += length;
    }
    if !line.is_empty() {
        lines.push(final_text(&line));
    }
}

fn final_text(text: &str) -> String {
    text.replace([FIXED_SPACE, BREAK], " ").trim().to_owned()
}

/// A word that starts a line, where it could start a block.
fn at_start(word: &str) -> String {
    let is_only = |characters: &str| word.chars().all(|character| characters.contains(character));
    let digits = word.trim_start_matches(|character: char| character.is_ascii_digit());
    let is_number = digits.len() < word.len() && (digits == "." || digits == ")");
    if is_number {
        let number = &word[..word.len() - 1];
        format!("{number}\\{digits}")
    } else if is_only("-+=#*:|_")
        || word.starts_with(['>', '|'])
        || word.starts_with("~~~")
        || word.starts_with(":-")
    {
        format!("\\{word}")
    } else {
        word.to_owned()
    }
}
