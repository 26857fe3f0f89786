//! No file imports another in a circle, and folders use only those that stand below them.
//!
//! A stranger would take `mod` and `pub use` for imports. A file lists its children by them and needs none of what they
//! hold; what it needs, it names by `use`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The modules of the crate's root in layers, the lowest first: a module uses those of its own layer and of lower ones.
/// `ARCHITECTURE.md` says why.
const LAYERS: &[&[&str]] = &[
    &["value", "words", "media_type", "file"],
    &["complaint", "coverage", "description"],
    &["load"],
    &["overlay", "read", "select", "shape"],
    &["lower", "print"],
    &["emit"],
    &["name"],
    &["changes"],
];

#[test]
fn no_file_imports_another_in_a_circle() {
    let files = files();
    let mut imports: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (module, path) in &files {
        imports.insert(module, imports_of(module, path, &files));
    }
    let circles: Vec<String> = imports
        .keys()
        .filter(|module| reaches(module, module, &imports))
        .map(|module| (*module).to_owned())
        .collect();
    assert!(circles.is_empty(), "in a circle: {circles:#?}");
}

#[test]
fn folders_use_only_what_stands_below_them() {
    let files = files();
    let layer = |module: &str| {
        let root = module.split("::").nth(1)?;
        LAYERS.iter().position(|layer| layer.contains(&root))
    };
    let mut wrong = Vec::new();
    for (module, path) in &files {
        let Some(own) = layer(module) else {
            let is_known = module == "crate";
            assert!(is_known, "{module} is in no layer");
            continue;
        };
        let above = imports_of(module, path, &files)
            .into_iter()
            .filter(|other| layer(other).is_some_and(|layer| layer > own));
        wrong.extend(above.map(|other| format!("{module} uses {other}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The files of the crate by module path; tests are none of them.
fn files() -> BTreeMap<String, PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    collect(&source, "crate", &mut files);
    files.insert("crate".to_owned(), source.join("lib.rs"));
    files
}

fn collect(folder: &Path, parent: &str, files: &mut BTreeMap<String, PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let stem = stem.expect("a name in ASCII");
        let module = format!("{parent}::{stem}");
        if stem == "tests" {
        } else if path.is_dir() {
            collect(&path, &module, files);
        } else if path.extension().is_some_and(|it| it == "rs") && stem != "lib" {
            files.insert(module, path);
        }
    }
}

/// The files that the `use` items of a file name.
fn imports_of(module: &str, path: &Path, files: &BTreeMap<String, PathBuf>) -> BTreeSet<String> {
    let text = std::fs::read_to_string(path).expect("a source");
    let file = syn::parse_file(&text).expect("Rust");
    let mut imports = BTreeSet::new();
    for item in file.items {
        if let syn::Item::Use(item) = item
            && matches!(item.vis, syn::Visibility::Inherited)
        {
            leaves(&item.tree, Vec::new(), &mut |path| {
                imports.extend(module_of(module, &path, files));
            });
        }
    }
    imports.remove(module);
    imports
}

fn leaves(tree: &syn::UseTree, mut path: Vec<String>, found: &mut impl FnMut(Vec<String>)) {
    match tree {
        syn::UseTree::Path(part) => {
            path.push(part.ident.to_string());
            leaves(&part.tree, path, found);
        }
        syn::UseTree::Name(name) => {
            path.push(name.ident.to_string());
            found(path);
        }
        syn::UseTree::Rename(name) => {
            path.push(name.ident.to_string());
            found(path);
        }
        syn::UseTree::Glob(_) => found(path),
        syn::UseTree::Group(group) => {
            for tree in &group.items {
                leaves(tree, path.clone(), found);
            }
        }
    }
}

/// The file that holds what a path in a module names.
fn module_of(module: &str, path: &[String], files: &BTreeMap<String, PathBuf>) -> Option<String> {
    let mut at: Vec<&str> = module.split("::").collect();
    let mut rest = path;
    match path.first()?.as_str() {
        "crate" => {
            at.truncate(1);
            rest = &path[1..];
        }
        "self" => rest = &path[1..],
        "super" => {
            while rest.first().is_some_and(|part| part == "super") {
                at.pop();
                rest = &rest[1..];
            }
        }
        _ => {}
    }
    let is_relative = rest.len() == path.len();
    let depth = at.len();
    for part in rest {
        at.push(part);
        if !files.contains_key(&at.join("::")) {
            at.pop();
            break;
        }
    }
    // A path that begins with a name which is no child leads to another crate.
    (!is_relative || at.len() > depth).then(|| at.join("::"))
}

fn reaches(from: &str, to: &str, imports: &BTreeMap<&str, BTreeSet<String>>) -> bool {
    let mut open: Vec<&str> = vec![from];
    let mut met = BTreeSet::new();
    while let Some(module) = open.pop() {
        for next in imports.get(module).into_iter().flatten() {
            if next == to {
                return true;
            }
            if met.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    false
}
