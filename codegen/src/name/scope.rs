//! One namespace: every claim gets an identifier of its own.
//!
//! A clash is settled from the claims' own names, never from their order: who keeps the identifier follows from
//! [`Claim::order`], the others say in a word what makes them different, at last with a hash of their wire name.
//! So a claim that clashes with nobody never changes anyone else's name.

use super::ident::Case;
use super::words::{self, Word};
use std::collections::{BTreeMap, HashSet};

/// A namespace and its rules.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// How its identifiers are written.
    pub(super) case: Case,
    /// Identifiers that are in use before anyone claims one.
    pub(super) reserved: &'static [&'static [&'static str]],
    /// The word that is added to a reserved identifier.
    pub(super) reserved_suffix: &'static str,
    /// What is added to an identifier for further names in the same namespace: `GetOptions` belongs to `Get`.
    pub(super) beside: &'static [&'static str],
    /// The length of an identifier in bytes at most.
    pub(super) length: usize,
}

/// What asks for an identifier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Claim<'a> {
    /// The text of the identifier.
    pub(super) words: &'a str,
    /// What stands in the description.
    pub(super) wire: &'a str,
    /// Lower ranks keep the identifier.
    pub(super) rank: u8,
    /// What may tell the claim from others, best first; each is tried only where no other claim has the same.
    pub(super) differences: &'a [Difference],
    /// What puts claims with the same words in order, before their wire names do.
    pub(super) key: &'a str,
}

/// What may tell a claim from others that want the same identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// More words at the end.
    Suffix(String),
    /// Other words altogether.
    Instead(String),
}

/// The identifiers of a scope's claims.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Settled {
    /// An identifier for each claim, before [`Case::escape`].
    pub(super) idents: Vec<String>,
    /// The claims that wanted the same identifier, in the order of [`Claim::order`]; a single claim wanted one that
    /// belongs to another claim.
    pub(super) clashes: Vec<Vec<usize>>,
}

impl Claim<'_> {
    /// Whether the identifier is what stands in the description.
    fn is_exact(&self, ident: &str) -> bool {
        self.words == ident || self.wire == ident
    }

    /// Whether the identifier hides symbols.
    fn is_lossy(&self) -> bool {
        words::plain(self.words) != words::spelled(self.words)
    }

    /// Who keeps an identifier: the rank, then who is written like it, then who hides no symbol, then the order of
    /// the texts' bytes.
    fn order(&self, ident: &str) -> impl Ord {
        (
            self.rank,
            !self.is_exact(ident),
            self.is_lossy(),
            self.words,
            self.key,
            self.wire,
        )
    }

    /// The differences that no other claim has, without those that would say a thing twice.
    fn unlike<'a>(&'a self, others: &'a [Self]) -> impl Iterator<Item = &'a Difference> {
        let own = words::plain(self.words);
        self.differences
            .iter()
            .enumerate()
            .filter(|(index, difference)| {
                others
                    .iter()
                    .all(|other| other.differences.get(*index) != Some(difference))
            })
            .map(|(_, difference)| difference)
            .filter(move |difference| match difference {
                Difference::Suffix(suffix) => !own.ends_with(&words::plain(suffix)),
                Difference::Instead(_) => true,
            })
    }

    /// `upper` or `lower`, if only that tells the claim from another.
    fn case_word(&self, others: &[Self]) -> Option<&'static str> {
        let folded = self.words.to_lowercase();
        let only_case = others
            .iter()
            .any(|other| other.words != self.words && other.words.to_lowercase() == folded);
        if !only_case {
            None
        } else if self.words == folded {
            Some("lower")
        } else if self.words == self.words.to_uppercase() {
            Some("upper")
        } else {
            None
        }
    }
}

impl Scope {
    /// Gives every claim an identifier.
    pub(super) fn settle(&self, claims: &[Claim<'_>]) -> Settled {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, claim) in claims.iter().enumerate() {
            groups
                .entry(self.fit(words::plain(claim.words), claim))
                .or_default()
                .push(index);
        }
        let mut taken = HashSet::new();
        let mut idents = vec![String::new(); claims.len()];
        let mut clashes = Vec::new();
        // In the order of the identifiers: `Get` comes before `GetOptions` and so keeps what belongs to it.
        for (ident, group) in &mut groups {
            group.sort_by(|left, right| {
                claims[*left].order(ident).cmp(&claims[*right].order(ident))
            });
            let first = claims[group[0]];
            let same_words = group
                .iter()
                .all(|other| claims[*other].words == first.words);
            let keeps = same_words || first.is_exact(ident) || !first.is_lossy();
            let kept = keeps && self.take(ident, &mut taken);
            if kept {
                idents[group[0]].clone_from(ident);
            }
            if !kept || group.len() > 1 {
                clashes.push(group.clone());
            }
        }
        for group in &clashes {
            for &index in group {
                if !idents[index].is_empty() {
                    continue;
                }
                let others: Vec<_> = group
                    .iter()
                    .filter(|other| **other != index)
                    .map(|other| claims[*other])
                    .collect();
                idents[index] = self.alternative(&claims[index], &others, &mut taken);
            }
        }
        Settled { idents, clashes }
    }

    /// The identifier of words, changed where it is reserved or too long.
    fn fit(&self, mut words: Vec<Word>, claim: &Claim<'_>) -> String {
        let mut ident = self.case.join(&words);
        if self.is_reserved(&ident) {
            words.push(Word::new(self.reserved_suffix));
            ident = self.case.join(&words);
        }
        if ident.len() > self.length {
            let hash = format!("{:016x}", fnv(&[claim.wire, claim.key, &ident]));
            let fits = |end: &usize| ident.is_char_boundary(*end);
            ident.truncate(
                (0..self.length - hash.len())
                    .rev()
                    .find(fits)
                    .unwrap_or_default(),
            );
            words = words::plain(&ident);
            words.push(Word::new(&hash));
            ident = self.case.join(&words);
        }
        ident
    }

    fn is_reserved(&self, ident: &str) -> bool {
        self.reserved.iter().any(|list| list.contains(&ident))
    }

    /// Takes an identifier and the names beside it, unless one of them is in use.
    fn take(&self, ident: &str, taken: &mut HashSet<String>) -> bool {
        let names = || {
            std::iter::once("")
                .chain(self.beside.iter().copied())
                .map(|suffix| format!("{ident}{suffix}"))
        };
        let free = names().all(|name| !taken.contains(&name) && !self.is_reserved(&name));
        if free {
            taken.extend(names());
        }
        free
    }

    /// An identifier for a claim whose first choice belongs to another.
    fn alternative(
        &self,
        claim: &Claim<'_>,
        others: &[Claim<'_>],
        taken: &mut HashSet<String>,
    ) -> String {
        let with = |suffix: &str| {
            let words = words::plain(claim.words).into_iter();
            self.fit(words.chain(words::plain(suffix)).collect(), claim)
        };
        let alone = others.is_empty().then(|| with(self.reserved_suffix));
        let different = claim.unlike(others).map(|difference| match difference {
            Difference::Suffix(suffix) => with(suffix),
            Difference::Instead(words) => self.fit(words::plain(words), claim),
        });
        let same_words = others.iter().any(|other| other.words == claim.words);
        let spelled =
            (claim.is_lossy() && !same_words).then(|| self.fit(words::spelled(claim.words), claim));
        let case = claim.case_word(others).map(with);
        let hashes = (0_u32..).flat_map(|round| {
            let hash = format!(
                "{:016x}",
                fnv(&[claim.wire, claim.key, &"+".repeat(round as usize)])
            );
            [4, 8, 16].map(|length| with(&hash[..length]))
        });
        alone
            .into_iter()
            .chain(different)
            .chain(spelled)
            .chain(case)
            .chain(hashes)
            .find(|ident| self.take(ident, taken))
            .unwrap_or_default()
    }
}

/// FNV-1a with 64 bits of texts, each ended by a zero: the same in every version of the program.
fn fnv(texts: &[&str]) -> u64 {
    let bytes = texts
        .iter()
        .filter(|text| !text.is_empty())
        .flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
