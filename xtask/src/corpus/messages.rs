//! What cargo says of each package, as it says it.
//!
//! A stranger would get this wrong: the summary that ends a crate's messages ("3 warnings emitted") is a message too,
//! but one without a place in the code.

use super::check::{Findings, Message};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::BufRead;

/// The messages of a crate that are kept; of a mistake in a template there are thousands.
const KEPT: usize = 20;

#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Line {
    CompilerMessage {
        target: Target,
        message: Diagnostic,
    },
    CompilerArtifact {
        target: Target,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    code: Option<Code>,
    rendered: Option<String>,
    spans: Vec<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

/// What was said of each target, by the target's name; `done` hears of each that ended.
pub(super) fn read(output: impl BufRead, mut done: impl FnMut(&str)) -> BTreeMap<String, Findings> {
    let mut targets: BTreeMap<String, Findings> = BTreeMap::new();
    // What is no message of cargo's is a line of a program that it ran.
    let lines = output
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| serde_json::from_str(&line).ok());
    for line in lines {
        match line {
            Line::CompilerArtifact { target } => {
                done(&target.name);
                targets.entry(target.name).or_default().compiled = true;
            }
            Line::CompilerMessage { target, message } => {
                add(targets.entry(target.name).or_default(), message);
            }
            Line::Other => {}
        }
    }
    targets
}

fn add(findings: &mut Findings, diagnostic: Diagnostic) {
    let code = diagnostic.code.map(|code| code.code);
    if code.is_none() && diagnostic.spans.is_empty() {
        return;
    }
    match diagnostic.level.as_str() {
        "warning" => findings.warnings += 1,
        "error" | "error: internal compiler error" => findings.errors += 1,
        _ => return,
    }
    let code = code.unwrap_or_else(|| "no code".to_owned());
    *findings.codes.entry(code.clone()).or_default() += 1;
    if findings.messages.len() < KEPT {
        let text = diagnostic.rendered.unwrap_or_default();
        findings.messages.push(Message { code, text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_crate_and_level() {
        let output = r#"{"reason":"compiler-message","target":{"name":"a"},"message":{"level":"warning","code":{"code":"dead_code"},"rendered":"unused","spans":[{}]}}
{"reason":"compiler-message","target":{"name":"a"},"message":{"level":"warning","code":null,"rendered":"1 warning emitted","spans":[]}}
{"reason":"compiler-artifact","target":{"name":"a"}}
{"reason":"compiler-message","target":{"name":"b"},"message":{"level":"error","code":{"code":"E0716"},"rendered":"dropped","spans":[{}]}}
{"reason":"build-finished","success":false}
not JSON"#;
        let mut ended = Vec::new();
        let findings = read(output.as_bytes(), |name| ended.push(name.to_owned()));
        assert_eq!(ended, ["a"]);
        let (a, b) = (&findings["a"], &findings["b"]);
        assert_eq!((a.compiled, a.warnings, a.errors), (true, 1, 0));
        assert_eq!((b.compiled, b.warnings, b.errors), (false, 0, 1));
        assert_eq!(b.codes["E0716"], 1);
    }
}
