//! Words to identifiers and file names: every item gets a unique, final, legal name.
//!
//! An item's name depends on the item alone. Where two items of one namespace want the same identifier, their own
//! wire names settle it, never the order of visiting (`scope`), and the author of the description is warned.
//!
//! A stranger would get this wrong: `Name::words` makes the identifier, `Name::wire` only settles clashes.

mod arms;
mod claimant;
mod ident;
mod operations;
mod reserved;
mod rest;
mod scope;
mod types;
mod unused;

#[cfg(test)]
mod tests;

use crate::complaint::Complaints;
use crate::shape::{Api, Scheme, Server};
use claimant::{Claimant, name_quietly};
use ident::{Case, first_free};
use scope::Scope;
use std::collections::HashSet;

const VALUES: Scope = Scope {
    case: Case::Snake,
    reserved: &[],
    reserved_suffix: "",
    beside: &[],
    length: usize::MAX,
};

const CONSTANTS: Scope = Scope {
    case: Case::Screaming,
    ..VALUES
};

/// Fills every identifier and file name, and sorts groups and operations by them.
pub fn name(mut api: Api, complaints: &mut Complaints) -> Api {
    types::name_types(&mut api.types, complaints);
    operations::name_groups(&mut api.groups, complaints);
    operations::name_incoming(&mut api.incoming);
    name_servers(&mut api.servers);
    for operation in api
        .groups
        .iter_mut()
        .flat_map(|group| &mut group.operations)
    {
        name_servers(&mut operation.servers);
    }
    let schemes = api
        .schemes
        .iter_mut()
        .map(|Scheme { name, .. }| Claimant::new(name, None));
    name_quietly(&CONSTANTS, schemes.collect());
    keep_schemes_apart(&mut api);
    complaints.gather("name-without-letters", 0);
    let codes: Vec<&str> = [types::CODES, operations::CODES].concat();
    if complaints.count(&codes) > FEW {
        for code in codes {
            complaints.gather(code, 1);
        }
    }
    unused::drop_unused(&mut api);
    api
}

/// How many clashes are shown one by one: whoever has more is not going to settle them, and is told the kinds.
const FEW: usize = 3;

/// A constant of one letter looks like an operation of one letter, and both are imported side by side.
fn keep_schemes_apart(api: &mut Api) {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let operations: HashSet<String> = operations
        .map(|operation| operation.name.ident.clone())
        .collect();
    let mut taken: HashSet<String> = api
        .schemes
        .iter()
        .map(|scheme| scheme.name.ident.clone())
        .collect();
    for Scheme { name, .. } in &mut api.schemes {
        if operations.contains(&name.ident) {
            let own = format!("{}_SCHEME", name.ident);
            name.ident = first_free(&[&own], |ident| taken.contains(ident));
            taken.insert(name.ident.clone());
        }
    }
}

fn name_servers(servers: &mut [Server]) {
    for server in &mut *servers {
        let variables = server.variables.iter_mut();
        let variables = variables.map(|variable| Claimant::new(&mut variable.name, None));
        name_quietly(&VALUES, variables.collect());
    }
    let servers = servers.iter_mut().map(|Server { name, url, .. }| Claimant {
        key: url.clone(),
        ..Claimant::new(name, None)
    });
    name_quietly(&VALUES, servers.collect());
}
