//! Formats: the text that came stays, and can be read as what it says it is.

use bytes::Bytes;
use restwright_runtime::json::{self, Encode as _};
use restwright_runtime::{Base64, Base64Url, DateTime, File, Secret, Uuid};

#[test]
fn a_malformed_text_survives() {
    for text in [
        r#""2017-04-26T08:30:00.1234567Z""#,
        r#""yesterday""#,
        r#""""#,
        r#""\u0000""#,
    ] {
        let date_time: DateTime = json::from_slice(text.as_bytes()).unwrap();
        assert_eq!(json::to_string(&date_time), text);
        let uuid: Uuid = json::from_slice(text.as_bytes()).unwrap();
        assert_eq!(json::to_string(&uuid), text);
    }
    assert!(json::from_slice::<DateTime>(b"1493195400").is_err());
    assert!(json::from_slice::<DateTime>(b"null").is_err());
}

#[test]
fn a_format_is_a_text() {
    let date_time = DateTime::from("2017-04-26T08:30:00Z");
    assert_eq!(date_time.to_string(), "2017-04-26T08:30:00Z");
    assert_eq!(
        format!("{date_time:?}"),
        r#"DateTime("2017-04-26T08:30:00Z")"#
    );
    assert_eq!(date_time.as_ref(), date_time.as_str());
    assert_eq!(String::from(date_time), "2017-04-26T08:30:00Z");
}

#[test]
fn bytes_have_two_alphabets() {
    let bytes = [0xFB, 0xFF, 0xFE, 0x01];
    assert_eq!(Base64::from_bytes(bytes).as_str(), "+//+AQ==");
    assert_eq!(Base64Url::from_bytes(bytes).as_str(), "-__-AQ");
    for text in ["+//+AQ==", "+//+AQ"] {
        assert_eq!(Base64::new(text).to_bytes().unwrap(), bytes);
    }
    for text in ["-__-AQ==", "-__-AQ"] {
        assert_eq!(Base64Url::new(text).to_bytes().unwrap(), bytes);
    }
    assert!(Base64::new("-__-AQ==").to_bytes().is_err());
    assert_eq!(
        Base64::new("no!").to_bytes().unwrap_err().to_string(),
        "not base64: Invalid symbol 33, offset 2."
    );
}

#[test]
fn a_secret_is_not_printed() {
    let secret: Secret<String> = json::from_slice(br#""s3cret""#).unwrap();
    assert_eq!(
        format!("{secret:?} {:?}", Some(Secret::new(7))),
        "*** Some(***)"
    );
    assert_eq!(secret.expose(), "s3cret");
    assert_eq!(json::to_string(&secret), r#""s3cret""#);

    let fault = json::from_slice::<Secret<i64>>(br#""s3cret""#).unwrap_err();
    assert!(!format!("{fault} {fault:?}").contains("s3cret"), "{fault}");
    let fault = json::from_slice::<Secret<i8>>(b"31415").unwrap_err();
    assert!(!format!("{fault} {fault:?}").contains("31415"), "{fault}");
    assert_eq!(
        json::from_slice::<Option<Secret<String>>>(b"null").unwrap(),
        None
    );
}

#[test]
fn files_are_found_through_what_wraps_them() {
    let file = File::new("text")
        .with_file_name("a.txt")
        .with_content_type("text/plain");
    assert_eq!(file.files(), Some(vec![&file]));
    assert_eq!(Some(file.clone()).files(), Some(vec![&file]));
    assert_eq!(
        vec![file.clone(), file.clone()].files(),
        Some(vec![&file, &file])
    );
    assert_eq!(
        Some(Box::new(vec![file.clone()])).files(),
        Some(vec![&file])
    );
    assert_eq!(None::<File>.files(), None);
    assert_eq!("text".files(), None);
    assert_eq!(vec!["text"].files(), None);
}

#[test]
fn bytes_in_json_are_text_or_base64() {
    assert_eq!(
        json::to_string(&Bytes::from_static("é".as_bytes())),
        r#""é""#
    );
    assert_eq!(json::to_string(&File::new(vec![0xFF, 0xFE])), r#""//4=""#);
    let file: File = json::from_slice(br#""text""#).unwrap();
    assert_eq!(file, File::new("text"));
}

#[cfg(feature = "jiff")]
mod with_jiff {
    use jiff::{Span, Timestamp, civil};
    use restwright_runtime::{Date, DateTime, Duration, Rfc1123DateTime, Time};

    #[test]
    fn times_are_read_and_made() {
        let timestamp = Timestamp::from_second(1_493_195_400).unwrap();
        let east = DateTime::new("2017-04-26T10:30:00+02:00");
        assert_eq!(DateTime::from(timestamp).as_str(), "2017-04-26T08:30:00Z");
        assert_eq!(Timestamp::try_from(&east).unwrap(), timestamp);

        let local = civil::date(2017, 4, 26).at(8, 30, 0, 0);
        let nowhere = DateTime::new("2017-04-26T08:30:00");
        assert_eq!(DateTime::from(local), nowhere);
        assert_eq!(civil::DateTime::try_from(&nowhere).unwrap(), local);
        assert!(Timestamp::try_from(&nowhere).is_err());

        let header = Rfc1123DateTime::try_from(timestamp).unwrap();
        assert_eq!(header.as_str(), "Wed, 26 Apr 2017 08:30:00 GMT");
        assert_eq!(Timestamp::try_from(&header).unwrap(), timestamp);
    }

    #[test]
    fn dates_and_durations_are_read_and_made() {
        let date = Date::from(civil::date(2017, 4, 26));
        assert_eq!(date.as_str(), "2017-04-26");
        assert_eq!(
            civil::Date::try_from(&date).unwrap(),
            civil::date(2017, 4, 26)
        );
        assert!(civil::Date::try_from(&Date::new("yesterday")).is_err());

        let time = Time::from(civil::time(8, 30, 0, 0));
        assert_eq!(time.as_str(), "08:30:00");
        assert_eq!(
            civil::Time::try_from(&time).unwrap(),
            civil::time(8, 30, 0, 0)
        );

        let span = Span::new().days(1).hours(12);
        let duration = Duration::from(span);
        assert_eq!(duration.as_str(), "P1DT12H");
        assert_eq!(
            Span::try_from(&duration).unwrap().fieldwise(),
            span.fieldwise()
        );
    }
}

#[cfg(feature = "uuid")]
#[test]
fn uuids_are_read_and_made() {
    let text = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
    let uuid = uuid::Uuid::try_from(&Uuid::new(text.to_uppercase())).unwrap();
    assert_eq!(Uuid::from(uuid).as_str(), text);
    assert!(uuid::Uuid::try_from(&Uuid::new("none")).is_err());
}
