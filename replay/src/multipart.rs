//! The parts of a multipart body (RFC 2046, RFC 7578), read apart from the code that wrote it.
//!
//! A stranger would get this wrong: a part's content ends before the line break that belongs to the next boundary.

use bytes::Bytes;

/// A part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) content: Bytes,
}

/// The parts of a body; `None` if it is malformed.
pub(crate) fn parts(content_type: &str, body: &Bytes) -> Option<Vec<Part>> {
    let boundary = parameter(content_type, "boundary")?;
    let delimiter = format!("\r\n--{boundary}");
    // The first delimiter has no line break of its own.
    let framed: Bytes = [b"\r\n", body.as_ref()].concat().into();
    let mut starts = find_all(&framed, delimiter.as_bytes());
    let end = starts.pop()?;
    if !framed[end + delimiter.len()..].starts_with(b"--") {
        return None;
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([end]).collect();
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| part(&framed.slice(start + delimiter.len()..end)))
        .collect()
}

fn part(text: &Bytes) -> Option<Part> {
    let text = text.slice(usize::from(text.starts_with(b"\r\n")) * 2..);
    let head_end = find_all(&text, b"\r\n\r\n").first().copied()?;
    let head = std::str::from_utf8(&text[..head_end]).ok()?;
    let mut part = Part {
        content: text.slice(head_end + 4..),
        ..Part::default()
    };
    for line in head.split("\r\n") {
        let (name, value) = line.split_once(':')?;
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-disposition" => {
                part.name = parameter(value, "name")?;
                part.file_name = parameter(value, "filename");
            }
            "content-type" => part.content_type = Some(value.to_owned()),
            _ => {}
        }
    }
    Some(part)
}

fn find_all(text: &[u8], wanted: &[u8]) -> Vec<usize> {
    text.windows(wanted.len())
        .enumerate()
        .filter(|(_, window)| *window == wanted)
        .map(|(index, _)| index)
        .collect()
}

/// A parameter of a header value, quoted or not; browsers' escapes of quotes and line breaks are undone.
fn parameter(value: &str, name: &str) -> Option<String> {
    let mut rest = value.split_once(';')?.1;
    loop {
        let (key, after) = rest.split_once('=')?;
        let (text, after) = match after.strip_prefix('"') {
            Some(quoted) => {
                let end = quoted.find('"')?;
                (&quoted[..end], &quoted[end + 1..])
            }
            None => after.split_at(after.find(';').unwrap_or(after.len())),
        };
        if key.trim().eq_ignore_ascii_case(name) {
            return Some(
                text.replace("%22", "\"")
                    .replace("%0D", "\r")
                    .replace("%0A", "\n"),
            );
        }
        rest = after.trim_start().strip_prefix(';')?;
    }
}

#[cfg(test)]
mod tests {
    use super::parts;
    use bytes::Bytes;

    #[test]
    fn parts_have_names_and_contents() {
        let body = Bytes::from_static(
            b"--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1\r\n\r\n--b\r\nContent-Disposition: form-data; \
              name=\"f\"; filename=\"x.png\"\r\ncontent-type: image/png\r\n\r\n\r\n--b--\r\n",
        );
        let parts = parts("multipart/form-data; boundary=\"b\"", &body).expect("well-formed");
        assert_eq!(parts.len(), 2);
        assert_eq!(
            (parts[0].name.as_str(), &parts[0].content[..]),
            ("a", &b"1\r\n"[..])
        );
        assert_eq!(parts[1].file_name.as_deref(), Some("x.png"));
        assert_eq!(parts[1].content_type.as_deref(), Some("image/png"));
        assert!(parts[1].content.is_empty());
    }

    #[test]
    fn an_unfinished_body_has_no_parts() {
        let body = Bytes::from_static(b"--b\r\ncontent-disposition: form-data; name=a\r\n\r\n1");
        assert_eq!(parts("multipart/form-data; boundary=b", &body), None);
    }
}
