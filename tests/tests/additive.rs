//! A law: an additive change to a description breaks no caller.
//!
//! A stranger would expect callers to be compiled. There are too many changes for that: what callers can rely on is read
//! from the emitted files, before and after. The folders of `evolution/` compile a caller for a change of each kind.

use proptest::prelude::*;
use proptest::sample::subsequence;
use restwright_codegen::select::Selection;
use restwright_codegen::{Input, generate, load};
use serde_json::Value;
use std::sync::LazyLock;
use tests::additive::{Addition, additions};
use tests::case::{Case, cases};
use tests::shuffle;
use tests::surface::Surface;
use xtask::files::FolderFiles;

/// The description of a case, and what may be added to it.
#[derive(Debug)]
struct Described {
    case: Case,
    root: String,
    description: Value,
    additions: Vec<Addition>,
}

static DESCRIBED: LazyLock<Vec<Described>> =
    LazyLock::new(|| cases().into_iter().filter_map(Described::of).collect());

impl Described {
    /// The description of a case that is emitted and of one document.
    fn of(case: Case) -> Option<Self> {
        if case.generate().output.files.is_empty() {
            return None;
        }
        let description = case.description();
        let [root] = description.roots.as_slice() else {
            return None;
        };
        let files = FolderFiles::new(&description.folder, &case.folder);
        let documents = load::load(&[root], &files);
        let document = documents.files.get(root.as_str())?.as_ref().ok()?;
        let value = serde_json::from_str(&shuffle::unchanged(document)).ok()?;
        Some(Self {
            root: root.clone(),
            additions: additions(&value),
            description: value,
            case,
        })
    }

    /// The surface with some additions.
    fn surface(&self, added: &[Addition]) -> Surface {
        let mut description = self.description.clone();
        for addition in added {
            addition.apply(&mut description);
        }
        let text = description.to_string();
        let beside = FolderFiles::new(&self.case.folder, &self.case.folder);
        let output = generate(&Input {
            roots: &[&self.root],
            source: &self.root,
            overlay: None,
            module: &["api".to_owned()],
            selection: &Selection::default(),
            files: &|path: &str| {
                if path == self.root {
                    Ok(text.clone())
                } else {
                    load::Files::read(&beside, path)
                }
            },
        });
        assert!(
            !output.files.is_empty(),
            "{}: {added:?} is refused: {:#?}",
            self.case.name,
            output.complaints
        );
        Surface::of(&output.files)
    }
}

#[test]
fn no_addition_breaks_a_caller() {
    let mut broken = Vec::new();
    let mut tried = 0;
    for described in DESCRIBED.iter() {
        let before = described.surface(&[]);
        for addition in &described.additions {
            tried += 1;
            let after = described.surface(std::slice::from_ref(addition));
            for what in before.breaks(&after) {
                broken.push(format!("{}: {addition:?}: {what}", described.case.name));
            }
        }
    }
    assert!(tried > 500, "only {tried} additions were found");
    assert!(
        broken.is_empty(),
        "{} of {tried}:\n{}",
        broken.len(),
        broken.join("\n")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nor_do_several_together(
        (index, added) in (0..DESCRIBED.len()).prop_flat_map(|index| {
            let all = DESCRIBED[index].additions.clone();
            let several = all.len().min(6);
            (Just(index), subsequence(all, 0..=several))
        })
    ) {
        let described = &DESCRIBED[index];
        let broken = described.surface(&[]).breaks(&described.surface(&added));
        prop_assert!(broken.is_empty(), "{}: {broken:#?}", described.case.name);
    }
}
