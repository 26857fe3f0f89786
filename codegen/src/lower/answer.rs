//! Answers: what each status means, the output and failure of an operation, and the headers.
//!
//! Every status of 400 and above is a failure, and so is `default`, unless no success is documented: then it describes
//! both. A redirect is a failure where a success is documented. A stranger would return documented failures as
//! successes, because they have a schema.
//!
//! What HTTP says goes before what a description says (RFC 9110): 204, 205, 304 and answers to HEAD have no content, and
//! a 2xx that is not documented is a success all the same (15.3), if there is only one that it can be.

use super::lowering::Lowering;
use super::media::codec_words;
use super::status::{by_status, is_failure, label, order, status_words, without_content};
use crate::coverage::Treatment;
use crate::description::{self, ParameterEncoding, Response, Status, Style};
use crate::shape::{
    Answer, AnswerBody, Doc, HeaderField, Name, Outcome, OutcomeVariant, Type, Unreadable,
};

/// What the answers of an operation come to.
pub(super) struct Answers {
    pub(super) output: Outcome,
    pub(super) failure: Outcome,
    pub(super) by_status: Vec<Answer>,
}

/// A status on its way to an answer.
struct Documented {
    status: Status,
    doc: Option<String>,
    failure: bool,
    bodies: Vec<AnswerBody>,
    /// Whether the description has it.
    is_listed: bool,
}

impl Documented {
    fn has_body(&self) -> bool {
        self.bodies.iter().any(|body| body.codec.is_some())
    }
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
            let bodies = self.bodies(response, &operation.method);
            let of = |status, failure| Documented {
                status,
                doc: response.doc.clone(),
                failure,
                bodies: bodies.clone(),
                is_listed: true,
            };
            if response.status == Status::Default && !failure {
                documented.push(of(Status::Range(2), false));
                documented.push(of(Status::Default, true));
            } else {
                documented.push(of(response.status, failure));
            }
        }
        if operation.long_running.is_some() && may_be_accepted(&documented) {
            documented.push(accepted());
        }
        documented.sort_by_key(|answer| order(answer.status));
        let output = outcome(&mut documented, false);
        let failure = outcome(&mut documented, true);
        Answers {
            output,
            failure,
            by_status: by_meaning(documented),
        }
    }

    /// What is said of the bodies whose types have no documentation of their own.
    pub(super) fn limits_of_bodies(&mut self, operation: &description::Operation) -> Vec<String> {
        let mut notes = Vec::new();
        for response in &operation.responses {
            let label = label(response.status);
            if without_content(response.status, &operation.method).is_some() {
                continue;
            }
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

    fn bodies(&mut self, response: &Response, method: &str) -> Vec<AnswerBody> {
        let mut bodies: Vec<AnswerBody> = Vec::new();
        if let Some(note) = without_content(response.status, method) {
            if let Some(media) = response.content.first() {
                self.note(&media.location, "content", Treatment::Ignored, note);
            }
            return vec![no_body()];
        }
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
            let ty = self.header_type(header);
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
                delimiter: (!is_cookie(header)).then(|| delimiter(&header.encoding)),
                explode: matches!(
                    header.encoding,
                    ParameterEncoding::Style { explode: true, .. }
                ),
            });
        }
        fields.sort_by(|left, right| left.name.wire.cmp(&right.name.wire));
        fields
    }

    /// The type of a header; `Set-Cookie` is a list, whatever is said of it.
    fn header_type(&mut self, header: &description::Header) -> Type {
        let used = self.use_of(header.schema);
        let ty = match self.resolved(&used.ty) {
            Type::Bytes => Type::String,
            _ => used.ty,
        };
        if !is_cookie(header) || matches!(self.resolved(&ty), Type::List(_)) {
            return ty;
        }
        let note =
            "a header `Set-Cookie` is an item (RFC 6265, 3): its value is a list of all of them";
        self.note(&header.location, "headers", Treatment::Widened, note);
        let is_scalar = self.is_scalar(&ty);
        Type::List(Box::new(if is_scalar { ty } else { Type::String }))
    }
}

fn is_cookie(header: &description::Header) -> bool {
    header.name.eq_ignore_ascii_case("set-cookie")
}

/// Whether 202 is an answer of its own though it is not documented: the success has a body, and 202 may have none.
fn may_be_accepted(documented: &[Documented]) -> bool {
    let is_said = |answer: &Documented| answer.status == Status::Code(202);
    let has_body = |answer: &Documented| !answer.failure && answer.has_body();
    !documented.iter().any(is_said) && documented.iter().any(has_body)
}

fn accepted() -> Documented {
    let doc = "the work has begun and goes on; the description does not list this status.";
    Documented {
        status: Status::Code(202),
        doc: Some(doc.to_owned()),
        failure: false,
        bodies: vec![no_body()],
        is_listed: false,
    }
}

/// The documented statuses, most specific first, and what the other successes are.
fn by_meaning(documented: Vec<Documented>) -> Vec<Answer> {
    let of_result = result(&documented, Documented::has_body);
    let of_any = result(&documented, |_| true);
    let lists_all = documented
        .iter()
        .any(|answer| answer.status == Status::Range(2));
    let mut answers: Vec<Answer> = documented
        .into_iter()
        .map(|answer| match answer.bodies.as_slice() {
            [
                AnswerBody {
                    variant: Some(accepted),
                    ..
                },
            ] if !answer.is_listed => Answer {
                status: answer.status,
                failure: false,
                bodies: of_result.clone(),
                unreadable: Unreadable::Accepted(*accepted),
            },
            _ => Answer {
                status: answer.status,
                failure: answer.failure,
                bodies: answer.bodies,
                unreadable: Unreadable::Decode,
            },
        })
        .collect();
    if !lists_all {
        answers.push(Answer {
            status: Status::Range(2),
            failure: false,
            bodies: of_any,
            unreadable: Unreadable::Undocumented,
        });
    }
    answers.sort_by_key(|answer| order(answer.status));
    answers
}

/// The bodies of the only listed success of this kind; no body where there is no success, none where there are several.
fn result(documented: &[Documented], is_of_kind: impl Fn(&Documented) -> bool) -> Vec<AnswerBody> {
    let mut successes = documented
        .iter()
        .filter(|answer| !answer.failure && answer.is_listed && is_of_kind(answer));
    match successes.next() {
        Some(first) if successes.all(|other| is_alike(other, first)) => first.bodies.clone(),
        Some(_) => Vec::new(),
        None => vec![no_body()],
    }
}

fn is_alike(one: &Documented, other: &Documented) -> bool {
    one.bodies.len() == other.bodies.len()
        && one.bodies.iter().zip(&other.bodies).all(|(one, other)| {
            one.ty == other.ty && one.codec == other.codec && one.media_type == other.media_type
        })
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
fn outcome(documented: &mut [Documented], failure: bool) -> Outcome {
    let mut chosen: Vec<&mut Documented> = documented
        .iter_mut()
        .filter(|answer| answer.failure == failure)
        .collect();
    let shapes: Vec<&Type> = chosen
        .iter()
        .flat_map(|answer| &answer.bodies)
        .map(|body| &body.ty)
        .collect();
    let is_single = shapes.windows(2).all(|pair| pair[0] == pair[1]);
    match (failure, shapes.first()) {
        (true, None) => return Outcome::Undeclared,
        (false, None | Some(Type::Unit)) if is_single => return Outcome::Unit,
        (false, Some(ty)) if is_single => return Outcome::Single((*ty).clone()),
        _ => {}
    }
    let mut variants: Vec<OutcomeVariant> = Vec::new();
    for answer in &mut chosen {
        let words = status_words(answer.status);
        let doc = variant_doc(answer.doc.as_deref(), answer.status);
        let several = answer
            .bodies
            .iter()
            .any(|body| body.ty != answer.bodies[0].ty);
        for body in &mut answer.bodies {
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

fn variant_doc(doc: Option<&str>, status: Status) -> Doc {
    let label = label(status);
    let text = doc.and_then(super::doc::non_empty);
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
