//! What the author's text becomes, and that rustdoc has nothing to say about it.
//!
//! What a stranger would get wrong: the laws are checked with rustdoc's own parser and options, not with ours.

use super::markdown::parse;
use super::summary::with_summary;
use super::write::lines;
use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};

fn safe(text: &str) -> String {
    lines(&parse(text)).join("\n")
}

/// What rustdoc or clippy would complain of, if anything.
fn complaint(markdown: &str) -> Option<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut broken = None;
    let mut on_broken = |link: BrokenLink<'_>| {
        broken = Some(link.reference.to_string());
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let mut text = String::new();
    let mut in_link = 0;
    let mut in_code = false;
    for event in Parser::new_with_broken_link_callback(markdown, options, Some(&mut on_broken)) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => return Some(format!("HTML {html:?}")),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                return Some("indented code".to_owned());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if language.is_empty() =>
            {
                return Some("code that would be a doctest".to_owned());
            }
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.starts_with("http") => {
                return Some(format!("link to {dest_url:?}"));
            }
            Event::Start(Tag::Link { .. }) => in_link += 1,
            Event::End(pulldown_cmark::TagEnd::Link) => in_link -= 1,
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => in_code = false,
            Event::FootnoteReference(name) => return Some(format!("footnote {name:?}")),
            Event::TaskListMarker(_) => return Some("task".to_owned()),
            Event::Text(part) if in_link == 0 && !in_code => text.push_str(&part),
            _ => text.push(' '),
        }
    }
    if let Some(broken) = broken {
        return Some(format!("broken link {broken:?}"));
    }
    let bare = text.find("http://").or_else(|| text.find("https://"));
    bare.map(|at| &text[at..])
        .filter(|url| {
            url.split("://")
                .nth(1)
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        })
        .map(|url| format!("bare URL {url:?}"))
}

#[test]
fn text_keeps_its_words() {
    for (text, expected) in [
        ("", ""),
        (" \n ", ""),
        ("The name.", "The name."),
        ("The\nname.", "The name."),
        ("The name.\r\n\r\nMore.", "The name.\n\nMore."),
        ("a  b\tc", "a b c"),
        ("*emphasis* and __strong__", "*emphasis* and **strong**"),
        ("snake_case_name and _x", "snake_case_name and \\_x"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a*b*c", "a*b*c"),
        ("5*", "5\\*"),
        ("`code` and ``a`b``", "`code` and ``a`b``"),
        ("a ` b", "a \\` b"),
        ("path\\to\\x and \\* star", "path\\to\\x and * star"),
        ("`a | b`", "`a | b`"),
        ("less < more > x <= y", "less < more > x <= y"),
        ("~ 10 ~ 20", "\\~ 10 \\~ 20"),
        ("~10", "~10"),
        ("AT&T &amp; &lt;x&gt; &copy;", "AT&T & \\<x> ©"),
        ("&amp;lt;", "\\&lt;"),
        ("line  \nbreak", "line\\\nbreak"),
    ] {
        assert_eq!(safe(text), expected, "{text:?}");
        assert_eq!(complaint(&safe(text)), None, "{text:?}");
    }
}

#[test]
fn hidden_characters_are_removed() {
    assert_eq!(
        safe("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{7}f\u{a0}g\u{2028}h"),
        "abcdef g h"
    );
}

#[test]
fn links_lead_to_the_web_or_nowhere() {
    for (text, expected) in [
        ("See [docs](https://a.b/c).", "See [docs](https://a.b/c)."),
        ("See [docs](/rest/x).", "See docs."),
        ("See [docs](javascript:x).", "See docs."),
        (
            "See [Pet] and [`Pet`] and [x][y].",
            "See \\[Pet] and \\[`Pet`] and \\[x]\\[y].",
        ),
        ("[x][y]\n\n[y]: https://a.b", "[x](https://a.b)"),
        ("[y]: not a link", "\\[y]: not a link"),
        ("https://a.b/c_d_e.", "<https://a.b/c_d_e>."),
        ("(http://a.b/c)", "(<http://a.b/c>)"),
        ("<https://a.b>", "<https://a.b>"),
        ("https://a.b/(c), x", "<https://a.b/(c)>, x"),
        ("https://{account}.b.c/{d}", "`https://{account}.b.c/{d}`"),
        ("**https://a.b**", "**<https://a.b>**"),
        ("[https://a.b](https://a.b)", "<https://a.b>"),
        ("[a ] b](https://a.b)", "\\[a ] b](<https://a.b>)"),
        ("[a](https://a.b/c(d)e)", "[a](https://a.b/c%28d%29e)"),
        ("![logo](https://a.b/c.png)", "[logo](https://a.b/c.png)"),
        ("[^1] and [ ] x", "\\[^1] and \\[ ] x"),
        (
            "[see https://c.d](https://a.b)",
            "[see `https://c.d`](https://a.b)",
        ),
    ] {
        assert_eq!(safe(text), expected, "{text:?}");
        assert_eq!(complaint(&safe(text)), None, "{text:?}");
    }
}

#[test]
fn html_becomes_markdown() {
    for (text, expected) in [
        (
            "<p>One <code>two</code></p>\n<p>Three</p>",
            "One `two`\n\nThree",
        ),
        ("a<br>b<br/>c", "a\\\nb\\\nc"),
        ("<b>bold</b> and <i>thin</i>", "**bold** and *thin*"),
        (
            "<a href=\"https://a.b/?x=1&amp;y\">there</a>",
            "[there](https://a.b/?x=1&y)",
        ),
        ("<a href='/local'>there</a>", "there"),
        ("x <a href=https://a.b>there", "x \\[there"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        (
            "<ol>\n  <li>one</li>\n  <li>two</li>\n</ol>\nend",
            "1. one\n2. two\n\nend",
        ),
        ("Values:<ul><li>one</li></ul>", "Values:\n\n- one"),
        (
            "the <name> of </x> <!-- no --> it",
            "the \\<name> of \\</x> it",
        ),
        ("<resourceGroup>", "\\<resourceGroup>"),
        (
            "<pre><code>a\n  &lt;b&gt;</code></pre>",
            "```text\na\n  <b>\n```",
        ),
        ("Vec<String>", "Vec\\<String>"),
        ("`<b>`", "`<b>`"),
        ("<b>unclosed", "\\*\\*unclosed"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("<h2>Title</h2>text", "### Title\n\ntext"),
        ("<div\nclass=\"x\">text</div>", "text"),
    ] {
        assert_eq!(safe(text), expected, "{text:?}");
        assert_eq!(complaint(&safe(text)), None, "{text:?}");
    }
}

#[test]
fn code_is_never_a_doctest() {
    for (text, expected) in [
        ("```\nlet x;\n```", "```text\nlet x;\n```"),
        ("```rust\nlet x;\n```", "```text\nlet x;\n```"),
        ("```json {a}\n{}\n```", "```json\n{}\n```"),
        ("~~~\na\n\nb\n", "```text\na\n\nb\n```"),
        ("a\n\n    indented\n", "a\n\n```text\nindented\n```"),
        ("```\nunclosed", "```text\nunclosed\n```"),
        ("````\n```\n````", "````text\n```\n````"),
        ("- a\n  ```\n  b\n  ```", "- a\n\n  ```text\n  b\n  ```"),
    ] {
        assert_eq!(safe(text), expected, "{text:?}");
        assert_eq!(complaint(&safe(text)), None, "{text:?}");
    }
}

#[test]
fn blocks_are_written_one_way() {
    for (text, expected) in [
        (
            "* a\n* b\ncontinued\n\n  para",
            "- a\n- b continued\n\n  para",
        ),
        ("- a\n    - b\n- c", "- a\n  - b\n- c"),
        ("3) a\n4) b", "3. a\n4. b"),
        ("text\n- a\nlazy", "text\n\n- a lazy"),
        ("Title\n===\ntext", "# Title\n\ntext"),
        ("## Head ##\ntext", "## Head\n\ntext"),
        ("> a\nb", "> a b"),
        ("a\n***\nb", "a\n\n---\n\nb"),
        (
            "|a|b|\n|-|-|\n|`c\\|d`|e|",
            "| a | b |\n| --- | --- |\n| `c\\|d` | e |",
        ),
        ("| a |", "\\| a |"),
        ("-", "\\-"),
        ("#", "\\#"),
        ("1.", "1\\."),
    ] {
        let actual = safe(text);
        if !(text.len() <= 2 && actual.is_empty()) {
            assert_eq!(actual, expected, "{text:?}");
        }
        assert_eq!(complaint(&actual), None, "{text:?}");
    }
}

#[test]
fn long_lines_are_broken_at_spaces() {
    let text = format!(
        "{} - + 1. # > https://a.b/{}",
        "word ".repeat(17).trim(),
        "x".repeat(120)
    );
    let safe = safe(&text);
    let lines: Vec<&str> = safe.split('\n').collect();
    assert_eq!(lines.len(), 3, "{safe}");
    assert!(lines[0].chars().count() <= 92, "{safe}");
    for marker in ["-", "+", "1.", "#", ">", "=", "*", "|", "---"] {
        for words in 15..19 {
            let safe = super::tests::safe(&format!("{}{marker} next", "word ".repeat(words)));
            assert_eq!(complaint(&safe), None);
            let blocks = parse(&safe);
            assert_eq!(blocks.len(), 1, "{safe}");
        }
    }
}

#[test]
fn the_first_sentence_of_a_long_paragraph_is_its_summary() {
    let more = "words ".repeat(40);
    for (first, summary) in [
        ("The name. It is short", "The name."),
        (
            "The *best* name, e.g. Bob. It is short",
            "The *best* name, e.g. Bob.",
        ),
        (
            "Version 1.2 of the U.S. Code is law. More",
            "Version 1.2 of the U.S. Code is law.",
        ),
    ] {
        let blocks = with_summary(parse(&format!("{first} {more}")));
        assert_eq!(blocks.len(), 2, "{first}");
        assert_eq!(lines(&blocks[..1]).join(" "), summary);
    }
    for whole in [
        "The name. It is short.".to_owned(),
        format!("one. two {more}"),
        more.clone(),
    ] {
        assert_eq!(with_summary(parse(&whole)).len(), 1, "{whole}");
    }
}

#[test]
fn depth_is_limited() {
    for deep in [
        ">".repeat(5_000),
        "- ".repeat(5_000),
        "*a ".repeat(5_000),
        "[".repeat(5_000),
        "<b>".repeat(5_000),
    ] {
        assert_eq!(complaint(&safe(&format!("{deep}x"))), None);
    }
}

/// Pieces that mean something, to be put together at random.
const PIECES: &[&str] = &[
    "word",
    " ",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "`",
    "``",
    "```",
    "~~~",
    "[",
    "]",
    "(",
    ")",
    "](https://a.b)",
    "<",
    ">",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<br>",
    "<li>",
    "<ul>",
    "</ul>",
    "<code>",
    "</code>",
    "<pre>",
    "</pre>",
    "<x y>",
    "<a href=\"https://a.b\">",
    "</a>",
    "https://a.b/c",
    "http://",
    "&amp;",
    "&lt;",
    "\\",
    "|",
    "|-|-|",
    "- ",
    "1. ",
    "# ",
    "> ",
    "    ",
    "  ",
    "+",
    "=",
    "===",
    "---",
    "~",
    "~~",
    "[x]: y",
    "[^1]",
    "[^1]: z",
    "!",
    "{",
    "}",
    ":",
    "é",
    "\t",
    "$",
    "<!--",
    "-->",
    "<!",
    "<?",
    "\"",
    "'",
    "#",
    "1.",
    "-",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_that_authors_write_upsets_rustdoc(pieces in proptest::collection::vec(0..PIECES.len(), 1..24)) {
        let text: String = pieces.iter().map(|at| PIECES[*at]).collect();
        let safe = safe(&text);
        prop_assert_eq!(complaint(&safe), None, "{:?} became {:?}", text, safe);
        prop_assert!(safe.lines().all(|line| line.trim_end() == line || line.ends_with('\\')), "{:?}", safe);
    }
}
