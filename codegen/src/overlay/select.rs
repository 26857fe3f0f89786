//! The places in a document that a `JSONPath` selects.
//!
//! A place is given by positions, not by names, so that it stays valid while other places are updated, and so
//! that removing places from the last to the first needs no more care.

use super::path::{Condition, Operand, Operator, Origin, Path, Segment, Selector};
use crate::value::{Node, Value};
use std::cmp::Ordering;

/// How many values one path may visit: a filter that searches the document for every value of it is quadratic.
const VISIT_LIMIT: usize = 5_000_000;

/// The way to a value from the root: for each level the position of the member or element.
pub(super) type Place = Vec<usize>;

/// A path visits more values than it may.
#[derive(Debug)]
pub(super) struct TooExpensive;

/// Every place that a path selects, once, in the order of the document.
pub(super) fn select(document: &Node, path: &Path) -> Result<Vec<Place>, TooExpensive> {
    let mut search = Search {
        root: document,
        visits: 0,
    };
    let selected = search.path(
        path,
        Selected {
            place: Place::new(),
            node: document,
        },
    )?;
    let mut places: Vec<Place> = selected
        .into_iter()
        .map(|selected| selected.place)
        .collect();
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

/// The value at a place.
pub(super) fn node_at<'d>(document: &'d Node, place: &[usize]) -> Option<&'d Node> {
    place
        .iter()
        .try_fold(document, |node, position| child(node, *position))
}

/// The value at a place, to be changed.
pub(super) fn node_at_mut<'d>(document: &'d mut Node, place: &[usize]) -> Option<&'d mut Node> {
    place
        .iter()
        .try_fold(document, |node, position| match &mut node.value {
            Value::Array(elements) => elements.get_mut(*position),
            Value::Object(members) => members
                .get_index_mut(*position)
                .map(|(_, member)| &mut member.node),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        })
}

fn child(node: &Node, position: usize) -> Option<&Node> {
    match &node.value {
        Value::Array(elements) => elements.get(position),
        Value::Object(members) => members.get_index(position).map(|(_, member)| &member.node),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn child_count(node: &Node) -> usize {
    match &node.value {
        Value::Array(elements) => elements.len(),
        Value::Object(members) => members.len(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

#[derive(Clone)]
struct Selected<'d> {
    place: Place,
    node: &'d Node,
}

impl<'d> Selected<'d> {
    fn child(&self, position: usize) -> Option<Self> {
        let node = child(self.node, position)?;
        let mut place = Vec::with_capacity(self.place.len() + 1);
        place.extend_from_slice(&self.place);
        place.push(position);
        Some(Self { place, node })
    }

    fn children(&self) -> impl Iterator<Item = Selected<'d>> + '_ {
        (0..child_count(self.node)).filter_map(|position| self.child(position))
    }
}

struct Search<'d> {
    root: &'d Node,
    visits: usize,
}

impl<'d> Search<'d> {
    fn path(
        &mut self,
        path: &Path,
        start: Selected<'d>,
    ) -> Result<Vec<Selected<'d>>, TooExpensive> {
        let mut selected = vec![start];
        for segment in &path.segments {
            let mut next = Vec::new();
            for parent in &selected {
                self.segment(segment, parent, &mut next)?;
            }
            selected = next;
        }
        Ok(selected)
    }

    fn segment(
        &mut self,
        segment: &Segment,
        parent: &Selected<'d>,
        found: &mut Vec<Selected<'d>>,
    ) -> Result<(), TooExpensive> {
        for selector in &segment.selectors {
            self.selector(selector, parent, found)?;
        }
        if segment.descends {
            for child in parent.children() {
                self.segment(segment, &child, found)?;
            }
        }
        Ok(())
    }

    fn selector(
        &mut self,
        selector: &Selector,
        parent: &Selected<'d>,
        found: &mut Vec<Selected<'d>>,
    ) -> Result<(), TooExpensive> {
        match selector {
            Selector::Name(name) => {
                self.visit(1)?;
                let members = parent.node.value.as_object();
                let position = members.and_then(|members| members.get_index_of(name));
                found.extend(position.and_then(|position| parent.child(position)));
            }
            Selector::Index(index) => {
                self.visit(1)?;
                let elements = parent.node.value.as_array();
                let position =
                    elements.and_then(|elements| element_position(*index, elements.len()));
                found.extend(position.and_then(|position| parent.child(position)));
            }
            Selector::Wildcard => {
                self.visit(child_count(parent.node))?;
                found.extend(parent.children());
            }
            Selector::Slice { start, end, step } => {
                let length = parent.node.value.as_array().map_or(0, <[Node]>::len);
                self.visit(length)?;
                let positions = slice_positions(*start, *end, *step, length);
                found.extend(positions.filter_map(|position| parent.child(position)));
            }
            Selector::Filter(condition) => {
                for child in parent.children() {
                    self.visit(1)?;
                    if self.holds(condition, &child)? {
                        found.push(child);
                    }
                }
            }
        }
        Ok(())
    }

    fn visit(&mut self, count: usize) -> Result<(), TooExpensive> {
        self.visits = self.visits.saturating_add(count.max(1));
        if self.visits <= VISIT_LIMIT {
            Ok(())
        } else {
            Err(TooExpensive)
        }
    }

    fn holds(&mut self, condition: &Condition, child: &Selected<'d>) -> Result<bool, TooExpensive> {
        match condition {
            Condition::Any(conditions) => {
                for condition in conditions {
                    if self.holds(condition, child)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Condition::All(conditions) => {
                for condition in conditions {
                    if !self.holds(condition, child)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Condition::Not(condition) => Ok(!self.holds(condition, child)?),
            Condition::Exists(origin, path) => Ok(!self.follow(*origin, path, child)?.is_empty()),
            Condition::Compare(left, operator, right) => {
                let left = self.operand(left, child)?;
                let right = self.operand(right, child)?;
                Ok(compare(left, *operator, right))
            }
        }
    }

    fn follow(
        &mut self,
        origin: Origin,
        path: &Path,
        child: &Selected<'d>,
    ) -> Result<Vec<Selected<'d>>, TooExpensive> {
        let node = match origin {
            Origin::Root => self.root,
            Origin::Child => child.node,
        };
        self.path(
            path,
            Selected {
                place: Place::new(),
                node,
            },
        )
    }

    fn operand<'v>(
        &mut self,
        operand: &'v Operand,
        child: &Selected<'d>,
    ) -> Result<Option<&'v Value>, TooExpensive>
    where
        'd: 'v,
    {
        match operand {
            Operand::Literal(value) => Ok(Some(value)),
            Operand::Path(origin, path) => {
                let selected = self.follow(*origin, path, child)?;
                Ok(selected.first().map(|selected| &selected.node.value))
            }
        }
    }
}

/// The position that an index means in an array of this length.
fn element_position(index: i64, length: usize) -> Option<usize> {
    let distance = usize::try_from(index.unsigned_abs()).ok()?;
    let position = if index < 0 {
        length.checked_sub(distance)?
    } else {
        distance
    };
    (position < length).then_some(position)
}

/// The positions of a slice (RFC 9535, section 2.3.4.2.2).
fn slice_positions(
    start: Option<i64>,
    end: Option<i64>,
    step: i64,
    length: usize,
) -> impl Iterator<Item = usize> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let from_end = |index: i64| {
        if index < 0 {
            index.saturating_add(length)
        } else {
            index
        }
    };
    let (first, limit) = if step >= 0 {
        let bound = |index: i64| from_end(index).clamp(0, length);
        (bound(start.unwrap_or(0)), bound(end.unwrap_or(length)))
    } else {
        let bound = |index: i64| from_end(index).clamp(-1, length - 1);
        (start.map_or(length - 1, bound), end.map_or(-1, bound))
    };
    let in_range = move |index: &i64| {
        if step > 0 {
            *index < limit
        } else {
            step < 0 && *index > limit
        }
    };
    std::iter::successors(Some(first), move |index| index.checked_add(step))
        .take_while(in_range)
        .filter_map(|index| usize::try_from(index).ok())
}

/// Compares two values; `None` is one that does not exist.
fn compare(left: Option<&Value>, operator: Operator, right: Option<&Value>) -> bool {
    match operator {
        Operator::Equal => equal(left, right),
        Operator::NotEqual => !equal(left, right),
        Operator::Less => order(left, right) == Some(Ordering::Less),
        Operator::LessOrEqual => equal(left, right) || order(left, right) == Some(Ordering::Less),
        Operator::Greater => order(left, right) == Some(Ordering::Greater),
        Operator::GreaterOrEqual => {
            equal(left, right) || order(left, right) == Some(Ordering::Greater)
        }
    }
}

fn equal(left: Option<&Value>, right: Option<&Value>) -> bool {
    match (left, right) {
        (Some(Value::Number(left)), Some(Value::Number(right))) => {
            order_numbers(left, right) == Some(Ordering::Equal)
        }
        (Some(Value::Array(left)), Some(Value::Array(right))) => {
            let mut pairs = left.iter().zip(right);
            left.len() == right.len()
                && pairs.all(|(left, right)| equal(Some(&left.value), Some(&right.value)))
        }
        (Some(Value::Object(left)), Some(Value::Object(right))) => {
            let same = |name: &str| right.get(name).map(|member| &member.node.value);
            let mut members = left.iter();
            left.len() == right.len()
                && members.all(|(name, member)| equal(Some(&member.node.value), same(name)))
        }
        (left, right) => left == right,
    }
}

/// The order of two numbers or two strings; other values have none.
fn order(left: Option<&Value>, right: Option<&Value>) -> Option<Ordering> {
    match (left?, right?) {
        (Value::Number(left), Value::Number(right)) => order_numbers(left, right),
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

fn order_numbers(left: &str, right: &str) -> Option<Ordering> {
    if let (Ok(left), Ok(right)) = (left.parse::<i128>(), right.parse::<i128>()) {
        return Some(left.cmp(&right));
    }
    left.parse::<f64>().ok()?.partial_cmp(&right.parse().ok()?)
}
