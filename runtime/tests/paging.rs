//! The machine of pages, driven without network through every way of paging.

use bytes::Bytes;
use http::{Request, Response};
use restwright_runtime::emitted::{NoOptions, operation, paged};
use restwright_runtime::flow::{Paged, Pages, Paging, PagingError, Parameter, Place, Step};
use restwright_runtime::{
    Answer, Credential, EncodeError, Endpoint, Error, Operation, RequestBuilder, Scheme,
    SchemeKind, Style, Undeclared,
};
use serde_json::Value;
use std::convert::identity;

const AUTH: Scheme = Scheme::new("auth", SchemeKind::Bearer);

/// A list of JSON, whose items are in `items` or are the whole answer.
macro_rules! list {
    ($name:ident, $method:literal, $paging:expr) => {
        struct $name;

        impl Operation for $name {
            type Options = ();
            type Output = Value;
            type Failure = Undeclared;
            const ID: &'static str = stringify!($name);
            const METHOD: &'static str = $method;
            const ROUTE: &'static str = "/items";
            const SECURITY: &'static [&'static [&'static Scheme]] = &[&[&AUTH]];

            fn request_with(&self, endpoint: &Endpoint, (): &()) -> Result<Request<Bytes>, EncodeError> {
                let mut request = RequestBuilder::new(Self::METHOD, endpoint);
                request.literal("/items");
                request.query("top", Style::FORM, &2);
                request.authorize(Self::SECURITY);
                if $method == "POST" {
                    let body: Value = serde_json::json!({"filter": "f", "page": {"at": 1}});
                    request.json("application/json", &body);
                }
                request.finish()
            }

            fn response(response: Response<Bytes>) -> Result<Response<Value>, Error<Undeclared>> {
                Answer::new(response).json(identity)
            }
        }

        impl Paged for $name {
            type Item = Value;
            const PAGING: Paging = $paging;

            fn items(page: Value) -> Vec<Value> {
                match page {
                    Value::Array(items) => items,
                    mut page => page["items"].as_array_mut().map(std::mem::take).unwrap_or_default(),
                }
            }
        }
    };
}

list!(Single, "GET", Paging::Single);
list!(
    Linked,
    "GET",
    Paging::Link {
        at: Place::Body(&["paging", "next"]),
        method: "GET"
    }
);
list!(
    Posted,
    "POST",
    Paging::Link {
        at: Place::Body(&["next"]),
        method: "POST"
    }
);
list!(
    PostedThenRead,
    "POST",
    Paging::Link {
        at: Place::Body(&["next"]),
        method: "GET"
    }
);
list!(
    ByHeader,
    "GET",
    Paging::Link {
        at: Place::Relation("next"),
        method: "GET"
    }
);
list!(
    Cursor,
    "GET",
    Paging::Cursor {
        at: Place::Body(&["next"]),
        to: Parameter::Query("after"),
        more: &[]
    }
);
list!(
    LastId,
    "GET",
    Paging::Cursor {
        at: Place::Body(&["items", "-1", "id"]),
        to: Parameter::Query("after"),
        more: &["has_more"]
    }
);
list!(
    HeaderCursor,
    "GET",
    Paging::Cursor {
        at: Place::Header("x-next"),
        to: Parameter::Header("x-from"),
        more: &[]
    }
);
list!(
    BodyCursor,
    "POST",
    Paging::Cursor {
        at: Place::Body(&["next"]),
        to: Parameter::Body(&["page", "at"]),
        more: &[]
    }
);
list!(
    Offset,
    "GET",
    Paging::Offset {
        to: Parameter::Query("skip"),
        first: 0
    }
);
list!(
    Number,
    "GET",
    Paging::Number {
        to: Parameter::Query("page"),
        first: 1
    }
);

/// A list of XML, whose items nobody looks at.
#[cfg_attr(not(feature = "xml"), expect(dead_code, reason = "XML is not read"))]
struct OfXml;

operation! {
    OfXml: "OfXml", "GET", "/items";
    Options = NoOptions, Output = Bytes, Failure = Undeclared;
    request(self) { literal("/items"); }
    response { 200 => bytes(identity), }
}

paged! {
    OfXml: Value;
    link(element(&["Paging", "NextLink"]), "GET");
    _page => Vec::new();
}

fn endpoint() -> Endpoint {
    let endpoint = Endpoint::new("https://own.example").unwrap();
    endpoint
        .with_credential(&AUTH, Credential::bearer("secret"))
        .unwrap()
}

type Header = (&'static str, &'static str);

/// The requests that are made for these answers, and how many items come of them.
fn played<O: Paged>(
    operation: &O,
    answers: &[(&[Header], &str)],
) -> (Vec<String>, usize, Option<PagingError>) {
    let endpoint = endpoint();
    let mut pages = Pages::new(operation, &endpoint).unwrap();
    let (mut requests, mut items) = (Vec::new(), 0);
    let mut answers = answers.iter();
    loop {
        match pages.step(&endpoint) {
            Ok(Step::Send(request)) => {
                let body = String::from_utf8_lossy(request.body());
                let from = request
                    .headers()
                    .get("x-from")
                    .map(|from| format!(" from {}", from.to_str().unwrap()));
                let no_token = if request.headers().contains_key("authorization") {
                    ""
                } else {
                    " without token"
                };
                let line = format!(
                    "{} {} {body}{}{no_token}",
                    request.method(),
                    request.uri(),
                    from.unwrap_or_default()
                );
                requests.push(line.trim().replace("https://own.example", ""));
                let (headers, body) = answers.next().expect("another answer");
                let mut answer = Response::builder();
                for (name, value) in *headers {
                    answer = answer.header(*name, *value);
                }
                let answer = answer.body(Bytes::from((*body).to_owned())).unwrap();
                items += pages.receive(answer).ok().unwrap().len();
            }
            Ok(Step::Wait(_)) => unreachable!("pages need no wait"),
            Ok(Step::Done(())) => return (requests, items, None),
            Err(error) => return (requests, items, Some(error)),
        }
    }
}

fn requests<O: Paged>(operation: &O, answers: &[(&[Header], &str)]) -> Vec<String> {
    let (requests, _, error) = played(operation, answers);
    assert_eq!(error, None);
    requests
}

#[test]
fn a_single_page_is_all() {
    assert_eq!(
        requests(&Single, &[(&[], r#"{"items": [1], "next": "/items?2"}"#)]),
        ["GET /items?top=2"]
    );
}

#[test]
fn links_are_followed_to_the_end() {
    for last in [
        r#"{"items": [3], "paging": {}}"#,
        r#"{"items": [3], "paging": {"next": null}}"#,
        r#"{"items": [3], "paging": {"next": ""}}"#,
        r#"{"items": [3]}"#,
    ] {
        let answers: [(&[Header], &str); 3] = [
            (
                &[],
                r#"{"items": [1, 2], "paging": {"next": "https://own.example/items/2?a=%2F"}}"#,
            ),
            (&[], r#"{"items": [], "paging": {"next": "3"}}"#),
            (&[], last),
        ];
        let (requests, items, error) = played(&Linked, &answers);
        assert_eq!(
            (requests, items, error),
            (
                ["GET /items?top=2", "GET /items/2?a=%2F", "GET /items/3"]
                    .map(str::to_owned)
                    .into(),
                3,
                None
            )
        );
    }
}

#[test]
fn a_page_that_is_asked_for_twice_is_the_same() {
    let endpoint = endpoint();
    let mut pages = Pages::new(&Linked, &endpoint).unwrap();
    let mut answers = ["7/more", "on"]
        .map(|next| format!(r#"{{"items": [1], "paging": {{"next": "{next}"}}}}"#))
        .into_iter();
    let mut asked = Vec::new();
    while let Step::Send(request) = pages.step(&endpoint).unwrap() {
        let Step::Send(again) = pages.step(&endpoint).unwrap() else {
            panic!("the list goes on")
        };
        assert_eq!(again.uri(), request.uri());
        asked.push(request.uri().path().to_owned());
        let last = r#"{"items": []}"#.to_owned();
        let answer = answers.next().unwrap_or(last);
        pages.receive(Response::new(answer.into())).unwrap();
    }
    assert_eq!(asked, ["/items", "/7/more", "/7/on"]);
}

#[test]
#[cfg(feature = "xml")]
fn a_link_is_the_text_of_an_element() {
    let linked = r#"<l:List xmlns:l="u"><Paging><l:NextLink>/items?a=1&amp;b=2</l:NextLink></Paging></l:List>"#;
    let answers: [(&[Header], &str); 3] = [
        (&[], linked),
        (&[], "<List><Paging><NextLink/></Paging></List>"),
        (&[], "no XML"),
    ];
    assert_eq!(
        requests(&OfXml, &answers[..2]),
        [
            "GET /items  without token",
            "GET /items?a=1&b=2  without token"
        ]
    );
    assert_eq!(
        requests(&OfXml, &answers[2..]),
        ["GET /items  without token"]
    );
}

#[test]
fn the_token_stays_at_home() {
    let answers: [(&[Header], &str); 3] = [
        (
            &[],
            r#"{"items": [1], "paging": {"next": "https://evil.example/items"}}"#,
        ),
        (
            &[],
            r#"{"items": [2], "paging": {"next": "https://own.example/items/3"}}"#,
        ),
        (&[], r#"{"items": [3]}"#),
    ];
    assert_eq!(
        requests(&Linked, &answers),
        [
            "GET /items?top=2",
            "GET https://evil.example/items  without token",
            "GET /items/3"
        ]
    );
    let (_, _, error) = played(
        &Linked,
        &[(&[], r#"{"paging": {"next": "http://own.example/items"}}"#)],
    );
    assert!(error.unwrap().to_string().contains("from https to http"));
}

#[test]
fn pages_by_post_send_the_body_again_and_to_nobody_else() {
    let body = r#"{"filter":"f","page":{"at":1}}"#;
    let answers: [(&[Header], &str); 2] = [(&[], r#"{"next": "/items?2"}"#), (&[], "{}")];
    assert_eq!(
        requests(&Posted, &answers),
        [
            format!("POST /items?top=2 {body}"),
            format!("POST /items?2 {body}")
        ]
    );
    assert_eq!(
        requests(&PostedThenRead, &answers),
        [
            format!("POST /items?top=2 {body}"),
            "GET /items?2".to_owned()
        ]
    );
    let (sent, _, error) = played(&Posted, &[(&[], r#"{"next": "https://evil.example/"}"#)]);
    assert_eq!(sent.len(), 1);
    assert!(error.unwrap().to_string().contains("another origin"));
}

#[test]
fn link_headers_lead_on() {
    let answers: [(&[Header], &str); 2] = [
        (
            &[(
                "link",
                r#"</items?page=1>; rel="first", </items?page=2>; rel="next""#,
            )],
            "[1, 2]",
        ),
        (&[("link", r#"</items?page=1>; rel="prev""#)], "[3]"),
    ];
    assert_eq!(
        requests(&ByHeader, &answers),
        ["GET /items?top=2", "GET /items?page=2"]
    );
}

#[test]
fn cursors_go_into_parameters() {
    let answers: [(&[Header], &str); 3] = [
        (&[], r#"{"next": "a b&c"}"#),
        (&[], r#"{"next": 7}"#),
        (&[], r#"{"next": null}"#),
    ];
    assert_eq!(
        requests(&Cursor, &answers),
        [
            "GET /items?top=2",
            "GET /items?top=2&after=a%20b%26c",
            "GET /items?top=2&after=7"
        ]
    );
    let answers: [(&[Header], &str); 3] = [
        (
            &[],
            r#"{"items": [{"id": "a"}, {"id": "b"}], "has_more": true}"#,
        ),
        (&[], r#"{"items": [{"id": "c"}], "has_more": false}"#),
        (&[], "unused"),
    ];
    assert_eq!(
        requests(&LastId, &answers),
        ["GET /items?top=2", "GET /items?top=2&after=b"]
    );
    let answers: [(&[Header], &str); 2] = [(&[("x-next", "n")], "[]"), (&[("x-next", "")], "[]")];
    assert_eq!(
        requests(&HeaderCursor, &answers),
        ["GET /items?top=2", "GET /items?top=2  from n"]
    );
    let answers: [(&[Header], &str); 2] = [(&[], r#"{"next": 2}"#), (&[], "{}")];
    assert_eq!(
        requests(&BodyCursor, &answers),
        [
            r#"POST /items?top=2 {"filter":"f","page":{"at":1}}"#,
            r#"POST /items?top=2 {"filter":"f","page":{"at":2}}"#
        ]
    );
}

#[test]
fn counted_pages_end_at_an_empty_one() {
    let answers: [(&[Header], &str); 3] = [(&[], "[1, 2]"), (&[], "[3]"), (&[], "[]")];
    assert_eq!(
        requests(&Offset, &answers),
        [
            "GET /items?top=2",
            "GET /items?top=2&skip=2",
            "GET /items?top=2&skip=3"
        ]
    );
    assert_eq!(
        requests(&Number, &answers),
        [
            "GET /items?top=2",
            "GET /items?top=2&page=2",
            "GET /items?top=2&page=3"
        ]
    );
}

#[test]
fn a_circle_is_an_error() {
    let (requests, _, error) = played(
        &Linked,
        &[
            (&[], r#"{"items": [1], "paging": {"next": "/b"}}"#),
            (&[], r#"{"items": [1], "paging": {"next": "/items?top=2"}}"#),
        ],
    );
    assert_eq!(requests.len(), 2);
    assert!(error.unwrap().to_string().contains("read already"));
}

#[test]
fn many_empty_pages_are_an_error() {
    let texts: Vec<String> = (0..2000)
        .map(|at| format!(r#"{{"paging": {{"next": "/{at}"}}}}"#))
        .collect();
    let answers: Vec<(&[Header], &str)> = texts.iter().map(|text| (&[][..], &**text)).collect();
    let (requests, _, error) = played(&Linked, &answers);
    assert_eq!(requests.len(), 1001);
    assert!(error.unwrap().to_string().contains("without an item"));
}

#[test]
fn a_page_that_cannot_be_read_is_asked_for_again() {
    let endpoint = endpoint();
    let mut pages = Pages::new(&Linked, &endpoint).unwrap();
    for _ in 0..2 {
        let Step::Send(request) = pages.step(&endpoint).unwrap() else {
            panic!("a request")
        };
        assert_eq!(request.uri(), "https://own.example/items?top=2");
        assert!(pages.receive(Response::new("<html>".into())).is_err());
    }
    assert!(matches!(pages.step(&endpoint), Ok(Step::Send(_))));
    pages.receive(Response::new("{}".into())).unwrap();
    assert!(matches!(pages.step(&endpoint), Ok(Step::Done(()))));
}

/// A number that the first request has already is where the counting starts.
#[test]
fn counting_starts_where_the_caller_starts() {
    let endpoint = endpoint();
    let mut first = Offset.request(&endpoint).unwrap();
    *first.uri_mut() = "https://own.example/items?skip=10&top=2".parse().unwrap();
    let mut pages = Pages::<Offset>::from_request(first);
    assert!(matches!(pages.step(&endpoint), Ok(Step::Send(_))));
    pages.receive(Response::new("[1, 2]".into())).unwrap();
    let Step::Send(request) = pages.step(&endpoint).unwrap() else {
        panic!("a request")
    };
    assert_eq!(request.uri(), "https://own.example/items?skip=12&top=2");
}
