//! `cargo xtask`: the commands that every workspace has, and those that judge the generator.
//!
//! A command is an arm here and a module of the library; nothing else is decided in this file.

use clap::{Parser, Subcommand};
use miette::Result;
use restwright::{Outcome, cli};
use restwright_roundtrip as roundtrip;
use std::ffi::OsString;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use xtask::{conformance, corpus, names};

const CORPUS_EXIT_CODES: &str = "\
Exit codes:
  0  every crate compiles without a warning
  1  a document was refused, or a crate has an error or a warning
  2  wrong arguments, or a file that cannot be read or written";

const CONFORMANCE_EXIT_CODES: &str = "\
Exit codes:
  0  every scenario passes that passed before
  1  one does not; if that is meant, --bless writes the baseline
  2  wrong arguments, a file that cannot be read or written, or a server that cannot be started";

const ROUNDTRIP_EXIT_CODES: &str = "\
Exit codes:
  0  every type that was tried writes what it reads
  1  one does not, or a description was refused or does not compile
  2  wrong arguments, or a file that cannot be read or written";

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The commands of the workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = cli::EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(flatten)]
    User(cli::Command),
    /// Generate and compile a crate from each description of a corpus
    ///
    /// DIR/PRIMARY.txt has the path of a root document on each line. Crates, records and reports are kept in the user's
    /// cache (or in `RESTWRIGHT_CACHE`), never beside the documents. What did not change since an earlier run, or was
    /// done before this one was stopped, is not done again.
    #[command(after_help = CORPUS_EXIT_CODES)]
    Corpus {
        /// The folder of the corpus
        #[arg(value_name = "DIR")]
        corpus: PathBuf,
        /// Only the roots whose path contains this text; may be given several times
        #[arg(long, value_name = "TEXT")]
        only: Vec<String>,
        /// How many processes run at a time [default: one for each core]
        #[arg(long, value_name = "N")]
        jobs: Option<NonZero<usize>>,
        /// Run clippy as well, on N crates spread over the corpus
        #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "20")]
        clippy: Option<usize>,
    },
    /// Send the vectors of the Spector suite to its mock server, and compare what passes with the baseline
    ///
    /// The server is installed into DIR with npm, started for each dialect of the descriptions and stopped again, also
    /// when something fails; PORT is the port that it listens on [default: 3055]. Each request is made by emitted code
    /// and sent by an HTTP client, and each answer is read by emitted code. What the server says of each scenario is
    /// compared with tests/conformance.json. The suite is read from ../shared, or from `RESTWRIGHT_SHARED`.
    #[command(after_help = CONFORMANCE_EXIT_CODES)]
    Conformance {
        /// The folder that the server is installed in
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Write tests/conformance.json anew
        #[arg(long)]
        bless: bool,
    },
    /// Hold every emitted type to the law of round trips, with values made at random
    ///
    /// LIST has the path of a description on each line. Each description is generated and compiled; for each of its types,
    /// values that its schema allows, with unknown members, unknown values of enumerations, malformed formats and nulls
    /// mixed in, are read and written again. A value that does not come back is made as small as possible and printed.
    #[command(after_help = ROUNDTRIP_EXIT_CODES)]
    Roundtrip {
        /// The list of descriptions, such as the PRIMARY.txt of a corpus
        list: PathBuf,
        /// The folder that its paths are relative to [default: the folder of LIST]
        #[arg(long, value_name = "DIR")]
        corpus: Option<PathBuf>,
        /// Only descriptions whose path has this text
        #[arg(long, value_name = "TEXT")]
        only: Option<String>,
        /// How many values of each type are tried
        #[arg(long, value_name = "N", default_value_t = 200)]
        cases: u32,
        /// Another seed gives other values
        #[arg(long, value_name = "N", default_value_t = 0)]
        seed: u64,
    },
    /// List the modules and operations that descriptions become, and the names with a hash or a number of ours
    Names {
        /// The descriptions
        #[arg(required = true)]
        documents: Vec<PathBuf>,
        /// The folder that references stay in [default: the folder of each description]
        #[arg(long, value_name = "DIR")]
        within: Option<PathBuf>,
    },
    /// One document of a corpus, in a process of its own
    #[command(hide = true)]
    CorpusDocument {
        corpus: PathBuf,
        cache: PathBuf,
        root: String,
        generator: String,
    },
}

fn main() -> ExitCode {
    // `corpus` lets cargo call this executable in the compiler's place.
    let result = match std::env::var_os(corpus::LOG_VARIABLE) {
        Some(folder) => {
            let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
            corpus::time_compiler(Path::new(&folder), &arguments)
        }
        None => run(&Arguments::parse().command).map(Outcome::exit_code),
    };
    cli::exit_code(result)
}

fn run(command: &Command) -> Result<Outcome> {
    let workspace = match command {
        Command::User(command) => command.workspace()?,
        _ => cli::workspace()?,
    };
    match command {
        Command::User(command) => cli::run(command, &workspace),
        Command::Conformance { folder, bless } => {
            let options = conformance::Options {
                workspace: &workspace,
                folder,
                bless: *bless,
            };
            conformance::run(&options, &mut std::io::stdout().lock())
        }
        Command::Roundtrip {
            list,
            corpus,
            only,
            cases,
            seed,
        } => {
            let options = roundtrip::Options {
                workspace: &workspace,
                list,
                corpus: corpus.as_deref(),
                only: only.as_deref(),
                cases: *cases,
                seed: *seed,
            };
            roundtrip::run(&options, &mut std::io::stdout().lock())
        }
        Command::Corpus {
            corpus,
            only,
            jobs,
            clippy,
        } => {
            let jobs = jobs.map_or_else(std::thread::available_parallelism, Ok);
            let options = corpus::Options {
                workspace: &workspace,
                corpus,
                only,
                jobs: jobs.map_or(1, NonZero::get),
                clippy: *clippy,
            };
            corpus::run(&options, &mut std::io::stdout().lock())
        }
        Command::Names { documents, within } => {
            names::run(documents, within.as_deref(), &mut std::io::stdout().lock())
        }
        Command::CorpusDocument {
            corpus,
            cache,
            root,
            generator,
        } => corpus::generate_document(&corpus::DocumentOptions {
            workspace: &workspace,
            corpus,
            cache,
            root,
            generator,
        })
        .map(|()| Outcome::Success),
    }
}
