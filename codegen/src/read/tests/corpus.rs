//! Descriptions that real vendors publish: none makes the reader fail, and few have errors.

use crate::complaint::{Complaints, Severity};
use crate::coverage::Coverage;
use crate::load::load;
use std::path::{Path, PathBuf};

/// The documents that are broken themselves, with the code that says how.
const BROKEN: &[(&str, &str)] = &[("test/references/multipackage/spec.yaml", "remote-reference")];

fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("RESTWRIGHT_SHARED").map_or(beside, PathBuf::from);
    shared.is_dir().then_some(shared)
}

fn check(corpus: &str) {
    let Some(shared) = shared() else {
        println!("skipped: the corpus `{corpus}` is not beside the checkout");
        return;
    };
    let folder = shared.join("corpus").join(corpus);
    let roots = std::fs::read_to_string(folder.join("PRIMARY.txt")).expect("a list of documents");
    for root in roots.lines() {
        let path = folder.join(root);
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a file name");
        let beside = path.parent().expect("a folder");
        let files = |file: &str| {
            std::fs::read_to_string(beside.join(file)).map_err(|error| error.to_string())
        };
        let documents = load(&[name], &files);
        let (mut complaints, mut coverage) = (Complaints::default(), Coverage::default());
        let description = crate::read::read(&documents, &mut complaints, &mut coverage);
        let complaints = complaints.into_sorted();
        let errors: Vec<_> = complaints
            .iter()
            .filter(|complaint| complaint.severity == Severity::Error)
            .collect();
        let broken = BROKEN
            .iter()
            .find(|(end, _)| root.ends_with(end))
            .map(|(_, code)| *code);
        assert!(
            errors.iter().all(|error| Some(error.code) == broken),
            "{root}: {errors:?}"
        );
        assert!(description.is_some(), "{root}");
        assert!(
            complaints.iter().all(|complaint| complaint.help.is_some()),
            "{root}"
        );
    }
}

#[test]
fn azure() {
    check("azure");
}

#[test]
fn openapi() {
    check("openapi");
}

#[test]
fn spector() {
    check("spector");
}
