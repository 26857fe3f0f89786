//! Callers: files that use emitted modules as a user's crate does, compiled many at a time, and what the compiler says of
//! each.
//!
//! A stranger would get this wrong: the compiler stops after names that it cannot resolve, and says nothing of types then.
//! So those that were refused are taken out and the others are compiled again, until none is refused.

use crate::throwaway::Throwaway;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A file that uses a module.
#[derive(Clone, Debug)]
pub struct Caller {
    /// What tells it from the others: an identifier.
    pub name: String,
    /// The path of the module below the emitted crate, which the file calls `api`.
    pub api: String,
    /// What the file holds beside the import of `api`.
    pub text: String,
}

/// The first lines of what the compiler says of each caller that it refuses, by name.
pub type Refusals = BTreeMap<String, Vec<String>>;

/// How often what is left is compiled again: resolving, types, patterns, borrowing are told one after another.
const ROUNDS: usize = 6;

/// Compiles callers against the crate.
///
/// # Panics
/// If the compiler cannot be asked, or refuses something that is no caller.
pub fn refusals(throwaway: &Throwaway, callers: &[Caller]) -> Refusals {
    let mut refused = Refusals::new();
    for _ in 0..ROUNDS {
        let left = callers
            .iter()
            .filter(|caller| !refused.contains_key(&caller.name));
        let left: Vec<&Caller> = left.collect();
        if left.is_empty() {
            return refused;
        }
        write(throwaway, &left);
        let (is_whole, said) = throwaway.check_callers();
        let found = attributed(&said, &left);
        if is_whole {
            return refused;
        }
        assert!(!found.is_empty(), "no caller is refused, and yet:\n{said}");
        refused.extend(found);
    }
    panic!("after {ROUNDS} rounds callers are still refused: {refused:#?}");
}

fn write(throwaway: &Throwaway, callers: &[&Caller]) {
    let mut root = String::from("//! Callers.\n#![allow(warnings)]\n\n");
    let mut wanted = BTreeSet::new();
    for caller in callers {
        let Caller { name, api, text } = caller;
        // Writing to a String cannot fail.
        let _ = writeln!(root, "mod {name};");
        let krate = throwaway.name();
        let file = format!("{name}.rs");
        throwaway.write_caller(&file, &format!("use {krate}::{api} as api;\n\n{text}"));
        wanted.insert(file);
    }
    throwaway.write_caller("main.rs", &format!("{root}\nfn main() {{}}\n"));
    wanted.insert("main.rs".to_owned());
    throwaway.keep_callers(&wanted);
}

/// The errors in messages of Cargo, by caller.
fn attributed(said: &str, callers: &[&Caller]) -> Refusals {
    let mut found = Refusals::new();
    for line in said.lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let message = &message["message"];
        if message["level"] != "error" {
            continue;
        }
        let code = message["code"]["code"].as_str();
        let text = message["message"].as_str().unwrap_or_default();
        let first = match code {
            Some(code) => format!("error[{code}]: {text}"),
            None => format!("error: {text}"),
        };
        let line = message["spans"]
            .as_array()
            .and_then(|spans| spans.iter().find(|span| span["is_primary"] == true))
            .and_then(|span| span["text"][0]["text"].as_str());
        let first = format!("{first} in `{}`", line.unwrap_or_default().trim());
        let Some(name) = caller_of(message) else {
            continue;
        };
        assert!(
            callers.iter().any(|caller| caller.name == name),
            "{name} is no caller: {first}"
        );
        found.entry(name).or_default().push(first);
    }
    found
}

/// The caller whose file a message is about, however deep in a macro.
fn caller_of(message: &Value) -> Option<String> {
    let spans = message["spans"].as_array()?;
    let primary = spans.iter().find(|span| span["is_primary"] == true)?;
    let mut span = primary;
    loop {
        let file = span["file_name"].as_str().unwrap_or_default();
        if let Some(file) = file.rsplit_once("callers/").map(|(_, file)| file) {
            return Some(file.strip_suffix(".rs")?.to_owned());
        }
        span = span.get("expansion")?.get("span")?;
    }
}
