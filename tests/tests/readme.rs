//! What the README and the guide show is what there is.
//!
//! A stranger would look for their programs here: they are doctests of this package, and examples of the client.

use std::fs;
use tests::workspace;

/// The fenced block of a language in a page, the first that has a text.
fn block(page: &str, language: &str, with: &str) -> String {
    let text = fs::read_to_string(workspace().join(page)).expect("the page");
    let fence = format!("```{language}\n");
    let mut blocks = text.split(&fence).skip(1);
    let found = blocks.find_map(|block| {
        let (block, _) = block.split_once("\n```")?;
        block.contains(with).then(|| block.to_owned())
    });
    found.unwrap_or_else(|| panic!("{page} has no {language} with {with:?}"))
}

#[test]
fn the_type_is_an_emitted_one() {
    let file = "generated/src/customer_insights/v2017_04_26/models/participant_profile_property_reference.rs";
    let emitted = fs::read_to_string(workspace().join(file)).expect("the emitted file");
    let shown = block(
        "README.md",
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
    let shown = block("README.md", "text", "error[E0063]");
    let message = shown.lines().next().expect("a message");
    assert!(said.lines().any(|line| line == message), "{message}");
}

#[test]
fn the_change_is_that_of_the_evolution() {
    let file = "tests/evolution/optional-property/expected.diff";
    let seen = fs::read_to_string(workspace().join(file)).expect("the difference");
    let shown = block("docs/guide/review.md", "diff", "+++");
    let added: Vec<&str> = shown
        .lines()
        .filter(|line| line.starts_with("+ "))
        .collect();
    assert!(!added.is_empty());
    for line in added {
        assert!(seen.contains(line), "{line}");
    }
}

#[test]
fn the_example_is_an_emitted_one() {
    let file = "generated/src/customer_insights/v2017_04_26/relationship_links.rs";
    let emitted = fs::read_to_string(workspace().join(file)).expect("the emitted file");
    let page = fs::read_to_string(workspace().join("docs/guide/call.md")).expect("the page");
    let (_, shown) = page.split_once("```text\n").expect("the example");
    let (shown, _) = shown.split_once("\n```\n").expect("the end of the example");
    assert!(emitted.contains(shown), "{shown}");
}

/// The pages that a table of contents leads to.
fn contents(page: &str) -> Vec<String> {
    let text = fs::read_to_string(workspace().join(page)).expect("the contents");
    let links = text.split("](").skip(1);
    links
        .filter_map(|link| Some(link.split_once(')')?.0.to_owned()))
        .filter(|link| !link.contains("://") && link != "README.md")
        .collect()
}

#[test]
fn the_contents_have_every_page() {
    let listed = contents("docs/guide/README.md");
    assert_eq!(contents("docs/guide/SUMMARY.md"), listed);
    let pages = fs::read_dir(workspace().join("docs/guide")).expect("the guide");
    let pages = pages.map(|page| {
        page.expect("a page")
            .file_name()
            .into_string()
            .expect("a name")
    });
    let mut pages: Vec<String> = pages
        .filter(|page| page != "README.md" && page != "SUMMARY.md")
        .collect();
    let mut listed = listed;
    pages.sort_unstable();
    listed.sort_unstable();
    assert_eq!(pages, listed);
}
