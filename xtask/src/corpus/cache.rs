//! Where crates, records and reports are kept, and when a record is still valid.
//!
//! A stranger would get this wrong: a record that cannot be read is no error, it is one that is missing. The cache may
//! be of another version of this command, or of a run that was killed while it wrote.

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The variable that names another folder than the user's cache.
const VARIABLE: &str = "RESTWRIGHT_CACHE";

/// The cache of a corpus.
#[derive(Clone, Debug)]
pub(super) struct Cache {
    base: PathBuf,
    folder: PathBuf,
}

impl Cache {
    /// The cache of a corpus, made if it is not there.
    pub(super) fn open(corpus: &Path) -> Result<Self> {
        let corpus = corpus
            .canonicalize()
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot read {}", corpus.display()))?;
        let base = base()?.join("corpus");
        let folder = base.join(hash([corpus.to_string_lossy().as_ref()]));
        let cache = Self { base, folder };
        for folder in [cache.crates(), cache.folder.join("records"), cache.times()] {
            fs::create_dir_all(&folder)
                .into_diagnostic()
                .wrap_err_with(|| format!("cannot make {}", folder.display()))?;
        }
        Ok(cache)
    }

    /// A cache whose folder is known.
    pub(super) fn at(folder: &Path) -> Self {
        Self {
            base: folder.parent().unwrap_or(folder).to_owned(),
            folder: folder.to_owned(),
        }
    }

    /// Keeps two runs on one corpus apart; held as long as the file is.
    pub(super) fn lock(&self) -> Result<File> {
        let path = self.folder.join("lock");
        let file = File::create(&path)
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot write {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(error) => Err(miette!("another run works on this corpus: {error}")),
        }
    }

    /// The folder itself, which is the workspace of all crates.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of all crates.
    pub(super) fn crates(&self) -> PathBuf {
        self.folder.join("crates")
    }

    /// What cargo builds in; all corpora share it.
    pub(super) fn target(&self) -> PathBuf {
        self.base.join("target")
    }

    /// Where the compiler's CPU times are written.
    pub(super) fn times(&self) -> PathBuf {
        self.folder.join("times")
    }

    /// The report with an extension.
    pub(super) fn report(&self, extension: &str) -> PathBuf {
        self.folder.join("report").with_extension(extension)
    }

    /// The record of a step about a package, if there is one.
    pub(super) fn load<T: DeserializeOwned>(&self, package: &str, step: &str) -> Option<T> {
        let text = fs::read(self.record(package, step)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Keeps the record of a step about a package.
    pub(super) fn store<T: Serialize>(&self, package: &str, step: &str, record: &T) -> Result<()> {
        let text = serde_json::to_string_pretty(record).into_diagnostic()?;
        write(&self.record(package, step), &text)
    }

    fn record(&self, package: &str, step: &str) -> PathBuf {
        self.folder.join(format!("records/{package}.{step}.json"))
    }
}

/// Writes a file whole: another process sees the old text or the new one.
pub(super) fn write(path: &Path, text: &str) -> Result<()> {
    let staged = path.with_extension("staged");
    fs::write(&staged, text)
        .and_then(|()| fs::rename(&staged, path))
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {}", path.display()))
}

/// A hash of texts, for records of this machine alone.
pub(super) fn hash<T: Hash>(parts: impl IntoIterator<Item = T>) -> String {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        part.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// The hash of a file, if it can be read.
pub(super) fn hash_file(path: &Path) -> Option<String> {
    fs::read(path).ok().map(|bytes| hash([bytes]))
}

/// The folder of everything that is cached.
fn base() -> Result<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(folder) = variable(VARIABLE) {
        return std::path::absolute(folder).into_diagnostic();
    }
    let user = variable("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")));
    user.map(|user| user.join("restwright"))
        .ok_or_else(|| miette!("the user has no cache folder: name one in the variable {VARIABLE}"))
}
