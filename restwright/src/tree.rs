//! A folder as it should be, and the few steps from the folder as it is: what changed is written, what is stale goes.
//!
//! A stranger would get this wrong: files that do not change are not touched, because their times tell Cargo what to
//! build again. And nothing is written in place: all texts are staged in a folder beside, on the same file system, and
//! then renamed one by one, so that a run that fails or is killed on the way leaves whole files.
//!
//! Reading, staging and moving use all cores: the kernel's part of a file is most of what a small one costs.

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// What names the folders that texts are staged in; one that is left over from a killed run goes with the next.
const STAGING: &str = ".staging-";

/// How every emitted file begins.
const HEAD: &str = "// @generated ";

/// The texts that a folder should hold, by path relative to it.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: BTreeMap<PathBuf, String>,
}

/// What stands at a path of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file and its bytes.
    File(Vec<u8>),
    /// A symbolic link or another thing that no run of ours writes.
    Other,
}

/// A path that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path relative to the folder.
    pub path: PathBuf,
    /// What has to be done.
    pub kind: ChangeKind,
}

/// What has to be done about a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// There is none yet.
    Add {
        /// What it should hold.
        new: String,
    },
    /// It holds something else.
    Replace {
        /// What it holds.
        old: Found,
        /// What it should hold.
        new: String,
    },
    /// No description gives it.
    Remove {
        /// What it holds.
        old: Found,
    },
}

impl Tree {
    /// Adds a file.
    ///
    /// # Errors
    /// If the path could leave the folder, or differs from another one only in case: two names for one file on the
    /// file systems that do not tell them apart.
    pub fn insert(&mut self, path: impl Into<PathBuf>, text: String) -> Result<()> {
        let path = path.into();
        let normal = path
            .components()
            .all(|component| matches!(component, Component::Normal(_)));
        if !normal
            || path.as_os_str().is_empty()
            || path.to_string_lossy().contains(['\\', ':', '\0'])
        {
            return Err(miette!(
                "refused to write {}: not a path inside of the folder",
                path.display()
            ));
        }
        if self.files.insert(path.clone(), text).is_some() {
            return Err(miette!(
                "refused to write {}: two modules give it",
                path.display()
            ));
        }
        Ok(())
    }

    /// The same files below a folder.
    #[must_use]
    pub fn below(self, folder: &str) -> Self {
        let folder = Path::new(folder);
        let files = self.files.into_iter();
        Self {
            files: files
                .map(|(path, text)| (folder.join(path), text))
                .collect(),
        }
    }

    /// Refuses paths that are one file where case does not tell names apart.
    fn check_case(&self) -> Result<()> {
        let mut folded = BTreeMap::new();
        for path in self.files.keys() {
            if let Some(other) = folded.insert(path.to_string_lossy().to_lowercase(), path) {
                let (path, other) = (path.display(), other.display());
                return Err(miette!(
                    "refused to write {path} and {other}: their names differ only in case"
                ));
            }
        }
        Ok(())
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What has to be done in `folder`, sorted by path. Of what the folder holds, only the `managed` files and folders
    /// are looked at.
    ///
    /// # Errors
    /// If the folder cannot be read, or a path of this tree cannot be written safely.
    pub fn changes(&self, folder: &Path, managed: &[impl AsRef<str>]) -> Result<Vec<Change>> {
        self.check_case()?;
        let mut paths = Vec::new();
        for entry in managed {
            find(folder, Path::new(entry.as_ref()), &mut paths)?;
        }
        let found = paths.into_par_iter().map(|(path, is_file)| {
            let found = if is_file {
                Found::File(read(&folder.join(&path))?)
            } else {
                Found::Other
            };
            Ok((path, found))
        });
        let mut found: BTreeMap<PathBuf, Found> = found.collect::<Result<_>>()?;
        let mut changes = Vec::new();
        for (path, new) in &self.files {
            let kind = match found.remove(path) {
                None => ChangeKind::Add { new: new.clone() },
                Some(Found::File(old)) if old == new.as_bytes() => continue,
                Some(old) => ChangeKind::Replace {
                    old,
                    new: new.clone(),
                },
            };
            changes.push(Change {
                path: path.clone(),
                kind,
            });
        }
        let stale = found.into_iter().map(|(path, old)| Change {
            path,
            kind: ChangeKind::Remove { old },
        });
        changes.extend(stale);
        changes.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(changes)
    }
}

/// Collects what stands at `path` of `folder`, and whether it is a file, without following symbolic links.
fn find(folder: &Path, path: &Path, found: &mut Vec<(PathBuf, bool)>) -> Result<()> {
    let full = folder.join(path);
    match full.symlink_metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        metadata => {
            let kind = metadata
                .into_diagnostic()
                .wrap_err_with(|| format!("cannot read {}", full.display()))?
                .file_type();
            find_kind(folder, path, kind, found)
        }
    }
}

fn find_kind(
    folder: &Path,
    path: &Path,
    kind: fs::FileType,
    found: &mut Vec<(PathBuf, bool)>,
) -> Result<()> {
    if !kind.is_dir() {
        found.push((path.to_owned(), kind.is_file()));
        return Ok(());
    }
    let full = folder.join(path);
    let failed = || format!("cannot read {}", full.display());
    for entry in fs::read_dir(&full)
        .into_diagnostic()
        .wrap_err_with(failed)?
    {
        let entry = entry.into_diagnostic().wrap_err_with(failed)?;
        let kind = entry.file_type().into_diagnostic().wrap_err_with(failed)?;
        find_kind(folder, &path.join(entry.file_name()), kind, found)?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", path.display()))
}

/// What a person wrote: files that would be replaced or removed, and that do not begin as emitted files do, and all
/// that no run of ours writes.
pub fn written_by_hand(changes: &[Change]) -> impl Iterator<Item = &Path> {
    let by_hand = |old: &Found| match old {
        Found::File(bytes) => !bytes.starts_with(HEAD.as_bytes()),
        Found::Other => true,
    };
    // What else these commands write has no such head: the report, the manifest, and what the compiler says.
    let has_head = |path: &Path| {
        let is_report = path
            .file_name()
            .is_some_and(|name| name == "COVERAGE.md" || name == "Cargo.toml");
        !is_report
            && path
                .extension()
                .is_none_or(|extension| extension != "stderr")
    };
    changes
        .iter()
        .filter(move |change| has_head(&change.path))
        .filter(move |change| match &change.kind {
            ChangeKind::Add { .. } => false,
            ChangeKind::Replace { old, .. } | ChangeKind::Remove { old } => by_hand(old),
        })
        .map(|change| change.path.as_path())
}

/// Makes the changes in `folder`: all new texts are staged first, then what is stale goes, then the rest moves in.
///
/// # Errors
/// If a file cannot be written, moved or removed. While texts are staged, the folder is as it was.
pub fn apply(folder: &Path, changes: &[Change]) -> Result<()> {
    create(folder)?;
    remove_left_over_staging(folder)?;
    if changes.is_empty() {
        return Ok(());
    }
    let staging = tempfile::Builder::new()
        .prefix(STAGING)
        .tempdir_in(folder)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot create a folder in {}", folder.display()))?;
    // What a killed run leaves is nothing to commit.
    write(&staging.path().join(".gitignore"), "*\n")?;
    let written: Vec<(&Path, &str, PathBuf)> = changes
        .iter()
        .filter_map(|change| match &change.kind {
            ChangeKind::Add { new } | ChangeKind::Replace { new, .. } => {
                Some((change.path.as_path(), new.as_str()))
            }
            ChangeKind::Remove { .. } => None,
        })
        .enumerate()
        .map(|(index, (path, text))| (path, text, staging.path().join(index.to_string())))
        .collect();
    // Two threads that create files in one folder spin for its lock, which takes more than it saves.
    for (_, text, staged) in &written {
        write(staged, text)?;
    }
    for change in changes {
        match &change.kind {
            ChangeKind::Remove { .. }
            | ChangeKind::Replace {
                old: Found::Other, ..
            } => remove(&folder.join(&change.path))?,
            ChangeKind::Add { .. }
            | ChangeKind::Replace {
                old: Found::File(_),
                ..
            } => {}
        }
    }
    remove_empty_folders(folder, changes);
    let parents: BTreeSet<&Path> = written
        .iter()
        .filter_map(|(path, ..)| path.parent())
        .collect();
    for parent in parents {
        create(&folder.join(parent))?;
    }
    written
        .iter()
        .try_for_each(|(path, _, staged)| rename(staged, &folder.join(path)))
}

fn remove_left_over_staging(folder: &Path) -> Result<()> {
    let failed = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder)
        .into_diagnostic()
        .wrap_err_with(failed)?
    {
        let entry = entry.into_diagnostic().wrap_err_with(failed)?;
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && entry.file_name().to_string_lossy().starts_with(STAGING) {
            fs::remove_dir_all(entry.path())
                .into_diagnostic()
                .wrap_err_with(|| format!("cannot remove {}", entry.path().display()))?;
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {}", path.display()))
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {}", to.display()))
}

/// Creates a folder and those above it.
fn create(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot create {}", folder.display()))
}

fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot remove {}", path.display()))
}

/// Removes the folders that removed files stood in, where nothing is left.
fn remove_empty_folders(folder: &Path, changes: &[Change]) {
    let removed = changes
        .iter()
        .filter(|change| matches!(change.kind, ChangeKind::Remove { .. }));
    let parents: BTreeSet<&Path> = removed
        .flat_map(|change| change.path.ancestors().skip(1))
        .collect();
    // The deepest first; the last ancestor is the folder itself, which stays.
    for parent in parents
        .into_iter()
        .rev()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        // Fails if something is left, which is what keeps the folder.
        let _ = fs::remove_dir(folder.join(parent));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::default();
        for (path, text) in files {
            tree.insert(*path, (*text).to_owned()).unwrap();
        }
        tree
    }

    fn sync(folder: &Path, tree: &Tree) -> Vec<String> {
        let changes = tree.changes(folder, &["src"]).unwrap();
        apply(folder, &changes).unwrap();
        let word = |change: &Change| match change.kind {
            ChangeKind::Add { .. } => "add",
            ChangeKind::Replace { .. } => "replace",
            ChangeKind::Remove { .. } => "remove",
        };
        changes
            .iter()
            .map(|change| format!("{} {}", word(change), change.path.display()))
            .collect()
    }

    #[test]
    fn writes_only_what_changed() {
        let folder = tempfile::tempdir().unwrap();
        let first = tree(&[
            ("src/lib.rs", "a"),
            ("src/models/x.rs", "b"),
            ("src/models/y/codec.rs", "c"),
        ]);
        assert_eq!(sync(folder.path(), &first).len(), 3);
        assert!(sync(folder.path(), &first).is_empty());
        let time = |path| {
            folder
                .path()
                .join(path)
                .metadata()
                .unwrap()
                .modified()
                .unwrap()
        };
        let before = time("src/lib.rs");
        let second = tree(&[
            ("src/lib.rs", "a"),
            ("src/models/x.rs", "B"),
            ("src/z.rs", "d"),
        ]);
        assert_eq!(
            sync(folder.path(), &second),
            [
                "replace src/models/x.rs",
                "remove src/models/y/codec.rs",
                "add src/z.rs"
            ]
        );
        assert_eq!(time("src/lib.rs"), before);
        assert!(!folder.path().join("src/models/y").exists());
        assert!(sync(folder.path(), &second).is_empty());
    }

    #[test]
    fn a_file_gives_way_to_a_folder_and_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = tree(&[("src/models", "a")]);
        let nested = tree(&[("src/models/x.rs", "b")]);
        sync(folder.path(), &file);
        assert_eq!(
            sync(folder.path(), &nested),
            ["remove src/models", "add src/models/x.rs"]
        );
        assert_eq!(
            sync(folder.path(), &file),
            ["add src/models", "remove src/models/x.rs"]
        );
        assert!(sync(folder.path(), &file).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn does_not_follow_symbolic_links() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("x.rs"), "kept").unwrap();
        fs::create_dir(folder.path().join("src")).unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("src/models")).unwrap();
        sync(folder.path(), &tree(&[("src/models/x.rs", "new")]));
        assert_eq!(
            fs::read_to_string(outside.path().join("x.rs")).unwrap(),
            "kept"
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("src/models/x.rs")).unwrap(),
            "new"
        );
    }

    #[test]
    fn refuses_paths_that_leave_the_folder() {
        for path in [
            "",
            "/etc/x",
            "../x",
            "src/../../x",
            "./x",
            "src/a\\b",
            "c:x",
            "src/\0",
        ] {
            assert!(
                Tree::default().insert(path, String::new()).is_err(),
                "{path:?}"
            );
        }
    }

    #[test]
    fn refuses_names_that_differ_only_in_case() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            tree(&[("src/Link.rs", ""), ("src/link.rs", "")])
                .changes(folder.path(), &["src"])
                .is_err()
        );
    }

    #[test]
    fn removes_what_a_killed_run_left() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".staging-x")).unwrap();
        apply(folder.path(), &[]).unwrap();
        assert!(!folder.path().join(".staging-x").exists());
    }
}
