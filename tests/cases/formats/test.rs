use super::api::models::All;
use restwright_runtime::json;

#[test]
fn malformed_texts_survive_and_cost_nothing_else() {
    let text = concat!(
        r#"{"moment":"2017-02-30T25:00","header":"yesterday","day":"2017-13-01","hour":"noon","span":"P","id":"x","#,
        r#""bytes":"*","urlBytes":"*","small":1}"#
    );
    let all: All = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(all.moment.as_str(), "2017-02-30T25:00");
    assert_eq!(all.small, Some(1));
    assert_eq!(json::to_string(&all), text);
}

#[test]
fn texts_keep_their_spelling() {
    let text = r#"{"moment":"2017-04-26T09:00:00.1230000+00:00","day":"2017-04-26","span":"PT1H30M","bytes":"aGk="}"#;
    let all: All = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(json::to_string(&all), text);
    assert_eq!(all.bytes.unwrap().to_bytes().unwrap(), b"hi");
}

#[test]
fn numbers_that_do_not_fit_are_faults_with_a_path() {
    let text = br#"{"moment":"m","small":2147483648}"#;
    let fault = json::from_slice_strict::<All>(text).unwrap_err();
    assert!(fault.to_string().contains("$.small"), "{fault}");
    let (all, odd) = json::from_slice_noting::<All>(text).unwrap();
    assert_eq!((all.small, odd), (None, vec![fault]));
    assert_eq!(json::to_vec(&all), text);
    let all: All = json::from_slice(br#"{"moment":"m","unsigned":18446744073709551615}"#).unwrap();
    assert_eq!(all.unsigned, Some(u64::MAX));
}
