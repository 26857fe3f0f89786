//! The API as a whole, compared: version, servers, security schemes, and what the service sends by itself.
//!
//! What a stranger would get wrong: a server is known by its function, which counts them. That another URL moved into
//! its place is a move.

use super::change::{Report, Side};
use super::comparison::{Comparison, Subject};
use super::kind::{NameKind, ServiceKind};
use super::locate::Part;
use super::words::{self, Words};
use crate::description::SecurityKind;
use crate::emit::server::{defaults, is_relative, required, setter_name};
use crate::load::Documents;
use crate::shape::{Incoming, Scheme, Server, Type};
use crate::value::Location;

/// Compares what is the API's as a whole.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (before, after) = (comparison.before.api, comparison.after.api);
    let root = |documents: Option<&Documents>| {
        let root = documents.and_then(|it| it.roots.first());
        root.map(Location::of_file)
    };
    let was_at = root(comparison.before.documents);
    let is_at = root(comparison.after.documents);
    let subject = Subject {
        was_at: was_at.as_ref(),
        is_at: is_at.as_ref(),
        ..Subject::api()
    };
    if before.version != after.version {
        let fill = [
            ("before", before.version.as_str()),
            ("after", after.version.as_str()),
        ];
        comparison.report(
            ServiceKind::Version,
            &subject,
            &Part::Keyword("info"),
            "",
            &fill,
        );
    }
    let words = |doc| Words {
        doc,
        deprecated: false,
    };
    words::compare(
        comparison,
        words(&before.doc),
        words(&after.doc),
        &subject,
        &Part::Keyword("info"),
        "itself",
    );
    servers(comparison, &before.servers, &after.servers, &subject);
    schemes(comparison, &subject);
    incoming(comparison, &subject);
}

/// The report of an API that stands alone.
pub(super) fn whole(side: &Side<'_>, kind: ServiceKind) -> Report {
    let operations: usize = side.api.groups.iter().map(|it| it.operations.len()).sum();
    let what = format!(
        "{}, version {}, with {operations} operations and {} types",
        side.api.title,
        side.api.version,
        side.api.types.len()
    );
    let mut comparison = Comparison::new(side, side);
    let fill = [("before", what.as_str()), ("after", what.as_str())];
    comparison.report(kind, &Subject::api(), &Part::Whole, "", &fill);
    comparison.finish()
}

/// Compares the servers of the API or of an operation.
pub(super) fn servers(
    comparison: &mut Comparison<'_>,
    before: &[Server],
    after: &[Server],
    subject: &Subject<'_>,
) {
    let part = Part::Keyword("servers");
    for old in before {
        let name = old.name.ident.as_str();
        let Some(new) = after.iter().find(|it| it.name.ident == old.name.ident) else {
            let path = joined(&subject.path, name);
            let url = format!("`{}`", old.url);
            let fill = [("before", url.as_str()), ("path", path.as_str())];
            comparison.report(ServiceKind::ServerRemoved, subject, &part, name, &fill);
            continue;
        };
        let (then, now) = (variables(old), variables(new));
        if then != now {
            let fill = [("before", then.as_str()), ("after", now.as_str())];
            comparison.report(ServiceKind::ServerVariables, subject, &part, name, &fill);
        }
        server_defaults(comparison, old, new, subject);
        if old.url != new.url {
            let (then, now) = (format!("`{}`", old.url), format!("`{}`", new.url));
            let fill = [("before", then.as_str()), ("after", now.as_str())];
            comparison.report(ServiceKind::ServerMoved, subject, &part, name, &fill);
        }
    }
    for new in after {
        if !before.iter().any(|it| it.name.ident == new.name.ident) {
            let url = format!("`{}`", new.url);
            let fill = [("after", url.as_str())];
            comparison.report(
                ServiceKind::ServerAdded,
                subject,
                &part,
                &new.name.ident,
                &fill,
            );
        }
    }
}

/// Compares the variables that have defaults.
fn server_defaults(
    comparison: &mut Comparison<'_>,
    old: &Server,
    new: &Server,
    subject: &Subject<'_>,
) {
    let part = Part::Keyword("servers");
    let server = old.name.ident.as_str();
    let find = |name: &str, server: &'_ Server| {
        let mut variables = defaults(server);
        variables.find(|it| it.name.ident == name).cloned()
    };
    for variable in defaults(old) {
        let name = variable.name.ident.as_str();
        let setter = setter_name(variable);
        let Some(now) = find(name, new) else {
            let error = match defaults(new).next() {
                Some(_) => format!("error[E0599]: no method named `{setter}`"),
                None => "error[E0432]: unresolved import".to_owned(),
            };
            let fill = [
                ("before", name),
                ("path", setter.as_str()),
                ("of", server),
                ("error", error.as_str()),
            ];
            comparison.report(
                ServiceKind::ServerOptionRemoved,
                subject,
                &part,
                name,
                &fill,
            );
            continue;
        };
        if now.default != variable.default {
            let shown = |of: &Option<String>| format!("`{}`", of.as_deref().unwrap_or_default());
            let (then, now) = (shown(&variable.default), shown(&now.default));
            let fill = [
                ("before", then.as_str()),
                ("after", now.as_str()),
                ("of", server),
            ];
            comparison.report(
                ServiceKind::ServerOptionDefault,
                subject,
                &part,
                name,
                &fill,
            );
        }
    }
    for variable in defaults(new) {
        let name = variable.name.ident.as_str();
        if find(name, old).is_none() {
            let fill = [("after", name), ("of", server)];
            comparison.report(ServiceKind::ServerOptionAdded, subject, &part, name, &fill);
        }
    }
}

/// What the function of a server takes.
fn variables(server: &Server) -> String {
    let base = is_relative(&server.url).then_some("base");
    let variables = required(server).map(|it| it.name.ident.as_str());
    base.into_iter()
        .chain(variables)
        .collect::<Vec<_>>()
        .join(", ")
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}::{name}")
    }
}

fn schemes(comparison: &mut Comparison<'_>, subject: &Subject<'_>) {
    let (before, after) = (
        &comparison.before.api.schemes,
        &comparison.after.api.schemes,
    );
    let part = Part::Keyword("components");
    let same = |scheme: &Scheme, list: &'_ [Scheme]| -> Option<usize> {
        list.iter().position(|it| it.name.wire == scheme.name.wire)
    };
    for old in before {
        let name = old.name.wire.as_str();
        let Some(new) = same(old, after).map(|at| &after[at]) else {
            let fill = [("path", old.name.ident.as_str())];
            comparison.report(ServiceKind::SchemeRemoved, subject, &part, name, &fill);
            continue;
        };
        if old.kind != new.kind {
            let (then, now) = (sent(&old.kind), sent(&new.kind));
            let fill = [("before", then.as_str()), ("after", now.as_str())];
            comparison.report(ServiceKind::SchemeChanged, subject, &part, name, &fill);
        }
        if old.name.ident != new.name.ident {
            let error = format!("error[E0432]: unresolved import `{}`", old.name.ident);
            let fill = [
                ("before", old.name.ident.as_str()),
                ("after", new.name.ident.as_str()),
                ("error", error.as_str()),
            ];
            let what = format!("the security scheme `{name}`");
            comparison.report(NameKind::Helper, subject, &part, &what, &fill);
        }
    }
    for new in after {
        if same(new, before).is_none() {
            comparison.report(
                ServiceKind::SchemeAdded,
                subject,
                &part,
                &new.name.wire,
                &[],
            );
        }
    }
}

/// How a credential is sent, in words.
fn sent(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::HeaderKey(header) => format!("the header `{header}`"),
        SecurityKind::QueryKey(parameter) => format!("the query parameter `{parameter}`"),
        SecurityKind::CookieKey(cookie) => format!("the cookie `{cookie}`"),
        SecurityKind::Basic => "a name and password (`Basic`)".to_owned(),
        SecurityKind::Bearer => "a token (`Bearer`)".to_owned(),
        SecurityKind::Http(scheme) => format!("`Authorization: {scheme}`"),
        SecurityKind::MutualTls => "a client certificate".to_owned(),
    }
}

fn incoming(comparison: &mut Comparison<'_>, subject: &Subject<'_>) {
    let (before, after) = (
        &comparison.before.api.incoming,
        &comparison.after.api.incoming,
    );
    let same = |incoming: &Incoming, list: &[Incoming]| -> Option<usize> {
        list.iter()
            .position(|it| it.name.wire == incoming.name.wire && it.route == incoming.route)
    };
    for old in before {
        let name = old.name.ident.as_str();
        let subject = Subject {
            path: format!("incoming::{name}"),
            requests: false,
            ..subject.clone()
        };
        let Some(new) = same(old, after).map(|at| &after[at]) else {
            comparison.report(
                ServiceKind::IncomingRemoved,
                &subject,
                &Part::Whole,
                name,
                &[],
            );
            continue;
        };
        if old.name.ident != new.name.ident {
            let error = format!("error[E0432]: unresolved import `incoming::{name}`");
            let fill = [
                ("before", name),
                ("after", new.name.ident.as_str()),
                ("error", error.as_str()),
            ];
            let what = format!("the webhook `{}`", old.name.wire);
            comparison.report(NameKind::Helper, &subject, &Part::Whole, &what, &fill);
        }
        let body = |incoming: &Incoming| incoming.body.clone().unwrap_or(Type::Unit);
        comparison.compare_types(
            &body(old),
            &body(new),
            &subject,
            &Part::Whole,
            "what it sends",
        );
        let words = |incoming: &'_ Incoming| incoming.deprecated;
        words::compare(
            comparison,
            Words {
                doc: &old.doc,
                deprecated: words(old),
            },
            Words {
                doc: &new.doc,
                deprecated: words(new),
            },
            &subject,
            &Part::Whole,
            "itself",
        );
    }
    for new in after {
        if same(new, before).is_none() {
            let subject = Subject {
                path: format!("incoming::{}", new.name.ident),
                requests: false,
                ..subject.clone()
            };
            comparison.report(
                ServiceKind::IncomingAdded,
                &subject,
                &Part::Whole,
                &new.name.ident,
                &[],
            );
        }
    }
}
