//! What a process costs.
//!
//! A stranger would get this wrong: CPU time and memory are of the process and of those that it waited for, as the kernel
//! accounts for them; a compiler that cargo starts is in them.

use std::error::Error;
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// User and system seconds.
    pub cpu: f64,
    /// Elapsed seconds.
    pub wall: f64,
    /// The most memory that one process of them had.
    pub mebibytes: f64,
}

/// Runs a command to its end.
///
/// # Errors
/// If it cannot be started or fails.
pub fn run(command: &mut Command) -> Result<Cost, Box<dyn Error>> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{command:?}: {error}"))?;
    let usage = child.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if !usage.status.success() {
        return Err(format!("{command:?} failed").into());
    }
    // A float holds these exactly.
    #[allow(clippy::cast_precision_loss)]
    let mebibytes = usage.rusage.maxrss as f64 / (1024.0 * 1024.0);
    Ok(Cost {
        cpu: (usage.rusage.utime + usage.rusage.stime).as_secs_f64(),
        wall,
        mebibytes,
    })
}
