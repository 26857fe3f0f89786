//! The CPU time of compiling 500 emitted types, beside the same types under `serde_derive`.
//!
//! Dependencies are compiled first and left out of the count, and so is incremental compilation. Words on the command
//! line choose builds, a number says how often each is measured: `compile-cost check 5`. A row has the medians of runs
//! that alternate. CPU time is what the kernel charges to the compiler's processes (`/proc/self/stat`, so Linux only):
//! unlike elapsed time it hardly depends on what else the machine does.

use benches::synthetic;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Schemas of each crate.
const SCHEMAS: usize = 500;

/// What is compiled: the label, the arguments of cargo, and how often if the command line does not say.
const BUILDS: &[(&str, &[&str], usize)] = &[
    ("check", &["check"], 5),
    ("debug build", &["build"], 1),
    ("release build", &["build", "--release"], 1),
];

fn main() -> Result<(), Box<dyn Error>> {
    let (numbers, words): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.parse::<usize>().is_ok());
    let times = numbers.first().and_then(|number| number.parse().ok());
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
    println!("| | runs | emitted | serde_derive | ratio |\n|---|---|---|---|---|");
    for (label, arguments, default) in BUILDS.iter().filter(|(label, _, _)| {
        words.is_empty() || words.iter().any(|word| label.contains(word.as_str()))
    }) {
        let runs = times.unwrap_or(*default).max(1);
        let [ours, theirs] = compare([&emitted, &derived], arguments, runs)?;
        println!(
            "| {label} | {runs} | {ours:.1} | {theirs:.1} | {:.2} |",
            ours / theirs
        );
    }
    Ok(())
}

/// The median CPU seconds of compiling each of two crates, in turns.
fn compare(
    crates: [&Crate; 2],
    arguments: &[&str],
    runs: usize,
) -> Result<[f64; 2], Box<dyn Error>> {
    for one in crates {
        one.compile_dependencies(arguments)?;
    }
    let mut seconds = [Vec::new(), Vec::new()];
    for _ in 0..runs {
        for (one, seconds) in crates.iter().zip(&mut seconds) {
            seconds.push(one.measure(arguments)?);
        }
    }
    Ok(seconds.map(median))
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds.get(seconds.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A crate on disk.
struct Crate {
    folder: PathBuf,
    dependencies: &'static [&'static str],
}

fn emitted_crate(folder: &Path, workspace: &Path) -> Result<Crate, Box<dyn Error>> {
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
    manifest(folder, "emitted", &dependencies, workspace)?;
    Ok(Crate {
        folder: folder.to_path_buf(),
        dependencies: &["restwright-runtime"],
    })
}

fn derived_crate(folder: &Path, workspace: &Path) -> Result<Crate, Box<dyn Error>> {
    write_file(
        &folder.join("src/lib.rs"),
        &format!("{}{}", synthetic::peer(SCHEMAS), instantiate()),
    )?;
    manifest(
        folder,
        "derived",
        "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n",
        workspace,
    )?;
    Ok(Crate {
        folder: folder.to_path_buf(),
        dependencies: &["serde", "serde_json"],
    })
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
) -> Result<(), Box<dyn Error>> {
    let text = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n[workspace]\n"
    );
    write_file(&folder.join("Cargo.toml"), &text)?;
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        fs::copy(workspace.join("Cargo.lock"), lock)?;
    }
    Ok(())
}

impl Crate {
    fn compile_dependencies(&self, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
        let packages = self
            .dependencies
            .iter()
            .flat_map(|name| ["--package", name]);
        let arguments: Vec<&str> = arguments.iter().copied().chain(packages).collect();
        self.cargo(&arguments)
    }

    /// CPU seconds of one compilation of the crate itself.
    fn measure(&self, arguments: &[&str]) -> Result<f64, Box<dyn Error>> {
        // Cargo compiles what is younger than its last output.
        let root = self.folder.join("src/lib.rs");
        fs::write(&root, fs::read(&root)?)?;
        let before = children_seconds()?;
        self.cargo(arguments)?;
        Ok(children_seconds()? - before)
    }

    fn cargo(&self, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
        let status = Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--quiet")
            .current_dir(&self.folder)
            .env_remove("CARGO_TARGET_DIR")
            .env("CARGO_INCREMENTAL", "0")
            .status()?;
        if status.success() {
            return Ok(());
        }
        let (what, whence) = (arguments.join(" "), self.folder.display());
        Err(format!("cargo {what} failed in {whence}").into())
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
