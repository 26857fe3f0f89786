//! Where the capitals and digits of a run of letters say that a word begins.
//!
//! First a run is split at its capitals (`fooBar`, `XMLHttp`); then pieces that make one word are put together again:
//! `QoS`, `vCPUs`, `SaaS`. A stranger would get this wrong: how such a word is capitalised in a type's name follows
//! from its pieces (`PostgreSQL` is `PostgreSql`), only its way of writing in lower case is that of one word.

use super::Word;
use super::symbols::starts_with;

/// Words that no rule keeps whole, or that are not capitalised by their pieces.
const KNOWN: &[(&str, &str)] = &[
    ("CosmosDB", "CosmosDb"),
    ("DevOps", "DevOps"),
    ("DynamoDB", "DynamoDb"),
    ("ETag", "ETag"),
    ("eTag", "ETag"),
    ("GiB", "GiB"),
    ("GitHub", "GitHub"),
    ("GitLab", "GitLab"),
    ("GraphQL", "GraphQl"),
    ("iOS", "Ios"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("JavaScript", "JavaScript"),
    ("KiB", "KiB"),
    ("MariaDB", "MariaDb"),
    ("MBps", "MBps"),
    ("MiB", "MiB"),
    ("MongoDB", "MongoDb"),
    ("MySQL", "MySql"),
    ("NoSQL", "NoSql"),
    ("OAuth", "OAuth"),
    ("oAuth", "OAuth"),
    ("OData", "OData"),
    ("oData", "OData"),
    ("OpenAPI", "OpenApi"),
    ("PayPal", "PayPal"),
    ("PostgreSQL", "PostgreSql"),
    ("PowerShell", "PowerShell"),
    ("TiB", "TiB"),
    ("TypeScript", "TypeScript"),
    ("WiFi", "WiFi"),
    ("YouTube", "YouTube"),
    ("macOS", "MacOs"),
];

/// Words of two letters that stand before an acronym and are none of its letters: `sizeInGB`, `isVM`, `dbURL`.
const SHORT_WORDS: &[&str] = &[
    "Ad", "Am", "An", "As", "At", "Be", "By", "Ca", "Ci", "Db", "Do", "Eu", "Gb", "Go", "He", "Id",
    "If", "In", "Ip", "Is", "It", "Kb", "Mb", "Me", "My", "No", "Of", "On", "Or", "Os", "Pr", "Re",
    "Rx", "So", "To", "Tx", "Ui", "Uk", "Up", "Us", "Vm", "We",
];

/// Acronyms that begin with such a word all the same.
const SHORT_ACRONYMS: &[&str] = &["DoH", "DoS", "DoT", "IdP", "SoC", "ToS"];

/// Words that a number belongs to what follows after: `last7Days`.
const BEFORE_NUMBERS: &[&str] = &[
    "after", "and", "at", "before", "bottom", "by", "every", "first", "for", "from", "in", "last",
    "max", "min", "next", "of", "or", "over", "past", "per", "previous", "than", "to", "top",
    "under", "until", "within",
];

/// What numbers count wherever they stand: `retention30Days`.
const UNITS: &[&str] = &[
    "day", "days", "hour", "hours", "minute", "minutes", "month", "months", "second", "seconds",
    "week", "weeks", "year", "years",
];

/// Splits a run of letters and digits into words.
pub(super) fn split(run: &[char], words: &mut Vec<Word>) {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut rest = run;
    while !rest.is_empty() {
        let (length, known) = match known_word(rest) {
            Some((length, camel)) => (length, Some(camel)),
            None => (
                plural_acronym(rest).unwrap_or_else(|| capitalised_word(rest)),
                None,
            ),
        };
        pieces.push(Piece {
            text: &rest[..length],
            known,
        });
        rest = &rest[length..];
    }
    let mut at = 0;
    while at < pieces.len() {
        let together = 1 + joined(&pieces[at..]);
        let next = pieces.get(at + together);
        let (word, number) = number_apart(&pieces[at..at + together], next);
        words.push(word);
        words.extend(number);
        at += together;
    }
}

/// A part of a run that its capitals keep apart.
struct Piece<'a> {
    text: &'a [char],
    /// How it is capitalised, where it is one of [`KNOWN`].
    known: Option<String>,
}

impl Piece<'_> {
    fn text(&self) -> String {
        self.text.iter().collect()
    }

    fn camel(&self) -> String {
        let plain = || Word::new(&self.text()).camel;
        self.known.clone().unwrap_or_else(plain)
    }

    /// The leading capitals, if all else is digits or the `s` of a plural.
    fn acronym(&self) -> Option<usize> {
        let capitals = self.capitals();
        let rest = &self.text[capitals..];
        let rest = rest.strip_prefix(&['s']).unwrap_or(rest);
        (capitals > 0 && rest.iter().all(|next| next.is_numeric())).then_some(capitals)
    }

    fn capitals(&self) -> usize {
        let capitals = self.text.iter();
        capitals.take_while(|next| next.is_uppercase()).count()
    }

    /// Whether it is a capital and a single small letter: `Io`, `Do`.
    fn ends_in_one_small_letter(&self) -> bool {
        matches!(self.text, [first, small] if first.is_uppercase() && small.is_lowercase())
    }

    /// Whether that is a word of its own.
    fn is_short_word(&self) -> bool {
        SHORT_WORDS.contains(&self.text().as_str())
    }

    /// `Saa`, as in `SaaS`.
    fn is_as_a(&self) -> bool {
        matches!(self.text, [capital, 'a', 'a'] if capital.is_uppercase())
    }
}

/// How many of the pieces after the first make one word with it.
fn joined(pieces: &[Piece<'_>]) -> usize {
    if pieces.first().is_none_or(|first| first.known.is_some()) {
        return 0;
    }
    let is_acronym = |at: usize, length: usize| {
        let piece = pieces.get(at).filter(|piece| piece.known.is_none());
        piece
            .and_then(Piece::acronym)
            .is_some_and(|capitals| capitals >= length)
    };
    // `mTLS`, `vCPUs`.
    if matches!(pieces[0].text, [small] if small.is_lowercase()) {
        return usize::from(is_acronym(1, 2));
    }
    // The last capital of `DDoS` and `DBaaS` stands with the small letters.
    let before = usize::from(pieces[0].acronym() == Some(pieces[0].text.len()));
    let belongs = |at: &usize| {
        let piece = &pieces[*at];
        let next = pieces.get(at + 1).map(Piece::text).unwrap_or_default();
        let is_acronym = SHORT_ACRONYMS.contains(&(piece.text() + &next).as_str());
        let is_letters = piece.ends_in_one_small_letter() && (is_acronym || !piece.is_short_word());
        piece.known.is_none() && (is_letters || piece.is_as_a())
    };
    // `QoS`, `SaaS`, `LoRaWAN`.
    let inside = (before..pieces.len()).take_while(belongs).count();
    if inside > 0 && is_acronym(before + inside, 1) {
        before + inside
    } else {
        0
    }
}

/// The word that pieces make, and the number at its end where that counts what follows: `for30Days`.
fn number_apart(pieces: &[Piece<'_>], next: Option<&Piece<'_>>) -> (Word, Option<Word>) {
    let text: String = pieces.iter().map(Piece::text).collect();
    let camel: String = pieces.iter().map(Piece::camel).collect();
    let name = text.trim_end_matches(char::is_numeric);
    let number = &text[name.len()..];
    let counts = |next: &Piece<'_>| {
        let next = next.text().to_lowercase();
        BEFORE_NUMBERS.contains(&name.to_lowercase().as_str()) || UNITS.contains(&next.as_str())
    };
    let is_apart = !name.is_empty() && !number.is_empty() && next.is_some_and(counts);
    if is_apart && let [_] = pieces {
        (Word::new(name), Some(Word::new(number)))
    } else {
        let lower = text.to_lowercase();
        (Word { text, lower, camel }, None)
    }
}

/// One of [`KNOWN`] that a run begins with, with the digits behind it.
fn known_word(run: &[char]) -> Option<(usize, String)> {
    let (spelling, camel) = KNOWN.iter().find(|(spelling, _)| {
        let ends = spelling.ends_with(char::is_numeric)
            || !run
                .get(spelling.len())
                .is_some_and(|next| next.is_lowercase());
        starts_with(run, spelling) && ends
    })?;
    let digits: String = run[spelling.len()..]
        .iter()
        .take_while(|next| next.is_numeric())
        .collect();
    let length = spelling.len() + digits.chars().count();
    Some((length, format!("{camel}{digits}")))
}

/// The length of an acronym in the plural (`IDs`, `URLs`) that a run begins with.
fn plural_acronym(run: &[char]) -> Option<usize> {
    let capitals = run
        .iter()
        .take_while(|character| character.is_uppercase())
        .count();
    let plural = capitals >= 2 && run.get(capitals) == Some(&'s');
    let ends = !run
        .get(capitals + 1)
        .is_some_and(|next| next.is_lowercase());
    (plural && ends).then_some(capitals + 1)
}

/// The length of the first word of a run: until a capital after a small letter (`fooBar`), or until the last of
/// several capitals before a small letter (`XMLHttp`). What has no case keeps the case before it.
fn capitalised_word(run: &[char]) -> usize {
    let mut before = None;
    for (at, character) in run.iter().enumerate() {
        let before_small = run.get(at + 1).is_some_and(|next| next.is_lowercase());
        if character.is_uppercase() {
            if before == Some(Case::Small) || (before == Some(Case::Capital) && before_small) {
                return at;
            }
            before = Some(Case::Capital);
        } else if character.is_lowercase() {
            before = Some(Case::Small);
        }
    }
    run.len()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Small,
    Capital,
}
