//! A group's words, and names without them.
//!
//! `pets` is recognised in `Pet`, and `VPC NAT Gateways` in `vpcnatgateways`. A stranger would drop the group wherever it
//! stands: what is left must be a name of its own, so `createUserAndGroup` in `users` is not `CreateAndGroup`.

use crate::words::{Word, plain};

/// Words that lead to what follows; at the end of a name they lead nowhere.
const PREPOSITIONS: &[&str] = &[
    "at", "by", "for", "from", "in", "into", "of", "on", "to", "under", "via", "with", "within",
];
const ARTICLES: &[&str] = &["a", "an", "the"];
const CONJUNCTIONS: &[&str] = &["and", "or"];
/// Words that say what an operation does, and so are no part of a group's name.
const VERBS: &[&str] = &[
    "add", "check", "count", "create", "download", "export", "fetch", "find", "import", "list",
    "query", "read", "remove", "replace", "retrieve", "search", "send", "set", "update", "upload",
];

/// The words of a group as they are compared: in lower case, in the singular.
#[derive(Debug, Default)]
pub(super) struct Group(Vec<String>);

impl Group {
    pub(super) fn new(text: &str) -> Self {
        Self(stems(&plain(text)))
    }

    /// Whether a text is the group.
    pub(super) fn is(&self, text: &str) -> bool {
        let words = plain(text);
        self.run_at(&words, 0) == Some(words.len())
    }

    /// Whether a text begins with the group.
    pub(super) fn begins(&self, text: &str) -> bool {
        self.run_at(&plain(text), 0).is_some()
    }

    /// What follows the group in a text that begins with it; else the text.
    pub(super) fn without_start(&self, text: &str) -> String {
        let words = plain(text);
        let run = self.run_at(&words, 0).unwrap_or_default();
        join(&words[run..])
    }

    /// A name without the group's words, where what is left is a name; `segments` are those of the operation's path.
    pub(super) fn without(&self, name: &str, segments: &[&str]) -> String {
        let words = plain(name);
        let short = self.shorten(&words, segments);
        let short = short.filter(|short| is_name(short));
        short.map_or_else(|| name.to_owned(), |short| join(&short))
    }

    fn shorten(&self, words: &[Word], segments: &[&str]) -> Option<Vec<Word>> {
        if self.0.is_empty() {
            return None;
        }
        let start = self.run_at(words, 0).or_else(|| self.end_at_start(words));
        if let Some(length) = start {
            let rest = &words[length..];
            return self.shorten(rest, segments).or_else(|| Some(rest.to_vec()));
        }
        let middle = (1..words.len()).find_map(|at| Some((at, self.run_at(words, at)?)));
        if let Some((at, length)) = middle {
            let short = self.without_run(words, at, length, segments);
            return Some(self.without_references(short));
        }
        self.end_after_verb(words).or_else(|| self.scattered(words))
    }

    /// The words without a run of them that is the group: `list labels on issue`, `get an issue`, `get issues`.
    fn without_run(
        &self,
        words: &[Word],
        at: usize,
        length: usize,
        segments: &[&str],
    ) -> Vec<Word> {
        let mut end = at + length;
        // `customers customer`: a path's word and its parameter.
        while let Some(more) = self.run_at(words, end) {
            end += more;
        }
        let is_one_of = |word: &Word, list: &[&str]| list.contains(&word.lower.as_str());
        let mut start = at;
        if start > 1 && is_one_of(&words[start - 1], ARTICLES) {
            start -= 1;
        }
        let mut before = words[..start].to_vec();
        let after = &words[end..];
        if after.is_empty() && start > 1 && is_one_of(&words[start - 1], PREPOSITIONS) {
            before.pop();
        } else if after.is_empty()
            && let [verb, holder @ ..] = before.as_slice()
            && segments
                .windows(2)
                .any(|pair| pair[1].starts_with('{') && Self(stems(holder)).is(pair[0]))
        {
            // `get team projects` of `/teams/{id}/projects` gets no team.
            before = [&[verb.clone(), Word::new("for")], holder].concat();
        } else if start == 1
            && let [id] = after
            && id.lower == "id"
        {
            before.push(Word::new("by"));
        }
        [&before, after].concat()
    }

    /// The words without references to the group that are left: `versions for package owned by org`.
    fn without_references(&self, words: Vec<Word>) -> Vec<Word> {
        let found = (2..words.len()).find_map(|at| {
            let leads = PREPOSITIONS.contains(&words[at - 1].lower.as_str());
            let length = self.run_at(&words, at).filter(|_| leads)?;
            Some([&words[..at - 1], &words[at + length..]].concat())
        });
        found.unwrap_or(words)
    }

    /// The length of the group's last words where a name begins with them: `registries_get` in `container_registries`.
    fn end_at_start(&self, words: &[Word]) -> Option<usize> {
        (1..self.0.len()).find_map(|skipped| {
            let end = Self(self.0[skipped..].to_vec());
            let length = end.run_at(words, 0)?;
            let is_verb = words[..length].iter().any(is_verb);
            (!is_verb).then_some(length)
        })
    }

    /// A verb and the group's last words: `create advisory` in `security_advisories`.
    fn end_after_verb(&self, words: &[Word]) -> Option<Vec<Word>> {
        let (verb, rest) = words.split_first().filter(|(verb, _)| is_verb(verb))?;
        let is_end = (1..self.0.len()).any(|skipped| {
            let end = Self(self.0[skipped..].to_vec());
            end.run_at(rest, 0) == Some(rest.len())
        });
        is_end.then(|| vec![verb.clone()])
    }

    /// The words without the group's, where they stand in its order with others between: `domains patch record` in
    /// `domain_records`.
    fn scattered(&self, words: &[Word]) -> Option<Vec<Word>> {
        let mut group = self.0.iter().peekable();
        let is_start = words.first().map(stem).as_ref() == group.peek().copied();
        let rest: Vec<Word> = words
            .iter()
            .filter(|word| group.next_if(|own| **own == stem(word)).is_none())
            .cloned()
            .collect();
        (is_start && group.next().is_none()).then_some(rest)
    }

    /// The number of words from an index that are the group.
    fn run_at(&self, words: &[Word], at: usize) -> Option<usize> {
        let words = words.get(at..)?;
        if self.0.is_empty() {
            return None;
        }
        let alike = words.len() >= self.0.len()
            && words
                .iter()
                .zip(&self.0)
                .all(|(word, own)| stem(word) == *own);
        if alike {
            return Some(self.0.len());
        }
        let own = self.0.concat();
        (1..=words.len().min(self.0.len() + 2))
            .find(|count| stems(&words[..*count]).concat() == own)
    }
}

/// Words joined by spaces, each as it stands in the text.
fn join(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

/// Whether it is a method that ids begin with; `Query` and `Options` are groups of real services.
pub(super) fn is_method(word: &str) -> bool {
    ["get", "put", "post", "delete", "patch"]
        .iter()
        .any(|method| word.eq_ignore_ascii_case(method))
}

fn is_verb(word: &Word) -> bool {
    VERBS.contains(&word.lower.as_str()) || is_method(&word.lower)
}

/// Whether words can be a name: not a number, and nothing that leads nowhere.
fn is_name(words: &[Word]) -> bool {
    let is_loose = |word: Option<&Word>, lists: &[&[&str]]| {
        word.is_some_and(|word| lists.iter().any(|list| list.contains(&word.lower.as_str())))
    };
    let has_letters = words
        .iter()
        .any(|word| word.lower.contains(char::is_alphabetic));
    has_letters
        && !is_loose(words.first(), &[CONJUNCTIONS])
        && !is_loose(words.last(), &[CONJUNCTIONS, PREPOSITIONS, ARTICLES])
}

fn stems(words: &[Word]) -> Vec<String> {
    words.iter().map(stem).collect()
}

/// A word in the singular, as far as rules go; only ever compared with another stem.
fn stem(word: &Word) -> String {
    let lower = word.lower.as_str();
    for (plural, singular) in [
        ("ies", "y"),
        ("sses", "ss"),
        ("xes", "x"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("uses", "us"),
        ("ss", "ss"),
        ("us", "us"),
        ("is", "is"),
        ("s", ""),
    ] {
        if let Some(start) = lower.strip_suffix(plural).filter(|start| start.len() > 1) {
            return format!("{start}{singular}");
        }
    }
    lower.to_owned()
}
