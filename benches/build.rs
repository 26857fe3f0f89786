//! Emits the types that the benchmarks compare.

#[path = "src/synthetic.rs"]
#[allow(dead_code, unreachable_pub)]
mod synthetic;

use std::fs;
use std::path::{Path, PathBuf};

/// The number of schemas that run times are measured with.
const SCHEMAS: usize = 8;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=src/synthetic.rs");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let output = synthetic::emit(synthetic::description(SCHEMAS, 1));
    // A module that `#[path]` names looks for its own modules beside itself: the root goes into the folder of the others.
    let root = out.join("src/synthetic/mod.rs");
    for (path, text) in &output.files {
        let is_root = path == "synthetic.rs";
        write(
            &if is_root {
                root.clone()
            } else {
                out.join("src").join(path)
            },
            text,
        )?;
    }
    write(
        &out.join("emitted.rs"),
        &format!(
            "#[path = {:?}]\npub mod synthetic;\n",
            root.to_string_lossy()
        ),
    )?;
    write(&out.join("derived.rs"), &synthetic::peer(SCHEMAS))
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
