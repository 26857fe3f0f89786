//! What the README shows is what there is.
//!
//! A stranger would look for its example here: it is a doctest of this package.

use std::fs;
use tests::workspace;

fn readme() -> String {
    fs::read_to_string(workspace().join("README.md")).expect("the README")
}

/// The fenced block of a language, the first that has a text.
fn block(language: &str, with: &str) -> String {
    let readme = readme();
    let fence = format!("```{language}\n");
    let mut blocks = readme.split(&fence).skip(1);
    let found = blocks.find_map(|block| {
        let (block, _) = block.split_once("\n```")?;
        block.contains(with).then(|| block.to_owned())
    });
    found.unwrap_or_else(|| panic!("the README has no {language} with {with:?}"))
}

#[test]
fn the_type_is_an_emitted_one() {
    let file = "generated/src/customer_insights/v2017_04_26/models/participant_profile_property_reference.rs";
    let emitted = fs::read_to_string(workspace().join(file)).expect("the emitted file");
    let shown = block(
        "rust,ignore",
        "pub struct ParticipantProfilePropertyReference",
    );
    assert!(emitted.contains(&shown), "{shown}");
}

#[test]
fn the_message_is_the_compilers() {
    let file = "tests/ui/fail/emitted/customer_insights_v2017_04_26_relationship_links.stderr";
    let said = fs::read_to_string(workspace().join(file)).expect("what the compiler says");
    let said = said.replace("generated::customer_insights::relationship_links::", "");
    let shown = block("text", "error[E0063]");
    let message = shown.lines().next().expect("a message");
    assert!(said.lines().any(|line| line == message), "{message}");
}

#[test]
fn the_change_is_that_of_the_evolution() {
    let file = "tests/evolution/optional-property/expected.diff";
    let seen = fs::read_to_string(workspace().join(file)).expect("the difference");
    let shown = block("diff", "+++");
    let added: Vec<&str> = shown
        .lines()
        .filter(|line| line.starts_with("+ "))
        .collect();
    assert!(!added.is_empty());
    for line in added {
        assert!(seen.contains(line), "{line}");
    }
}
