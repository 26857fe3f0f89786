//! How far a word is from another, for "did you mean".

/// How many letters are other, missing, added or swapped. A stranger would count case: it counts as nothing.
pub(super) fn distance(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase())
}
