//! Ids, tags and paths, and what they become.

use super::group::Group;
use super::path::{group, is_version, last_parameter};
use super::{own_name, parts};

/// The group and the name of an operation with this id, under this tag, at this path.
fn named(id: &str, tag: Option<&str>, path: &str) -> String {
    let (group, full) = match (parts(id), tag) {
        (Some(parts), Some(tag)) => parts.under(tag),
        (Some(parts), None) => parts.own(),
        (None, tag) => {
            let of_path = group(path).expect("a word");
            (tag.map_or(of_path, str::to_owned), None)
        }
    };
    let known = Group::new(&group);
    let name = own_name(&known, full.as_deref().unwrap_or(id), path);
    format!("{group}: {name}")
}

#[test]
fn an_id_with_its_group_in_front() {
    for (id, tag, expected) in [
        (
            "gists/check-is-starred",
            Some("gists"),
            "gists: check-is-starred",
        ),
        ("Labels.Create", None, "Labels: Create"),
        ("labels:create", None, "labels: create"),
        ("mail.threads.list", None, "mail threads: list"),
        ("mail.threads.list", Some("threads"), "threads: list"),
        ("mail.threads.list", Some("mail"), "mail: threads list"),
        (
            "v2.endpoint.get-stats",
            Some("Endpoint"),
            "Endpoint: get-stats",
        ),
        ("Things_List", Some("other"), "Things: List"),
        ("colours_list", Some("Colours"), "Colours: list"),
        ("coloursList", Some("colours"), "colours: List"),
        (
            "thread.list.messages",
            Some("Threads"),
            "Threads: list messages",
        ),
    ] {
        assert_eq!(named(id, tag, "/x"), expected, "{id}");
    }
}

#[test]
fn an_id_that_only_looks_like_it() {
    for (id, tag, expected) in [
        ("GET/things", Some("x"), "x: GET/things"),
        ("/things/list", Some("x"), "x: /things/list"),
        ("rank.2", Some("Ranks"), "Ranks: rank.2"),
        ("list_things", None, "things: list"),
        ("things/{id}/get", Some("x"), "x: things/{id}/get"),
    ] {
        assert_eq!(named(id, tag, "/things"), expected, "{id}");
    }
}

#[test]
fn a_name_does_not_repeat_its_group() {
    for (id, tag, expected) in [
        ("postRemark", "Remarks", "post"),
        ("getRemarks", "Remarks", "get"),
        ("searchLampsByColour", "lamp", "search By Colour"),
        ("licences/get-all-licences", "licences", "get all"),
        ("issues/list-events-on-issue", "issues", "list events"),
        ("schools/get-a-school", "schools", "get"),
        ("vpngateways_list", "VPN Gateways", "list"),
        ("registries_get_plan", "Container Registries", "get plan"),
        ("zones_patch_record", "Zone Records", "patch"),
        (
            "security/create-advisory",
            "Security advisories",
            "create-advisory",
        ),
        ("createAdvisory", "Security advisories", "create"),
        (
            "items/get-all-item-copies-for-item-of-user",
            "items",
            "get all copies of user",
        ),
        ("getTeamBoards", "Boards", "get for Team"),
        ("DeleteBoardsID", "boards", "Delete by ID"),
        ("getPrivateBoards", "boards", "get Private"),
        ("createSpecialParty", "parties", "create Special"),
        ("GetCustomersCustomer", "customers", "Get"),
        ("GetCustomersCustomerCardsId", "customers", "Get Cards Id"),
        ("searchIssues", "search", "Issues"),
    ] {
        let name = named(id, Some(tag), "/teams/{team}/boards");
        assert_eq!(
            name.split_once(": ").map(|(_, name)| name),
            Some(expected),
            "{id}"
        );
    }
}

#[test]
fn what_is_left_has_to_be_a_name() {
    for (id, tag) in [
        ("status", "Status"),
        ("bulk.0", "bulk"),
        ("usersAndGroups", "users"),
        ("byUser", "user"),
    ] {
        assert_eq!(named(id, Some(tag), "/x"), format!("{tag}: {id}"));
    }
}

#[test]
fn the_first_word_of_a_path_is_its_group() {
    for (path, expected) in [
        ("/v1/orders/{id}", Some("orders")),
        ("/api/v2beta1/user-rights", Some("user-rights")),
        ("/2010-04-01/Accounts/{sid}.json", Some("Accounts")),
        ("/1.1/statuses", Some("statuses")),
        ("/{tenant}/users", Some("users")),
        ("/models:predict", Some("models")),
        ("/users('{id}')", Some("users")),
        ("/v1", None),
        ("/", None),
    ] {
        assert_eq!(group(path).as_deref(), expected, "{path}");
    }
    assert!(!is_version("400") && !is_version("v") && !is_version("2fa") && is_version("v3"));
    assert_eq!(last_parameter("/a/{b}/c/{d}"), Some("d"));
    assert_eq!(last_parameter("/a/{b}/c"), None);
}
