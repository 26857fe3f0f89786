//! Reads the author's text, which is Markdown, HTML or neither, as a tree of paragraphs, lists, code and links.
//!
//! What a stranger would get wrong: the text is parsed twice. The first time tells tags from text, so that tags become
//! Markdown; the second time what still looks like a tag is text.

use super::html::Tags;
use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream,
};

/// A block.
#[derive(Debug, PartialEq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    Heading(usize, Vec<Inline>),
    Code {
        language: String,
        text: String,
    },
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    Table(Vec<Vec<Vec<Inline>>>),
    Rule,
}

/// A part of a paragraph.
#[derive(Debug, PartialEq)]
pub(super) enum Inline {
    Text(String),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Link { url: String, content: Vec<Inline> },
    Break,
}

/// How deep blocks and spans are nested at most; what is deeper loses its form and keeps its text.
const MAX_DEPTH: usize = 12;

/// The blocks of a text.
pub(super) fn parse(text: &str) -> Vec<Block> {
    let text = clean(text);
    if is_plain(&text) {
        return vec![Block::Paragraph(vec![Inline::Text(text)])];
    }
    let text = without_tags(&text);
    let mut events = TextMergeStream::new(Parser::new_ext(&text, Options::ENABLE_TABLES));
    Blocks {
        events: &mut events,
        depth: 0,
    }
    .until_end()
}

/// The text without what editors hide or terminals act upon: control characters, changes of direction, odd spaces.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.trim().replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push_str("    "),
            '\u{a0}' | '\u{85}' | '\u{202f}' => clean.push(' '),
            hidden if is_hidden(hidden) => {}
            other => clean.push(other),
        }
    }
    clean
}

fn is_hidden(character: char) -> bool {
    let is_mark = matches!(
        character,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}'
    );
    is_mark
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || character.is_control()
}

/// Whether the text is a single paragraph in which no character has a meaning.
fn is_plain(text: &str) -> bool {
    let is_plain = |character: char| {
        character.is_alphanumeric() || " .,;:'\"()/-!?%=+{}@$".contains(character)
    };
    text.starts_with(char::is_alphabetic) && text.chars().all(is_plain) && !text.contains("://")
}

/// The text with its HTML tags, as far as they are known, as Markdown.
fn without_tags(text: &str) -> String {
    let mut tags = Tags::default();
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    let mut in_table = false;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => in_table = true,
            Event::End(TagEnd::Table) => in_table = false,
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                result.push_str(&text[copied..range.start]);
                let is_block = matches!(event, Event::Start(_));
                let converted = tags.convert(&text[range.clone()], is_block);
                result.push_str(&if in_table {
                    converted.replace('\n', " ")
                } else {
                    converted
                });
                copied = range.end;
            }
            _ => {}
        }
    }
    result.push_str(&text[copied..]);
    result
}

/// Makes blocks of events.
struct Blocks<'e, I> {
    events: &'e mut I,
    depth: usize,
}

impl<'t, I: Iterator<Item = Event<'t>>> Blocks<'_, I> {
    /// The blocks up to the end of the one around them.
    fn until_end(&mut self) -> Vec<Block> {
        self.depth += 1;
        let mut blocks = Vec::new();
        let mut loose = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(&tag) => {
                    push_paragraph(&mut blocks, &mut loose);
                    self.block(tag, &mut blocks);
                }
                Event::Rule => {
                    push_paragraph(&mut blocks, &mut loose);
                    blocks.push(Block::Rule);
                }
                inline => self.inline(inline, &mut loose),
            }
        }
        push_paragraph(&mut blocks, &mut loose);
        self.depth -= 1;
        blocks
    }

    fn block(&mut self, tag: Tag<'t>, blocks: &mut Vec<Block>) {
        if self.depth > MAX_DEPTH {
            let text = self.text_until_end();
            blocks.push(Block::Paragraph(vec![Inline::Text(text)]));
            return;
        }
        match tag {
            Tag::Heading { level, .. } => {
                blocks.push(Block::Heading(number(level), self.inlines()));
            }
            Tag::CodeBlock(kind) => {
                let text = self.text_until_end();
                blocks.push(Block::Code {
                    language: language(&kind),
                    text,
                });
            }
            Tag::List(start) => {
                let items = self.parts(Self::until_end);
                blocks.push(Block::List { start, items });
            }
            Tag::BlockQuote(_) => blocks.push(Block::Quote(self.until_end())),
            Tag::Table(_) => {
                let rows = self.parts(|rows| rows.parts(Self::inlines));
                blocks.push(Block::Table(rows));
            }
            _ => {
                let mut content = self.inlines();
                push_paragraph(blocks, &mut content);
            }
        }
    }

    /// The items of a list, the rows of a table, the cells of a row.
    fn parts<T>(&mut self, part: impl Fn(&mut Self) -> T) -> Vec<T> {
        let mut parts = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            parts.push(part(self));
        }
        parts
    }

    /// The inlines up to the end of the block or span around them.
    fn inlines(&mut self) -> Vec<Inline> {
        self.depth += 1;
        let mut inlines = Vec::new();
        while let Some(event) = self.events.next() {
            if let Event::End(_) = event {
                break;
            }
            self.inline(event, &mut inlines);
        }
        self.depth -= 1;
        inlines
    }

    fn inline(&mut self, event: Event<'t>, inlines: &mut Vec<Inline>) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                push_text(inlines, &text);
            }
            Event::Code(text) => inlines.push(Inline::Code(text.into_string())),
            Event::SoftBreak => push_text(inlines, " "),
            Event::HardBreak => inlines.push(Inline::Break),
            Event::Start(_) if self.depth > MAX_DEPTH => {
                let text = self.text_until_end();
                push_text(inlines, &text);
            }
            Event::Start(Tag::Emphasis) => inlines.push(Inline::Emphasis(self.inlines())),
            Event::Start(Tag::Strong) => inlines.push(Inline::Strong(self.inlines())),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let content = self.inlines();
                if dest_url.starts_with("https://") || dest_url.starts_with("http://") {
                    inlines.push(Inline::Link {
                        url: dest_url.into_string(),
                        content,
                    });
                } else {
                    inlines.extend(content);
                }
            }
            Event::Start(_) => {
                let content = self.inlines();
                inlines.extend(content);
            }
            _ => {}
        }
    }

    /// The bare text up to the end of the block or span around it.
    fn text_until_end(&mut self) -> String {
        let mut text = String::new();
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                Some(Event::Start(_)) => open += 1,
                Some(Event::End(_)) => open -= 1,
                Some(
                    Event::Text(part)
                    | Event::Code(part)
                    | Event::Html(part)
                    | Event::InlineHtml(part),
                ) => {
                    text.push_str(&part);
                }
                Some(Event::SoftBreak | Event::HardBreak) => text.push(' '),
                Some(_) => {}
                None => break,
            }
        }
        text
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn push_paragraph(blocks: &mut Vec<Block>, inlines: &mut Vec<Inline>) {
    if !inlines.is_empty() {
        blocks.push(Block::Paragraph(std::mem::take(inlines)));
    }
}

/// Neighbouring texts are one, so that a URL is seen whole.
fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.push_str(text);
    } else {
        inlines.push(Inline::Text(text.to_owned()));
    }
}

fn number(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The language of a block of code; `text` for Rust and for what rustdoc could take for one of its attributes.
fn language(kind: &CodeBlockKind<'_>) -> String {
    const KNOWN: &[&str] = &[
        "bash",
        "console",
        "csharp",
        "css",
        "go",
        "graphql",
        "html",
        "http",
        "java",
        "javascript",
        "js",
        "json",
        "kotlin",
        "php",
        "powershell",
        "python",
        "ruby",
        "sh",
        "shell",
        "sql",
        "swift",
        "toml",
        "ts",
        "typescript",
        "xml",
        "yaml",
    ];
    let CodeBlockKind::Fenced(info) = kind else {
        return "text".to_owned();
    };
    let first = info
        .split(|character: char| !character.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    let language = first.to_ascii_lowercase();
    if KNOWN.contains(&language.as_str()) {
        language
    } else {
        "text".to_owned()
    }
}
