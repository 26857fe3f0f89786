use super::api::search::{Find, FindOptions};
use restwright_runtime::{Endpoint, Operation};

fn query(options: &FindOptions) -> String {
    let endpoint = Endpoint::new("https://query.example").unwrap();
    let request = Find { q: "a b+c&d=e" }.request_with(&endpoint, options).unwrap();
    request.uri().query().unwrap().to_owned()
}

#[test]
fn what_is_not_given_is_not_sent() {
    assert_eq!(query(&FindOptions::default()), "q=a%20b%2Bc%26d%3De");
}

#[test]
fn lists_follow_their_style() {
    let list = || vec!["a,b".to_owned(), "c".to_owned()];
    let options = FindOptions::default().with_ids(vec![1, 2]).with_csv(list()).with_spaced(list()).with_piped(list());
    assert_eq!(query(&options), "q=a%20b%2Bc%26d%3De&ids=1&ids=2&csv=a%2Cb,c&spaced=a%2Cb%20c&piped=a%2Cb%7Cc");
}
