//! The report as a page: all operations and types of each API with what changed of them, for a diff that is too large to
//! read.
//!
//! One file: no script, no style and no font from elsewhere, so it can be opened from an artifact of a build. A stranger
//! would get this wrong: names of descriptions can hold anything, and all of it is escaped.

use super::compared::{Compared, Entry, Summary};
use super::text::{reached, verdict};
use std::collections::BTreeMap;
use std::fmt::Write;

const STYLE: &str = "\
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
details { border-left: 4px solid #8886; margin: .3rem 0; padding: .1rem .8rem; }
details.breaking { border-color: #d33; } details.additive { border-color: #2a2; }
details.neutral { border-color: #77a; } details.accepted { border-color: #a82; }
details.same { border-color: transparent; opacity: .65; }
summary { cursor: pointer; } li { margin: .4rem 0; }
.verdict { display: inline-block; min-width: 5.5em; font-weight: 600; }
.breaking .verdict, .verdict.breaking { color: #d33; } .verdict.additive { color: #2a2; }
.where, .id { opacity: .7; font-size: .85em; }
";

/// The page.
pub(super) fn render(summary: &Summary) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Changes</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <h1>Version bump: <span id=\"bump\">{}</span></h1>\n<p>{}, since {}</p>\n",
        summary.bump().word(),
        summary.counts(),
        escaped(&summary.base)
    );
    for api in &summary.apis {
        of_api(api, &mut out);
    }
    if !summary.generator.is_empty() {
        out.push_str("<h2>From the generator, not from a description</h2>\n<ul>\n");
        for line in &summary.generator {
            let _ = writeln!(out, "<li>{}</li>", marked(line));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn of_api(api: &Compared, out: &mut String) {
    let _ = write!(
        out,
        "<h2><code>{}</code></h2>\n<p class=\"where\">{}</p>\n",
        escaped(&api.module),
        escaped(&api.source)
    );
    let mut changed: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in &api.entries {
        changed.entry(&entry.change.path).or_default().push(entry);
    }
    let gone = changed.keys().copied().collect::<Vec<_>>();
    let listed = api.items.iter().map(String::as_str);
    let lost = gone
        .into_iter()
        .filter(|path| !api.items.iter().any(|item| item == path));
    let items: Vec<&str> = lost.chain(listed).collect();
    let (models, operations): (Vec<&str>, Vec<&str>) =
        items.iter().partition(|path| path.starts_with("models::"));
    for (title, paths) in [("Operations", operations), ("Types", models)] {
        let number = paths
            .iter()
            .filter(|path| changed.contains_key(**path))
            .count();
        let _ = writeln!(out, "<h3>{title}: {number} changed</h3>");
        let none = Vec::new();
        let entries = |path: &str| changed.get(path).unwrap_or(&none);
        for path in paths.iter().filter(|path| changed.contains_key(**path)) {
            item(path, entries(path), out);
        }
        let same: Vec<&&str> = paths
            .iter()
            .filter(|path| !changed.contains_key(**path))
            .collect();
        if !same.is_empty() {
            let _ = write!(
                out,
                "<details class=\"same\"><summary>{} as before</summary><p>",
                same.len()
            );
            for path in same {
                let _ = write!(out, "<code>{}</code> ", escaped(path));
            }
            out.push_str("</p></details>\n");
        }
    }
}

fn item(path: &str, entries: &[&Entry], out: &mut String) {
    let class = entries.first().map_or("same", |entry| verdict(entry));
    let open = if class == "breaking" { " open" } else { "" };
    let path = if path.is_empty() { "the API" } else { path };
    let _ = write!(
        out,
        "<details class=\"{class}\"{open}><summary><span class=\"verdict\">{class}</span> <code>{}</code></summary>\n<ul>\n",
        escaped(path)
    );
    for entry in entries {
        let change = &entry.change;
        let _ = write!(
            out,
            "<li><span class=\"verdict {0}\">{0}</span> {1} <span class=\"id\"><code>{2}</code> wire: {3}, Rust: {4}</span>",
            verdict(entry),
            marked(&change.says),
            change.kind.id(),
            change.wire.words(),
            change.rust.words()
        );
        if let Some(place) = entry.place() {
            let _ = write!(out, "<br><span class=\"where\">{}</span>", escaped(&place));
        }
        if let Some(error) = &change.error {
            let _ = write!(out, "<br><code>{}</code>", escaped(error));
        }
        if let Some(advice) = &change.advice {
            let _ = write!(out, "<br>{}", marked(advice));
        }
        if change.operations.len() > 1 {
            let reached = reached(&change.operations, 8);
            let _ = write!(
                out,
                "<br><span class=\"where\">reaches {}</span>",
                marked(&reached)
            );
        }
        if let Some(reason) = &entry.accepted {
            let _ = write!(out, "<br>accepted: {}", escaped(reason));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul></details>\n");
}

/// Text with `code` between backticks.
fn marked(text: &str) -> String {
    let mut out = String::new();
    for (index, piece) in text.split('`').enumerate() {
        if index % 2 == 1 {
            let _ = write!(out, "<code>{}</code>", escaped(piece));
        } else {
            out.push_str(&escaped(piece));
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
