use restwright_runtime::Streamed;
use restwright_runtime::flow::{Framing, Paged, Pages, Step};
use restwright_runtime::http::Response;
use restwright_runtime::{Endpoint, Operation};
use super::api::{chat, endpoint, events, files, issues, models, numbered, search};

/// The URLs that are asked for, with what is answered to each, and the items.
fn listed<O: Paged>(operation: &O, answers: &[&str]) -> (Vec<String>, Vec<O::Item>) {
    let endpoint: Endpoint = endpoint().unwrap();
    let mut pages = Pages::new(operation, &endpoint).unwrap();
    let (mut urls, mut items) = (Vec::new(), Vec::new());
    for answer in answers {
        let Ok(Step::Send(request)) = pages.step(&endpoint) else { break };
        urls.push(request.uri().to_string().replace("https://choices.example", ""));
        let answer = Response::builder().header("link", r#"</issues?page=2>; rel="next""#).body((*answer).to_owned().into());
        items.extend(pages.receive(answer.unwrap()).ok().unwrap());
    }
    (urls, items)
}

#[test]
fn each_list_goes_on_as_the_selection_says() {
    let (urls, items) = listed(&issues::List, &[r#"[{"title": "a"}]"#, "[]"]);
    assert_eq!(urls, ["/issues", "/issues?page=2"]);
    assert_eq!(items[0].title.as_deref(), Some("a"));
    let (urls, items) = listed(&files::List, &[r#"{"data": ["a", "b"], "has_more": true}"#, r#"{"data": ["c"], "has_more": false}"#, "unused"]);
    assert_eq!((urls, items), (vec!["/files".to_owned(), "/files?after=b".to_owned()], vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]));
    let (urls, items) = listed(&events::List, &[r#"{"page": {"events": ["a"]}}"#, r#"{"page": null}"#, "unused"]);
    assert_eq!((urls.len(), urls[1].as_str(), items.len()), (2, "/events?skip=1", 1));
    let (urls, _) = listed(&numbered::List, &[r#"{"data": ["a"]}"#, r#"{"data": []}"#, "unused"]);
    assert_eq!(urls, ["/numbered", "/numbered?page=2"]);
}

#[test]
fn streams_have_types_and_an_end() {
    fn about<O: Streamed>(_: &O) -> (Framing, Option<&'static str>, bool) {
        (O::FRAMING, O::END, O::REPEATABLE)
    }
    let hello = models::ChatBody::new("hello");
    let operation = chat::Chat { body: &hello };
    assert_eq!(about(&operation), (Framing::Events, Some("[DONE]"), false));
    let anything = Default::default();
    assert_eq!(about(&search::Search { body: &anything }), (Framing::Lines, None, true));
    fn chunk<'a, O: Streamed<Item = models::Chunk> + Operation>(_: &O) {}
    chunk(&operation);
}
