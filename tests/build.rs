//! Emits the modules that the wire tests and the examples call, one a description below `wire/`.
//!
//! A stranger would get this wrong: a description that gives a complaint fails the build, because a test of what was left
//! out of the emitted code would have nothing to look at.

use restwright::selection_file;
use restwright_codegen::load::Files;
use restwright_codegen::select::Selection;
use restwright_codegen::{Input, generate};
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.0.join(path)).map_err(|error| error.to_string())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=wire");
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("wire");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let mut modules = String::new();
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(&folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let is_description =
        |name: &&String| Path::new(name).extension().is_some_and(|it| it == "yaml");
    for file in names.iter().filter(is_description) {
        let module = file.trim_end_matches(".yaml");
        let root = emit(&folder, file, module, &out.join("wire").join(module))?;
        let root = root.to_string_lossy();
        writeln!(modules, "#[path = {root:?}]\npub mod {module};")?;
    }
    fs::write(out.join("wire.rs"), modules)?;
    Ok(())
}

/// Writes the module of a description, and gives the path of its root.
fn emit(folder: &Path, file: &str, module: &str, target: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let choices = folder.join(file).with_extension("toml");
    let selection = match fs::read_to_string(&choices) {
        Ok(text) => selection_file::parse(&choices.to_string_lossy(), &text)
            .map_err(|complaint| complaint.message)?,
        Err(_) => Selection::default(),
    };
    let output = generate(&Input {
        roots: &[file],
        source: file,
        overlay: None,
        crate_name: "generated",
        module: &[module.to_owned()],
        selection: &selection,
        files: &Folder(folder.to_owned()),
    });
    if !output.complaints.is_empty() {
        return Err(format!("{file}: {:#?}", output.complaints).into());
    }
    for (path, text) in &output.files {
        // A module that `#[path]` names looks for its own modules beside itself.
        let path = if *path == format!("{module}.rs") {
            target.join("mod.rs")
        } else {
            let inside = path.strip_prefix(&format!("{module}/"));
            target.join(inside.unwrap_or(path))
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    Ok(target.join("mod.rs"))
}
