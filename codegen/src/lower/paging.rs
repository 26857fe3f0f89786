//! Pages: where in a page's type the items are, and where the next page is.
//!
//! What a stranger would get wrong: a name with dots may be one name (`odata.nextLink`) or several (`paging.next`). The
//! type of the page says which. Where it knows neither, names that begin with `odata` or `@` are one.

use super::identity::id;
use crate::coverage::{Coverage, Treatment};
use crate::description::{self, Description};
use crate::shape::{
    Codec, Definition, FieldStep, Group, NextPage, Operation, Outcome, PageSource, Paging, Taken,
    TakenArm, Type, TypeDef, TypeId,
};

/// Decides how the operations' pages follow each other, now that all types are there.
pub(super) fn settle(
    description: &Description,
    types: &[TypeDef],
    groups: &mut [Group],
    coverage: &mut Coverage,
) {
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let described = description.operations.iter().find(|described| {
            described.location == operation.location && id(described) == operation.id
        });
        let Some((described, pageable)) =
            described.and_then(|described| Some((described, described.pageable.as_ref()?)))
        else {
            continue;
        };
        let pages = Pages { types, operation };
        let taken = pages.taken(&pageable.items);
        if taken.is_none() {
            let note = format!(
                "the answer's type has no list at `{}`, so the operation is not `Paged`",
                pageable.items
            );
            coverage.add(
                &described.location,
                "x-ms-pageable",
                Treatment::Ignored,
                note,
            );
        }
        let next = pages.next(
            &pageable.next,
            reading_method(description, pageable, coverage, described),
        );
        operation.doc.notes.push(sentence(&pageable.items, &next));
        operation.paging = Some(Paging {
            items: pageable.items.clone(),
            next,
            taken,
        });
    }
}

/// The method of the operation that reads the next page, where one is named.
fn reading_method(
    description: &Description,
    pageable: &description::Pageable,
    coverage: &mut Coverage,
    described: &description::Operation,
) -> Option<String> {
    let name = pageable.operation.as_deref()?;
    let named = description
        .operations
        .iter()
        .find(|operation| operation.id.as_deref() == Some(name));
    if named.is_none() {
        let note =
            format!("there is no operation `{name}`; the next page is read with a GET of its URL");
        coverage.add(
            &described.location,
            "operationName",
            Treatment::Ignored,
            note,
        );
    }
    named.map(|operation| operation.method.clone())
}

fn sentence(items: &str, next: &NextPage) -> String {
    let items = match items {
        "" => "the answer is the list of items".to_owned(),
        items => format!("the items are in `{items}`"),
    };
    match next.said() {
        None => format!("A single page: {items}."),
        Some(next) => format!("Paged: {items}, {next}."),
    }
}

struct Pages<'a> {
    types: &'a [TypeDef],
    operation: &'a Operation,
}

impl Pages<'_> {
    fn taken(&self, items: &str) -> Option<Taken> {
        let outputs: Vec<(Option<usize>, &Type)> = match &self.operation.output {
            Outcome::Single(ty) => vec![(None, ty)],
            Outcome::Enum(variants) => {
                let variants = variants.iter().enumerate();
                variants
                    .filter_map(|(at, variant)| Some((Some(at), variant.ty.as_ref()?)))
                    .collect()
            }
            Outcome::Unit | Outcome::Undeclared => Vec::new(),
        };
        let mut taken: Option<Taken> = None;
        for (variant, ty) in outputs {
            let Some((item, path, nullable)) = self.list(ty, items) else {
                continue;
            };
            let arm = TakenArm {
                variant,
                path,
                nullable,
            };
            match &mut taken {
                Some(taken) if taken.item == item => taken.arms.push(arm),
                Some(_) => {}
                None => {
                    taken = Some(Taken {
                        item,
                        arms: vec![arm],
                    });
                }
            }
        }
        taken
    }

    /// The items of a page: their type, and the fields that lead to them.
    fn list(&self, page: &Type, items: &str) -> Option<(Type, Vec<FieldStep>, bool)> {
        if let (Type::List(item), 0 | 1) = self.bare(page)
            && (items.is_empty() || items == "value")
        {
            return Some(((**item).clone(), Vec::new(), self.bare(page).1 == 1));
        }
        let path = self
            .fields(page, &[items.to_owned()])
            .or_else(|| self.fields(page, &split(items)))?;
        let last = path.last()?;
        match self.bare(&self.field(*last)?.ty) {
            (Type::List(item), _) => Some(((**item).clone(), path, false)),
            _ => None,
        }
    }

    /// The fields that names lead to.
    fn fields(&self, page: &Type, names: &[String]) -> Option<Vec<FieldStep>> {
        let mut path = Vec::new();
        // A page that is null is no page: its type has no `Option` around it.
        let (mut ty, mut options) = self.bare(page);
        for name in names {
            if path.is_empty() && options > 0 {
                return None;
            }
            let Type::Named(owner) = ty else { return None };
            let Definition::Struct(object) = &self.types.get(owner.0 as usize)?.definition else {
                return None;
            };
            let field = object
                .fields
                .iter()
                .position(|field| field.name.wire == *name)?;
            let inner;
            (ty, inner) = self.bare(&object.fields[field].ty);
            options = inner + u8::from(object.fields[field].optional);
            path.push(FieldStep {
                owner: *owner,
                field,
                options,
            });
        }
        Some(path)
    }

    fn field(&self, step: FieldStep) -> Option<&crate::shape::Field> {
        match &self.types.get(step.owner.0 as usize)?.definition {
            Definition::Struct(object) => object.fields.get(step.field),
            _ => None,
        }
    }

    /// A type without aliases and without the `Option`s around it, and how many these are.
    fn bare<'t>(&'t self, ty: &'t Type) -> (&'t Type, u8) {
        let (mut ty, mut options) = (ty, 0);
        // No chain is longer than there are types, but for what stands in one.
        for _ in 0..=2 * self.types.len() {
            match ty {
                Type::Nullable(inner) => {
                    options += 1;
                    ty = inner;
                }
                Type::Named(id) => match self.definition(*id) {
                    Some(Definition::Alias(target)) => ty = target,
                    _ => break,
                },
                _ => break,
            }
        }
        (ty, options)
    }

    fn definition(&self, id: TypeId) -> Option<&Definition> {
        self.types.get(id.0 as usize).map(|ty| &ty.definition)
    }

    fn next(&self, next: &description::NextPage, method: Option<String>) -> NextPage {
        match next.clone() {
            description::NextPage::Single => NextPage::Single,
            description::NextPage::Link {
                at,
                method: described,
            } => NextPage::Link {
                at: self.source(at),
                method: method.unwrap_or(described),
            },
            description::NextPage::Cursor { at, to, more } => NextPage::Cursor {
                at: self.source(at),
                to,
                more: self.names(&more),
            },
            description::NextPage::Offset { to, first } => NextPage::Offset { to, first },
            description::NextPage::Number { to, first } => NextPage::Number { to, first },
        }
    }

    fn source(&self, at: description::PagePlace) -> PageSource {
        match at {
            description::PagePlace::Body(names) if self.is_xml() => {
                PageSource::Elements(self.elements(self.names(&names)))
            }
            description::PagePlace::Body(names) => PageSource::Body(self.names(&names)),
            other => PageSource::Headers(other),
        }
    }

    /// Whether all pages are XML.
    fn is_xml(&self) -> bool {
        let successes = self
            .operation
            .answers
            .iter()
            .filter(|answer| !answer.failure);
        let mut bodies = successes.flat_map(|answer| &answer.bodies).peekable();
        bodies.peek().is_some() && bodies.all(|body| body.codec == Some(Codec::Xml))
    }

    /// The elements that members of these names are, where a page has them.
    fn elements(&self, names: Vec<String>) -> Vec<String> {
        let mut paths = self.pages().into_iter();
        let path = paths.find_map(|page| self.fields(page, &names));
        let fields = path.into_iter().flatten();
        let fields: Vec<_> = fields.filter_map(|step| self.field(step)).collect();
        if fields.is_empty() {
            return names;
        }
        fields.iter().map(|field| field.xml.name.clone()).collect()
    }

    /// The types of pages.
    fn pages(&self) -> Vec<&Type> {
        match &self.operation.output {
            Outcome::Single(ty) => vec![ty],
            Outcome::Enum(variants) => variants
                .iter()
                .filter_map(|variant| variant.ty.as_ref())
                .collect(),
            Outcome::Unit | Outcome::Undeclared => Vec::new(),
        }
    }

    /// Names with dots between them, one by one.
    fn names(&self, dotted: &str) -> Vec<String> {
        let whole = [dotted.to_owned()];
        let pages = self.pages();
        let is_whole = pages.iter().any(|page| self.fields(page, &whole).is_some());
        let is_known = || {
            pages
                .iter()
                .any(|page| self.fields(page, &split(dotted)).is_some())
        };
        let is_odata = dotted.starts_with('@') || dotted.starts_with("odata.");
        if dotted.is_empty() {
            Vec::new()
        } else if is_whole || is_odata && !is_known() {
            whole.into()
        } else {
            split(dotted)
        }
    }
}

fn split(dotted: &str) -> Vec<String> {
    dotted.split('.').map(str::to_owned).collect()
}
