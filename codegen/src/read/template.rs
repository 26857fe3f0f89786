//! Path templates: what a key of `paths` says about path, variables and query.
//!
//! A stranger would cut the key at the first `?`. The key may hold URI template expressions such as `{?filter}`, so
//! braces come first.

/// A key of `paths`, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Template {
    /// The path, as literal text and variables.
    pub(super) pieces: Vec<Piece>,
    /// The pairs of the query, percent-decoded.
    pub(super) query: Vec<(String, String)>,
    /// Whether a fragment was left out.
    pub(super) has_fragment: bool,
    /// Whether a brace stands alone, and so is text.
    pub(super) has_stray_brace: bool,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text.
    Literal(String),
    /// What stands between braces.
    Variable(String),
}

impl Template {
    /// Takes a key apart.
    pub(super) fn parse(key: &str) -> Self {
        let (key, fragment) = split_outside_braces(key, '#');
        let (path, query) = split_outside_braces(key, '?');
        let mut template = Self {
            has_fragment: fragment.is_some(),
            ..Self::default()
        };
        template.read_path(path);
        template.query = query.map(pairs).unwrap_or_default();
        template
    }

    fn read_path(&mut self, path: &str) {
        let mut literal = if path.starts_with('/') {
            String::new()
        } else {
            "/".to_owned()
        };
        let mut rest = path;
        while let Some(brace) = rest.find(['{', '}']) {
            literal.push_str(&rest[..brace]);
            let variable = rest[brace..]
                .strip_prefix('{')
                .and_then(|inner| inner.split_once('}'));
            let variable = variable.filter(|(name, _)| !name.is_empty() && !name.contains('{'));
            if let Some((name, after)) = variable {
                if !literal.is_empty() {
                    self.pieces
                        .push(Piece::Literal(std::mem::take(&mut literal)));
                }
                self.pieces.push(Piece::Variable(name.to_owned()));
                rest = after;
            } else {
                self.has_stray_brace = true;
                literal.push_str(if rest[brace..].starts_with('{') {
                    "%7B"
                } else {
                    "%7D"
                });
                rest = &rest[brace + 1..];
            }
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            self.pieces.push(Piece::Literal(literal));
        }
    }

    /// The path as text.
    pub(super) fn path(&self) -> String {
        let text = |piece: &Piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Variable(name) => format!("{{{name}}}"),
        };
        self.pieces.iter().map(text).collect()
    }

    /// The variables, each once.
    pub(super) fn variables(&self) -> Vec<String> {
        let mut variables = Vec::new();
        for piece in &self.pieces {
            if let Piece::Variable(name) = piece
                && !variables.contains(name)
            {
                variables.push(name.clone());
            }
        }
        variables
    }
}

/// A URI template's expression (RFC 6570): its operator, names, and whether the name explodes.
pub(super) struct Expression<'a> {
    pub(super) operator: Option<char>,
    pub(super) names: Vec<&'a str>,
    pub(super) explodes: bool,
}

impl<'a> Expression<'a> {
    pub(super) fn parse(text: &'a str) -> Self {
        let operator = text
            .chars()
            .next()
            .filter(|first| "+#./;?&".contains(*first));
        let names = operator.map_or(text, |operator| &text[operator.len_utf8()..]);
        let explodes = names.ends_with('*');
        let names = names
            .split(',')
            .map(|name| name.trim_end_matches('*'))
            .collect();
        Self {
            operator,
            names,
            explodes,
        }
    }
}

fn split_outside_braces(text: &str, separator: char) -> (&str, Option<&str>) {
    let mut depth = 0_usize;
    for (index, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            other if other == separator && depth == 0 => {
                return (&text[..index], Some(&text[index + 1..]));
            }
            _ => {}
        }
    }
    (text, None)
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        percent_encoding::percent_decode_str(text)
            .decode_utf8_lossy()
            .into_owned()
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}
