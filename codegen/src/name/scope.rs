//! One namespace: every claim gets an identifier of its own.
//!
//! A clash is settled from the claims' own names, never from their order. Where spelling out what separates the words
//! tells all of them apart, that is done for all; else who keeps the identifier follows from [`Claim::order`], and the
//! others say in a word what makes them different, at last with a hash of their wire name. So a claim that clashes with
//! nobody never changes anyone else's name.

use super::ident::Case;
use crate::shape::Apart;
use crate::words::{self, Word};
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Claim<'a> {
    /// The text of the identifier.
    pub(super) words: &'a str,
    /// What stands in the description.
    pub(super) wire: &'a str,
    /// Lower ranks keep the identifier.
    pub(super) rank: u8,
    /// What may tell the claim from others, best first; each is tried only where no other claim has the same.
    pub(super) apart: Vec<&'a Apart>,
    /// What puts claims with the same words in order, before their wire names do.
    pub(super) key: &'a str,
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

    /// What no other claim has, without what would say a thing twice.
    fn unlike<'a>(&'a self, others: &'a [&Self]) -> impl Iterator<Item = &'a Apart> {
        let own = words::plain(self.words);
        let apart = self.apart.iter().copied();
        apart.filter(move |apart| {
            let is_own = match apart {
                Apart::Suffix(suffix) => !own.ends_with(&words::plain(suffix)),
                Apart::Instead(words) => own != words::plain(words),
            };
            is_own && others.iter().all(|other| !other.apart.contains(apart))
        })
    }

    /// What tells the claim from one that only its capitals tell it from.
    fn case_word(&self, others: &[&Self]) -> Option<&'static str> {
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|character| character.is_alphanumeric());
            letters.collect()
        };
        let own = letters(self.words);
        let folded = own.to_lowercase();
        let only_case = others.iter().any(|other| {
            let other = letters(other.words);
            other != own && other.to_lowercase() == folded
        });
        if !only_case {
            None
        } else if own == folded {
            Some("lower")
        } else if own == own.to_uppercase() {
            Some("upper")
        } else if own.starts_with(char::is_lowercase) {
            Some("camel")
        } else {
            Some("pascal")
        }
    }

    /// The words that are written in capitals: the last that may tell two spellings apart.
    fn shouted(&self) -> Option<String> {
        let is_shouted =
            |word: &&Word| word.text.chars().count() > 1 && word.text == word.text.to_uppercase();
        let words = words::plain(self.words);
        let shouted: Vec<&str> = words
            .iter()
            .filter(is_shouted)
            .map(|word| word.text.as_str())
            .collect();
        (!shouted.is_empty()).then(|| format!("upper {}", shouted.join(" ")))
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
            let members: Vec<_> = group.iter().map(|index| &claims[*index]).collect();
            let kept: Vec<(usize, String)> = match self.spelled_out(&members) {
                Some(idents) => idents,
                None if keeps(&members, ident) => vec![(0, ident.clone())],
                None => Vec::new(),
            };
            let mut is_clash = group.len() > 1 || kept.is_empty();
            for (member, ident) in kept {
                if self.take(&ident, &mut taken) {
                    idents[group[member]] = ident;
                } else {
                    is_clash = true;
                }
            }
            if is_clash {
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
                    .map(|other| &claims[*other])
                    .collect();
                idents[index] = self.alternative(&claims[index], &others, &mut taken);
            }
        }
        Settled { idents, clashes }
    }

    /// Identifiers in which what stands between the words is spelled out, for all claims of a clash: of those that are
    /// still alike the first has it. `None` where something better tells them apart.
    fn spelled_out(&self, group: &[&Claim<'_>]) -> Option<Vec<(usize, String)>> {
        let (first, others) = group.split_first()?;
        let same_words = others.iter().all(|other| other.words == first.words);
        let are_told_apart = others.iter().enumerate().all(|(at, claim)| {
            let others = [&group[..=at], &group[at + 2..]].concat();
            claim.rank != first.rank || claim.unlike(&others).next().is_some()
        });
        if same_words || are_told_apart {
            return None;
        }
        let separators = |claim: &Claim<'_>| words::separators(claim.words).collect::<String>();
        let are_separated_alike = others
            .iter()
            .all(|claim| separators(claim) == separators(first));
        let spell = if are_separated_alike {
            words::spelled
        } else {
            words::spelled_out
        };
        let mut known = HashSet::new();
        let idents = group.iter().enumerate().filter_map(|(at, claim)| {
            let ident = self.fit(spell(claim.words), claim);
            known.insert(ident.clone()).then_some((at, ident))
        });
        Some(idents.collect())
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
        others: &[&Claim<'_>],
        taken: &mut HashSet<String>,
    ) -> String {
        let plain = || words::plain(claim.words);
        let fit = |words: Vec<Word>| self.fit(words, claim);
        let with = |suffix: &str| fit([plain(), words::plain(suffix)].concat());
        let alone = others.is_empty().then(|| with(self.reserved_suffix));
        let different = claim.unlike(others).map(|apart| match apart {
            Apart::Suffix(suffix) => with(suffix),
            Apart::Instead(words) => fit(words::plain(words)),
        });
        let same_words = others.iter().any(|other| other.words == claim.words);
        let spellings: [fn(&str) -> Vec<Word>; 2] = [words::spelled, words::spelled_out];
        let spelled = spellings
            .iter()
            .filter(|_| !same_words)
            .map(|spell| fit(spell(claim.words)));
        let case = claim.case_word(others).map(with);
        let shouted = claim.shouted().filter(|_| !same_words);
        let shouted = shouted.map(|words| with(&words));
        let starts_with_digit = plain()[0].lower.starts_with(char::is_numeric);
        let number = (starts_with_digit && !same_words)
            .then(|| fit([vec![Word::new("number")], plain()].concat()));
        let signs = words::signs(claim.words);
        let signs = (!signs.is_empty() && !same_words).then(|| fit([plain(), signs].concat()));
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
            .chain(shouted)
            .chain(number)
            .chain(signs)
            .chain(hashes)
            .find(|ident| self.take(ident, taken))
            .unwrap_or_default()
    }
}

/// Whether the first of the claims on an identifier keeps it: not if all of them hide symbols in it.
fn keeps(group: &[&Claim<'_>], ident: &str) -> bool {
    let first = group[0];
    let same_words = group.iter().all(|other| other.words == first.words);
    same_words || first.is_exact(ident) || !first.is_lossy()
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
