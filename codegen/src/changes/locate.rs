//! Where in a description a part of an operation or a type stands, found in the document itself.
//!
//! Shapes know where operations and schemas stand; their parts are looked up by name when there is something to say of
//! them. What a stranger would get wrong: a property may stand in a part of an `allOf`, or behind a reference, so the
//! place that is found may be in another file.

use crate::load::Documents;
use crate::load::reference::{Target, resolve};
use crate::value::{Location, Node, Value};

/// A part of what stands somewhere.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    /// All of it.
    Whole,
    /// A keyword of it.
    Keyword(&'a str),
    /// A property of a schema, by its wire name.
    Property(&'a str),
    /// A value of an enumeration, as JSON.
    Value(&'a str),
    /// A parameter of an operation.
    Parameter(&'a str),
    /// The body of an operation.
    Body,
    /// An answer of an operation.
    Status(&'a str),
    /// A header of an answer of an operation.
    Header(&'a str),
}

/// How many references and parts are followed: documents may lead in circles.
const MAX_STEPS: usize = 64;

/// The place of a part, and whether it was found; else that of the whole.
pub(super) fn locate(
    documents: Option<&Documents>,
    base: &Location,
    part: &Part<'_>,
) -> (Location, bool) {
    let found = documents.and_then(|documents| {
        let mut search = Search {
            documents,
            steps: MAX_STEPS,
        };
        let at = Place::new(documents, &base.file, &base.pointer)?;
        search.find(at, part)
    });
    match found {
        Some(location) => (location, true),
        None => (base.clone(), matches!(part, Part::Whole)),
    }
}

/// A node and where it is.
#[derive(Clone)]
struct Place<'a> {
    node: &'a Node,
    location: Location,
}

impl<'a> Place<'a> {
    fn new(documents: &'a Documents, file: &str, pointer: &str) -> Option<Self> {
        let (node, location) = documents.get(file, pointer)?;
        Some(Self { node, location })
    }

    fn member(&self, name: &str) -> Option<Self> {
        let member = self.node.value.as_object()?.get(name)?;
        Some(Self {
            node: &member.node,
            location: self.location.member(name, member),
        })
    }

    fn elements(&self) -> impl Iterator<Item = Self> + '_ {
        let elements = self.node.value.as_array().unwrap_or_default();
        elements.iter().enumerate().map(|(index, node)| Self {
            node,
            location: self.location.element(index, node),
        })
    }

    fn says(&self, keyword: &str, text: &str) -> bool {
        self.node
            .value
            .get(keyword)
            .and_then(|it| it.value.as_str())
            == Some(text)
    }
}

struct Search<'a> {
    documents: &'a Documents,
    steps: usize,
}

impl<'a> Search<'a> {
    fn find(&mut self, at: Place<'a>, part: &Part<'_>) -> Option<Location> {
        match part {
            Part::Whole => Some(at.location),
            Part::Keyword(keyword) => at.member(keyword).map(|it| it.location),
            Part::Property(name) => {
                self.in_schema(&at, &|place| place.member("properties")?.member(name))
            }
            Part::Value(json) => self.in_schema(&at, &|place| {
                place
                    .member("enum")?
                    .elements()
                    .find(|element| element.node.value.to_json() == *json)
            }),
            Part::Parameter(name) => self.parameter(&at, name),
            Part::Body => at.member("requestBody").map(|it| it.location).or_else(|| {
                let list = at.member("parameters")?;
                let bodies: Vec<Place<'a>> = list.elements().collect();
                let body = bodies
                    .into_iter()
                    .find(|it| self.followed(it.clone()).says("in", "body"));
                body.map(|it| it.location)
            }),
            Part::Status(status) => at.member("responses")?.member(status).map(|it| it.location),
            Part::Header(name) => self.header(&at, name),
        }
    }

    /// Looks into a schema, what it refers to, and its parts.
    fn in_schema(
        &mut self,
        at: &Place<'a>,
        look: &dyn Fn(&Place<'a>) -> Option<Place<'a>>,
    ) -> Option<Location> {
        self.steps = self.steps.checked_sub(1)?;
        if let Some(found) = look(at) {
            return Some(found.location);
        }
        if let Some(target) = self.target(at)
            && let Some(found) = self.in_schema(&target, look)
        {
            return Some(found);
        }
        for keyword in ["allOf", "items", "oneOf", "anyOf", "additionalProperties"] {
            let Some(inner) = at.member(keyword) else {
                continue;
            };
            let places: Vec<Place<'a>> = match inner.node.value {
                Value::Array(_) => inner.elements().collect(),
                _ => vec![inner],
            };
            for place in places {
                if let Some(found) = self.in_schema(&place, look) {
                    return Some(found);
                }
            }
        }
        None
    }

    fn parameter(&mut self, at: &Place<'a>, name: &str) -> Option<Location> {
        let above = at.location.pointer.rsplit_once('/')?.0;
        let item = Place::new(self.documents, &at.location.file, above);
        for owner in [Some(at.clone()), item].into_iter().flatten() {
            let Some(list) = owner.member("parameters") else {
                continue;
            };
            let listed: Vec<Place<'a>> = list.elements().collect();
            for place in listed {
                let followed = self.followed(place);
                if followed.says("name", name) {
                    return Some(followed.location);
                }
            }
        }
        None
    }

    fn header(&mut self, at: &Place<'a>, name: &str) -> Option<Location> {
        let responses = at.member("responses")?;
        let statuses = responses.node.value.as_object()?;
        for (status, _) in statuses {
            let response = self.followed(responses.member(status)?);
            let Some(headers) = response.member("headers") else {
                continue;
            };
            let declared = headers.node.value.as_object()?;
            let found = declared.keys().find(|it| it.eq_ignore_ascii_case(name));
            if let Some(header) = found.and_then(|it| headers.member(it)) {
                return Some(header.location);
            }
        }
        None
    }

    /// What a place refers to in the end.
    fn followed(&mut self, at: Place<'a>) -> Place<'a> {
        let mut at = at;
        while self.steps > 0
            && let Some(target) = self.target(&at)
        {
            self.steps -= 1;
            at = target;
        }
        at
    }

    fn target(&self, at: &Place<'a>) -> Option<Place<'a>> {
        let reference = at.node.value.get("$ref")?.value.as_str()?;
        match resolve(&at.location.file, reference) {
            Target::File { path, fragment } => Place::new(self.documents, &path, &fragment),
            Target::Remote => None,
        }
    }
}
