//! The mock server of the suite: started, asked and stopped through `serve.sh` of the conformance data.
//!
//! A stranger would get this wrong: the server outlives the command that starts it, so it is stopped when a [`Server`]
//! is dropped, and one that an earlier, interrupted run left in the folder is stopped first.

use super::Status;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use restwright_replay::Client;
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
        let port = std::env::var("PORT").unwrap_or_else(|_| "3055".to_owned());
        let server = Self {
            script: script.to_owned(),
            folder: folder.to_owned(),
            url: format!("http://127.0.0.1:{port}"),
        };
        if folder.join("server.pid").exists() {
            server.script(Some("stop"))?;
        }
        server.script(None)?;
        Ok(server)
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// How far each scenario came since the server was started.
    pub(super) fn coverage(&self) -> Result<BTreeMap<String, Status>> {
        let url = format!("{}/.coverage", self.url);
        let body = Client::default()
            .get(&url)
            .map_err(|problem| miette!("{url}: {problem}"))?;
        let sets: Vec<Set> = serde_json::from_slice(&body)
            .into_diagnostic()
            .wrap_err_with(|| format!("{url} gives no coverage"))?;
        Ok(sets.into_iter().flat_map(|set| set.results).collect())
    }

    /// Runs the script; what it writes is shown if it fails.
    fn script(&self, action: Option<&str>) -> Result<()> {
        let output = Command::new("bash")
            .arg(&self.script)
            .arg(&self.folder)
            .args(action)
            .stdin(Stdio::null())
            .output()
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot run {}", self.script.display()))?;
        if output.status.success() {
            return Ok(());
        }
        Err(miette!(
            "{} failed: {}",
            self.script.display(),
            String::from_utf8_lossy(&output.stderr).trim()
        ))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.script(Some("stop")) {
            eprintln!("warning: the server may still run: {error}");
        }
    }
}
