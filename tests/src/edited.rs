//! Descriptions to edit: those of the cases, and of the shared corpus where it is beside the checkout.
//!
//! A stranger would get this wrong: an edited description that the generator refuses is none that a law is about.

use crate::case::cases;
use crate::corpus::Loaded;
use crate::edits::{Edit, edits};
use crate::{generate_one, shared, shuffle};
use restwright::description::Generated;
use restwright_codegen::changes::{Report, Side, compare};
use serde_json::Value;

/// The largest description that is edited, in bytes of JSON: larger ones cost more than they show.
const LARGEST: usize = 12_000;
/// A description to edit.
#[derive(Clone, Debug)]
pub struct Base {
    /// What people know it by.
    pub name: String,
    /// The description.
    pub root: Value,
    /// All that may be edited.
    pub edits: Vec<Edit>,
}

/// All descriptions of one document that are small enough.
pub fn bases() -> Vec<Base> {
    let mut bases = Vec::new();
    for case in cases() {
        let description = case.description();
        if let [root] = description.roots.as_slice() {
            bases.extend(base(&case.name, &Loaded::new(&case.folder, root)));
        }
    }
    if let Some(shared) = shared("edits of the corpus") {
        let folder = shared.join("corpus/openapi");
        let listed = std::fs::read_to_string(folder.join("PRIMARY.txt")).unwrap_or_default();
        for document in listed.lines().filter(|it| !it.trim().is_empty()) {
            let size = folder
                .join(document)
                .metadata()
                .map_or(u64::MAX, |it| it.len());
            if size < LARGEST as u64 {
                bases.extend(base(document, &Loaded::new(&folder, document)));
            }
        }
    }
    bases
}

fn base(name: &str, loaded: &Loaded) -> Option<Base> {
    // A description of several files refers to some that are not there when it is generated from one text.
    if loaded.documents.files.len() > 1 {
        return None;
    }
    let document = loaded.documents.files.get(loaded.root())?.as_ref().ok()?;
    let text = shuffle::unchanged(document);
    let root: Value = serde_json::from_str(&text).ok()?;
    let is_generated = text.len() < LARGEST && generated(&root, "base").is_some();
    is_generated.then(|| Base {
        name: name.to_owned(),
        edits: edits(&root),
        root,
    })
}

/// What the generator makes of a description, unless it refuses it.
pub fn generated(root: &Value, module: &str) -> Option<Generated> {
    let module = vec![module.to_owned()];
    let output = generate_one("api.json", &module, &root.to_string());
    (!output.files.is_empty()).then(|| Generated {
        shown: String::new(),
        source: "api.json".to_owned(),
        module,
        output,
    })
}

/// What a regeneration changes.
///
/// # Panics
/// If one of the two was refused.
pub fn report(before: &Generated, after: &Generated) -> Report {
    let side = |it: &Generated| it.output.api.clone().expect("what is generated has shapes");
    let (old, new) = (side(before), side(after));
    let of = |api| Side {
        api,
        documents: None,
        coverage: &[],
    };
    compare(&of(&old), &of(&new))
}

/// An edited description.
#[derive(Clone, Debug)]
pub struct Try<'a> {
    /// What it is an edit of.
    pub base: &'a Base,
    /// What is edited.
    pub edits: Vec<&'a Edit>,
    /// The description, perhaps made smaller.
    pub before: Value,
    /// The same, edited.
    pub after: Value,
}

impl<'a> Try<'a> {
    /// A description with edits.
    pub fn new(base: &'a Base, edits: Vec<&'a Edit>) -> Self {
        let mut after = base.root.clone();
        for edit in &edits {
            edit.apply(&mut after);
        }
        Self {
            base,
            edits,
            before: base.root.clone(),
            after,
        }
    }
}
