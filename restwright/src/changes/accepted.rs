//! `accepted-changes.toml`: changes that a team has accepted, each with a reason.
//!
//! A stranger would get this wrong: an accepted change still breaks callers, so the version bump counts it. It only fails
//! no build any more.

use super::compared::Summary;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The name of the file, in the workspace's root.
const FILE: &str = "accepted-changes.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    #[serde(default)]
    accept: Vec<Acceptance>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Acceptance {
    fingerprint: String,
    reason: String,
}

/// Marks what was accepted.
///
/// # Errors
/// If the file cannot be read, or an entry has no reason.
pub(super) fn apply(workspace: &Path, mut summary: Summary) -> Result<Summary> {
    let path = workspace.join(FILE);
    if !path.exists() {
        return Ok(summary);
    }
    let text = std::fs::read_to_string(&path)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {FILE}"))?;
    let accepted: Accepted = toml::from_str(&text)
        .into_diagnostic()
        .wrap_err_with(|| format!("{FILE} is not what it has to be"))?;
    let mut reasons: BTreeMap<String, String> = BTreeMap::new();
    for Acceptance {
        fingerprint,
        reason,
    } in accepted.accept
    {
        if reason.trim().is_empty() {
            return Err(miette!(
                "{FILE}: {fingerprint} is accepted without a reason"
            ));
        }
        reasons.insert(fingerprint, reason);
    }
    let mut used = BTreeSet::new();
    for entry in summary.apis.iter_mut().flat_map(|api| &mut api.entries) {
        if let Some(reason) = reasons.get(&entry.change.fingerprint) {
            entry.accepted = Some(reason.clone());
            used.insert(entry.change.fingerprint.clone());
        }
    }
    let stale = reasons.into_keys().filter(|it| !used.contains(it));
    summary.stale = stale.collect();
    Ok(summary)
}
