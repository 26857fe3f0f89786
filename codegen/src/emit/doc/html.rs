//! HTML tags as Markdown, for descriptions whose authors wrote HTML.
//!
//! What a stranger would get wrong: a tag that is not known is no mistake, it is a placeholder such as `<name>`. It
//! stays, and is escaped later.

/// The tags that are open.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// The target of each open `<a>`; empty for one that is no link on the web.
    links: Vec<String>,
    /// Whether each open list is numbered.
    lists: Vec<bool>,
    in_pre: bool,
}

impl Tags {
    /// A piece of HTML as Markdown.
    pub(super) fn convert(&mut self, html: &str, is_block: bool) -> String {
        let mut markdown = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            self.push_text(&mut markdown, &rest[..start], is_block);
            rest = &rest[start..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let Some(end) = end_of_tag(rest) else { break };
            let (tag, after) = rest.split_at(end);
            match self.tag(tag) {
                Some(text) => markdown.push_str(&text),
                None => markdown.push_str(tag),
            }
            rest = after;
        }
        self.push_text(&mut markdown, rest, is_block);
        markdown
    }

    /// Text between tags; in a block of HTML its indentation means nothing.
    fn push_text(&self, markdown: &mut String, text: &str, is_block: bool) {
        if self.in_pre {
            markdown.push_str(&decoded(text));
        } else if is_block {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    markdown.push('\n');
                }
                markdown.push_str(if index > 0 { line.trim_start() } else { line });
            }
        } else {
            markdown.push_str(text);
        }
    }

    /// What a tag becomes; `None` if it is none.
    fn tag(&mut self, tag: &str) -> Option<String> {
        let inside = tag
            .trim_start_matches('<')
            .trim_end_matches('>')
            .trim_end_matches('/');
        let closes = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let name_end = inside
            .find(|character: char| !character.is_ascii_alphanumeric())
            .unwrap_or(inside.len());
        let name = inside[..name_end].to_ascii_lowercase();
        if self.in_pre && name != "pre" {
            return is_known(&name).then(String::new);
        }
        let text = match name.as_str() {
            "br" => "\\\n".to_owned(),
            "hr" => "\n\n---\n\n".to_owned(),
            "b" | "strong" => "**".to_owned(),
            "i" | "em" | "var" => "*".to_owned(),
            "code" | "kbd" | "samp" | "tt" => "`".to_owned(),
            "pre" => self.pre(closes),
            "a" => self.link(inside, closes),
            "ul" | "ol" => self.list(name == "ol", closes),
            "li" if closes => String::new(),
            "li" => self.item(),
            "tr" if !closes => "\n- ".to_owned(),
            "td" | "th" if closes => "; ".to_owned(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !closes => "\n\n### ".to_owned(),
            "img" => attribute(inside, "alt").unwrap_or_default(),
            _ if is_paragraph(&name) => "\n\n".to_owned(),
            _ if is_known(&name) => String::new(),
            _ => return None,
        };
        Some(text)
    }

    fn pre(&mut self, closes: bool) -> String {
        self.in_pre = !closes;
        if closes {
            "\n```\n\n".to_owned()
        } else {
            "\n\n```text\n".to_owned()
        }
    }

    fn link(&mut self, inside: &str, closes: bool) -> String {
        if closes {
            return match self.links.pop() {
                Some(url) if !url.is_empty() => format!("](<{url}>)"),
                _ => String::new(),
            };
        }
        let url = attribute(inside, "href")
            .filter(|url| url.starts_with("http://") || url.starts_with("https://"));
        let url = url
            .map(|url| url.replace(['<', '>', '\n', '\\'], ""))
            .unwrap_or_default();
        let text = if url.is_empty() { "" } else { "[" };
        self.links.push(url);
        text.to_owned()
    }

    fn list(&mut self, is_numbered: bool, closes: bool) -> String {
        if closes {
            self.lists.pop();
        } else {
            self.lists.push(is_numbered);
        }
        if self.lists.is_empty() || self.lists.len() == 1 && !closes {
            "\n\n".to_owned()
        } else {
            String::new()
        }
    }

    fn item(&self) -> String {
        let indent = "   ".repeat(self.lists.len().saturating_sub(1).min(8));
        let marker = if self.lists.last() == Some(&true) {
            "1. "
        } else {
            "-  "
        };
        format!("\n{indent}{marker}")
    }
}

fn is_paragraph(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "center"
            | "blockquote"
            | "details"
            | "summary"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "thead"
            | "tbody"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    )
}

fn is_known(name: &str) -> bool {
    is_paragraph(name)
        || matches!(
            name,
            "a" | "abbr"
                | "b"
                | "br"
                | "code"
                | "del"
                | "em"
                | "font"
                | "i"
                | "ins"
                | "kbd"
                | "label"
                | "li"
                | "mark"
                | "nobr"
                | "ol"
                | "s"
                | "small"
                | "span"
                | "strong"
                | "sub"
                | "sup"
                | "td"
                | "tfoot"
                | "th"
                | "tr"
                | "u"
                | "ul"
                | "wbr"
        )
}

/// Where a tag ends, after its `>`; quoted attributes may hold one.
fn end_of_tag(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, character) in html.char_indices() {
        match (quote, character) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), other) if open == other => quote = None,
            _ => {}
        }
    }
    None
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let start = lower.find(&format!("{name}="))? + name.len() + 1;
    let value = &tag[start..];
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split_ascii_whitespace().next()?,
    };
    Some(decoded(value))
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
