//! The programs below `tests/ui/` that leave out what an API requires, and must not compile.
//!
//! A stranger would get this wrong: what the compiler says about them is trybuild's to write, beside each program. Here it
//! only goes when its program does.

use crate::description::Generated;
use crate::layout::Layout;
use restwright_codegen::emit::requirement::{self, Program};
use std::fs;
use std::path::{Path, PathBuf};

/// The programs for these descriptions, in a crate of that name.
pub fn programs(descriptions: &[Generated], crate_name: &str) -> Vec<Program> {
    let of = |generated: &Generated| {
        let module = [crate_name.to_owned()]
            .into_iter()
            .chain(generated.module.iter().cloned());
        let module: Vec<String> = module.collect();
        let api = generated.output.api.as_ref();
        api.map(|api| requirement::programs(api, &module))
            .unwrap_or_default()
    };
    descriptions.iter().flat_map(of).collect()
}

/// What the folder of the programs should hold, by path from the workspace's root; nothing where a workspace has no place
/// for them.
pub fn files(layout: &Layout, descriptions: &[Generated]) -> Vec<(PathBuf, String)> {
    let Some(folder) = layout.requirements() else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for program in programs(descriptions, &layout.crate_name()) {
        let path = Path::new(&layout.requirements).join(&program.file);
        let said = Path::new(&program.file).with_extension("stderr");
        if let Ok(text) = fs::read_to_string(folder.join(&said)) {
            files.push((path.with_extension("stderr"), text));
        }
        files.push((path, program.text));
    }
    files
}
