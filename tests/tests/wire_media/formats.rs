//! Dates, durations and bytes in every place that a parameter can have.

use crate::emitted::styles::formats::{Everywhere, EverywhereOptions};
use crate::{pairs, sent};
use restwright_runtime::{Base64, Base64Url, Date, DateTime, Duration, Uuid};

const MOMENT: &str = "2017-04-26T08:30:00+02:00";

#[test]
fn formats_are_their_text_in_every_place() {
    // Bytes that need both of the characters in which the two alphabets differ, and padding.
    let bytes = [0xfb, 0xff, 0xfe, 0x01];
    let (mime, url) = ("+//+AQ==", "-__-AQ");
    let operation = Everywhere {
        day: &Date::new("2017-04-26"),
        moment: &DateTime::new(MOMENT),
        length: &Duration::new("P1DT12H"),
        mime: &Base64::from_bytes(bytes),
        url: &Base64Url::from_bytes(bytes),
        id: &Uuid::new("3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
    };
    let options = EverywhereOptions {
        q_day: Some(Date::new("2017-04-27")),
        q_moments: Some(vec![
            DateTime::new(MOMENT),
            DateTime::new("2018-01-01T00:00:00Z"),
        ]),
        q_length: Some(Duration::new("PT5M")),
        q_mime: Some(Base64::from_bytes(bytes)),
        q_url: Some(Base64Url::from_bytes(bytes)),
        x_day: Some(Date::new("2017-04-28")),
        x_moment: Some(DateTime::new(MOMENT)),
        x_length: Some(Duration::new("PT6M")),
        x_mime: Some(Base64::from_bytes(bytes)),
        x_url: Some(Base64Url::from_bytes(bytes)),
        c_moment: Some(DateTime::new(MOMENT)),
        c_mime: Some(Base64::from_bytes(bytes)),
    };
    let message = sent(&operation, &options);
    assert_eq!(
        message.segments(),
        [
            "formats",
            "2017-04-26",
            MOMENT,
            "P1DT12H",
            mime,
            url,
            "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
        ]
    );
    assert_eq!(
        message.pairs(),
        pairs(&[
            ("q-day", "2017-04-27"),
            ("q-moments", &format!("{MOMENT},2018-01-01T00:00:00Z")),
            ("q-length", "PT5M"),
            ("q-mime", mime),
            ("q-url", url),
        ])
    );
    for (name, value) in [
        ("x-day", "2017-04-28"),
        ("x-moment", MOMENT),
        ("x-length", "PT6M"),
        ("x-mime", mime),
        ("x-url", url),
    ] {
        assert_eq!(message.header(name), Some(value), "{name}");
    }
    assert_eq!(
        message.cookies(),
        pairs(&[("c-moment", MOMENT), ("c-mime", mime)])
    );
}
