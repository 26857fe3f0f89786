//! `docs/changes.md` says what the code says: its list of kinds and its reports stand between marks and are written by
//! the run that blesses; `docs/changes.schema.json` holds for the reports as JSON.
//!
//! A stranger would get this wrong: what is between the marks is not prose. Two reports are of descriptions in the shared
//! corpus; where that is not beside the checkout they are left as they are.

use restwright::changes::{Compared, Summary, in_html, in_json, in_markdown};
use restwright::description::{Description, Generated};
use restwright_codegen::changes::Kind;
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;
use tests::golden::{BLESS, blesses};
use tests::{generate_one, shared, workspace};

const OWN: &str = "spec/customer-insights/2017-04-26.json";

#[test]
fn kinds_and_reports_are_those_of_the_code() {
    let path = workspace().join("docs/changes.md");
    let old = std::fs::read_to_string(&path).expect("docs/changes.md can be read");
    let mut new = filled(&old, "kinds", &kinds());
    for (name, edits) in own_edits() {
        new = filled(&new, name, &markdown(own(&edits)));
    }
    if let Some(report) = customer_insights() {
        new = filled(&new, "customer-insights", &report);
    }
    if blesses() {
        std::fs::write(&path, &new).expect("docs/changes.md can be written");
    } else {
        assert!(
            old == new,
            "docs/changes.md is not up to date: `{BLESS}` writes it"
        );
    }
}

/// The text with another text between the marks of this name.
fn filled(text: &str, name: &str, content: &str) -> String {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text
        .split_once(&begin)
        .unwrap_or_else(|| panic!("no mark {begin}"));
    let (_, after) = rest
        .split_once(&end)
        .unwrap_or_else(|| panic!("no mark {end}"));
    format!("{before}{begin}\n{content}\n{end}{after}")
}

/// A table for each subject.
fn kinds() -> String {
    let mut out = String::new();
    let mut subject = "";
    for kind in Kind::all() {
        let row = kind.row();
        if kind.subject() != subject {
            subject = kind.subject();
            // Writing to a String cannot fail, here and below.
            let _ = write!(
                out,
                "\n#### {subject}\n\n| id | on the wire | in Rust | why |\n|---|---|---|---|\n"
            );
        }
        let error = row.breaks.map_or_else(String::new, |it| {
            let code = it.error.get(6..11).filter(|code| code.starts_with('E'));
            code.map_or_else(String::new, |code| format!(" ({code})"))
        });
        let _ = writeln!(
            out,
            "| `{}` | {} | {}{error} | {} |",
            row.id,
            row.wire.words(),
            row.rust.words(),
            row.because
        );
    }
    out
}

type Edits = Vec<(&'static str, Value)>;

/// Edits of our own description: a pointer and what stands there then; null takes it away.
fn own_edits() -> [(&'static str, Edits); 3] {
    let nickname = (
        "/components/schemas/RelationshipLink/properties/nickname",
        json!({"type": "string", "description": "What people call the link."}),
    );
    let required = (
        "/components/schemas/ParticipantProfilePropertyReference/properties/weight",
        json!({"type": "integer", "format": "int32", "description": "How much it counts."}),
    );
    let list = (
        "/components/schemas/ParticipantProfilePropertyReference/required",
        json!(["interactionPropertyName", "profilePropertyName", "weight"]),
    );
    let gone = (
        "/components/schemas/RelationshipLink/properties/tenantId",
        Value::Null,
    );
    [
        ("own-additive", vec![nickname.clone()]),
        ("own-breaking", vec![required.clone(), list.clone()]),
        ("own-mixed", vec![nickname, required, list, gone]),
    ]
}

/// What edits of our own description change.
fn own(edits: &Edits) -> Vec<Compared> {
    let text = std::fs::read_to_string(workspace().join(OWN)).expect("our description");
    let mut edited: Value = serde_json::from_str(&text).expect("our description is JSON");
    for (pointer, value) in edits {
        let (holder, name) = pointer.rsplit_once('/').expect("a pointer has a last part");
        let holder = edited
            .pointer_mut(holder)
            .expect("the pointer leads somewhere");
        let members = holder.as_object_mut().expect("it is an object");
        if value.is_null() {
            assert!(members.remove(name).is_some(), "{pointer} is there");
        } else {
            members.insert(name.to_owned(), value.clone());
        }
    }
    let edited = serde_json::to_string_pretty(&edited).expect("JSON can be written");
    let module = ["customer_insights".to_owned(), "v2017_04_26".to_owned()];
    let generated = |text: &str| Generated {
        shown: "spec/customer-insights".to_owned(),
        source: OWN.to_owned(),
        module: module.to_vec(),
        output: generate_one("2017-04-26.json", &module, text),
    };
    Summary::apis(&[generated(&text)], &[generated(&edited)])
}

fn summary(apis: Vec<Compared>) -> Summary {
    Summary {
        base: "main".to_owned(),
        apis,
        ..Summary::default()
    }
}

/// A report as a reader of the page sees it.
fn markdown(apis: Vec<Compared>) -> String {
    in_markdown(&summary(apis))
}

/// The report on the two versions of Customer Insights in the shared corpus.
fn customer_insights() -> Option<String> {
    let folder = shared("the report on Customer Insights")?.join(
        "corpus/azure/specification/customer-insights/resource-manager/Microsoft.CustomerInsights/stable",
    );
    let side = |version: &str| {
        let path = folder.join(version).join("customer-insights.json");
        let module = vec!["customer_insights".to_owned(), "v2017_04_26".to_owned()];
        let description = Description::new(&path, folder.parent().unwrap_or(Path::new("")), module);
        description.generate().expect("the description can be read")
    };
    let apis = Summary::apis(&[side("2017-01-01")], &[side("2017-04-26")]);
    Some(markdown(apis))
}

#[test]
fn the_report_as_json_is_what_its_schema_says() {
    let path = workspace().join("docs/changes.schema.json");
    let schema = std::fs::read_to_string(path).expect("the schema can be read");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    for (name, edits) in own_edits() {
        let report: Value =
            serde_json::from_str(&in_json(&summary(own(&edits)))).expect("it is JSON");
        let mut wrong = Vec::new();
        check(&report, &schema, &schema, "", &mut wrong);
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
        let changes = report["apis"][0]["changes"].as_array();
        assert!(changes.is_some_and(|it| !it.is_empty()));
    }
}

/// Holds a value to the keywords that our schema uses; every member must be described, and every described one be there.
fn check(value: &Value, schema: &Value, root: &Value, at: &str, wrong: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = name.strip_prefix('#').and_then(|it| root.pointer(it));
        check(
            value,
            target.expect("the reference resolves"),
            root,
            at,
            wrong,
        );
        return;
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let is_of_type = match &schema["type"] {
        Value::String(wanted) => wanted == kind,
        Value::Array(wanted) => wanted.iter().any(|it| it == kind),
        _ => true,
    };
    let listed = schema["enum"].as_array();
    let is_listed = listed.is_none_or(|listed| listed.contains(value));
    let is_constant = schema.get("const").is_none_or(|it| it == value);
    if !(is_of_type && is_listed && is_constant) {
        wrong.push(format!("{at} is {value}"));
    }
    for (index, element) in value.as_array().into_iter().flatten().enumerate() {
        check(
            element,
            &schema["items"],
            root,
            &format!("{at}/{index}"),
            wrong,
        );
    }
    let Some(members) = value.as_object() else {
        return;
    };
    let described = schema["properties"]
        .as_object()
        .expect("members are described");
    for (name, member) in members {
        match described.get(name) {
            Some(schema) => check(member, schema, root, &format!("{at}/{name}"), wrong),
            None => wrong.push(format!("{at}/{name} is not described")),
        }
    }
    let missing = described.keys().filter(|name| !members.contains_key(*name));
    wrong.extend(missing.map(|name| format!("{at}/{name} is missing")));
}

/// Where Debian's packages put the browser, and how others call it.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

#[test]
fn the_page_is_shown_by_a_browser() {
    let [_, _, (_, edits)] = own_edits();
    let page = in_html(&summary(own(&edits)));
    assert!(
        !page.contains("src=") && !page.contains("href="),
        "nothing comes from elsewhere"
    );
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changes.html");
    std::fs::write(&path, &page).expect("the page can be written");
    let started = BROWSERS.iter().find_map(|browser| {
        std::process::Command::new(browser)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
            .arg(format!("file://{}", path.display()))
            .output()
            .ok()
    });
    let Some(output) = started else {
        println!("skipped: the page in a browser: tests/browser.sh installs one");
        return;
    };
    let dom = String::from_utf8_lossy(&output.stdout);
    assert!(dom.contains(r#"<span id="bump">major</span>"#), "{dom}");
    assert!(dom.contains("models::RelationshipLink"), "{dom}");
    assert!(
        dom.contains(r#"<details class="breaking" open="">"#),
        "{dom}"
    );
}
