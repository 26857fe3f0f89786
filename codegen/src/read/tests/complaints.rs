//! Complaints: what is wrong, where, and a way out.

use super::{codes, covered, read, read_files, schema_document};
use crate::complaint::Severity;

/// Complaints as `code line:column message -> help`.
fn rendered(text: &str) -> Vec<String> {
    let complaints = read(text).complaints.into_iter();
    complaints
        .map(|it| {
            let at = it.location.position;
            format!(
                "{} {}:{} {} -> {}",
                it.code,
                at.line,
                at.column,
                it.message,
                it.help.unwrap_or_default()
            )
        })
        .collect()
}

#[test]
fn unresolved_references_come_with_a_guess() {
    let text = schema_document(
        "3.1.0",
        "{properties: {p: {$ref: '#/components/schemes/S'}, q: {$ref: '#/components/schemas/Zebra'}}}",
    );
    let expected = [
        "unresolved-reference 7:25 The reference `#/components/schemes/S` names nothing: `api.yaml` has no \
         `/components/schemes/S`. Any JSON value stands in. -> Did you mean `#/components/schemas/S`?",
        "unresolved-reference 7:62 The reference `#/components/schemas/Zebra` names nothing: `api.yaml` has no \
         `/components/schemas/Zebra`. Any JSON value stands in. -> Correct the pointer, or define what it names.",
    ];
    assert_eq!(rendered(&text), expected);
}

#[test]
fn references_into_the_network_are_refused() {
    let text = schema_document("3.1.0", "$ref: https://example.com/pet.yaml#/Pet");
    let expected = "remote-reference 7:7 The reference `https://example.com/pet.yaml#/Pet` leads to the network, which is \
        never read. -> Save that document beside this one and refer to it by a relative path.";
    assert_eq!(rendered(&text), [expected]);
}

#[test]
fn a_missing_file_is_one_complaint() {
    let text = schema_document(
        "3.1.0",
        "{properties: {p: {$ref: 'gone.yaml#/A'}, q: {$ref: 'gone.yaml#/B'}}}",
    );
    assert_eq!(codes(&read(&text)), ["unreadable-file"]);
}

#[test]
fn cycles_of_references_are_found() {
    let cycle = |schemas: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{{schemas}}}}}\n"
        )
    };
    let cases = [
        "A: {$ref: '#/components/schemas/A'}",
        "A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}",
        "A: {$ref: '#/components/schemas/B', description: d}, B: {$ref: '#/components/schemas/A'}",
        "A: {properties: {p: {$ref: '#/components/schemas/A/properties/p'}}}",
        "A: {properties: {p: {$ref: '#/components/schemas/A/properties/q'}, q: {$ref: '#/components/schemas/A/properties/p'}}}",
    ];
    for case in cases {
        let read = read(&cycle(case));
        assert!(
            read.complaints
                .iter()
                .all(|complaint| complaint.code == "reference-cycle"),
            "{case}: {:?}",
            read.complaints
        );
        assert!(!read.complaints.is_empty(), "{case}");
    }
    let parameters = "openapi: 3.1.0\npaths: {/: {get: {parameters: [{$ref: '#/components/parameters/P'}]}}}\n\
        components: {parameters: {P: {$ref: '#/components/parameters/P'}}}\n";
    assert_eq!(codes(&read(parameters)), ["reference-cycle"]);
    let files = [
        (
            "api.yaml",
            "openapi: 3.1.0\npaths: {}\ncomponents: {schemas: {A: {$ref: a.yaml}}}\n",
        ),
        ("a.yaml", "$ref: 'api.yaml#/components/schemas/A'\n"),
    ];
    assert!(
        codes(&read_files(&files))
            .iter()
            .all(|code| *code == "reference-cycle")
    );
}

#[test]
fn recursion_through_a_property_is_no_cycle() {
    let text = schema_document(
        "3.1.0",
        "{properties: {p: {$ref: '#/components/schemas/S'}}, items: {$ref: '#/components/schemas/S'}}",
    );
    assert_eq!(rendered(&text), [""; 0]);
}

#[test]
fn chains_of_references_are_followed_to_a_limit() {
    let links: Vec<String> = (0..5000)
        .map(|index| format!("  l{index}: {{$ref: '#/x/l{}'}}\n", index + 1))
        .collect();
    let links = links.concat();
    let text = format!(
        "{}x:\n{links}  l5000: {{type: string}}\n",
        schema_document("3.1.0", "{properties: {p: {$ref: '#/x/l0'}}}")
    );
    assert_eq!(codes(&read(&text)), ["reference-cycle"]);
}

#[test]
fn wrong_kinds_are_told() {
    let cases = [
        ("paths: []", &["wrong-kind"][..], &[][..]),
        ("paths: 1", &["wrong-kind"], &[]),
        ("paths: {/: {get: 1}}", &["wrong-kind"], &[]),
        ("paths: {/: {get: {parameters: [1]}}}", &["wrong-kind"], &[]),
        ("paths: {/: {get: {deprecated: 1}}}", &["wrong-kind"], &[]),
        (
            "paths: {/: {get: {deprecated: 'true'}}}",
            &[],
            &["deprecated"],
        ),
        (
            "paths: {/: {get: {description: null}}}",
            &[],
            &["description"],
        ),
        (
            "paths: {/: {get: {description: [a]}}}",
            &["wrong-kind"],
            &[],
        ),
        ("paths: {/: {get: {tags: a}}}", &[], &["tags"]),
        ("paths: {/: {get: null}}", &[], &["get"]),
        ("paths: {/: null}", &[], &["/"]),
    ];
    for (yaml, complaints, entries) in cases {
        let read = read(&format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n{yaml}\n"
        ));
        assert_eq!(codes(&read), complaints, "{yaml}");
        assert_eq!(covered(&read.coverage), entries, "{yaml}");
    }
}

#[test]
fn parameters_without_name_or_place_are_refused() {
    let with = |parameter: &str| {
        format!("openapi: 3.1.0\npaths: {{/: {{get: {{parameters: [{parameter}]}}}}}}\n")
    };
    assert_eq!(
        codes(&read(&with("{name: p, in: nowhere}"))),
        ["unknown-in"]
    );
    assert_eq!(codes(&read(&with("{name: p}"))), ["unknown-in"]);
    assert_eq!(codes(&read(&with("{in: query}"))), ["missing-keyword"]);
}

#[test]
fn statuses_must_be_statuses() {
    for status in ["99", "600", "2X", "6XX", "'200-299'", "ok"] {
        let text =
            format!("openapi: 3.1.0\npaths: {{/: {{get: {{responses: {{{status}: {{}}}}}}}}}}\n");
        assert_eq!(codes(&read(&text)), ["invalid-status"], "{status}");
    }
}

#[test]
fn duplicate_operation_ids_are_a_warning() {
    let text =
        "openapi: 3.1.0\npaths: {/a: {get: {operationId: x}}, /b: {get: {operationId: x}}}\n";
    let read = read(text);
    assert_eq!(codes(&read), ["duplicate-operation-id"]);
    assert_eq!(read.complaints[0].severity, Severity::Warning);
    assert_eq!(
        read.complaints[0].message,
        "The operationId `x` is also that of GET /a."
    );
}

#[test]
fn a_description_of_nothing_is_refused() {
    assert_eq!(
        codes(&read("openapi: 3.0.0\ninfo: {title: T, version: '1'}\n")),
        ["no-paths"]
    );
    assert_eq!(codes(&read("openapi: 3.1.0\nwebhooks: {}\n")), [""; 0]);
    assert_eq!(codes(&read("[]")), ["wrong-kind"]);
    assert_eq!(codes(&read_files(&[("api.json", "{")])).len(), 1);
}

#[test]
fn unknown_schemes_are_left_out() {
    let read = read("openapi: 3.1.0\nsecurity: [{gone: []}]\npaths: {}\n");
    assert_eq!(codes(&read), ["unknown-security-scheme"]);
}
