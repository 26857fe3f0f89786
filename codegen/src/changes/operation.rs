//! Operations, compared: each with its counterpart, and those that have none.
//!
//! What a stranger would get wrong: an operation that moved to another group is renamed, because the group is a module.

use super::comparison::{Comparison, Subject};
use super::kind::OperationKind;
use super::locate::Part;
use super::pair::{OperationRef, operation, operation_path};
use super::words::{self, Words};
use super::{answer, argument, body, service};
use crate::shape::{Api, Framing, Operation, Paging, Streaming};
use std::collections::BTreeSet;

/// Compares the operations.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (before, after) = (comparison.before.api, comparison.after.api);
    let pairs = comparison.pairs().operations.clone();
    let removed = comparison.pairs().removed.clone();
    let added = comparison.pairs().added.clone();
    for (left, right) in pairs {
        pair(comparison, left, right);
    }
    for at in removed {
        let path = operation_path(before, at);
        let gone = operation(before, at);
        let call = format!("{} `{}`", gone.method, gone.route);
        let subject = Subject {
            was_at: Some(&gone.location),
            ..lone(path.clone())
        };
        let lost = lost_path(after, &path);
        let fill = [("before", call.as_str()), ("gone", lost.as_str())];
        comparison.report(OperationKind::Removed, &subject, &Part::Whole, "", &fill);
    }
    for at in added {
        let path = operation_path(after, at);
        let new = operation(after, at);
        let call = format!("{} `{}`", new.method, new.route);
        let subject = Subject {
            is_at: Some(&new.location),
            ..lone(path)
        };
        let fill = [("after", call.as_str())];
        comparison.report(OperationKind::Added, &subject, &Part::Whole, "", &fill);
    }
}

/// The part of a path that the compiler does not find: the group's module, if no operation is left in it.
fn lost_path(after: &Api, path: &str) -> String {
    let group = path.split("::").next().unwrap_or_default();
    let stays = after.groups.iter().any(|it| it.name.ident == group);
    if stays { path } else { group }.to_owned()
}

fn lone(path: String) -> Subject<'static> {
    Subject {
        operations: vec![path.clone()],
        path,
        ..Subject::api()
    }
}

fn pair(comparison: &mut Comparison<'_>, left: OperationRef, right: OperationRef) {
    let (old, new) = (
        operation(comparison.before.api, left),
        operation(comparison.after.api, right),
    );
    let was = operation_path(comparison.before.api, left);
    let is = operation_path(comparison.after.api, right);
    let subject = Subject {
        was_at: Some(&old.location),
        is_at: Some(&new.location),
        ..lone(is.clone())
    };
    let lost = lost_path(comparison.after.api, &was);
    let mut report = |kind, part: &Part<'_>, before: &str, after: &str| {
        let fill = [
            ("before", before),
            ("after", after),
            ("gone", lost.as_str()),
        ];
        comparison.report(kind, &subject, part, "", &fill);
    };
    if was != is {
        report(OperationKind::Renamed, &Part::Whole, &was, &is);
    }
    if old.method != new.method {
        report(
            OperationKind::Method,
            &Part::Whole,
            &old.method,
            &new.method,
        );
    }
    if old.route != new.route {
        report(OperationKind::Moved, &Part::Whole, &old.route, &new.route);
    }
    if old.id != new.id && was == is {
        let part = Part::Keyword("operationId");
        report(OperationKind::Id, &part, &old.id, &new.id);
    }
    words::compare(
        comparison,
        words_of(old),
        words_of(new),
        &subject,
        &Part::Whole,
        "itself",
    );
    security(comparison, old, new, &subject);
    service::servers(comparison, &old.servers, &new.servers, &subject);
    let sent = Subject {
        responses: false,
        ..subject.clone()
    };
    argument::compare(comparison, old, new, &sent);
    body::compare(comparison, old, new, &sent);
    let answered = Subject {
        requests: false,
        ..subject.clone()
    };
    answer::compare(comparison, old, new, &answered);
    proceeding(comparison, old, new, &subject);
}

fn words_of(operation: &Operation) -> Words<'_> {
    Words {
        doc: &operation.doc,
        deprecated: operation.deprecated,
    }
}

/// The sets of schemes that are enough; the empty set where nothing is demanded.
fn alternatives(api: &Api, operation: &Operation) -> BTreeSet<BTreeSet<String>> {
    if operation.security.is_empty() {
        return BTreeSet::from([BTreeSet::new()]);
    }
    let name = |index: &usize| {
        let scheme = api.schemes.get(*index);
        scheme.map_or_else(String::new, |scheme| format!("`{}`", scheme.name.wire))
    };
    let sets = operation.security.iter();
    sets.map(|set| set.iter().map(name).collect()).collect()
}

fn security(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    subject: &Subject<'_>,
) {
    let before = alternatives(comparison.before.api, old);
    let after = alternatives(comparison.after.api, new);
    let words = |set: &BTreeSet<String>| -> String {
        if set.is_empty() {
            "anybody".to_owned()
        } else {
            set.iter().cloned().collect::<Vec<_>>().join(" with ")
        }
    };
    let list = |sets: &BTreeSet<BTreeSet<String>>| {
        sets.iter().map(words).collect::<Vec<_>>().join(", or ")
    };
    let open = BTreeSet::new();
    let part = Part::Keyword("security");
    let mut report = |kind, before: &str, after: &str| {
        let fill = [("before", before), ("after", after)];
        comparison.report(kind, subject, &part, "", &fill);
    };
    match (before.contains(&open), after.contains(&open)) {
        (true, false) => report(OperationKind::SecurityDemanded, "", &list(&after)),
        (false, true) => report(OperationKind::SecurityDropped, &list(&before), ""),
        (true, true) | (false, false) => {
            for set in after.difference(&before) {
                let kind = OperationKind::SecurityAlternativeAdded;
                report(kind, "", &words(set));
            }
            // Who is let in without a credential is let in with one that nobody asks for.
            if !after.contains(&open) {
                for set in before.difference(&after) {
                    let kind = OperationKind::SecurityAlternativeRemoved;
                    report(kind, &words(set), "");
                }
            }
        }
    }
}

/// How the items of a stream are told apart, and how it ends.
fn framed(stream: &Streaming) -> String {
    let items = match stream.framing {
        Framing::Events => "the data of events",
        Framing::Lines => "a line an item",
        Framing::Sequence => "a JSON text sequence",
    };
    match &stream.end {
        Some(end) => format!("{items}, until `{end}`"),
        None => items.to_owned(),
    }
}

/// Paging and long-running.
fn proceeding(
    comparison: &mut Comparison<'_>,
    old: &Operation,
    new: &Operation,
    subject: &Subject<'_>,
) {
    let mut report = |kind, keyword: &str, before: &str, after: &str| {
        let fill = [("before", before), ("after", after)];
        comparison.report(kind, subject, &Part::Keyword(keyword), "", &fill);
    };
    let pageable = "x-ms-pageable";
    // Pages whose type does not have the items are followed by nobody.
    let taken = |operation: &'_ Operation| {
        let paging = operation.paging.as_ref()?;
        Some((paging.clone(), paging.taken.as_ref()?.item.clone()))
    };
    let (before, after) = (taken(old), taken(new));
    match (&before, &after) {
        (None, Some((new, _))) => report(OperationKind::PagingAdded, pageable, "", &new.items),
        (Some((old, _)), None) => report(OperationKind::PagingRemoved, pageable, &old.items, ""),
        (Some((old, _)), Some((new, _))) if (&old.items, &old.next) != (&new.items, &new.next) => {
            let (old, new) = (pages(old), pages(new));
            report(OperationKind::PagingChanged, pageable, &old, &new);
        }
        _ => {}
    }
    let long = "x-ms-long-running-operation";
    match (&old.long_running, &new.long_running) {
        (None, Some(_)) => report(OperationKind::LongRunningAdded, long, "", ""),
        (Some(_), None) => report(OperationKind::LongRunningRemoved, long, "", ""),
        (Some(old), Some(new)) if old.final_state != new.final_state => {
            report(OperationKind::LongRunningChanged, long, "", "");
        }
        _ => {}
    }
    match (&old.stream, &new.stream) {
        (None, Some(_)) => report(OperationKind::StreamAdded, "responses", "", ""),
        (Some(_), None) => report(OperationKind::StreamRemoved, "responses", "", ""),
        (Some(old), Some(new)) if (old.framing, &old.end) != (new.framing, &new.end) => {
            let (old, new) = (framed(old), framed(new));
            report(OperationKind::StreamChanged, "responses", &old, &new);
        }
        _ => {}
    }
    let answered = Subject {
        requests: false,
        ..subject.clone()
    };
    let items = before.as_ref().zip(after.as_ref());
    let results = old.long_running.as_ref().zip(new.long_running.as_ref());
    let streamed = old.stream.as_ref().zip(new.stream.as_ref());
    let pairs = [
        (
            items.map(|((_, old), (_, new))| (old, new)),
            "an item of its pages",
        ),
        (
            results.map(|(old, new)| (&old.result, &new.result)),
            "its result",
        ),
        (
            streamed.map(|(old, new)| (&old.item, &new.item)),
            "an item of its stream",
        ),
    ];
    for (pair, what) in pairs {
        if let Some((before, after)) = pair {
            let part = Part::Keyword("responses");
            comparison.compare_types(before, after, &answered, &part, what);
        }
    }
}

fn pages(paging: &Paging) -> String {
    match paging.next.said() {
        Some(next) => format!("`{}`, {next}", paging.items),
        None => format!("`{}` alone", paging.items),
    }
}
