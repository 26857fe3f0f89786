//! Unions, compared: arms by name, the tags that lead to them, and what can be made into the union.
//!
//! What a stranger would get wrong: unions with and without a tag are one kind of type in Rust, so one that gets a tag
//! keeps its callers. Arms have no name on the wire; what they hold tells a renamed one.

use super::comparison::{Comparison, Subject};
use super::kind::{NameKind, UnionKind};
use super::locate::Part;
use super::schema::other_arm;
use super::spell::spell;
use super::words::{self, Words};
use crate::shape::{Definition, Doc, Type};

/// A union of either kind.
pub(super) struct View<'a> {
    property: Option<&'a str>,
    arms: Vec<Arm<'a>>,
    fallback: Option<&'a str>,
    other: &'a str,
}

struct Arm<'a> {
    ident: &'a str,
    ty: &'a Type,
    tags: &'a [String],
    doc: &'a Doc,
}

/// A definition as a union, if it is one.
pub(super) fn view(definition: &Definition) -> Option<View<'_>> {
    match definition {
        Definition::Tagged(union) => {
            let arms = union.arms.iter().map(|arm| Arm {
                ident: &arm.name.ident,
                ty: &arm.ty,
                tags: &arm.tags,
                doc: &arm.doc,
            });
            let fallback = union.default.and_then(|at| union.arms.get(at));
            Some(View {
                property: Some(&union.property),
                arms: arms.collect(),
                fallback: fallback.map(|arm| arm.name.ident.as_str()),
                other: &union.other_ident,
            })
        }
        Definition::Untagged(union) => {
            let arms = union.arms.iter().map(|arm| Arm {
                ident: &arm.name.ident,
                ty: &arm.ty,
                tags: &[],
                doc: &arm.doc,
            });
            Some(View {
                property: None,
                arms: arms.collect(),
                fallback: None,
                other: &union.other_ident,
            })
        }
        Definition::Struct(_)
        | Definition::Enum(_)
        | Definition::Alias(_)
        | Definition::Newtype(_) => None,
    }
}

/// Compares unions that are counterparts.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    before: &View<'_>,
    after: &View<'_>,
    subject: &Subject<'_>,
) {
    let whole = Part::Whole;
    let named = |property: Option<&str>| {
        property.map_or_else(|| "what fits".to_owned(), |it| format!("`{it}`"))
    };
    if before.property != after.property {
        let (then, now) = (named(before.property), named(after.property));
        let fill = [("before", then.as_str()), ("after", now.as_str())];
        let part = Part::Keyword("discriminator");
        comparison.report(UnionKind::Discriminator, subject, &part, "", &fill);
    }
    let mut taken = vec![false; after.arms.len()];
    let mut lost: Vec<&Arm<'_>> = Vec::new();
    for old in &before.arms {
        match (0..after.arms.len()).find(|at| after.arms[*at].ident == old.ident) {
            Some(found) => {
                taken[found] = true;
                arms(comparison, old, &after.arms[found], subject);
            }
            None => lost.push(old),
        }
    }
    for old in lost {
        let holds_same =
            |at: &usize| !taken[*at] && comparison.spelling().is_same(old.ty, after.arms[*at].ty);
        let found = (0..after.arms.len()).find(holds_same);
        if let Some(found) = found {
            taken[found] = true;
            let new = &after.arms[found];
            let fill = [("before", old.ident), ("after", new.ident)];
            comparison.report(NameKind::Arm, subject, &whole, old.ident, &fill);
            arms(comparison, old, new, subject);
        } else {
            comparison.report(UnionKind::ArmRemoved, subject, &whole, old.ident, &[]);
        }
    }
    for (new, taken) in after.arms.iter().zip(&taken) {
        if !taken {
            comparison.report(UnionKind::ArmAdded, subject, &whole, new.ident, &[]);
        }
    }
    if before.fallback != after.fallback {
        let words = |it: Option<&str>| {
            it.map_or_else(|| "JSON as it came".to_owned(), |it| format!("`{it}`"))
        };
        let (then, now) = (words(before.fallback), words(after.fallback));
        let fill = [("before", then.as_str()), ("after", now.as_str())];
        comparison.report(UnionKind::Fallback, subject, &whole, "", &fill);
    }
    other_arm(comparison, before.other, after.other, subject);
    conversions(comparison, before, after, subject);
}

fn arms(comparison: &mut Comparison<'_>, old: &Arm<'_>, new: &Arm<'_>, subject: &Subject<'_>) {
    let whole = Part::Whole;
    let what = format!("its arm `{}`", new.ident);
    comparison.compare_types(old.ty, new.ty, subject, &whole, &what);
    let words = |doc| Words {
        doc,
        deprecated: false,
    };
    words::compare(
        comparison,
        words(old.doc),
        words(new.doc),
        subject,
        &whole,
        &what,
    );
    // That there are tags at all is told of the union.
    if old.tags.is_empty() || new.tags.is_empty() {
        return;
    }
    for tag in old.tags.iter().filter(|tag| !new.tags.contains(tag)) {
        let fill = [("before", tag.as_str())];
        comparison.report(UnionKind::TagRemoved, subject, &whole, new.ident, &fill);
    }
    for tag in new.tags.iter().filter(|tag| !old.tags.contains(tag)) {
        let fill = [("after", tag.as_str())];
        comparison.report(UnionKind::TagAdded, subject, &whole, new.ident, &fill);
    }
}

/// The types that can be made into the union: each that one arm alone holds.
fn convertible<'a>(view: &View<'a>, is_same: &dyn Fn(&Type, &Type) -> bool) -> Vec<&'a Type> {
    let held: Vec<&Type> = view.arms.iter().map(|arm| unboxed(arm.ty)).collect();
    let is_alone = |ty: &&Type| held.iter().filter(|other| is_same(ty, other)).count() == 1;
    held.iter().copied().filter(is_alone).collect()
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        other => other,
    }
}

fn conversions(
    comparison: &mut Comparison<'_>,
    before: &View<'_>,
    after: &View<'_>,
    subject: &Subject<'_>,
) {
    let whole = Part::Whole;
    let api = (comparison.before.api, comparison.after.api);
    let then = convertible(before, &|left, right| {
        api.0.expanded(left) == api.0.expanded(right)
    });
    let now = convertible(after, &|left, right| {
        api.1.expanded(left) == api.1.expanded(right)
    });
    let is_same = |left: &Type, right: &Type| comparison.spelling().is_same(left, right);
    // What an arm lost or gained with its type is told there.
    let holds_before = |ty: &Type| before.arms.iter().any(|it| is_same(unboxed(it.ty), ty));
    let holds_after = |ty: &Type| after.arms.iter().any(|it| is_same(ty, unboxed(it.ty)));
    let lost: Vec<String> = then
        .iter()
        .filter(|old| holds_after(old) && !now.iter().any(|new| is_same(old, new)))
        .map(|old| spell(api.0, old))
        .collect();
    let gained: Vec<String> = now
        .iter()
        .filter(|new| holds_before(new) && !then.iter().any(|old| is_same(old, new)))
        .map(|new| spell(api.1, new))
        .collect();
    for ty in lost {
        let fill = [("before", ty.as_str())];
        comparison.report(UnionKind::ConversionRemoved, subject, &whole, &ty, &fill);
    }
    for ty in gained {
        let fill = [("after", ty.as_str())];
        comparison.report(UnionKind::ConversionAdded, subject, &whole, &ty, &fill);
    }
}
