//! What to do about YAML that cannot be parsed, from the lines around the place.
//!
//! A stranger would look at the line of the error alone. Parsers notice some mistakes a line late, so the line before is
//! looked at too.

/// A way out of a syntax error at a line, counted from 1.
pub(super) fn of(text: &str, line: usize) -> String {
    // Tabs are noticed where the text before them ends.
    let mut tabs = text
        .lines()
        .enumerate()
        .skip(line.saturating_sub(2))
        .take(3);
    if let Some((at, _)) = tabs.find(|(_, line)| indent_of(line).contains('\t')) {
        return format!("Indent line {} with spaces: YAML allows no tabs.", at + 1);
    }
    let lines: Vec<&str> = text.lines().take(line).collect();
    let mut near = lines.iter().enumerate().rev();
    let mut near = near.by_ref().filter(|(_, line)| !is_blank(line)).take(2);
    let found = near.find_map(|(at, line)| of_line(&lines[..at], at + 1, line));
    found.unwrap_or_else(|| {
        "Compare the line's indentation, quotes and brackets with those of the lines around it; text with `: ` or ` #` in \
         it, or with a sign in front, needs quotes."
            .to_owned()
    })
}

fn of_line(before: &[&str], number: usize, line: &str) -> Option<String> {
    let content = line.trim_start();
    let indent = indent_of(line);
    if let Some(neighbours) = indented_wrongly(before, indent.len()) {
        return Some(format!(
            "Line {number} is indented by {}, which is less than its neighbours: indent it by {neighbours}, as they are.",
            indent.len()
        ));
    }
    let value = content.trim_start_matches("- ");
    let (key, value) = value.split_once(": ")?;
    let value = value.trim();
    let starts_plain = !value.starts_with(['"', '\'', '{', '[', '|', '>', '#']);
    if starts_plain && (value.contains(": ") || value.ends_with(':')) {
        return Some(format!(
            "Put the text of `{key}` in line {number} into quotes: it has a colon."
        ));
    }
    if value.starts_with(['@', '`', '%', '*', '&', '!', ',']) {
        return Some(format!(
            "Put the text of `{key}` in line {number} into quotes: it starts with a sign."
        ));
    }
    let quote = value
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''))?;
    let is_open = value.matches(quote).count() % 2 == 1;
    is_open.then(|| format!("Close the `{quote}` of `{key}` in line {number}."))
}

/// The indentation of the lines before, where that of a line fits to none of them.
fn indented_wrongly(before: &[&str], indent: usize) -> Option<usize> {
    let mut neighbours = None;
    for line in before.iter().rev().filter(|line| !is_blank(line)) {
        let own = line.len() - line.trim_start().len();
        if own > indent {
            neighbours = Some(neighbours.map_or(own, |known: usize| known.min(own)));
        } else {
            // A list may stand as deep as its key.
            return neighbours.filter(|_| own < indent);
        }
    }
    neighbours
}

fn indent_of(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

fn is_blank(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}
