//! The root manifest and Cargo's settings of a workspace, to which members, dependencies and an alias are added.
//!
//! A stranger would get this wrong: what is there stays, comments with it. A dependency that the workspace has already is
//! its own choice.

use super::scaffold::Scaffold;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::fs;
use std::path::Path;
use toml_edit::{Array, DocumentMut, Item, Table, Value};

const ALIAS: &str = "run --package xtask --";

/// Makes the packages members of the workspace, and `cargo xtask` a command of it.
pub(super) fn join_workspace(root: &Path, scaffold: &Scaffold) -> Result<()> {
    edit(&root.join("Cargo.toml"), |document| {
        let workspace = table(document.as_table_mut(), "workspace")?;
        if workspace.is_empty() {
            workspace.insert("resolver", "3".into());
        }
        let members = workspace
            .entry("members")
            .or_insert_with(|| Array::new().into())
            .as_array_mut()
            .ok_or_else(|| miette!("workspace.members is no list"))?;
        for member in &scaffold.members {
            let is_there = members.iter().any(|it| it.as_str() == Some(member));
            if !is_there {
                members.push(member);
            }
        }
        let dependencies = table(workspace, "dependencies")?;
        for (name, from) in &scaffold.dependencies {
            if !dependencies.contains_key(name) {
                let from: Value = from.parse().into_diagnostic()?;
                dependencies.insert(name, from.into());
            }
        }
        Ok(())
    })?;
    edit(&root.join(".cargo/config.toml"), |document| {
        let alias = table(document.as_table_mut(), "alias")?;
        if !alias.contains_key("xtask") {
            alias.insert("xtask", ALIAS.into());
        }
        Ok(())
    })
}

/// A table inside of another, which is made if there is none.
fn table<'a>(parent: &'a mut Table, name: &str) -> Result<&'a mut Table> {
    parent
        .entry(name)
        .or_insert_with(|| Item::Table(Table::new()))
        .as_table_mut()
        .ok_or_else(|| miette!("{name} is no table"))
}

fn edit(path: &Path, change: impl FnOnce(&mut DocumentMut) -> Result<()>) -> Result<()> {
    let failed = || format!("cannot change {}", path.display());
    let text = fs::read_to_string(path)
        .into_diagnostic()
        .wrap_err_with(failed)?;
    let mut document: DocumentMut = text.parse().into_diagnostic().wrap_err_with(failed)?;
    change(&mut document).wrap_err_with(failed)?;
    let changed = document.to_string();
    if changed != text {
        fs::write(path, changed)
            .into_diagnostic()
            .wrap_err_with(failed)?;
    }
    Ok(())
}
