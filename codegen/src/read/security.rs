//! Security schemes, and which of them an operation demands.

use super::cursor::Cursor;
use super::fields::Fields;
use super::kind::Kind;
use super::reader::Reader;
use crate::description::{SecurityKind, SecurityScheme};

impl<'d> Reader<'d, '_> {
    pub(super) fn read_schemes(&mut self, container: &mut Fields<'d>, keyword: &'static str) {
        for (name, scheme) in self.entries(container, keyword) {
            if let Some(scheme) = self.read_scheme(&scheme) {
                self.enter_scheme(name, scheme);
            }
        }
    }

    /// Several roots may define a scheme of one name, if they mean the same.
    fn enter_scheme(&mut self, name: &str, scheme: SecurityScheme) {
        match self.schemes.get(name) {
            Some(other) if other.kind != scheme.kind => {
                let message = format!(
                    "The security scheme `{name}` is another one in `{}`.",
                    other.location.file
                );
                let help = "Rename one of them, in the documents or by an overlay.";
                self.report
                    .error(&scheme.location, "two-schemes-one-name", message, help);
            }
            Some(_) => {}
            None => {
                self.schemes.insert(name.to_owned(), scheme);
            }
        }
    }

    fn read_scheme(&mut self, cursor: &Cursor<'d>) -> Option<SecurityScheme> {
        let cursor = self.report.present(cursor.clone())?;
        let mut fields = self.open(&cursor, Kind::SecurityScheme)?;
        let doc = fields.prose("description", &mut self.report);
        let kind = self.read_security_kind(&mut fields);
        let location = fields.location();
        fields.finish(&mut self.report);
        Some(SecurityScheme {
            location,
            doc,
            kind: kind?,
        })
    }

    fn read_security_kind(&mut self, fields: &mut Fields<'d>) -> Option<SecurityKind> {
        let word = fields.text("type", &mut self.report).unwrap_or_default();
        match word.to_ascii_lowercase().as_str() {
            "apikey" => self.read_key(fields),
            "basic" => Some(SecurityKind::Basic),
            "http" => Some(self.read_http(fields)),
            "bearer" | "oauth2" | "openidconnect" => Some(SecurityKind::Bearer),
            "mutualtls" => Some(SecurityKind::MutualTls),
            _ => {
                let message = format!("`{word}` is no type of a security scheme.");
                let help = "The scheme is ignored: write one of apiKey, http, oauth2, openIdConnect, mutualTLS.";
                self.report
                    .warning(&fields.location(), "unknown-value", message, help);
                None
            }
        }
    }

    fn read_key(&mut self, fields: &mut Fields<'d>) -> Option<SecurityKind> {
        let name = fields.text("name", &mut self.report);
        let place = fields.text("in", &mut self.report).unwrap_or_default();
        let kind = match place.to_ascii_lowercase().as_str() {
            "header" => SecurityKind::HeaderKey,
            "query" => SecurityKind::QueryKey,
            "cookie" => SecurityKind::CookieKey,
            _ => {
                let message = format!(
                    "The key of this security scheme has no known place: `in` is `{place}`."
                );
                let help = "The scheme is ignored: write one of header, query, cookie.";
                self.report
                    .warning(&fields.location(), "unknown-value", message, help);
                return None;
            }
        };
        if name.is_none() {
            let message = "The key of this security scheme has no `name`.".to_owned();
            let help = "The scheme is ignored: write the name of the header, parameter or cookie.";
            self.report
                .warning(&fields.location(), "missing-keyword", message, help);
        }
        name.map(kind)
    }

    fn read_http(&mut self, fields: &mut Fields<'d>) -> SecurityKind {
        let scheme = fields.text("scheme", &mut self.report);
        match scheme {
            Some(scheme) if scheme.eq_ignore_ascii_case("basic") => SecurityKind::Basic,
            Some(scheme) if scheme.eq_ignore_ascii_case("bearer") => SecurityKind::Bearer,
            Some(scheme) => SecurityKind::Http(scheme),
            None => {
                let note = "A scheme that is not named is read as `bearer`.";
                self.report.understood(fields.cursor(), "scheme", note);
                SecurityKind::Bearer
            }
        }
    }

    /// Alternatives, each a set of schemes that go together.
    pub(super) fn read_security(&mut self, cursor: &Cursor<'d>) -> Vec<Vec<String>> {
        let mut alternatives = Vec::new();
        for requirement in self.report.list(cursor) {
            let mut names = Vec::new();
            for (name, scheme) in self.report.map(&requirement) {
                if self.schemes.contains_key(name) {
                    names.push(name.to_owned());
                } else {
                    let message = format!("The security scheme `{name}` is not defined.");
                    let help = "It is left out: define it among the security schemes, or correct the name.";
                    self.report.warning(
                        &scheme.location(),
                        "unknown-security-scheme",
                        message,
                        help,
                    );
                }
            }
            if !alternatives.contains(&names) {
                alternatives.push(names);
            }
        }
        alternatives
    }
}
