//! Full stops: an author's text that our own sentences follow ends as a sentence does.
//!
//! What a stranger would get wrong: only words end without one. Where a mark stands already, or a list or a table ends
//! the text, nothing is added.

use super::markdown::{Block, Inline};

/// The same blocks, the last of them with a full stop where it ends in a word.
pub(super) fn ended(mut blocks: Vec<Block>) -> Vec<Block> {
    if let Some(Block::Paragraph(content)) = blocks.last_mut()
        && content.last().is_some_and(needs_stop)
    {
        content.push(Inline::Text(".".to_owned()));
    }
    blocks
}

/// The first paragraph as one line's content, ended.
pub(super) fn first_sentence(blocks: Vec<Block>) -> Vec<Block> {
    let first = blocks.into_iter().next();
    let Some(Block::Paragraph(mut content)) = first else {
        return Vec::new();
    };
    for inline in &mut content {
        if *inline == Inline::Break {
            *inline = Inline::Text(" ".to_owned());
        }
    }
    ended(vec![Block::Paragraph(content)])
}

fn needs_stop(last: &Inline) -> bool {
    match last {
        Inline::Text(text) => text.trim_end().ends_with(is_word),
        Inline::Code(_) | Inline::Link { .. } => true,
        Inline::Emphasis(content) | Inline::Strong(content) => {
            content.last().is_some_and(needs_stop)
        }
        Inline::Break => false,
    }
}

/// Scripts without spaces have full stops of their own.
fn is_word(last: char) -> bool {
    let is_unspaced = matches!(last, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    last.is_alphanumeric() && !is_unspaced || matches!(last, ')' | ']' | '"' | '\'' | '%' | '/')
}
