//! What tells a type apart from others that want its name: more of its place, in words.
//!
//! A stranger would expect this to change names: it is only looked at where two types want the same one.

use super::identity::type_words_apart;
use super::lowering::Lowering;
use crate::description::{OperationPlace, OperationRole, Place, SchemaId, SharedRole, Status};
use crate::shape::Apart;

impl Lowering<'_> {
    /// What may tell a schema's type from others, best first.
    pub(super) fn apart(&self, id: SchemaId) -> Vec<Apart> {
        match &self.schemas[id].place {
            Place::Component(_) => Vec::new(),
            Place::Inside(parent, _) => self.apart_inside(id, *parent),
            Place::Operation(place, role) => self.apart_in_operation(*place, role),
            Place::Shared(component, role) => apart_in_component(component, role),
        }
    }

    /// What tells its parent apart, with its own words.
    fn apart_inside(&self, id: SchemaId, parent: SchemaId) -> Vec<Apart> {
        let (around, words) = (self.words(parent), self.words(id));
        let own = words.strip_prefix(&around).unwrap_or(&words).trim();
        let parents = self.apart(parent).into_iter().map(|apart| match apart {
            Apart::Suffix(suffix) => Apart::Instead(format!("{around} {suffix} {own}")),
            Apart::Instead(other) => Apart::Instead(format!("{other} {own}")),
        });
        parents
            .chain([Apart::Suffix("inline".to_owned())])
            .collect()
    }

    fn apart_in_operation(&self, place: OperationPlace, role: &OperationRole) -> Vec<Apart> {
        let suffix = |words: &str| Apart::Suffix(words.to_owned());
        let of_role = match role {
            OperationRole::Parameter(_) => suffix("parameter"),
            OperationRole::Body(_) => suffix("request"),
            OperationRole::Response(Status::Code(200), _) => suffix("ok"),
            OperationRole::Response(..) => suffix("answer"),
            OperationRole::Header(..) => suffix("header"),
        };
        let version = match place {
            OperationPlace::Outgoing(index) => {
                let operation = self.description.operations.get(index as usize);
                operation.and_then(type_words_apart)
            }
            OperationPlace::Incoming(_) => None,
        };
        let role = super::place::operation_role(role);
        let version = version.map(|words| Apart::Instead(format!("{words} {role}")));
        version.into_iter().chain([of_role]).collect()
    }
}

fn apart_in_component(component: &str, role: &SharedRole) -> Vec<Apart> {
    let of_component = |name: &str| Apart::Instead(format!("{component} {name}"));
    let suffix = |words: &str| Apart::Suffix(words.to_owned());
    match role {
        SharedRole::Parameter(name) => {
            vec![
                Apart::Instead(component.to_owned()),
                suffix("parameter"),
                of_component(name),
            ]
        }
        SharedRole::Body(_) => vec![suffix("request")],
        SharedRole::Response(_) => vec![suffix("response"), suffix("answer")],
        SharedRole::Header(name) => vec![
            Apart::Instead(component.to_owned()),
            suffix("header"),
            of_component(name),
        ],
    }
}
