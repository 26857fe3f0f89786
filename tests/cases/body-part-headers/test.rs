use super::api::models::{PhotosAddMultipartBody, Point};
use super::api::photos::{Add, AddHeaders, AddOptions};
use restwright_runtime::http::HeaderMap;
use restwright_runtime::{Endpoint, File, Operation, json};

#[test]
fn a_header_is_given_beside_the_body() {
    let body = PhotosAddMultipartBody::new(File::new("PNG")).with_tags(vec!["a".to_owned(), "b".to_owned()]);
    let mut options = AddOptions::default();
    options.photo_x_sizes = Some(vec![1, 2]);
    let add = Add { body: &body, photo_x_digest: "d" };
    let request = add.request_with(&Endpoint::new("https://photos.example").unwrap(), &options).unwrap();
    let text = String::from_utf8(request.body().to_vec()).unwrap();
    assert!(text.contains("X-Digest: d\r\nX-Kind: photo\r\nX-Sizes: 1,2\r\n\r\nPNG\r\n"), "{text}");
    assert_eq!(text.matches("X-Kind").count(), 1, "{text}");
    assert_eq!(text.matches("name=\"tags\"").count(), 2, "{text}");
}

#[test]
fn a_header_of_an_answer_may_be_an_object() {
    let mut headers = HeaderMap::new();
    headers.insert("x-point", "x=1, y=-2".parse().unwrap());
    let point = AddHeaders(&headers).x_point().unwrap().unwrap();
    assert_eq!(point, json::from_slice::<Point>(br#"{"x":1,"y":-2}"#).unwrap());
    headers.insert("x-point", "x=one".parse().unwrap());
    assert_eq!(AddHeaders(&headers).x_point().unwrap().unwrap_err().name(), "x-point");
}
