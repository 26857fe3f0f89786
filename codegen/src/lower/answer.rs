//! Answers: what each status means, the output and failure of an operation, and the headers.
//!
//! Every status of 400 and above is a failure, and so is `default`, unless no success is documented: then it describes
//! both. A stranger would return documented failures as successes, because they have a schema.

use super::lowering::Lowering;
use super::media::codec_words;
use super::status::{by_status, is_failure, label, order, status_words};
use crate::coverage::Treatment;
use crate::description::{self, ParameterEncoding, Response, Status, Style};
use crate::shape::{Answer, AnswerBody, Doc, HeaderField, Name, Outcome, OutcomeVariant, Type};

/// What the answers of an operation come to.
pub(super) struct Answers {
    pub(super) output: Outcome,
    pub(super) failure: Outcome,
    pub(super) by_status: Vec<Answer>,
}

/// A documented response on its way to an answer.
struct Documented<'a> {
    response: &'a Response,
    status: Status,
    failure: bool,
    bodies: Vec<AnswerBody>,
}

impl Lowering<'_> {
    /// The answers of an operation.
    pub(super) fn answers(&mut self, operation: &description::Operation) -> Answers {
        let mut documented = Vec::new();
        for response in &operation.responses {
            if matches!(response.status, Status::Code(100..=199) | Status::Range(1)) {
                let note = "an interim response is handled by the HTTP client and never reaches the response function";
                self.note(&response.location, "responses", Treatment::Ignored, note);
                continue;
            }
            let failure = is_failure(response, &operation.responses);
            let bodies = self.bodies(response);
            if response.status == Status::Default && !failure {
                documented.push(Documented {
                    response,
                    status: Status::Range(2),
                    failure: false,
                    bodies: bodies.clone(),
                });
                documented.push(Documented {
                    response,
                    status: Status::Default,
                    failure: true,
                    bodies,
                });
            } else {
                documented.push(Documented {
                    response,
                    status: response.status,
                    failure,
                    bodies,
                });
            }
        }
        documented.sort_by_key(|answer| order(answer.status));
        let output = outcome(&mut documented, false);
        let failure = outcome(&mut documented, true);
        let mut answers: Vec<Answer> = documented
            .into_iter()
            .map(|answer| Answer {
                status: answer.status,
                failure: answer.failure,
                bodies: answer.bodies,
            })
            .collect();
        if !answers.iter().any(|answer| !answer.failure) {
            answers.push(Answer {
                status: Status::Range(2),
                failure: false,
                bodies: vec![no_body()],
            });
            answers.sort_by_key(|answer| order(answer.status));
        }
        Answers {
            output,
            failure,
            by_status: answers,
        }
    }

    /// What is said of the bodies whose types have no documentation of their own.
    pub(super) fn limits_of_bodies(&mut self, operation: &description::Operation) -> Vec<String> {
        let mut notes = Vec::new();
        for response in &operation.responses {
            let label = label(response.status);
            for media in &response.content {
                let whole = media.schema.map(|schema| (schema, "the body"));
                let item = media.item_schema.map(|schema| (schema, "each item"));
                if let Some((schema, what)) = whole.or(item) {
                    notes.extend(self.limits_of(schema, &format!(" of {what} ({label})")));
                }
            }
        }
        notes.dedup();
        notes
    }

    fn bodies(&mut self, response: &Response) -> Vec<AnswerBody> {
        let mut bodies: Vec<AnswerBody> = Vec::new();
        for media in &response.content {
            let (codec, used) = self.codec(media, false);
            let ty = used.with_null();
            bodies.push(AnswerBody {
                media_type: media.media_type.clone(),
                codec: Some(codec),
                ty,
                variant: None,
            });
        }
        // All alike: which media type was sent does not matter.
        if let Some((first, others)) = bodies.split_first()
            && others
                .iter()
                .all(|other| other.codec == first.codec && other.ty == first.ty)
        {
            bodies.truncate(1);
        }
        if bodies.is_empty() {
            bodies.push(no_body());
        }
        bodies
    }

    /// The headers of all responses, each once: as the most specific status has it.
    pub(super) fn headers(&mut self, operation: &description::Operation) -> Vec<HeaderField> {
        let mut fields: Vec<HeaderField> = Vec::new();
        for header in by_status(operation)
            .into_iter()
            .flat_map(|response| &response.headers)
        {
            if header.name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let used = self.use_of(header.schema);
            let ty = if self.resolved(&used.ty) == Type::Bytes {
                Type::String
            } else {
                used.ty
            };
            let wire = header.name.to_ascii_lowercase();
            if let Some(known) = fields.iter_mut().find(|known| known.name.wire == wire) {
                if known.ty != ty {
                    known.ty = Type::String;
                    let note =
                        "the header has different types in different responses: it is a text";
                    self.note(&header.location, "headers", Treatment::Widened, note);
                }
                continue;
            }
            let words = header
                .client_name
                .clone()
                .unwrap_or_else(|| header.name.clone());
            let limits = self.limits(header.schema);
            let schema = &self.schemas[header.schema];
            let mut doc = super::doc::of_value(header.doc.as_deref(), schema, limits);
            if header.required {
                doc.notes.push("Every answer should have it.".to_owned());
            }
            let is_own = !self.is_component(header.schema);
            fields.push(HeaderField {
                name: Name::unsettled(wire, words),
                doc,
                ty,
                prefix: header.prefix.clone(),
                content: matches!(header.encoding, ParameterEncoding::Content(_)),
                deprecated: header.deprecated || is_own && schema.deprecated,
                delimiter: delimiter(&header.encoding),
                explode: matches!(
                    header.encoding,
                    ParameterEncoding::Style { explode: true, .. }
                ),
            });
        }
        fields.sort_by(|left, right| left.name.wire.cmp(&right.name.wire));
        fields
    }
}

/// What stands between the items of a list.
fn delimiter(encoding: &ParameterEncoding) -> char {
    match encoding {
        ParameterEncoding::Style {
            style: Style::SpaceDelimited,
            ..
        } => ' ',
        ParameterEncoding::Style {
            style: Style::PipeDelimited,
            ..
        } => '|',
        ParameterEncoding::Style {
            style: Style::TabDelimited,
            ..
        } => '\t',
        ParameterEncoding::Style { .. } | ParameterEncoding::Content(_) => ',',
    }
}

fn no_body() -> AnswerBody {
    AnswerBody {
        media_type: String::new(),
        codec: None,
        ty: Type::Unit,
        variant: None,
    }
}

/// The output or failure, and the variant of each body in it.
fn outcome(documented: &mut [Documented<'_>], failure: bool) -> Outcome {
    let mut chosen: Vec<&mut Documented<'_>> = documented
        .iter_mut()
        .filter(|answer| answer.failure == failure)
        .collect();
    // The status of a failure without a body says all of it: it is no shape, so one more of them changes no type.
    let is_shape = |body: &AnswerBody| !failure || body.codec.is_some();
    let shapes: Vec<&Type> = chosen
        .iter()
        .flat_map(|answer| &answer.bodies)
        .filter(|body| is_shape(body))
        .map(|body| &body.ty)
        .collect();
    let is_single = shapes.windows(2).all(|pair| pair[0] == pair[1]);
    match (failure, shapes.first()) {
        (true, None) => return Outcome::Undeclared,
        (false, None | Some(Type::Unit)) if is_single => return Outcome::Unit,
        (_, Some(ty)) if is_single => return Outcome::Single((*ty).clone()),
        _ => {}
    }
    let mut variants: Vec<OutcomeVariant> = Vec::new();
    for answer in &mut chosen {
        let words = status_words(answer.status);
        let doc = variant_doc(answer.response, answer.status);
        let several = answer
            .bodies
            .iter()
            .any(|body| body.ty != answer.bodies[0].ty);
        for body in answer.bodies.iter_mut().filter(|body| is_shape(body)) {
            let words = match (&body.codec, several) {
                (Some(codec), true) => {
                    format!("{words} {}", codec_words(codec, &body.media_type))
                }
                _ => words.clone(),
            };
            let ty = (body.ty != Type::Unit).then(|| body.ty.clone());
            let known = variants
                .iter()
                .position(|variant| variant.name.words == words && variant.ty == ty);
            body.variant = Some(known.unwrap_or(variants.len()));
            if known.is_none() {
                let name =
                    Name::unsettled(format!("{:?} {}", answer.status, body.media_type), words);
                variants.push(OutcomeVariant {
                    name,
                    doc: doc.clone(),
                    ty,
                });
            }
        }
    }
    Outcome::Enum(variants)
}

fn variant_doc(response: &Response, status: Status) -> Doc {
    let label = label(status);
    let text = response.doc.as_deref().and_then(super::doc::non_empty);
    Doc {
        // A number with a point would begin a list.
        text: Some(text.map_or_else(
            || match status {
                Status::Default => format!("{label}."),
                Status::Code(_) | Status::Range(_) => format!("The status `{label}`."),
            },
            |text| format!("{label}: {text}"),
        )),
        notes: Vec::new(),
    }
}
