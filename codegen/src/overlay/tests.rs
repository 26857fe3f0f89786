//! Overlays: what the root document is afterwards, and what is said of those that do not fit it.

use super::apply;
use crate::complaint::{Complaint, Complaints};
use crate::load::{Documents, load};
use crate::value::Position;

const ROOT: &str = "\
openapi: 3.1.0
info: {title: Pets, tags: [a]}
paths:
  /pets:
    get: {tags: [x], parameters: [{name: a}, {name: b}, {name: c}]}
    put: {summary: s}
";

fn overlaid(overlay: &str) -> (Documents, Vec<Complaint>) {
    let files = |_: &str| Ok(ROOT.to_owned());
    let mut documents = load(&["api.yaml"], &files);
    let mut complaints = Complaints::default();
    apply(&mut documents, "api.overlay.yaml", overlay, &mut complaints);
    (documents, complaints.into_sorted())
}

fn with_head(version: &str, actions: &str) -> String {
    format!("overlay: {version}\ninfo: {{title: t, version: 1.0.0}}\nactions:\n{actions}")
}

/// The root document after actions that fit.
fn after(version: &str, actions: &str) -> String {
    let (documents, complaints) = overlaid(&with_head(version, actions));
    assert_eq!(complaints, [], "{actions}");
    documents.files["api.yaml"]
        .as_ref()
        .unwrap()
        .value
        .to_json()
}

/// The complaints about actions, each as its place and message.
fn complaints(version: &str, actions: &str) -> Vec<String> {
    lines(&overlaid(&with_head(version, actions)).1)
}

fn lines(complaints: &[Complaint]) -> Vec<String> {
    let line = |complaint: &Complaint| {
        assert_eq!(&*complaint.location.file, "api.overlay.yaml");
        format!(
            "{} {}: {}",
            complaint.location.pointer, complaint.code, complaint.message
        )
    };
    complaints.iter().map(line).collect()
}

#[test]
fn actions_are_applied_in_order() {
    let actions = "
- {target: $.info, update: {title: Dogs, x-new: {a: [1]}}}
- {target: $.info.tags, update: [b, c]}
- {target: $.info.tags, update: d}
- {target: $.info.x-new, update: {a: [2], b: null}}
- {target: \"$..parameters[?@.name=='a' || @.name=='c']\", remove: true}
- {target: '$..tags[0]', update: first}
- {target: $.paths.*.put, remove: true}
- {target: $.openapi, update: 3.1.1}
- {target: $.info.x-new.b, remove: true, description: why}
";
    assert_eq!(
        after("1.0.0", actions),
        r#"{"openapi":"3.1.1","info":{"title":"Dogs","tags":["first","b","c","d"],"x-new":{"a":[1,2]}},"paths":{"/pets":{"get":{"tags":["first"],"parameters":[{"name":"b"}]}}}}"#
    );
}

#[test]
fn an_update_of_several_targets_and_of_the_root() {
    let actions = "
- {target: $, update: {servers: [{url: /}], paths: {/pets: {put: {tags: [y]}}, /dogs: {}}}}
- {target: '$.paths[*][*]', update: {deprecated: true}}
";
    let expected = r#""paths":{"/pets":{"get":{"tags":["x"],"parameters":[{"name":"a"},{"name":"b"},{"name":"c"}],"deprecated":true},"put":{"summary":"s","tags":["y"],"deprecated":true}},"/dogs":{}},"servers":[{"url":"/"}]}"#;
    assert!(after("1.1.0", actions).ends_with(expected));
}

#[test]
fn removal_of_nested_and_neighbouring_places() {
    let actions = "- {target: '$.paths..*', remove: true}\n";
    assert!(after("1.0.0", actions).ends_with(r#""paths":{}}"#));
    let actions = "- {target: '$..parameters[2, 0]', remove: true}\n";
    assert!(after("1.0.0", actions).contains(r#""parameters":[{"name":"b"}]"#));
}

#[test]
fn a_copy_is_merged_like_an_update() {
    let actions = "
- {target: $.paths, update: {/cats: {}}}
- {target: $.paths./cats, copy: $.paths./pets}
- {target: $.paths./pets, remove: true}
"
    .replace("$.paths./cats", "\"$.paths['/cats']\"")
    .replace("$.paths./pets", "\"$.paths['/pets']\"");
    let expected = r#""paths":{"/cats":{"get":{"tags":["x"],"parameters":[{"name":"a"},{"name":"b"},{"name":"c"}]},"put":{"summary":"s"}}}}"#;
    assert!(after("1.1.0", &actions).ends_with(expected));
}

#[test]
fn what_is_merged_in_stands_where_it_was_merged_into() {
    let (documents, _) = overlaid(&with_head(
        "1.0.0",
        "- {target: $.info, update: {x: {y: [1]}, title: t}}\n",
    ));
    let place = |pointer| documents.get("api.yaml", pointer).unwrap().1.position;
    let info = Position { line: 2, column: 7 };
    assert_eq!(
        [place("/info/x"), place("/info/x/y"), place("/info/x/y/0")],
        [info; 3]
    );
    assert_eq!(place("/info/title"), Position { line: 2, column: 8 });
}

#[test]
fn the_text_of_the_overlay_is_kept() {
    let (documents, complaints) = overlaid("{\"overlay\": ");
    assert_eq!(&*documents.texts["api.overlay.yaml"], "{\"overlay\": ");
    assert_eq!(complaints.len(), 1);
    assert_eq!(documents.files.len(), 1);
}

#[test]
fn actions_that_do_not_fit_are_errors() {
    let cases = [
        (
            "- {target: $.nothing, update: {}}",
            "/actions/0/target overlay-no-match: The target selects nothing.",
        ),
        (
            "- {target: $.nothing, remove: true}",
            "/actions/0/target overlay-no-match: The target selects nothing.",
        ),
        (
            "- {target: $.info, update: x}",
            "/actions/0/update overlay-mismatch: The target is an object, the update is a string.",
        ),
        (
            "- {target: $.openapi, update: {}}",
            "/actions/0/update overlay-mismatch: The target is a string, the update is an object.",
        ),
        (
            "- {target: $, update: {info: {tags: {}}}}",
            "/actions/0/update overlay-mismatch: `info/tags` in the target is an array, the update is an object.",
        ),
        (
            "- {target: '$.*', update: {}}",
            "/actions/0/target invalid-overlay: The target selects both primitive values and objects.",
        ),
        (
            "- {target: $, remove: true}",
            "/actions/0/target invalid-overlay: The whole document cannot be removed.",
        ),
        (
            "- {target: $.info, copy: '$.paths.*.*'}",
            "/actions/0/copy invalid-overlay: The path to copy from selects 2 values.",
        ),
        (
            "- {target: $.info, copy: $.none}",
            "/actions/0/copy invalid-overlay: The path to copy from selects 0 values.",
        ),
        (
            "- {target: '$.info[?search(@, \"x\")]', remove: true}",
            "/actions/0/target invalid-path: The path cannot be used: at character 9, functions are not supported.",
        ),
        (
            "- {target: $.info, copy: info}",
            "/actions/0/copy invalid-path: The path cannot be used: at character 1, a path starts with `$`.",
        ),
        (
            "- {update: {}}",
            "/actions/0 invalid-overlay: `target` is missing.",
        ),
        (
            "- {target: $.info}",
            "/actions/0 invalid-overlay: The action does nothing.",
        ),
        (
            "- {target: $.info, remove: maybe}",
            "/actions/0/remove invalid-overlay: `remove` must be a boolean, not a string.",
        ),
        (
            "- {target: $.info, remove: true, update: {}}",
            "/actions/0 invalid-overlay: The action asks for more than one change.",
        ),
        (
            "- {target: [], remove: true}",
            "/actions/0/target invalid-overlay: `target` must be a string, not an array.",
        ),
        (
            "- {target: $.info, updates: {}, remove: true}",
            "/actions/0/updates unknown-keyword: `updates` is not a keyword here.",
        ),
        (
            "- x",
            "/actions/0 invalid-overlay: An action must be an object, not a string.",
        ),
        (
            "  {}",
            "/actions invalid-overlay: `actions` must be an array, not an object.",
        ),
        (
            "  []",
            "/actions invalid-overlay: The overlay has no action.",
        ),
    ];
    for (actions, expected) in cases {
        assert_eq!(
            complaints("1.1.0", &format!("{actions}\n")),
            [expected],
            "{actions}"
        );
    }
    assert_eq!(
        complaints("1.0.0", "- {target: $.info, copy: $.paths}\n"),
        ["/actions/0/copy unknown-keyword: `copy` is not a keyword here."]
    );
}

#[test]
fn all_complaints_come_together() {
    let overlay = "overlay: 2.0.0\ninfo: {title: t, versions: 1}\nextends: ./other.yaml\nx-any: 1\nany: 1\nactions: [{target: $.a, remove: true}, {target: $.b, remove: true}]\n";
    let found = lines(&overlaid(overlay).1);
    let expected = [
        "/overlay invalid-overlay: `2.0.0` is not a known version of the Overlay specification.",
        "/info invalid-overlay: `version` is missing.",
        "/info/versions unknown-keyword: `versions` is not a keyword here.",
        "/extends overlay-extends: The overlay extends `other.yaml` but is applied to `api.yaml`.",
        "/any unknown-keyword: `any` is not a keyword here.",
        "/actions/0/target overlay-no-match: The target selects nothing.",
        "/actions/1/target overlay-no-match: The target selects nothing.",
    ];
    assert_eq!(found, expected);
    assert_eq!(
        lines(&overlaid("[]").1),
        [" invalid-overlay: An overlay must be an object, not an array."]
    );
    assert_eq!(lines(&overlaid("{}").1).len(), 3);
}

#[test]
fn extends_may_name_the_root_or_a_url() {
    let actions = "- {target: $.info, remove: true}\nextends: ";
    after("1.0.0", &format!("{actions}api.yaml\n"));
    after(
        "1.0.0",
        &format!("{actions}https://example.com/other.yaml\n"),
    );
}

#[test]
fn growth_is_limited() {
    let codes = |actions: &str| {
        let (_, complaints) = overlaid(&with_head("1.1.0", actions));
        let codes = complaints.iter().map(|complaint| complaint.code);
        codes.collect::<Vec<_>>()
    };
    let deeper: String = "- {target: '$..parameters[0]', update: {parameters: [{}]}}\n".repeat(80);
    assert_eq!(codes(&deeper)[0], "too-deep");
    let doubling = "- {target: $.info.tags, copy: $.info.tags}\n".repeat(40);
    assert_eq!(codes(&doubling), ["too-large"]);
}

#[test]
fn a_root_that_was_not_loaded_is_left_alone() {
    let files = |_: &str| Err("it does not exist".to_owned());
    let mut documents = load(&["api.yaml"], &files);
    let mut complaints = Complaints::default();
    apply(
        &mut documents,
        "o.json",
        &with_head("1.0.0", "- {target: $.a, remove: true}\n").replace("overlay:", "overlay :"),
        &mut complaints,
    );
    assert!(documents.files["api.yaml"].is_err());
}
