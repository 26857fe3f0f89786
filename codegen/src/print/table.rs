//! Tables: calls of the runtime's macros, a row a line.
//!
//! What a stranger would get wrong: the words inside are no Rust that `prettyplease` knows, so the layout is decided by
//! punctuation alone. A row ends at `;` or with a block in braces, and at `,` where nothing ends at `;`. A row that is
//! too long is broken inside of its last brackets. Documentation is written as `///`.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// The columns of a line.
const WIDTH: usize = 100;

const INDENT: &str = "    ";

/// The call of a macro with braces as an item.
pub(super) fn item(call: &syn::ItemMacro) -> String {
    let mut text = String::new();
    push_rows(&mut text, attributes(&call.attrs), 0);
    let path = line(&rows(call.mac.path.to_token_stream()).concat());
    text.push_str(&path);
    text.push_str("! {\n");
    push_rows(&mut text, rows(call.mac.tokens.clone()), 1);
    text.push_str("}\n");
    text
}

fn attributes(attributes: &[syn::Attribute]) -> Vec<Row> {
    attributes
        .iter()
        .flat_map(|attribute| rows(attribute.to_token_stream()))
        .collect()
}

/// The tokens of a line, unless it is broken.
type Row = Vec<TokenTree>;

/// Tokens as rows: up to an end, or the end of a block or of an attribute.
fn rows(tokens: TokenStream) -> Vec<Row> {
    let tokens: Row = tokens.into_iter().collect();
    let has_semicolons = tokens.iter().any(|token| is_mark(token, ';'));
    let is_end = |token: &TokenTree| is_mark(token, if has_semicolons { ';' } else { ',' });
    let mut rows = Vec::new();
    let mut row = Row::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_before_end = tokens
            .peek()
            .is_some_and(|next| is_mark(next, ',') || is_mark(next, ';'));
        let ends = match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => !is_before_end,
            TokenTree::Group(_) => matches!(row.as_slice(), [mark] if is_mark(mark, '#')),
            other => is_end(other),
        };
        row.push(token);
        if ends {
            rows.push(std::mem::take(&mut row));
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

fn is_mark(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == character)
}

fn push_rows(text: &mut String, rows: Vec<Row>, depth: usize) {
    for row in rows {
        push_row(text, &row, depth);
    }
}

fn push_row(text: &mut String, row: &[TokenTree], depth: usize) {
    if let Some(documentation) = documentation(row) {
        push_line(text, depth, &["///", &documentation]);
        return;
    }
    let flat = line(row);
    let is_long = depth * INDENT.len() + flat.chars().count() > WIDTH;
    let breaks_at = row
        .iter()
        .rposition(is_block)
        .or_else(|| row.iter().rposition(is_brackets).filter(|_| is_long));
    let group = breaks_at.and_then(|at| match &row[at] {
        TokenTree::Group(group) => Some((at, group)),
        _ => None,
    });
    let Some((at, group)) = group else {
        push_line(text, depth, &[&flat]);
        return;
    };
    let (open, close) = marks(group.delimiter());
    let mut head = Line::of(&row[..at]);
    head.before_group(group);
    push_line(text, depth, &[&head.text, open]);
    push_rows(text, elements(group), depth + 1);
    push_line(text, depth, &[close, &line(&row[at + 1..])]);
}

fn push_line(text: &mut String, depth: usize, parts: &[&str]) {
    for _ in 0..depth {
        text.push_str(INDENT);
    }
    text.extend(parts.iter().copied());
    text.push('\n');
}

/// The rows inside of brackets; the last one gets the comma that the others have.
fn elements(group: &Group) -> Vec<Row> {
    let mut elements = rows(group.stream());
    if group.delimiter() != Delimiter::Brace
        && let Some(last) = elements.last_mut()
        && !last.last().is_some_and(|token| is_mark(token, ','))
    {
        last.push(Punct::new(',', Spacing::Alone).into());
    }
    elements
}

fn is_block(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && !group.stream().is_empty())
}

fn is_brackets(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() != Delimiter::None && !group.stream().is_empty())
}

/// The text of `#[doc = "…"]`.
fn documentation(row: &[TokenTree]) -> Option<String> {
    let [TokenTree::Punct(mark), TokenTree::Group(group)] = row else {
        return None;
    };
    let inside: Row = group.stream().into_iter().collect();
    let [
        TokenTree::Ident(name),
        TokenTree::Punct(_),
        TokenTree::Literal(text),
    ] = inside.as_slice()
    else {
        return None;
    };
    let text = syn::parse2::<syn::LitStr>(text.to_token_stream()).ok()?;
    (mark.as_char() == '#' && name == "doc").then(|| text.value())
}

fn marks(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    }
}

fn line(tokens: &[TokenTree]) -> String {
    Line::of(tokens).text
}

/// What the next token has to keep away from.
#[derive(Clone, Copy, Default, PartialEq)]
enum After {
    /// Nothing: the start, or what binds to what follows.
    #[default]
    Tight,
    /// A name, a literal or a closing bracket.
    Word,
    /// What a space follows.
    Loose,
}

/// Tokens in a line, with spaces as people set them.
#[derive(Default)]
struct Line {
    text: String,
    after: After,
    /// The first mark of an operator of several marks that is not yet whole.
    operator: Option<char>,
    /// Whether the parameters of a closure have begun.
    in_closure: bool,
}

impl Line {
    fn of(tokens: &[TokenTree]) -> Self {
        let mut line = Self::default();
        for token in tokens {
            line.push(token);
        }
        line
    }

    fn push(&mut self, token: &TokenTree) {
        match token {
            TokenTree::Ident(name) => self.word(&name.to_string()),
            TokenTree::Literal(literal) => self.word(&literal.to_string()),
            TokenTree::Punct(mark) => self.mark(mark),
            TokenTree::Group(group) => self.group(group),
        }
    }

    fn word(&mut self, text: &str) {
        self.space(self.after != After::Tight);
        self.text.push_str(text);
        self.after = After::Word;
        self.operator = None;
    }

    fn group(&mut self, group: &Group) {
        self.before_group(group);
        let (open, close) = marks(group.delimiter());
        let inside = line(&group.stream().into_iter().collect::<Row>());
        let pad = if group.delimiter() == Delimiter::Brace && !inside.is_empty() {
            " "
        } else {
            ""
        };
        self.text.extend([open, pad, &inside, pad, close]);
        self.after = After::Word;
        self.operator = None;
    }

    /// Brackets follow a name at once, as in a call; a block never does, and nothing follows a literal at once.
    fn before_group(&mut self, group: &Group) {
        let is_after_literal = self.text.ends_with('"');
        let is_apart = match group.delimiter() {
            Delimiter::Brace => self.after != After::Tight,
            Delimiter::Parenthesis | Delimiter::Bracket | Delimiter::None => {
                self.after == After::Loose || is_after_literal && self.after == After::Word
            }
        };
        self.space(is_apart);
    }

    fn mark(&mut self, mark: &Punct) {
        let character = mark.as_char();
        let operator = self.operator.unwrap_or(character);
        let continues = self.operator.is_some();
        let is_whole = mark.spacing() == Spacing::Alone;
        let is_value_before = self.after == After::Word;
        let closes = self.in_closure && character == '|';
        let opens = !self.in_closure && character == '|' && !is_value_before;
        let (before, after) = match operator {
            '.' | '?' => (false, After::Tight),
            ':' if continues || !is_whole => (self.after == After::Loose, After::Tight),
            ',' | ';' | ':' => (false, After::Loose),
            '<' => (self.after == After::Loose, After::Tight),
            '>' => (false, After::Word),
            '&' | '\'' | '#' | '!' | '*' | '$' => (self.after != After::Tight, After::Tight),
            '-' if is_whole && !continues => (self.after != After::Tight, After::Tight),
            '|' if closes => (false, After::Loose),
            '|' if opens => (self.after == After::Loose, After::Tight),
            _ => (self.after != After::Tight, After::Loose),
        };
        self.space(before && !continues);
        self.text.push(character);
        self.after = after;
        // A lifetime's mark is joint with its name, which is no mark.
        self.operator = (!is_whole && character != '\'').then_some(operator);
        self.in_closure = opens || self.in_closure && !closes;
    }

    fn space(&mut self, is_apart: bool) {
        if is_apart && !self.text.is_empty() {
            self.text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::item;

    fn printed(text: &str) -> String {
        item(&syn::parse_str(text).expect("an item"))
    }

    #[test]
    fn a_row_is_a_line_and_a_block_is_indented() {
        let text = r#"operation! {
    super::Create<'_>: "Pets_Create", "POST", "/pets";
    Options = super::CreateOptions, Output = Vec<Option<models::Pet>>;
    request(self, options) {
        /// Sent as it is.
        query("limit", Style::FORM.explode(false), &options.limit);
        authorize(&[&[&KEY], &[&OTHER]]);
        multipart("a/b", self.body.as_ref().map(|body| body as &dyn json::Object), &[]);
    }
    response {
        200 | 201 => json(super::Output::Ok),
        400..=499 => media {
            "a/b" => json(identity),
        },
        _ => [-1, 2],
    }
}
"#;
        assert_eq!(printed(text), text);
    }

    #[test]
    fn a_long_row_is_broken_inside_of_its_last_brackets() {
        let long = "a_rather_long_name_of_an_argument_that_takes_room".to_owned();
        let text = format!("table! {{ call({long}, &[{long}, {long}]); }}");
        let expected = format!(
            "table! {{\n    call(\n        {long},\n        &[\n            {long},\n            {long},\n        ],\n    );\n}}\n"
        );
        assert_eq!(printed(&text), expected);
    }
}
