//! Cases: a folder each, with a description that fits on a screen and beside it what the generator makes of it.
//!
//! A folder of `tests/cases/` holds `description.json` or `.yaml` with any files it refers to, maybe `overlay.yaml` and
//! `selection.toml`; and, written by the run that blesses, `expected/` (the emitted files) or nothing of it if the
//! description is refused, `complaint.txt` if there are complaints, `coverage.txt` if something is not expressed. A
//! `test.rs` is compiled against the emitted module and run.
//!
//! A stranger would get this wrong: `expected/` leaves the codecs of operations out, which repeat them, but for a few
//! cases. All codecs are compiled nevertheless.

use crate::{folders, root};
use restwright::complaints;
use restwright::description::{Description, Generated};
use restwright::tree::Tree;
use restwright_codegen::coverage::{Entry, Treatment};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The cases whose codecs are golden.
const WITH_CODECS: [&str; 5] = [
    "long-running",
    "paging",
    "paging-xml",
    "selection-choices",
    "xml",
];

/// The names in a case's folder that the run that blesses writes.
pub const GOLDEN: [&str; 3] = ["expected", "complaint.txt", "coverage.txt"];

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// The name of its folder.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
}

/// All cases, sorted by name.
///
/// # Panics
/// If the folder of the cases cannot be read.
pub fn cases() -> Vec<Case> {
    folders(&root().join("cases"))
        .into_iter()
        .filter_map(Case::new)
        .collect()
}

impl Case {
    /// The case in a folder, if there is a description.
    pub fn new(folder: PathBuf) -> Option<Self> {
        let name = folder.file_name()?.to_str()?.to_owned();
        document(&folder, "description").map(|_| Self { name, folder })
    }

    /// The identifier of its module.
    pub fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    /// What it is generated from.
    ///
    /// # Panics
    /// Never: a case has a description.
    pub fn description(&self) -> Description {
        let document = document(&self.folder, "description").expect("a case has a description");
        let module = vec![self.module()];
        let description =
            restwright::discover::description(crate::workspace(), &self.folder, &document, module)
                .expect("its documents can be listed");
        let selection = Some(self.folder.join("selection.toml")).filter(|path| path.exists());
        let overlay = self::document(&self.folder, "overlay");
        Description {
            overlay,
            selection,
            ..description
        }
    }

    /// Generates it.
    ///
    /// # Panics
    /// If its files cannot be read.
    pub fn generate(&self) -> Generated {
        self.description()
            .generate()
            .unwrap_or_else(|error| panic!("{}: {error:?}", self.name))
    }

    /// The files that its folder should hold.
    ///
    /// # Panics
    /// If an emitted path leaves the folder.
    pub fn golden(&self, generated: &Generated) -> Tree {
        let mut tree = golden(generated);
        let with_codecs = WITH_CODECS.contains(&self.name.as_str());
        for (path, text) in &generated.output.files {
            if with_codecs || !is_codec(path) {
                tree.insert(Path::new("expected").join(path), text.clone())
                    .expect("an emitted path is inside");
            }
        }
        tree
    }

    /// The tests that are compiled against its module.
    pub fn tests(&self) -> Option<PathBuf> {
        Some(self.folder.join("test.rs")).filter(|path| path.exists())
    }
}

/// The complaints and what is not expressed, as text.
///
/// # Panics
/// Never: both paths are fixed.
pub fn golden(generated: &Generated) -> Tree {
    let mut tree = Tree::default();
    let texts = [
        ("complaint.txt", complaints::render(generated, false)),
        (
            "coverage.txt",
            generated.output.coverage.iter().map(entry).collect(),
        ),
    ];
    for (path, text) in texts {
        if !text.is_empty() {
            tree.insert(path, text).expect("a fixed path is inside");
        }
    }
    tree
}

/// Whether an emitted file is of the mechanical half.
pub fn is_codec(path: &str) -> bool {
    path.ends_with("/codec.rs")
}

fn document(folder: &Path, stem: &str) -> Option<PathBuf> {
    ["json", "yaml", ""]
        .iter()
        .map(|extension| folder.join(stem).with_extension(extension))
        .find(|path| path.exists())
}

fn entry(entry: &Entry) -> String {
    let treatment = match entry.treatment {
        Treatment::Widened => "widened",
        Treatment::Ignored => "ignored",
        Treatment::Understood => "understood",
    };
    let (location, position) = (&entry.location, entry.location.position);
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "{treatment}: {keyword} at {file}:{line}:{column} #{pointer}\n  {note}",
        keyword = entry.keyword,
        file = location.file,
        line = position.line,
        column = position.column,
        pointer = location.pointer,
        note = entry.note,
    );
    out
}
