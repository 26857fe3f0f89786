//! APIs side by side: which description of one tree is which of the other, and what changed between them.
//!
//! A stranger would get this wrong: a version that is added beside an older one changes what the API's own module is, as
//! that has the newest. So the two versions are compared too, under the name without a version.

use crate::description::Generated;
use restwright_codegen::changes::{self, Change, RustVerdict, Side};
use std::collections::{BTreeMap, BTreeSet};

/// All that is said.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// What the descriptions are compared with.
    pub base: String,
    /// The APIs.
    pub apis: Vec<Compared>,
    /// What the generator changed in emitted code, a line each.
    pub generator: Vec<String>,
    /// Accepted changes that there are not any more, by fingerprint.
    pub stale: Vec<String>,
}

/// An API before and after.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Its module in the emitted crate.
    pub module: String,
    /// Its description.
    pub source: String,
    /// The changes: those that break first.
    pub entries: Vec<Entry>,
    /// The paths of all its operations and types, below its module.
    pub items: Vec<String>,
}

/// A change, for people.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The change.
    pub change: Change,
    /// The whole path of what changed.
    pub item: String,
    /// The file of the description, as people know it.
    pub file: Option<String>,
    /// Why it was accepted, if it was.
    pub accepted: Option<String>,
}

/// The version that the next release should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing changed.
    None,
    /// Nothing that a caller sees.
    Patch,
    /// There is more to use.
    Minor,
    /// A caller that compiled may not.
    Major,
}

impl Bump {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Entry {
    /// What is said of it: the item and what it does.
    pub fn sentence(&self) -> String {
        format!("{} {}", self.item, self.change.says)
    }

    /// File, line and column.
    pub fn place(&self) -> Option<String> {
        let position = self.change.location.as_ref()?.position;
        let before = if self.change.is_gone { " (before)" } else { "" };
        let file = self.file.as_ref()?;
        Some(format!(
            "{file}:{}:{}{before}",
            position.line, position.column
        ))
    }

    /// Whether it breaks something and nobody accepted it.
    pub fn is_breaking(&self) -> bool {
        self.accepted.is_none() && self.change.is_breaking()
    }
}

impl Summary {
    /// What changed of each API.
    pub fn apis(before: &[Generated], after: &[Generated]) -> Vec<Compared> {
        pairs(before, after)
    }

    /// All changes.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.apis.iter().flat_map(|api| &api.entries)
    }

    /// Whether a change breaks something and nobody accepted it.
    pub fn is_breaking(&self) -> bool {
        self.entries().any(Entry::is_breaking)
    }

    /// The version that the next release should have; what was accepted still breaks callers.
    pub fn bump(&self) -> Bump {
        let changes = self.entries().map(|entry| match entry.change.rust {
            RustVerdict::Breaking => Bump::Major,
            RustVerdict::Additive => Bump::Minor,
            RustVerdict::Neutral if entry.change.wire.is_breaking() => Bump::Minor,
            RustVerdict::Neutral => Bump::Patch,
        });
        changes.max().unwrap_or(Bump::None)
    }

    /// How many changes break something, add something, and neither.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for entry in self.entries() {
            match (&entry.accepted, entry.change.is_breaking()) {
                (Some(_), _) => counts.accepted += 1,
                (None, true) => counts.breaking += 1,
                (None, false) if is_additive(&entry.change) => counts.additive += 1,
                (None, false) => counts.neutral += 1,
            }
        }
        counts
    }
}

fn is_additive(change: &Change) -> bool {
    change.rust == RustVerdict::Additive || change.wire == changes::WireVerdict::Additive
}

/// How many changes there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub(super) breaking: usize,
    pub(super) additive: usize,
    pub(super) neutral: usize,
    pub(super) accepted: usize,
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if *self == Self::default() {
            return f.write_str("no change");
        }
        write!(
            f,
            "{} breaking, {} additive, {} neutral",
            self.breaking, self.additive, self.neutral
        )?;
        if self.accepted > 0 {
            write!(f, ", {} accepted", self.accepted)?;
        }
        Ok(())
    }
}

/// All APIs of two trees.
fn pairs(before: &[Generated], after: &[Generated]) -> Vec<Compared> {
    let old: BTreeMap<&[String], &Generated> = by_module(before);
    let new: BTreeMap<&[String], &Generated> = by_module(after);
    let modules: BTreeSet<&[String]> = old.keys().chain(new.keys()).copied().collect();
    let mut compared: Vec<Compared> = modules
        .into_iter()
        .filter_map(|module| match (old.get(module), new.get(module)) {
            (Some(before), Some(after)) => Some(pair(before, after)),
            (Some(before), None) => Some(alone(before, changes::removed)),
            (None, Some(after)) => Some(alone(after, changes::added)),
            (None, None) => None,
        })
        .collect();
    let (oldest, newest) = (newest(before), newest(after));
    for (api, now) in &newest {
        if let Some(then) = oldest.get(api)
            && then.module != now.module
        {
            compared.push(Compared {
                module: (*api).to_owned(),
                ..pair(then, now)
            });
        }
    }
    for api in &mut compared {
        let module = &api.module;
        for entry in &mut api.entries {
            entry.item = joined(module, &entry.change.path);
        }
    }
    compared
}

fn by_module(generated: &[Generated]) -> BTreeMap<&[String], &Generated> {
    generated
        .iter()
        .map(|it| (it.module.as_slice(), it))
        .collect()
}

/// The newest version of each API, which its module has by itself.
fn newest(generated: &[Generated]) -> BTreeMap<&str, &Generated> {
    let mut newest: BTreeMap<&str, &Generated> = BTreeMap::new();
    for it in generated {
        let [api, version, ..] = it.module.as_slice() else {
            continue;
        };
        let is_newer = newest.get(api.as_str()).is_none_or(|known| {
            let known = known.module.get(1).map_or("", String::as_str);
            restwright_codegen::emit::is_newer(version, known)
        });
        if is_newer {
            newest.insert(api, it);
        }
    }
    newest
}

/// An API before and after.
pub(super) fn pair(before: &Generated, after: &Generated) -> Compared {
    let report = match (side(before), side(after)) {
        (Some(before), Some(after)) => changes::compare(&before, &after),
        _ => changes::Report::default(),
    };
    shown(after, before, report)
}

fn alone(generated: &Generated, report: fn(&Side<'_>) -> changes::Report) -> Compared {
    let report = side(generated).map(|side| report(&side));
    shown(generated, generated, report.unwrap_or_default())
}

fn side(generated: &Generated) -> Option<Side<'_>> {
    Some(Side {
        api: generated.output.api.as_ref()?,
        documents: generated.output.documents.as_ref(),
        coverage: &generated.output.coverage,
    })
}

fn shown(after: &Generated, before: &Generated, report: changes::Report) -> Compared {
    let module = after.module.join("::");
    let entries = report.changes.into_iter().map(|change| {
        let side = if change.is_gone { before } else { after };
        Entry {
            item: joined(&module, &change.path),
            file: change.location.as_ref().map(|it| side.display(&it.file)),
            accepted: None,
            change,
        }
    });
    Compared {
        entries: entries.collect(),
        source: after.source.clone(),
        items: items(after),
        module,
    }
}

fn joined(module: &str, path: &str) -> String {
    if path.is_empty() {
        module.to_owned()
    } else {
        format!("{module}::{path}")
    }
}

/// The paths of all operations and types.
fn items(generated: &Generated) -> Vec<String> {
    let Some(api) = &generated.output.api else {
        return Vec::new();
    };
    let operations = api.groups.iter().flat_map(|group| {
        let operations = group.operations.iter();
        operations.map(|it| format!("{}::{}", group.name.ident, it.name.ident))
    });
    let mut types: Vec<String> = api
        .types
        .iter()
        .map(|it| format!("models::{}", it.name.ident))
        .collect();
    types.sort();
    operations.chain(types).collect()
}
