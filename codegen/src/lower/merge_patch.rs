//! JSON merge patches (RFC 7396): `null` removes a member, whatever its schema allows.
//!
//! A stranger would get this wrong: descriptions do not say so, the media type does. The types of a patch are often those
//! of answers as well; they are the same type then, and can hold `null` there too.

use crate::shape::{Definition, Group, Rest, Type, TypeDef, reached};

const NOTE: &str = "In a JSON merge patch, `null` removes the member.";

/// Makes nullable what may be left out of the types that a merge patch reaches, and the values of their maps.
pub(super) fn open_types(types: &mut [TypeDef], groups: &mut [Group]) {
    let mut open = Vec::new();
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let Some(body) = &mut operation.body else {
            continue;
        };
        for form in &mut body.forms {
            if is_merge_patch(&form.media_type) {
                open.extend(form.ty.definitions());
                open_map(&mut form.ty);
            }
        }
        if let ([form], Some(argument)) = (
            body.forms.as_slice(),
            operation.arguments.get_mut(body.argument),
        ) {
            argument.ty = form.ty.clone();
        }
    }
    for id in reached(open, |id| types[id.0 as usize].definition.mentioned()) {
        open_definition(&mut types[id.0 as usize].definition);
    }
}

fn is_merge_patch(media_type: &str) -> bool {
    media_type.starts_with("application/merge-patch+json")
}

fn open_definition(definition: &mut Definition) {
    match definition {
        Definition::Struct(object) => {
            for field in &mut object.fields {
                let mut is_open = open_map(&mut field.ty);
                if field.optional && !field.asked {
                    is_open |= open_value(&mut field.ty);
                }
                if is_open {
                    field.doc.notes.push(NOTE.to_owned());
                }
            }
            if let Rest::Typed(value) = &mut object.rest {
                open_value(value);
            }
        }
        Definition::Alias(ty) | Definition::Newtype(ty) => {
            open_map(ty);
        }
        Definition::Enum(_) | Definition::Tagged(_) | Definition::Untagged(_) => {}
    }
}

/// Makes the values of the maps in a type nullable; whether there are any.
fn open_map(ty: &mut Type) -> bool {
    match ty {
        Type::Map(value) | Type::KeyedMap(_, value) => {
            open_map(value);
            open_value(value);
            true
        }
        Type::List(inner)
        | Type::Array(inner, _)
        | Type::Nullable(inner)
        | Type::Boxed(inner)
        | Type::Secret(inner) => open_map(inner),
        Type::Tuple(elements) => elements
            .iter_mut()
            .fold(false, |open, element| open_map(element) | open),
        _ => false,
    }
}

/// Makes a type nullable; whether it was not.
fn open_value(value: &mut Type) -> bool {
    if matches!(value, Type::Nullable(_) | Type::Any) {
        return false;
    }
    *value = Type::Nullable(Box::new(value.clone()));
    true
}
