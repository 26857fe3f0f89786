//! The mock server of the suite: started, asked and stopped through `serve.sh` of the conformance data.
//!
//! A stranger would get this wrong: the server outlives the command that starts it, so it is stopped when a [`Server`]
//! is dropped, and one that an earlier, interrupted run left in the folder is stopped first.

use super::Status;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use restwright_replay::live::Client;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A server that runs.
pub(super) struct Server {
    script: PathBuf,
    folder: PathBuf,
    url: String,
}

/// The server's report on one of its sets.
#[derive(Deserialize)]
struct Set {
    results: BTreeMap<String, Status>,
}

impl Server {
    /// Starts the server, which is installed first if it has to be.
    pub(super) fn start(script: &Path, folder: &Path) -> Result<Self> {
        // Links in its answers are at this host.
        let port = std::env::var("PORT").unwrap_or_else(|_| "3055".to_owned());
        let url = format!("http://localhost:{port}");
        // Without a server that answers, the process of the file is long gone, and its number may be another's.
        if folder.join("server.pid").exists() && get(&url, ".admin/health").is_ok() {
            run(script, folder, Some("stop"))?;
        }
        run(script, folder, None)?;
        Ok(Self {
            script: script.to_owned(),
            folder: folder.to_owned(),
            url,
        })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// How far each scenario came since the server was started.
    pub(super) fn coverage(&self) -> Result<BTreeMap<String, Status>> {
        let sets: Vec<Set> = serde_json::from_slice(get(&self.url, ".coverage")?.as_ref())
            .into_diagnostic()
            .wrap_err("the server gives no coverage")?;
        Ok(sets.into_iter().flat_map(|set| set.results).collect())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = run(&self.script, &self.folder, Some("stop")) {
            eprintln!("warning: the server may still run: {error}");
        }
    }
}

fn get(server: &str, path: &str) -> Result<impl AsRef<[u8]>> {
    let url = format!("{server}/{path}");
    let body = Client::default().get(&url);
    body.map_err(|problem| miette!("{url}: {problem}"))
}

/// Runs the script; what it writes is shown if it fails.
fn run(script: &Path, folder: &Path, action: Option<&str>) -> Result<()> {
    let output = Command::new("bash")
        .arg(script)
        .arg(folder)
        .args(action)
        .stdin(Stdio::null())
        .output()
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot run {}", script.display()))?;
    if output.status.success() {
        return Ok(());
    }
    Err(miette!(
        "{} failed: {}",
        script.display(),
        String::from_utf8_lossy(&output.stderr).trim()
    ))
}
