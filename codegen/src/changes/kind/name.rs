//! Kinds of changes of a name in Rust, where what stands on the wire is the same.

use super::WireVerdict as Wire;
use super::{Row, breaking, error};
use strum::EnumIter;

/// What has another name in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum NameKind {
    /// A required parameter or body.
    Parameter,
    /// An option.
    Option,
    /// A property.
    Property,
    /// A value of a set.
    Value,
    /// An arm of a union.
    Arm,
    /// What has no name of its own in the description: the field for other members, the struct of what is required, an
    /// arm for what is unknown, a variant of an answer or body, an accessor of a header, the function of a server, the
    /// constant of a security scheme, the type of a webhook.
    Helper,
}

impl NameKind {
    pub(super) fn row(self) -> Row {
        match self {
            Self::Parameter => breaking(
                "parameter-renamed",
                "calls its parameter `{name}` `{after}`, and called it `{before}`",
                Wire::Neutral,
                error(
                    "error[E0560]: struct `{owner}` has no field named `{before}`",
                    "Replace `{before}` by `{after}`.",
                ),
                "The name on the wire is the same.",
            ),
            Self::Option => breaking(
                "option-renamed",
                "calls its option `{name}` `{after}`, and called it `{before}`",
                Wire::Neutral,
                error(
                    "error[E0599]: no method named `with_{before}` found for struct `{owner}Options`",
                    "Replace `with_{before}` by `with_{after}`.",
                ),
                "The name on the wire is the same.",
            ),
            Self::Property => breaking(
                "property-renamed",
                "calls its property `{name}` `{after}`, and called it `{before}`",
                Wire::Neutral,
                error(
                    "error[E0609]: no field `{before}` on type",
                    "Replace `{before}` by `{after}`.",
                ),
                "The name on the wire is the same.",
            ),
            Self::Value => breaking(
                "enum-value-renamed",
                "calls its value {name} `{after}`, and called it `{before}`",
                Wire::Neutral,
                error(
                    "error[E0599]: no variant",
                    "Replace `{before}` by `{after}`. A caller that makes it by `{owner}::from(…)` of the text keeps compiling.",
                ),
                "The value on the wire is the same.",
            ),
            Self::Arm => breaking(
                "union-arm-renamed",
                "calls its arm `{after}`, and called it `{before}`",
                Wire::Neutral,
                error(
                    "error[E0599]: no variant",
                    "Replace `{before}` by `{after}`.",
                ),
                "What it holds is the same.",
            ),
            Self::Helper => breaking(
                "helper-renamed",
                "calls {name} `{after}`, and called it `{before}`",
                Wire::Neutral,
                error("{error}", "Replace `{before}` by `{after}`."),
                "Something else in the description has the name that it had, or has it no more.",
            ),
        }
    }
}
