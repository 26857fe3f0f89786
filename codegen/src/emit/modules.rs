//! The files that only name other files: the crate's root, an API with its versions, a version with its groups.
//!
//! What a stranger would get wrong: the versions of an API are not sorted by the alphabet. A preview is older than the
//! release of its day, and `v10` is newer than `v9`.

use super::scope::{Place, Scope, ident, index};
use super::{doc, example, model, scheme, server};
use crate::file::File;
use crate::print;
use crate::shape::{Api, Definition, Scheme, Type, TypeId};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The files below the API's module that list others: the module itself (an empty path) and `/models`.
pub(super) fn files<'a>(api: &'a Api, folder: &'a str) -> impl Iterator<Item = File<'a>> {
    let version = File::of_tokens(String::new(), &api.source, move || version(api, folder));
    let models = (!api.types.is_empty())
        .then(|| File::of_tokens("/models".to_owned(), &api.source, || models(api)));
    std::iter::once(version).chain(models)
}

/// A version of an API: its groups, endpoints and security schemes. A module in another script says where its file is,
/// in the folder of the API.
fn version(api: &Api, folder: &str) -> TokenStream {
    let mut scope = Scope::new(api, Place::Beside);
    let title = if api.title.trim().is_empty() {
        "An API".to_owned()
    } else {
        doc::inline(&api.title)
    };
    let docs = doc::module(
        &format!("{title}, version {}.", doc::code(&api.version)),
        &api.doc,
    );
    let page = doc::page(&groups_table(api), example::best(api).as_ref());
    let groups = api.groups.iter().map(|group| {
        let name = ident(&group.name.ident);
        let path = (!group.name.ident.is_ascii()).then(|| {
            let path = format!("{folder}/{}.rs", group.file);
            quote!(#[path = #path])
        });
        quote!(#path pub mod #name;)
    });
    let models = (!api.types.is_empty()).then(|| {
        quote!(
            pub mod models;
        )
    });
    let incoming = (!api.incoming.is_empty()).then(|| {
        quote!(
            pub mod incoming;
        )
    });
    let mut schemes: Vec<&Scheme> = api.schemes.iter().collect();
    schemes.sort_by(|left, right| left.name.ident.cmp(&right.name.ident));
    let schemes: Vec<TokenStream> = schemes
        .into_iter()
        .map(|scheme| scheme::constant(scheme, &mut scope))
        .collect();
    let servers: Vec<TokenStream> = api
        .servers
        .iter()
        .map(|server| {
            let server = server::emitted(server, None, &mut scope);
            let (functions, options) = (server.functions, server.options);
            quote!(#functions #options)
        })
        .collect();
    let imports = scope.imports();
    quote! {
        #docs
        #page
        #incoming
        #models
        #(#groups)*
        #imports
        #(#schemes)*
        #(#servers)*
    }
}

/// The groups and how many operations each has, as the rows of a table.
fn groups_table(api: &Api) -> Vec<(String, usize)> {
    let groups = api.groups.iter();
    groups
        .map(|group| (group.name.ident.clone(), group.operations.len()))
        .collect()
}

/// The model types of an API, each in the file of its component.
fn models(api: &Api) -> TokenStream {
    let docs = doc::file("The types that operations take and answer.");
    let failures = failures(api);
    let homes = model::homes(api);
    let files = homes.keys().map(|file| ident(file));
    let exports = homes.iter().map(|(file, home)| {
        let file = ident(file);
        let names = home
            .types
            .iter()
            .flat_map(|id| model::names(api.type_def(*id)));
        let mut names: Vec<_> = names.map(|name| ident(&name)).collect();
        names.sort();
        match names.as_slice() {
            [name] => quote!(pub use self::#file::#name;),
            names => quote!(pub use self::#file::{#(#names),*};),
        }
    });
    quote! {
        #docs
        #(mod #files;)*
        #(#exports)*
        #failures
    }
}

/// The table of the types that operations fail with, which makes errors of them.
fn failures(api: &Api) -> Option<TokenStream> {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let answers = operations.flat_map(|operation| &operation.answers);
    let bodies = answers
        .filter(|answer| answer.failure)
        .flat_map(|answer| &answer.bodies);
    let types: BTreeMap<&str, TypeId> = bodies
        .filter_map(|body| match api.plain(&body.ty) {
            Type::Named(id) => Some((api.type_def(*id).name.ident.as_str(), *id)),
            _ => None,
        })
        .collect();
    let rows = types.iter().map(|(name, id)| {
        let name = ident(name);
        // A set of values shows itself already.
        let is_set = matches!(api.type_def(*id).definition, Definition::Enum(_));
        let shown = is_set.then(|| quote!(: value));
        quote!(#name #shown)
    });
    let rows: Vec<TokenStream> = rows.collect();
    (!rows.is_empty()).then(|| {
        quote! {
            restwright_runtime::emitted::failures! {
                #(#rows,)*
            }
        }
    })
}

/// The files of a crate that holds these modules: `lib.rs`, and a file for each API that has versions.
pub fn crate_files(modules: &[Vec<String>]) -> BTreeMap<String, String> {
    let mut apis: BTreeMap<&str, Vec<&[String]>> = BTreeMap::new();
    for module in modules {
        if let [api, versions @ ..] = module.as_slice() {
            apis.entry(api).or_default().push(versions);
        }
    }
    let mut files = BTreeMap::from([("lib.rs".to_owned(), print::listing(root(apis.keys())))]);
    for (api, versions) in apis {
        let mut versions: Vec<&str> = versions
            .iter()
            .filter_map(|versions| versions.first().map(String::as_str))
            .collect();
        versions.sort_by_cached_key(|version| age(version));
        versions.dedup();
        if let Some(newest) = versions.last() {
            files.insert(
                format!("{api}.rs"),
                print::listing(versions_of(newest, &versions)),
            );
        }
    }
    files
}

/// What emitted code and the runtime have agreed upon. It goes up by one where code that is emitted now does not work with
/// the runtime of before, and then `emitted::format!` of the runtime goes up with it.
const FORMAT: usize = 1;

/// The root, with every `allow` that emitted code needs. The compiler follows types from one to the next to learn what is
/// dropped, and by itself gives up at 128: a chain of schemas can be longer.
fn root<'a>(apis: impl Iterator<Item = &'a &'a str>) -> TokenStream {
    let apis = apis.map(|api| ident(api));
    let format = index(FORMAT);
    quote! {
        //! Types, requests and answers of HTTP APIs, generated from their descriptions; nothing here does I/O.
        #![recursion_limit = "65536"]
        #![allow(deprecated, reason = "what is deprecated is still sent and read")]
        #![allow(
            confusable_idents,
            mixed_script_confusables,
            uncommon_codepoints,
            clippy::disallowed_names,
            clippy::doc_markdown,
            clippy::module_inception,
            reason = "names and texts are the descriptions' own"
        )]
        #![allow(
            clippy::large_enum_variant,
            clippy::match_overlapping_arm,
            clippy::struct_excessive_bools,
            clippy::too_many_lines,
            clippy::type_complexity,
            reason = "so are the shapes and sizes of things"
        )]
        restwright_runtime::emitted::format!(#format);
        #(#[rustfmt::skip] pub mod #apis;)*
    }
}

fn versions_of(newest: &str, versions: &[&str]) -> TokenStream {
    let docs = doc::file("The versions of the API; the newest is what this module has by itself.");
    let newest = ident(newest);
    let versions = versions.iter().map(|version| ident(version));
    quote! {
        #docs
        #(pub mod #versions;)*
        pub use self::#newest::*;
    }
}

/// Whether a version of an API is newer than another, both as names of modules.
pub fn is_newer(version: &str, than: &str) -> bool {
    age(version) > age(than)
}

/// What orders versions: numbers by value; a word makes a version older than the one without it.
fn age(version: &str) -> Vec<(u8, u64, String)> {
    let version = version.strip_prefix('v').unwrap_or(version);
    let parts = version.split('_').map(|part| match part.parse() {
        Ok(number) => (2, number, String::new()),
        Err(_) => (0, 0, part.to_owned()),
    });
    parts.chain([(1, 0, String::new())]).collect()
}

#[cfg(test)]
mod tests {
    use super::age;

    #[test]
    fn a_preview_is_older_than_its_release() {
        let mut versions = [
            "v10",
            "v9",
            "v2024_01_01",
            "v2024_01_01_preview",
            "v2023_12_01",
            "v1_beta",
        ];
        versions.sort_by_key(|version| age(version));
        assert_eq!(
            versions,
            [
                "v1_beta",
                "v9",
                "v10",
                "v2023_12_01",
                "v2024_01_01_preview",
                "v2024_01_01"
            ]
        );
    }
}
