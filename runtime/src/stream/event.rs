//! Server-sent events, as the HTML Standard reads them.

use crate::json::{self, Decode, Fault};
use crate::tree::Tree;

/// An event of a `text/event-stream`.
#[derive(Eq)]
#[non_exhaustive]
pub struct Event {
    /// What kind of event it is; `message` where the stream does not say.
    pub event: Option<String>,
    /// Its data, lines joined by `\n`.
    pub data: String,
    /// The last ID that the stream gave, to resume after.
    pub id: Option<String>,
    /// The milliseconds to wait before a new connection, where the stream says so before this event.
    pub retry: Option<u64>,
}

impl Event {
    /// The data as JSON, which most streams have.
    pub fn json<T: Decode>(&self) -> Result<T, Fault> {
        json::from_slice(self.data.as_bytes())
    }
}

/// Decodes server-sent events as the bytes arrive.
///
/// ```
/// use restwright_runtime::stream::EventDecoder;
///
/// let mut decoder = EventDecoder::new();
/// assert!(decoder.push(b"data: hel")?.is_empty());
/// assert_eq!(decoder.push(b"lo\n\n")?[0].data, "hello");
/// # Ok::<(), restwright_runtime::json::Fault>(())
/// ```
#[derive(Debug, Default)]
pub struct EventDecoder {
    /// A line whose end has not arrived.
    line: Vec<u8>,
    /// The line before ended in `\r`: a `\n` that follows belongs to it.
    after_return: bool,
    /// A line was read, so a byte order mark is none any more.
    started: bool,
    next: Event,
    has_data: bool,
}

impl EventDecoder {
    /// A decoder at the start of a stream.
    pub fn new() -> Self {
        Self::default()
    }

    /// The events that end in these bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Event>, Fault> {
        let mut events = Vec::new();
        for byte in bytes {
            let after_return = std::mem::take(&mut self.after_return);
            match byte {
                b'\n' if after_return => {}
                b'\n' | b'\r' => {
                    self.after_return = *byte == b'\r';
                    events.extend(self.end_line()?);
                }
                _ => self.line.push(*byte),
            }
        }
        Ok(events)
    }

    /// Ends the stream. What was not ended by an empty line is no event.
    pub fn finish(&mut self) {
        *self = Self::default();
    }

    fn end_line(&mut self) -> Result<Option<Event>, Fault> {
        let bytes = std::mem::take(&mut self.line);
        let line = String::from_utf8(bytes).map_err(|_| Fault::new("the stream is not UTF-8"))?;
        let first = !std::mem::replace(&mut self.started, true);
        let line = if first {
            line.strip_prefix('\u{feff}').unwrap_or(&line)
        } else {
            &line
        };
        if line.is_empty() {
            return Ok(self.dispatch());
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        self.field(field, value.strip_prefix(' ').unwrap_or(value));
        Ok(None)
    }

    fn field(&mut self, field: &str, value: &str) {
        match field {
            "event" => self.next.event = Some(value.to_owned()).filter(|event| !event.is_empty()),
            "data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.next.data.push('\n');
                }
                self.next.data.push_str(value);
            }
            "id" if !value.contains('\0') => self.next.id = Some(value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.next.retry = value.parse().ok().or(self.next.retry);
            }
            // A comment, or a field of the future.
            _ => {}
        }
    }

    /// The event, if it has data. Its ID holds for those that follow.
    fn dispatch(&mut self) -> Option<Event> {
        let next = Event {
            id: self.next.id.clone(),
            ..Event::default()
        };
        if !std::mem::take(&mut self.has_data) {
            let retry = self.next.retry;
            self.next = Event { retry, ..next };
            return None;
        }
        Some(std::mem::replace(&mut self.next, next))
    }
}

// As the object that descriptions of event streams declare.
json::object! {
    Event {
        event: optional "event";
        data: required "data";
        id: optional "id";
        retry: optional "retry";
    }
    impl Default;
}

/// An event as a stream has it. A line break inside a name or an ID would end it and is left out.
pub(crate) fn event_text(event: &Tree) -> String {
    let Tree::Pairs(members) = event else {
        return field_text("data", &event.to_plain().unwrap_or_default()) + "\n";
    };
    let mut text: String = members
        .iter()
        .filter_map(|(name, value)| Some(field_text(name, &value.to_plain()?)))
        .collect();
    text.push('\n');
    text
}

fn field_text(name: &str, value: &str) -> String {
    if name == "data" {
        let value = value.replace("\r\n", "\n").replace('\r', "\n");
        return value
            .split('\n')
            .fold(String::new(), |text, line| text + "data: " + line + "\n");
    }
    format!("{name}: {}\n", value.replace(['\r', '\n'], ""))
}
