//! Descriptions that somebody broke: the cases' own, with parts of them moved, removed, renamed and replaced.
//!
//! Bytes at random would not get past the parser. A mutation knows that a description is a tree, that `$ref` holds a
//! pointer, and what a schema is made of, so the passes behind the parser meet what their authors did not think of.
//!
//! A stranger would get this wrong: where choices come from is the caller's, a seed in the tests and bytes in the fuzzer.

use crate::case::cases;
use restwright_codegen::load;
use restwright_codegen::select::Selection;
use restwright_codegen::value::{Node, Object, Value};
use restwright_codegen::{Input, Output, generate};
use std::collections::BTreeMap;
use std::path::{Component, Path};
use std::time::{Duration, Instant};

/// The stack of the thread that generates: that of a thread of the standard library, and less than a main thread's.
const STACK: usize = 2 << 20;

/// How long a description of a case's size may take.
const LIMIT: Duration = Duration::from_secs(5);

/// The most mutations of a description.
const MUTATIONS: usize = 6;

/// Texts that mean something somewhere, or nothing anywhere.
const TEXTS: &[&str] = &[
    "",
    " ",
    "#",
    "#/",
    "*",
    "..",
    "../../x",
    "/{a}/{a}",
    "/{",
    "~1",
    "\\",
    "\u{0}",
    "\u{202e}",
    "*/",
    "\"#",
    "Self",
    "crate",
    "object",
    "array",
    "string",
    "null",
    "integer",
    "binary",
    "date-time",
    "header",
    "path",
    "query",
    "cookie",
    "application/json",
    "multipart/form-data",
    "*/*",
    "default",
    "200",
    "2XX",
    "x-ms-enum",
    "größe",
    "名前",
    "🎉",
    "schemas\\Pet.yaml",
    "https://a.example/#/x",
    "a/b:c.d",
];

/// Keywords that stand for much.
const KEYWORDS: &[&str] = &[
    "$ref",
    "type",
    "properties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "enum",
    "const",
    "required",
    "discriminator",
    "additionalProperties",
    "nullable",
    "schema",
    "content",
    "parameters",
    "responses",
    "requestBody",
    "headers",
    "schemas",
    "operationId",
    "tags",
    "name",
    "in",
    "default",
    "format",
    "$defs",
    "$id",
    "$anchor",
    "$dynamicRef",
    "prefixItems",
    "patternProperties",
    "callbacks",
    "links",
    "servers",
    "security",
    "xml",
    "x-ms-paths",
    "x-ms-pageable",
];

/// The descriptions that are broken, with the files that they refer to.
pub struct Stock {
    documents: Vec<Document>,
}

struct Document {
    name: String,
    root: Node,
    /// The texts of all its files.
    texts: BTreeMap<String, String>,
}

/// A broken description.
pub struct Broken {
    /// The case that it was.
    pub name: String,
    texts: BTreeMap<String, String>,
}

impl Stock {
    /// The descriptions of all cases of one root document that can be parsed.
    ///
    /// # Panics
    /// If a case cannot be read.
    pub fn of_cases() -> Self {
        let documents = cases().into_iter().filter_map(|case| {
            let output = case.generate().output;
            let root = case.description().roots.first()?.clone();
            let texts: BTreeMap<String, String> = output
                .texts
                .iter()
                .map(|(path, text)| (path.to_string(), text.to_string()))
                .collect();
            let loaded = load::load(&[&root], &read(&texts));
            let node = loaded.files.get(root.as_str())?.as_ref().ok()?.clone();
            let mut texts = texts;
            texts.insert(ROOT.to_owned(), String::new());
            Some(Document {
                name: case.name,
                root: node,
                texts,
            })
        });
        Self {
            documents: documents.collect(),
        }
    }

    /// A description of a case after some mutations; `choose` gives a number below its argument.
    ///
    /// # Panics
    /// If there is no case.
    pub fn broken(&self, choose: &mut dyn FnMut(usize) -> usize) -> Broken {
        let document = &self.documents[choose(self.documents.len())];
        let mut root = document.root.clone();
        for _ in 0..=choose(MUTATIONS) {
            let other = &self.documents[choose(self.documents.len())];
            mutate(&mut root, &other.root, choose);
        }
        let mut texts = document.texts.clone();
        texts.insert(ROOT.to_owned(), root.value.to_json());
        Broken {
            name: document.name.clone(),
            texts,
        }
    }
}

/// The file of the broken document.
const ROOT: &str = "broken.json";

impl Broken {
    /// The text of the broken document.
    pub fn text(&self) -> &str {
        &self.texts[ROOT]
    }

    /// Generates it on a small stack, and says what a description must never cost: a panic, a file outside of the
    /// module, or much time. An overflow of the stack ends the process.
    ///
    /// # Errors
    /// A sentence that says what it cost.
    pub fn check(&self) -> Result<(), String> {
        let texts = self.texts.clone();
        let start = Instant::now();
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread = thread
            .spawn(move || files_of(&texts))
            .map_err(|error| error.to_string())?;
        let files = thread.join().map_err(|_| "it panics".to_owned())?;
        let elapsed = start.elapsed();
        if elapsed > LIMIT {
            return Err(format!("it takes {elapsed:?}"));
        }
        match files.iter().find(|path| !is_inside(path)) {
            Some(path) => Err(format!("it emits {path}")),
            None => Ok(()),
        }
    }
}

fn files_of(texts: &BTreeMap<String, String>) -> Vec<String> {
    let module = ["fuzz".to_owned()];
    let output: Output = generate(&Input {
        roots: &[ROOT],
        source: ROOT,
        crate_name: "generated",
        overlay: None,
        module: &module,
        selection: &Selection::default(),
        files: &read(texts),
    });
    output.files.into_keys().collect()
}

fn read(texts: &BTreeMap<String, String>) -> impl Fn(&str) -> Result<String, String> + '_ {
    |path| {
        texts
            .get(path)
            .cloned()
            .ok_or_else(|| "it does not exist".to_owned())
    }
}

/// Whether an emitted path is of the module, and plain.
fn is_inside(path: &str) -> bool {
    let is_plain = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    is_plain && (path == "fuzz.rs" || path.starts_with("fuzz/"))
}

fn mutate(root: &mut Node, other: &Node, choose: &mut dyn FnMut(usize) -> usize) {
    let pointers = pointers(root);
    let target = pointers[choose(pointers.len())].clone();
    let replacement = match choose(8) {
        0 => Some(Value::Null),
        1 => Some(Value::String(TEXTS[choose(TEXTS.len())].into())),
        2 => Some(reference(&pointers[choose(pointers.len())])),
        3 => at(root, &target).map(nested),
        4 | 5 => part(root, choose),
        6 => part(other, choose),
        _ => None,
    };
    let Some(node) = at_mut(root, &target) else {
        return;
    };
    match replacement {
        Some(value) => node.value = value,
        None => rearrange(&mut node.value, choose),
    }
}

/// Removes, renames or adds a member or element, or makes another value of a scalar.
fn rearrange(value: &mut Value, choose: &mut dyn FnMut(usize) -> usize) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let index = choose(members.len());
            match choose(3) {
                0 => {
                    members.shift_remove_index(index);
                }
                choice => {
                    let Some((name, member)) = members.get_index(index) else {
                        return;
                    };
                    let (old, member) = (name.clone(), member.clone());
                    let new = match choose(2) {
                        0 => KEYWORDS[choose(KEYWORDS.len())],
                        _ => TEXTS[choose(TEXTS.len())],
                    };
                    if choice == 1 {
                        members.shift_remove(&old);
                    }
                    members.insert(new.into(), member);
                }
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            let index = choose(elements.len());
            if choose(2) == 0 {
                elements.remove(index);
            } else {
                elements.push(elements[index].clone());
            }
        }
        other => {
            *other = match choose(4) {
                0 => Value::Object(Object::default()),
                1 => Value::Array(Vec::new()),
                2 => Value::Bool(choose(2) == 0),
                _ => Value::Number(
                    ["0", "-1", "1e400", "99999999999999999999", "0.1"][choose(5)].into(),
                ),
            };
        }
    }
}

/// An object that refers to a place of the document.
fn reference(pointer: &[Step]) -> Value {
    let parts = pointer.iter().map(|step| match step {
        Step::Name(name) => format!("/{}", name.replace('~', "~0").replace('/', "~1")),
        Step::Index(index) => format!("/{index}"),
    });
    let text = format!("#{}", parts.collect::<String>());
    object("$ref", Value::String(text.into()))
}

/// A value inside of one that holds it as a schema may.
fn nested(node: &Node) -> Value {
    let list = Value::Array(vec![node.clone(), node.clone()]);
    object("allOf", list)
}

fn object(name: &str, value: Value) -> Value {
    let member = restwright_codegen::value::Member {
        key_at: restwright_codegen::value::Position::default(),
        node: Node {
            at: restwright_codegen::value::Position::default(),
            value,
        },
    };
    Value::Object([(Box::from(name), member)].into_iter().collect())
}

/// A value from anywhere in a document.
fn part(root: &Node, choose: &mut dyn FnMut(usize) -> usize) -> Option<Value> {
    let pointers = pointers(root);
    let pointer = &pointers[choose(pointers.len())];
    at(root, pointer).map(|node| node.value.clone())
}

#[derive(Clone, Debug)]
enum Step {
    Name(Box<str>),
    Index(usize),
}

/// The ways to all values of a document; there is one at least, to the root.
fn pointers(root: &Node) -> Vec<Vec<Step>> {
    let mut all = Vec::new();
    let mut open: Vec<(Vec<Step>, &Node)> = vec![(Vec::new(), root)];
    while let Some((pointer, node)) = open.pop() {
        let to = |step: Step| [pointer.as_slice(), &[step]].concat();
        match &node.value {
            Value::Object(members) => open.extend(
                members
                    .iter()
                    .map(|(name, member)| (to(Step::Name(name.clone())), &member.node)),
            ),
            Value::Array(elements) => open.extend(
                elements
                    .iter()
                    .enumerate()
                    .map(|(index, node)| (to(Step::Index(index)), node)),
            ),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        all.push(pointer);
    }
    all
}

fn at<'n>(root: &'n Node, pointer: &[Step]) -> Option<&'n Node> {
    pointer
        .iter()
        .try_fold(root, |node, step| match (&node.value, step) {
            (Value::Object(members), Step::Name(name)) => {
                members.get(name).map(|member| &member.node)
            }
            (Value::Array(elements), Step::Index(index)) => elements.get(*index),
            _ => None,
        })
}

fn at_mut<'n>(root: &'n mut Node, pointer: &[Step]) -> Option<&'n mut Node> {
    pointer
        .iter()
        .try_fold(root, |node, step| match (&mut node.value, step) {
            (Value::Object(members), Step::Name(name)) => {
                members.get_mut(name).map(|member| &mut member.node)
            }
            (Value::Array(elements), Step::Index(index)) => elements.get_mut(*index),
            _ => None,
        })
}
