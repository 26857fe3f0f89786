//! The summary of an item: the first sentence of its documentation, which is all that lists of items show.
//!
//! What a stranger would get wrong: not every period ends a sentence. Where it is in doubt the paragraph stays whole.

use super::markdown::{Block, Inline};

/// The first sentence of a long first paragraph, on its own: it is what lists of items show.
pub(super) fn with_summary(mut blocks: Vec<Block>) -> Vec<Block> {
    if let Some(Block::Paragraph(first)) = blocks.first_mut()
        && length(first) > LONG_PARAGRAPH
        && let Some(rest) = split_sentence(first)
    {
        blocks.insert(1, Block::Paragraph(rest));
    }
    blocks
}

/// How many bytes a paragraph has that is too long for a list of items.
const LONG_PARAGRAPH: usize = 180;

fn length(content: &[Inline]) -> usize {
    let lengths = content.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.len(),
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => {
            length(content)
        }
        Inline::Break => 0,
    });
    lengths.sum()
}

/// Takes what is after the first sentence out of a paragraph.
fn split_sentence(content: &mut Vec<Inline>) -> Option<Vec<Inline>> {
    let ends = content
        .iter()
        .enumerate()
        .find_map(|(at, inline)| match inline {
            Inline::Text(text) => Some((at, sentence_end(text)?)),
            _ => None,
        });
    let (at, end) = ends?;
    let mut rest = content.split_off(at + 1);
    if let Some(Inline::Text(text)) = content.last_mut() {
        rest.insert(0, Inline::Text(text[end..].trim_start().to_owned()));
        text.truncate(end);
    }
    Some(rest)
}

/// Where the first sentence of a text ends, if another follows: at a period after a word and before a capital.
fn sentence_end(text: &str) -> Option<usize> {
    text.match_indices(". ")
        .map(|(at, _)| at)
        .find(|at| {
            let word = text[..*at].rsplit(' ').next().unwrap_or_default();
            let is_word = word.len() > 2
                && !word.contains('.')
                && word != "etc"
                && word.ends_with(char::is_alphanumeric);
            is_word && text[at + 2..].starts_with(char::is_uppercase)
        })
        .map(|at| at + 1)
}
