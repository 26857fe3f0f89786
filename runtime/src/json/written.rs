//! Where in a JSON text the next value stands, from what is written before it.
//!
//! What a stranger would get wrong: the text is cut off, so no reader takes it; but it is one of ours, so it is compact
//! and every string in it is closed.

use std::fmt::Write;

/// A container that is still open.
enum Open {
    /// An object, and the member that was written last, as it stands between its quotes.
    Object(String),
    /// An array, and how many elements are done.
    Array(usize),
}

/// The path of the value that comes after this text: `$.limits[2]`.
pub(crate) fn path_after(before: &[u8]) -> String {
    let mut open = Vec::new();
    let mut rest = before;
    let mut last = &rest[..0];
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' => open.push(Open::Object(String::new())),
            b'[' => open.push(Open::Array(0)),
            b'}' | b']' => drop(open.pop()),
            b'"' => {
                let end = string_end(after);
                last = &after[..end];
                rest = after.get(end + 1..).unwrap_or_default();
            }
            b':' => {
                if let Some(Open::Object(name)) = open.last_mut() {
                    *name = String::from_utf8_lossy(last).into_owned();
                }
            }
            b',' => {
                if let Some(Open::Array(done)) = open.last_mut() {
                    *done += 1;
                }
            }
            _ => {}
        }
    }
    let mut path = "$".to_owned();
    for container in open {
        // Writing to a `String` does not fail.
        let _ = match container {
            Open::Object(name) => write!(path, ".{name}"),
            Open::Array(done) => write!(path, "[{done}]"),
        };
    }
    path
}

/// How long a string is whose opening quote is behind.
fn string_end(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let end = text.iter().position(|&byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::path_after;

    #[test]
    fn a_path_is_read_from_what_is_before() {
        for (before, path) in [
            ("", "$"),
            ("[1,2,", "$[2]"),
            (r#"{"a":{"b":1},"c":[{"x":"}],:\\"},[[],"#, "$.c[1][1]"),
            (r#"{"a":"b\"","d":"#, "$.d"),
        ] {
            assert_eq!(path_after(before.as_bytes()), path, "{before}");
        }
    }
}
