//! The CPU time of compiling 500 emitted types, beside the same types under `serde_derive`.
//!
//! Dependencies are compiled first and left out of the count, and so is incremental compilation. Words on the command
//! line choose builds: `compile-cost check`. CPU time is what the kernel charges to the compiler's
//! processes (`/proc/self/stat`, so Linux only).

use benches::synthetic;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Schemas of each crate.
const SCHEMAS: usize = 500;

/// What is compiled: the label, and the arguments of cargo.
const BUILDS: &[(&str, &[&str])] = &[
    ("check", &["check"]),
    ("debug build", &["build"]),
    ("release build", &["build", "--release"]),
];

fn main() -> Result<(), Box<dyn Error>> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("the crate has no workspace")?
        .to_path_buf();
    let folder = workspace.join("target/compile-cost");
    let emitted = emitted_crate(&folder.join("emitted"), &workspace)?;
    let derived = derived_crate(&folder.join("derived"), &workspace)?;
    println!(
        "{SCHEMAS} object schemas of 10 properties; CPU seconds of the crate itself, dependencies left out\n"
    );
    println!("| | emitted | serde_derive | ratio |\n|---|---|---|---|");
    let only: Vec<String> = std::env::args().skip(1).collect();
    for (label, arguments) in BUILDS.iter().filter(|(label, _)| {
        only.is_empty() || only.iter().any(|word| label.contains(word.as_str()))
    }) {
        let ours = measure(&emitted, arguments)?;
        let theirs = measure(&derived, arguments)?;
        println!(
            "| {label} | {ours:.1} | {theirs:.1} | {:.2} |",
            ours / theirs
        );
    }
    Ok(())
}

fn emitted_crate(folder: &Path, workspace: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let output = synthetic::emit(synthetic::description(SCHEMAS, 0));
    if let Some(complaint) = output.complaints.first() {
        return Err(complaint.message.clone().into());
    }
    for (path, text) in &output.files {
        write_file(&folder.join("src").join(path), text)?;
    }
    write_file(&folder.join("src/lib.rs"), "pub mod synthetic;\n")?;
    let runtime = workspace.join("runtime").to_string_lossy().into_owned();
    let dependencies = format!("restwright-runtime = {{ path = {runtime:?} }}\n");
    manifest(folder, "emitted", &dependencies, workspace)
}

fn derived_crate(folder: &Path, workspace: &Path) -> Result<PathBuf, Box<dyn Error>> {
    write_file(
        &folder.join("src/lib.rs"),
        &format!("{}{}", synthetic::peer(SCHEMAS), instantiate()),
    )?;
    manifest(
        folder,
        "derived",
        "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n",
        workspace,
    )
}

/// Derived codecs are generic: they cost nothing until a format uses them, as an operation would.
fn instantiate() -> String {
    let mut text = String::new();
    for index in 0..SCHEMAS {
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "
/// Reads.
pub fn read{index}(text: &[u8]) -> serde_json::Result<Model{index}> {{
    serde_json::from_slice(text)
}}

/// Writes.
pub fn write{index}(value: &Model{index}) -> serde_json::Result<Vec<u8>> {{
    serde_json::to_vec(value)
}}
"
        );
    }
    text
}

fn manifest(
    folder: &Path,
    name: &str,
    dependencies: &str,
    workspace: &Path,
) -> Result<PathBuf, Box<dyn Error>> {
    let text = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n[workspace]\n"
    );
    write_file(&folder.join("Cargo.toml"), &text)?;
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        fs::copy(workspace.join("Cargo.lock"), lock)?;
    }
    Ok(folder.to_path_buf())
}

/// CPU seconds of one compilation of the crate itself.
fn measure(folder: &Path, arguments: &[&str]) -> Result<f64, Box<dyn Error>> {
    run(folder, arguments)?;
    let source = folder.join("src/lib.rs");
    let text = fs::read_to_string(&source)?;
    fs::write(&source, format!("{text}\n"))?;
    let before = children_seconds()?;
    run(folder, arguments)?;
    let spent = children_seconds()? - before;
    fs::write(&source, text)?;
    Ok(spent)
}

fn run(folder: &Path, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--quiet")
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .env("CARGO_INCREMENTAL", "0")
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!(
            "cargo {} failed in {}",
            arguments.join(" "),
            folder.display()
        )
        .into())
    }
}

/// User and system seconds of all child processes so far (proc(5): `cutime` and `cstime`, in ticks of 1/100 s).
fn children_seconds() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after_name = stat
        .rsplit_once(')')
        .ok_or("no process name in /proc/self/stat")?
        .1;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |index: usize| -> Result<f64, Box<dyn Error>> {
        Ok(fields
            .get(index)
            .ok_or("a short /proc/self/stat")?
            .parse()?)
    };
    Ok((ticks(13)? + ticks(14)?) / 100.0)
}

fn write_file(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)?;
    Ok(())
}
