//! A request under construction: its arguments, its steps, and where a parameter is written.
//!
//! A stranger would miss that a parameter may stand twice in a path: it is one argument and two steps.

use super::media::{Family, family};
use crate::description::{self, ParameterEncoding, ParameterIn, Style};
use crate::shape::{
    Argument, Codec, Doc, Name, Placement, RequestBody, Step, StepValue, StyleUse, Type,
};

/// A request under construction.
#[derive(Default)]
pub(super) struct Request {
    pub(super) arguments: Vec<Argument>,
    pub(super) steps: Vec<Step>,
}

impl Request {
    /// A media type that the description leaves open (`*/*`, `image/*`) is the caller's to name.
    pub(super) fn open_media_type(&mut self, body: Option<&RequestBody>) {
        const HEADER: &str = "Content-Type";
        let mut forms = body.into_iter().flat_map(|body| &body.forms);
        // The boundary of a multipart body is in its media type.
        let is_open = forms.any(|form| {
            let wire = &form.name.wire;
            wire.contains('*') || family(wire) == Family::Multipart && form.codec == Codec::Bytes
        });
        let is_given = self.steps.iter().any(
            |step| matches!(step, Step::Parameter { name, .. } if name.eq_ignore_ascii_case(HEADER)),
        );
        if !is_open || is_given {
            return;
        }
        self.steps.push(Step::Parameter {
            name: HEADER.to_owned(),
            placement: Placement::Header { explode: false },
            value: StepValue::Argument(self.arguments.len()),
        });
        self.arguments.push(Argument {
            name: Name::unsettled(
                format!("{HEADER} {:?}", ParameterIn::Header),
                HEADER.to_owned(),
            ),
            doc: Doc {
                text: Some("The media type of the body.".to_owned()),
                notes: Vec::new(),
            },
            ty: Type::String,
            example: None,
            required: false,
            deprecated: false,
        });
    }

    /// The index of a parameter's argument: the same parameter may stand twice in a path.
    pub(super) fn argument(
        &mut self,
        parameter: &description::Parameter,
        make: impl FnOnce(&description::Parameter) -> Argument,
    ) -> usize {
        let wire = format!("{} {:?}", parameter.name, parameter.place);
        if let Some(known) = self
            .arguments
            .iter()
            .position(|argument| argument.name.wire == wire)
        {
            return known;
        }
        self.arguments.push(make(parameter));
        self.arguments.len() - 1
    }
}

/// Where and how a parameter is written.
pub(super) fn placement(parameter: &description::Parameter) -> Placement {
    let style = match &parameter.encoding {
        ParameterEncoding::Style {
            style,
            explode,
            allow_reserved,
        } => StyleUse {
            style: *style,
            explode: *explode,
            allow_reserved: *allow_reserved,
        },
        ParameterEncoding::Content(media) => {
            return content_placement(parameter.place, media.clone());
        }
    };
    match parameter.place {
        ParameterIn::Path if parameter.skip_encoding => Placement::PathRaw,
        ParameterIn::Path => Placement::Path(style),
        ParameterIn::Query if parameter.skip_encoding => Placement::QueryRaw,
        ParameterIn::Query => Placement::Query(style),
        // It has a `content`, but for a description that leaves it out.
        ParameterIn::QueryString => {
            Placement::QueryString("application/x-www-form-urlencoded".to_owned())
        }
        ParameterIn::Header => match &parameter.header_prefix {
            Some(prefix) => Placement::HeaderPrefix(prefix.clone()),
            None if style.style == Style::Simple => Placement::Header {
                explode: style.explode,
            },
            None => Placement::HeaderInStyle(style),
        },
        ParameterIn::Cookie => Placement::Cookie(style),
    }
}

fn content_placement(place: ParameterIn, media: String) -> Placement {
    match place {
        ParameterIn::Path => Placement::PathContent(media),
        ParameterIn::Query => Placement::QueryContent(media),
        ParameterIn::QueryString => Placement::QueryString(media),
        ParameterIn::Header => Placement::HeaderContent(media),
        ParameterIn::Cookie => Placement::CookieContent(media),
    }
}
