//! Examples of the description that stand in documentation: those that say more of a place than its type does.
//!
//! What a stranger would get wrong: an example is the author's, and may be of another type, or as long as a page. What is
//! not short and of the type is not shown.

use crate::shape::{Api, Format, Type};
use crate::value::Value;

/// The longest text that stands in an example, in characters.
const SHORT: usize = 40;

/// Whether a text can be taken in at a glance.
pub(super) fn is_short(text: &str) -> bool {
    let is_plain = !text.chars().any(char::is_control);
    is_plain && !text.trim().is_empty() && text.chars().count() <= SHORT
}

/// An example that says more of a place than its type does, as text; `None` where there is none that is short.
pub(super) fn sample(api: &Api, ty: &Type, example: Option<&Value>) -> Option<String> {
    match (api.plain(ty), example?) {
        (Type::Nullable(inner), example) => sample(api, inner, Some(example)),
        (Type::String | Type::Format(_), Value::String(text)) if is_short(text) => {
            Some(text.to_string())
        }
        (ty, Value::Number(text)) if is_number(ty) && is_short(text) => Some(text.to_string()),
        _ => None,
    }
}

fn is_number(ty: &Type) -> bool {
    ty.is_integer() || matches!(ty, Type::F64 | Type::Format(Format::Decimal))
}
