//! A law: an additive change to a description breaks no caller.
//!
//! A stranger would expect callers to be compiled. There are too many changes for that: what callers can rely on is read
//! from the emitted files, before and after. The folders of `evolution/` compile a caller for a change of each kind.

use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::Value;
use std::sync::LazyLock;
use tests::additive::{Addition, Kind, additions};
use tests::case::cases;
use tests::corpus::Loaded;
use tests::shuffle;
use tests::surface::Surface;

/// The description of a case, and what may be added to it.
struct Described {
    name: String,
    loaded: Loaded,
    root: Value,
    additions: Vec<Addition>,
    /// The surface before anything is added.
    before: Surface,
}

static DESCRIBED: LazyLock<Vec<Described>> = LazyLock::new(|| {
    let emitted = cases()
        .into_iter()
        .filter(|case| !case.generate().output.files.is_empty());
    emitted
        .filter_map(|case| {
            let description = case.description();
            let [root] = description.roots.as_slice() else {
                return None;
            };
            Described::of(&case.name, Loaded::new(&case.folder, root))
        })
        .collect()
});

/// What may be added, but for the first operation of a description of types alone: after it they are left out where it does
/// not reach them.
fn additions_to(root: &Value) -> Vec<Addition> {
    let is_empty = |key: &str| {
        let members = root.get(key).and_then(Value::as_object);
        members.is_none_or(|members| members.keys().all(|name| name.starts_with("x-")))
    };
    let is_types_alone = ["paths", "x-ms-paths", "webhooks"]
        .into_iter()
        .all(is_empty);
    let mut additions = additions(root);
    additions.retain(|addition| !(is_types_alone && addition.kind == Kind::Operation));
    additions
}

impl Described {
    fn of(name: &str, loaded: Loaded) -> Option<Self> {
        let document = loaded.documents.files.get(loaded.root())?.as_ref().ok()?;
        let root: Value = serde_json::from_str(&shuffle::unchanged(document)).ok()?;
        let mut described = Self {
            name: name.to_owned(),
            additions: additions_to(&root),
            loaded,
            root,
            before: Surface::default(),
        };
        described.before = described.surface(&[]);
        Some(described)
    }

    /// The surface with some additions.
    fn surface(&self, added: &[Addition]) -> Surface {
        let mut root = self.root.clone();
        for addition in added {
            addition.apply(&mut root);
        }
        let output = self.loaded.generate(|path, node| {
            if path == &**self.loaded.root() {
                root.to_string()
            } else {
                shuffle::unchanged(node)
            }
        });
        assert!(
            !output.files.is_empty(),
            "{}: {added:?} is refused: {:#?}",
            self.name,
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
        for addition in &described.additions {
            tried += 1;
            let after = described.surface(std::slice::from_ref(addition));
            for what in described.before.breaks(&after) {
                broken.push(format!("{}: {addition:?}: {what}", described.name));
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
        let broken = described.before.breaks(&described.surface(&added));
        prop_assert!(broken.is_empty(), "{}: {broken:#?}", described.name);
    }
}
