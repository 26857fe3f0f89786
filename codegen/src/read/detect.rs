//! Which dialect a document is in.
//!
//! A stranger would refuse a version that is newer than this program: its minor versions add, so it is read as the newest
//! known one.

use super::dialect::Dialect;
use super::fields::Fields;
use super::report::Report;
use crate::value::Value;

/// The dialect that a root document says it is in.
pub(super) fn detect(root: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Dialect> {
    let is_swagger = root.has("swagger");
    let keyword = if is_swagger { "swagger" } else { "openapi" };
    let help = "Write `swagger: \"2.0\"` or `openapi: \"3.1.0\"`; an older description must be converted first.";
    let Some(cursor) = root.take(keyword) else {
        let message =
            "This is no description of an API: it has neither `openapi` nor `swagger`.".to_owned();
        report.error(&root.location(), "no-dialect", message, help);
        return None;
    };
    let version = match cursor.value() {
        Value::String(text) | Value::Number(text) => text.trim().to_owned(),
        _ => String::new(),
    };
    let mut parts = version.split(['.', '-']).map(str::parse::<u32>);
    let number = (
        parts.next().and_then(Result::ok),
        parts.next().and_then(Result::ok),
    );
    let is_newer = number
        .0
        .is_some_and(|number| number > if is_swagger { 2 } else { 3 });
    match (is_swagger, number) {
        (true, (Some(2), _)) => Some(Dialect::Swagger20),
        (false, (Some(3), Some(0) | None)) => Some(Dialect::OpenApi30),
        (false, (Some(3), Some(1))) => Some(Dialect::OpenApi31),
        (false, (Some(3), Some(2))) => Some(Dialect::OpenApi32),
        (false, (Some(3), Some(_))) => {
            let message = format!("OpenAPI {version} is newer than this program.");
            report.warning(
                &cursor.location(),
                "newer-dialect",
                message,
                "It is read as OpenAPI 3.2.",
            );
            Some(Dialect::OpenApi32)
        }
        _ => {
            let message = format!(
                "`{keyword}` is {}, which is no dialect that can be read.",
                cursor.value().to_json()
            );
            let help = if is_newer {
                "This program reads Swagger 2.0 and OpenAPI 3.0 to 3.2: generate with a newer one, or write the version that \
                 the description keeps to."
            } else {
                help
            };
            report.error(&cursor.location(), "unknown-dialect", message, help);
            None
        }
    }
}
