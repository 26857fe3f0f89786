//! One value out of a JSON text, by the names that lead to it: what paging and long-running operations look for in
//! answers, whatever the type of the answer knows of it.
//!
//! A step into an array is an index; `-1` is its last item.

use super::{Fault, Reader};
use std::borrow::Cow;

/// The text of the value that a path leads to.
pub(crate) fn find<'t>(text: &'t [u8], path: &[&str]) -> Result<Option<&'t str>, Fault> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let text = std::str::from_utf8(text).map_err(|_| Fault::new("it is not UTF-8"))?;
    let mut reader = Reader::new(text);
    let found = find_from(&mut reader, path)?;
    reader.end()?;
    Ok(found)
}

fn find_from<'t>(reader: &mut Reader<'t>, path: &[&str]) -> Result<Option<&'t str>, Fault> {
    let first = reader.next_byte();
    let Some((step, rest)) = path.split_first() else {
        let start = reader.at;
        reader.skip()?;
        return Ok(reader.text.get(start..reader.at));
    };
    let mut found = None;
    match first {
        Some(b'{') => reader.map(&mut |name: Cow<'t, str>, reader| {
            if name != *step {
                return reader.skip();
            }
            // A name that comes twice means its later value, as everywhere.
            found = find_from(reader, rest)?;
            Ok(())
        })?,
        Some(b'[') => {
            let mut index = 0_usize;
            reader.array(&mut |reader| {
                let is_meant = *step == "-1" || step.parse() == Ok(index);
                index += 1;
                if !is_meant {
                    return reader.skip();
                }
                found = find_from(reader, rest)?;
                Ok(())
            })?;
        }
        _ => reader.skip()?,
    }
    Ok(found)
}

/// A value as a plain text: a string's content, a number or boolean as it is written; `None` for all else.
pub(crate) fn plain_text(value: &str) -> Option<String> {
    match value.as_bytes().first()? {
        b'"' => super::from_slice(value.as_bytes()).ok(),
        b'{' | b'[' | b'n' => None,
        _ => Some(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{find, plain_text};

    #[test]
    fn a_path_leads_through_objects_and_arrays() {
        let text =
            br#" {"a": {"next": "x\/y", "n": 2}, "list": [{"id": 1}, {"id": "z"}], "none": null} "#;
        let text_at = |path: &[&str]| find(text, path).unwrap().and_then(plain_text);
        assert_eq!(text_at(&["a", "next"]).as_deref(), Some("x/y"));
        assert_eq!(text_at(&["a", "n"]).as_deref(), Some("2"));
        assert_eq!(text_at(&["list", "-1", "id"]).as_deref(), Some("z"));
        assert_eq!(text_at(&["list", "0", "id"]).as_deref(), Some("1"));
        for path in [
            &["none"][..],
            &["a"],
            &["list"],
            &["a", "next", "deeper"],
            &["missing"],
            &["list", "2", "id"],
        ] {
            assert_eq!(text_at(path), None, "{path:?}");
        }
        assert_eq!(find(text, &["a", "n"]).unwrap(), Some("2"));
    }

    #[test]
    fn what_is_no_json_is_a_fault() {
        for text in [
            &b"<html>"[..],
            b"",
            b"{\"a\": 1",
            b"{\"a\": 1} trailing",
            b"\xff",
        ] {
            assert!(find(text, &["a"]).is_err(), "{text:?}");
        }
    }
}
