//! Cases of changes: two states of a description, what the report says in both directions, and a caller for each kind of
//! change that proves its verdict in Rust.
//!
//! A folder of `tests/changes/` holds `before.yaml` and `after.yaml`, maybe with `before.toml` and `after.toml`; `forth.rs` and `back.rs`, the callers for the
//! changes from before to after and back; and, written by the run that blesses, `forth.txt` and `back.txt`, the reports.
//!
//! A stranger would get this wrong: a file of callers is many files. Each begins with a line `//@` and the kinds that it
//! proves, and is compiled alone: one that has to break must not take others with it.

use crate::callers::Caller;
use crate::evolution::State;
use crate::{folders, generate_selected, root};
use restwright::changes::{Compared, Entry, Limit, Summary, in_text};
use restwright::description::Generated;
use restwright::selection_file;
use restwright_codegen::changes::{Kind, ServiceKind};
use restwright_codegen::select::Selection;
use std::fs;
use std::path::PathBuf;

/// A case.
#[derive(Clone, Debug)]
pub struct ChangeCase {
    /// The name of its folder.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
}

/// From which state to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From before to after.
    Forth,
    /// From after to before.
    Back,
}

impl Direction {
    /// The stem of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Forth => "forth",
            Self::Back => "back",
        }
    }

    /// The state that callers were written for, and the one that they meet.
    pub fn states(self) -> [State; 2] {
        match self {
            Self::Forth => [State::Before, State::After],
            Self::Back => [State::After, State::Before],
        }
    }
}

/// A caller and the kinds that it proves.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The kinds.
    pub kinds: Vec<Kind>,
    /// Its text.
    pub text: String,
    /// What tells it from the others of the case.
    pub number: usize,
}

/// All cases, sorted by name.
///
/// # Panics
/// If the folder cannot be read.
pub fn change_cases() -> Vec<ChangeCase> {
    let case = |folder: PathBuf| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        ChangeCase {
            name: name.into_owned(),
            folder,
        }
    };
    folders(&root().join("changes"))
        .into_iter()
        .map(case)
        .collect()
}

impl ChangeCase {
    /// The path of the module of a state.
    pub fn module(&self, state: State) -> Vec<String> {
        vec![self.name.clone(), state.name().to_owned()]
    }

    /// Generates a state.
    ///
    /// # Panics
    /// If the description cannot be read or is refused.
    pub fn generate(&self, state: State) -> Generated {
        let path = self.folder.join(state.name()).with_extension("yaml");
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let source = format!("{}.yaml", state.name());
        let module = self.module(state);
        let selection = self.selection(state);
        let generated = Generated {
            shown: String::new(),
            output: generate_selected(&source, &module, &text, &selection),
            source,
            module,
        };
        let complaints: Vec<_> = generated.errors().collect();
        assert!(complaints.is_empty(), "{}: {complaints:#?}", path.display());
        generated
    }

    fn selection(&self, state: State) -> Selection {
        let path = self.folder.join(state.name()).with_extension("toml");
        let text = fs::read_to_string(&path).unwrap_or_default();
        selection_file::parse(&path.to_string_lossy(), &text)
            .unwrap_or_else(|complaint| panic!("{}: {}", path.display(), complaint.message))
    }

    /// What changes in a direction.
    pub fn compare(&self, direction: Direction) -> Compared {
        let [from, to] = direction.states().map(|state| Generated {
            module: vec!["api".to_owned()],
            ..self.generate(state)
        });
        let mut apis = Summary::apis(&[from], &[to]);
        apis.remove(0)
    }

    /// What would be said if the one state were all there is after the change, and the other all there was.
    pub fn alone(&self, direction: Direction) -> Vec<Entry> {
        let [from, to] = direction.states().map(|state| self.generate(state));
        let apis = Summary::apis(&[from], &[to]);
        apis.into_iter().flat_map(|api| api.entries).collect()
    }

    /// The callers of a direction.
    ///
    /// # Panics
    /// If they cannot be read, or name a kind that there is not.
    pub fn proofs(&self, direction: Direction) -> Vec<Proof> {
        let path = self.folder.join(direction.name()).with_extension("rs");
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let known = |id: &str| {
            Kind::all()
                .find(|kind| kind.id() == id)
                .unwrap_or_else(|| panic!("{}: there is no kind {id}", path.display()))
        };
        let pieces = text.split("//@").skip(1).enumerate();
        pieces
            .map(|(number, piece)| {
                let (ids, text) = piece.split_once('\n').unwrap_or((piece, ""));
                Proof {
                    kinds: ids.split_whitespace().map(known).collect(),
                    text: text.to_owned(),
                    number,
                }
            })
            .collect()
    }
}

impl Proof {
    /// The caller against a state.
    pub fn caller(&self, case: &ChangeCase, direction: Direction, state: State) -> Caller {
        let name = format!("{}_{}_{}", case.name, direction.name(), self.number);
        let is_gone = direction.states()[1] == state
            && self
                .kinds
                .contains(&Kind::Service(ServiceKind::ModuleRemoved));
        Caller {
            name,
            api: if is_gone {
                "gone".to_owned()
            } else {
                case.module(state).join("::")
            },
            text: self.text.clone(),
        }
    }
}

/// The report as text.
pub fn report(compared: Compared) -> String {
    let summary = Summary {
        base: "the other state".to_owned(),
        apis: vec![compared],
        ..Summary::default()
    };
    in_text(&summary, Limit::None)
}
