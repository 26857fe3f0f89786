//! What processes cost: this one's memory and CPU time, and the compiler's CPU time for each crate.
//!
//! The command makes itself cargo's `RUSTC_WRAPPER`, because cargo does not say what a crate's compilation costs.
//!
//! A stranger would get this wrong: the numbers come from `/proc` and are missing on other systems than Linux, and a
//! tick of it is a hundredth of a second.

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, ExitCode};

/// The variable that names the folder of CPU times; where it is set, the executable is the compiler's wrapper.
pub const LOG_VARIABLE: &str = "RESTWRIGHT_COMPILER_TIMES";

/// Ticks of `/proc` in a second, on every Linux that Rust runs on.
const TICKS: f64 = 100.0;
/// The numbers of `/proc/self/stat` after the process's name: its own times, and those of children it waited for.
const OWN_TIMES: [usize; 2] = [11, 12];
const CHILDREN_TIMES: [usize; 2] = [13, 14];

/// Runs the compiler with these arguments and notes its CPU time under the crate's name in `folder`.
///
/// # Errors
/// If the compiler cannot be run, or the time cannot be written.
pub fn time_compiler(folder: &Path, arguments: &[OsString]) -> Result<ExitCode> {
    let [compiler, arguments @ ..] = arguments else {
        return Err(miette!(
            "{LOG_VARIABLE} is set, but there is no compiler to run"
        ));
    };
    let status = Command::new(compiler)
        .args(arguments)
        .env_remove(LOG_VARIABLE)
        .status()
        .into_diagnostic()
        .wrap_err("cannot run the compiler")?;
    if let (Some(name), Some(seconds)) = (crate_name(arguments), cpu_seconds(CHILDREN_TIMES)) {
        std::fs::write(folder.join(name), seconds.to_string())
            .into_diagnostic()
            .wrap_err("cannot write the compiler's time")?;
    }
    // A signal has no code; to cargo it is a failure like others.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}

/// The CPU time that the compiler took for a package, if it was noted.
pub(super) fn noted_seconds(folder: &Path, package: &str) -> Option<f64> {
    let text = std::fs::read_to_string(folder.join(package.replace('-', "_"))).ok()?;
    text.parse().ok()
}

/// The CPU time of this process so far.
pub(super) fn own_cpu_seconds() -> Option<f64> {
    cpu_seconds(OWN_TIMES)
}

/// The most memory that this process has had, in KiB.
pub(super) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn crate_name(arguments: &[OsString]) -> Option<&OsStr> {
    let flag = arguments
        .iter()
        .position(|argument| argument == "--crate-name")?;
    arguments.get(flag + 1).map(OsString::as_os_str)
}

fn cpu_seconds(fields: [usize; 2]) -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name is in parentheses and may hold spaces.
    let fields_of_stat: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields
        .iter()
        .map(|field| fields_of_stat.get(*field)?.parse::<f64>().ok())
        .sum::<Option<f64>>()?;
    Some(ticks / TICKS)
}
