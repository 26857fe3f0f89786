//! The description in Rust's terms: presence, constants, unions, media types and boxes are decided here.
//!
//! A schema is lowered in two steps: `normal` folds references and `allOf` into one view of it (`merged`), and the
//! modules beside it turn that view into a struct, an enum, a union or a type. They all add methods to `lowering`, and
//! import nothing from here. A stranger would expect inline schemas to be named by their titles: they are named by
//! their place, so that a change of words renames nothing.

mod answer;
mod apart;
mod arms;
mod body;
mod construct;
mod doc;
mod enumeration;
mod equal;
mod failure;
mod field;
mod graph;
mod identity;
mod incoming;
mod inherit;
mod inheritance;
mod limits;
mod long_running;
mod lowering;
mod media;
mod merge_patch;
mod merged;
mod normal;
mod number;
mod operation;
mod paging;
mod part;
mod phrase;
mod place;
mod recursion;
mod request;
mod route;
mod scalar;
mod schema;
mod server;
mod shared_enums;
mod status;
mod stream;
mod tags;
mod texts;
mod union;
mod unused;
mod usage;
mod xml;

use crate::coverage::Coverage;
use crate::description::Description;
use crate::select::Selection;
use crate::shape::{Api, Doc, Name, Scheme, TypeDef, TypeId};
use lowering::Lowering;
use server::servers;

/// Lowers a description; of the selection it takes what types are like.
pub fn lower(
    description: &Description,
    source: &str,
    selection: &Selection,
    coverage: &mut Coverage,
) -> Api {
    let mut lowering = Lowering::new(description, coverage);
    lowering.note_idle_tags();
    lowering.find_fixed_tags();
    lowering.components();
    let mut groups = lowering.groups();
    let incoming = lowering.incoming();
    lowering.note_contents();
    let is_inline = inline(&lowering);
    let components = unused::Components::of(&lowering, selection);
    let mut types = finish(lowering);
    merge_patch::open_types(&mut types, &mut groups);
    tags::settle_written(&mut types);
    recursion::settle(&mut types, coverage);
    equal::settle(&mut types, &is_inline, selection.inline);
    construct::settle(&mut types, &groups, &incoming, selection.construct);
    paging::settle(description, &types, &mut groups, coverage);
    long_running::settle(description, &types, &mut groups, coverage);
    let mut api = Api {
        source: source.to_owned(),
        path: Vec::new(),
        title: description.title.clone(),
        version: description.version.clone(),
        doc: Doc {
            text: description.doc.clone(),
            notes: Vec::new(),
        },
        servers: servers(&description.servers, "endpoint"),
        schemes: schemes(description),
        groups,
        types,
        incoming,
    };
    unused::settle(&mut api, components, coverage);
    api
}

/// The types, each with its home and, where XML reaches it, its element.
fn finish(lowering: Lowering<'_>) -> Vec<TypeDef> {
    let homes = place::homes(&lowering);
    let xml = xml::elements(&lowering);
    let defined = lowering.types.into_iter().enumerate();
    defined
        .filter_map(|(index, definition)| Some((TypeId::of(index), definition?)))
        .map(|(id, mut definition)| {
            definition.home = homes.get(&id).copied().unwrap_or(id);
            definition.xml = xml.get(&id).cloned();
            definition
        })
        .collect()
}

/// Whether the schema of each type has no name of its own.
fn inline(lowering: &Lowering<'_>) -> Vec<bool> {
    let is_inline = |id: TypeId| {
        let origin = lowering.origins.get(&id);
        let is_component = origin.is_some_and(|schema| lowering.is_component(*schema));
        !is_component && !lowering.shared_homes.contains(&id)
    };
    (0..lowering.types.len())
        .map(|index| is_inline(TypeId::of(index)))
        .collect()
}

fn schemes(description: &Description) -> Vec<Scheme> {
    description
        .schemes
        .iter()
        .map(|(name, scheme)| Scheme {
            name: Name::unsettled(name.clone(), name.clone()),
            doc: Doc {
                text: scheme.doc.clone(),
                notes: Vec::new(),
            },
            kind: scheme.kind.clone(),
        })
        .collect()
}
