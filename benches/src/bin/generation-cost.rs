//! What the generator takes for a description that grows tenfold: CPU time, memory and emitted lines per item.
//!
//! Each size runs in a process of its own, this program called with the size: the most memory that a process has had
//! only grows, so several sizes in one could not be told apart.
//!
//! A stranger would get this wrong: an item is a schema or an operation, so a row of 10 has 20 items. What a process
//! takes without any item is measured as well and taken off the memory.

use benches::synthetic;
use std::process::{Command, ExitCode};

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

/// What a run took and gave.
struct Cost {
    seconds: f64,
    kibibytes: f64,
    lines: f64,
}

fn main() -> ExitCode {
    let result = match std::env::args().nth(1) {
        Some(size) => size
            .parse()
            .map_err(|error| format!("{size}: {error}"))
            .and_then(|size| measure(size, size)),
        None => table(),
    };
    match result {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Generates in this process, and says in a line what it took.
fn measure(schemas: usize, operations: usize) -> Result<String, String> {
    let text = synthetic::description(schemas, operations);
    let start = cpu_seconds()?;
    let output = synthetic::emit(text);
    let seconds = cpu_seconds()? - start;
    let lines: usize = output.files.values().map(|text| text.lines().count()).sum();
    Ok(format!("{seconds} {} {lines}", peak_memory()?))
}

/// The CPU time of this process, which has one thread: other work of the machine is not in it.
fn cpu_seconds() -> Result<f64, String> {
    let path = "/proc/self/schedstat";
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let nanoseconds = text.split_whitespace().next();
    let nanoseconds: Option<f64> = nanoseconds.and_then(|number| number.parse().ok());
    nanoseconds
        .map(|nanoseconds| nanoseconds / 1e9)
        .ok_or_else(|| "the system does not say the CPU time".to_owned())
}

/// The most memory that this process has had, in KiB.
fn peak_memory() -> Result<u64, String> {
    let status = std::fs::read_to_string("/proc/self/status")
        .map_err(|error| format!("/proc/self/status: {error}"))?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    peak.ok_or_else(|| "the system does not say the peak of memory".to_owned())
}

/// Measures a size in a process of its own.
fn run(size: usize) -> Result<Cost, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(program)
        .arg(size.to_string())
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers.as_slice() {
        [seconds, kibibytes, lines] if output.status.success() => Ok(Cost {
            seconds: *seconds,
            kibibytes: *kibibytes,
            lines: *lines,
        }),
        _ => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

fn table() -> Result<String, String> {
    let empty = run(0)?;
    let mut rows = vec![
        "| schemas and as many operations | CPU s | MiB | lines | µs per item | KiB per item | lines per item |".to_owned(),
        "|---|---|---|---|---|---|---|".to_owned(),
    ];
    for size in SIZES {
        let cost = run(size)?;
        // The sizes are far below what a float holds exactly.
        #[allow(clippy::cast_precision_loss)]
        let items = (size * 2) as f64;
        rows.push(format!(
            "| {size} | {:.3} | {:.1} | {} | {:.0} | {:.1} | {:.1} |",
            cost.seconds,
            cost.kibibytes / 1024.0,
            cost.lines,
            cost.seconds * 1e6 / items,
            (cost.kibibytes - empty.kibibytes).max(0.0) / items,
            cost.lines / items,
        ));
    }
    Ok(rows.join("\n"))
}
