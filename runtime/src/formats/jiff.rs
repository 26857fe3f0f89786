//! Dates, times and durations as those of the crate `jiff`.
//!
//! A `date-time` has an offset by RFC 3339, and some services leave it out: it can be read as a
//! [`Timestamp`] if it is there, and as a [`civil::DateTime`] if it is not.

use super::{Date, DateTime, Duration, Rfc1123DateTime, Time};
use ::jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
use ::jiff::{Error, Span, Timestamp, civil};

impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> DateTime {
        DateTime::new(timestamp.to_string())
    }
}

impl TryFrom<&DateTime> for Timestamp {
    type Error = Error;

    fn try_from(text: &DateTime) -> Result<Timestamp, Error> {
        text.as_str().parse()
    }
}

impl From<civil::DateTime> for DateTime {
    fn from(date_time: civil::DateTime) -> DateTime {
        DateTime::new(date_time.to_string())
    }
}

impl TryFrom<&DateTime> for civil::DateTime {
    type Error = Error;

    fn try_from(text: &DateTime) -> Result<civil::DateTime, Error> {
        text.as_str().parse()
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Date {
        Date::new(date.to_string())
    }
}

impl TryFrom<&Date> for civil::Date {
    type Error = Error;

    fn try_from(text: &Date) -> Result<civil::Date, Error> {
        text.as_str().parse()
    }
}

impl From<civil::Time> for Time {
    fn from(time: civil::Time) -> Time {
        Time::new(time.to_string())
    }
}

impl TryFrom<&Time> for civil::Time {
    type Error = Error;

    fn try_from(text: &Time) -> Result<civil::Time, Error> {
        text.as_str().parse()
    }
}

impl From<Span> for Duration {
    fn from(span: Span) -> Duration {
        Duration::new(span.to_string())
    }
}

impl TryFrom<&Duration> for Span {
    type Error = Error;

    fn try_from(text: &Duration) -> Result<Span, Error> {
        text.as_str().parse()
    }
}

impl TryFrom<Timestamp> for Rfc1123DateTime {
    type Error = Error;

    /// Fails for years before the first.
    fn try_from(timestamp: Timestamp) -> Result<Rfc1123DateTime, Error> {
        DateTimePrinter::new()
            .timestamp_to_rfc9110_string(&timestamp)
            .map(Rfc1123DateTime::new)
    }
}

impl TryFrom<&Rfc1123DateTime> for Timestamp {
    type Error = Error;

    fn try_from(text: &Rfc1123DateTime) -> Result<Timestamp, Error> {
        DateTimeParser::new().parse_timestamp(text.as_str())
    }
}
