//! When a service wants to be asked again: `Retry-After` as seconds or as a date (RFC 9110, 10.2.3 and 5.6.7).
//!
//! What a stranger would get wrong: a date comes in three forms, two of them obsolete and still to be read, and one in
//! the past means now.

use http::HeaderMap;
use http::header::RETRY_AFTER;
use std::time::{Duration, SystemTime};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// How long a service asks its caller to wait; `None` where it does not say, or not in a way that HTTP has.
///
/// Azure's `retry-after-ms` and `x-ms-retry-after-ms`, in milliseconds, win where they are there.
///
/// ```
/// use restwright_runtime::flow::retry_after;
/// use restwright_runtime::http::HeaderMap;
/// use std::time::{Duration, SystemTime};
///
/// let mut headers = HeaderMap::new();
/// headers.insert("retry-after", "120".parse()?);
/// assert_eq!(retry_after(&headers, SystemTime::now()), Some(Duration::from_secs(120)));
/// # Ok::<(), restwright_runtime::http::header::InvalidHeaderValue>(())
/// ```
pub fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| Some(headers.get(name)?.to_str().ok()?.trim());
    let milliseconds = ["retry-after-ms", "x-ms-retry-after-ms"]
        .iter()
        .find_map(|name| text(name)?.parse().ok())
        .map(Duration::from_millis);
    milliseconds.or_else(|| {
        let text = text(RETRY_AFTER.as_str())?;
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            // More digits than fit are longer than anyone waits.
            return (!text.is_empty())
                .then(|| Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
        }
        let at = http_date(text)?;
        Some(at.duration_since(now).unwrap_or_default())
    })
}

/// A date of HTTP: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
fn http_date(text: &str) -> Option<SystemTime> {
    let words: Vec<&str> = text
        .split([' ', ',', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    let ([_, day, month, year, time, "GMT"] | [_, month, day, time, year]) = words[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|known| *known == month)?;
    let year = match (year.len(), number(year)?) {
        (2, year) if year < 70 => 2000 + year,
        (2, year) => 1900 + year,
        (4, year) => year,
        _ => return None,
    };
    let mut clock = time.split(':').map(number);
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let day = number(day)?;
    if clock.next().is_some() || !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 60
    {
        return None;
    }
    let days = days_since_1970(year, u64::try_from(month).ok()? + 1, day)?;
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

/// The days from 1 January 1970 to a day of the Gregorian calendar, whose years are counted from March here.
fn days_since_1970(year: u64, month: u64, day: u64) -> Option<u64> {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year.checked_sub(1)?, month + 9)
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    days.checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::{http_date, retry_after};
    use http::HeaderMap;
    use std::time::{Duration, SystemTime};

    fn wait(name: &'static str, text: &str, now: u64) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert(name, text.parse().unwrap());
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(now);
        retry_after(&headers, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn dates_come_in_three_forms() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(wait("retry-after", text, 784_111_770), Some(7), "{text}");
            assert_eq!(wait("retry-after", text, 784_111_780), Some(0), "{text}");
        }
        for (text, seconds) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
            ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
            ("Fri, 31 Dec 2100 12:00:00 GMT", 4_133_937_600),
        ] {
            let expected = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(http_date(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn seconds_and_milliseconds_are_numbers() {
        assert_eq!(wait("retry-after", "0", 0), Some(0));
        assert_eq!(
            wait("retry-after", "99999999999999999999", 0),
            Some(u64::MAX)
        );
        assert_eq!(wait("x-ms-retry-after-ms", "3000", 0), Some(3));
        for text in [
            "",
            "-1",
            "1.5",
            "soon",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Now 1994 08:49:37 GMT",
            "Sun, 45 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37:00 GMT",
        ] {
            assert_eq!(wait("retry-after", text, 0), None, "{text}");
        }
    }
}
