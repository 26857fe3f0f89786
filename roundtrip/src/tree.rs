//! A generated value that `proptest` can make smaller: members and items that need not be there go first, then what is
//! left is made smaller one by one.
//!
//! A stranger would get this wrong: what shrinks stays a value of its schema. What a schema requires is never removed,
//! and an arm that was chosen stays chosen.

use super::text::{Json, Text};
use proptest::strategy::ValueTree;

/// A value of a schema.
pub(super) enum Tree {
    /// A scalar, or what has no parts that could go.
    Leaf(Box<dyn ValueTree<Value = Json>>),
    /// An array or an object.
    Branch(Branch),
}

/// An array or an object.
pub(super) struct Branch {
    is_object: bool,
    children: Vec<Child>,
    next: Step,
    last: Option<Step>,
}

/// A member or an item.
pub(super) struct Child {
    /// The member's name; of no meaning in an array.
    pub(super) name: Text,
    pub(super) tree: Tree,
    /// Whether the value is one of the schema without it.
    pub(super) removable: bool,
    pub(super) removed: bool,
}

/// Something to try on the child at this index.
#[derive(Clone, Copy)]
enum Step {
    Remove(usize),
    Shrink(usize),
}

impl Tree {
    /// A value that does not shrink.
    pub(super) fn fixed(json: Json) -> Self {
        Self::Leaf(Box::new(proptest::strategy::Just(json)))
    }

    /// An object.
    pub(super) fn object(children: Vec<Child>) -> Self {
        Self::branch(true, children)
    }

    /// An array.
    pub(super) fn array(children: Vec<Child>) -> Self {
        Self::branch(false, children)
    }

    fn branch(is_object: bool, children: Vec<Child>) -> Self {
        Self::Branch(Branch {
            is_object,
            children,
            next: Step::Remove(0),
            last: None,
        })
    }
}

impl ValueTree for Tree {
    type Value = Json;

    fn current(&self) -> Json {
        match self {
            Self::Leaf(leaf) => leaf.current(),
            Self::Branch(branch) => branch.current(),
        }
    }

    fn simplify(&mut self) -> bool {
        match self {
            Self::Leaf(leaf) => leaf.simplify(),
            Self::Branch(branch) => branch.simplify(),
        }
    }

    fn complicate(&mut self) -> bool {
        match self {
            Self::Leaf(leaf) => leaf.complicate(),
            Self::Branch(branch) => branch.complicate(),
        }
    }
}

impl Branch {
    fn current(&self) -> Json {
        let left = self.children.iter().filter(|child| !child.removed);
        if self.is_object {
            let members = left.map(|child| (child.name.clone(), child.tree.current()));
            Json::Object(members.collect())
        } else {
            Json::Array(left.map(|child| child.tree.current()).collect())
        }
    }

    fn simplify(&mut self) -> bool {
        loop {
            let (index, is_removal) = match self.next {
                Step::Remove(index) => (index, true),
                Step::Shrink(index) => (index, false),
            };
            let Some(child) = self.children.get_mut(index) else {
                if is_removal {
                    self.next = Step::Shrink(0);
                    continue;
                }
                return false;
            };
            if is_removal {
                self.next = Step::Remove(index + 1);
                if child.removable && !child.removed {
                    child.removed = true;
                    self.last = Some(Step::Remove(index));
                    return true;
                }
            } else if !child.removed && child.tree.simplify() {
                self.last = Some(Step::Shrink(index));
                return true;
            } else {
                self.next = Step::Shrink(index + 1);
            }
        }
    }

    fn complicate(&mut self) -> bool {
        match self.last {
            None => false,
            Some(Step::Remove(index)) => {
                self.last = None;
                let child = self.children.get_mut(index);
                child.is_some_and(|child| std::mem::replace(&mut child.removed, false))
            }
            Some(Step::Shrink(index)) => {
                let child = self.children.get_mut(index);
                let is_larger = child.is_some_and(|child| child.tree.complicate());
                if !is_larger {
                    self.last = None;
                }
                is_larger
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Child, Tree};
    use crate::text::{Json, Text};
    use proptest::strategy::ValueTree;

    fn child(name: &str, tree: Tree, removable: bool) -> Child {
        Child {
            name: Text::from(name),
            tree,
            removable,
            removed: false,
        }
    }

    #[test]
    fn all_that_may_go_goes_unless_it_is_to_blame() {
        let leaf = || Tree::fixed(Json::Bool(true));
        let inner = Tree::object(vec![child("x", leaf(), true), child("y", leaf(), true)]);
        let mut tree = Tree::object(vec![
            child("a", leaf(), true),
            child("b", inner, true),
            child("c", leaf(), false),
        ]);
        let mut to_blame = tree.current().to_string();
        while tree.simplify() {
            loop {
                let text = tree.current().to_string();
                if text.contains("\"y\"") {
                    to_blame = text;
                    break;
                }
                if !tree.complicate() {
                    break;
                }
            }
        }
        assert_eq!(to_blame, r#"{"b":{"y":true},"c":true}"#);
    }
}
