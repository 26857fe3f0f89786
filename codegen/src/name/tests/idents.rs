//! Identifiers one by one, and the laws that hold for all of them.

use crate::emit::{RESERVED_OPERATION_NAMES, RESERVED_TYPE_NAMES};
use crate::name::ident::Case;
use crate::name::reserved;
use crate::name::scope::{Claim, Scope};
use proptest::prelude::*;
use std::collections::HashSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

const SNAKE: Scope = Scope {
    case: Case::Snake,
    reserved: &[],
    reserved_suffix: "",
    beside: &[],
    length: usize::MAX,
};
const FILE: Scope = Scope {
    case: Case::File,
    ..SNAKE
};
const CAMEL: Scope = Scope {
    case: Case::Camel,
    ..SNAKE
};
const SCREAMING: Scope = Scope {
    case: Case::Screaming,
    ..SNAKE
};
const TYPES: Scope = Scope {
    reserved: &[RESERVED_TYPE_NAMES],
    reserved_suffix: "model",
    ..CAMEL
};
const OPERATIONS: Scope = Scope {
    reserved: &[RESERVED_OPERATION_NAMES],
    reserved_suffix: "operation",
    beside: reserved::BESIDE_OPERATIONS,
    ..CAMEL
};

fn claim(wire: &str) -> Claim<'_> {
    Claim {
        words: wire,
        wire,
        ..Claim::default()
    }
}

fn settle<'a>(scope: &Scope, wires: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let claims: Vec<_> = wires.into_iter().map(claim).collect();
    scope
        .settle(&claims)
        .idents
        .iter()
        .map(|ident| Case::escape(ident))
        .collect()
}

fn one(scope: &Scope, text: &str) -> String {
    settle(scope, [text]).remove(0)
}

const FIELDS: &[(&str, &str)] = &[
    ("displayName", "display_name"),
    ("DisplayName", "display_name"),
    ("display_name", "display_name"),
    ("display-name", "display_name"),
    ("vmIDs", "vm_ids"),
    ("IDs", "ids"),
    ("ID", "id"),
    ("XMLHttpRequest", "xml_http_request"),
    ("IPAddress", "ip_address"),
    ("IPv4Address", "ipv4_address"),
    ("isOAuthEnabled", "is_oauth_enabled"),
    ("eTag", "etag"),
    ("iOSVersion", "ios_version"),
    ("diskSizeGiB", "disk_size_gib"),
    ("sha256Hash", "sha256_hash"),
    ("X509Certificate", "x509_certificate"),
    ("b2cTenant", "b2c_tenant"),
    ("v1.2", "v1_2"),
    ("$top", "top"),
    ("$ref", "r#ref"),
    ("@odata.type", "odata_type"),
    ("x-ms-version", "x_ms_version"),
    ("filter[name]", "filter_name"),
    ("ids[]", "ids"),
    ("+1", "plus_1"),
    ("-1", "minus_1"),
    ("-created_at", "minus_created_at"),
    ("100%", "n_100"),
    ("2fa", "n_2fa"),
    ("type", "r#type"),
    ("Type", "r#type"),
    ("gen", "r#gen"),
    ("self", "self_"),
    ("Self", "self_"),
    ("super", "super_"),
    ("crate", "crate_"),
    ("_", "underscore"),
    ("__", "underscore_underscore"),
    ("_id", "id"),
    ("", "empty"),
    (" ", "space"),
    ("*", "star"),
    ("/", "slash"),
    ("don't know", "dont_know"),
    ("größe", "größe"),
    ("GRÖSSE", "grösse"),
    ("名前", "名前"),
    ("Имя пользователя", "имя_пользователя"),
    ("m²", "m2"),
    ("😀", "u1f600"),
    ("😀 smile", "smile"),
    ("\u{301}", "u0301"),
    ("a\u{200b}b", "ab"),
    ("ʰ", "h"),
];

const VARIANTS: &[(&str, &str)] = &[
    ("relationshipLink", "RelationshipLink"),
    (
        "RelationshipLink mappings item",
        "RelationshipLinkMappingsItem",
    ),
    ("OAuth2Token", "OAuth2Token"),
    ("ETag", "ETag"),
    ("ARMTemplate", "ArmTemplate"),
    ("IPv6", "Ipv6"),
    ("v2", "V2"),
    ("v1.2", "V1_2"),
    ("2017-04-26", "N2017_04_26"),
    ("1", "N1"),
    ("-1", "Minus1"),
    ("-0.5", "Minus0_5"),
    ("1e3", "N1e3"),
    ("+1", "Plus1"),
    ("Reaction +1", "ReactionPlus1"),
    ("*", "Star"),
    ("/", "Slash"),
    (">=", "GreaterEqual"),
    ("<", "Less"),
    ("😀", "U1F600"),
    ("", "Empty"),
    ("Self", "Self_"),
    ("self", "Self_"),
    ("ßx", "SSx"),
    ("名前", "名前"),
    ("имя", "Имя"),
    ("type", "Type"),
    ("foo_bar", "FooBar"),
    ("foo_1", "Foo1"),
    ("foo_1_2", "Foo1_2"),
];

#[test]
fn fields_and_variants() {
    for (text, ident) in FIELDS {
        assert_eq!(one(&SNAKE, text), *ident, "{text:?}");
    }
    for (text, ident) in VARIANTS {
        assert_eq!(one(&CAMEL, text), *ident, "{text:?}");
    }
}

#[test]
fn constants() {
    assert_eq!(one(&SCREAMING, "azure_auth"), "AZURE_AUTH");
    assert_eq!(one(&SCREAMING, "OAuth2"), "OAUTH2");
    assert_eq!(one(&SCREAMING, "2legged"), "N_2LEGGED");
    assert_eq!(one(&SCREAMING, "名前"), "C_名前");
}

#[test]
fn modules() {
    for (text, ident) in [
        ("RelationshipLinks", "relationship_links"),
        ("Größe", "gro_u00df_e"),
        ("Café e\u{301}t\u{e9}", "cafe_ete"),
        ("用户 v2", "u7528_u6237_v2"),
        ("한국", "ud55c_uad6d"),
        ("2fa", "n_2fa"),
        ("Type", "r#type"),
    ] {
        assert_eq!(one(&FILE, text), ident, "{text:?}");
    }
}

#[test]
fn reserved_names() {
    for (text, ident) in [
        ("Option", "OptionModel"),
        ("string", "StringModel"),
        ("Self", "SelfModel"),
        ("Error", "Error"),
    ] {
        assert_eq!(one(&TYPES, text), ident, "{text:?}");
    }
    assert_eq!(one(&OPERATIONS, "error"), "ErrorOperation");
    assert_eq!(one(&OPERATIONS, "Move"), "Move");
}

#[test]
fn clashes() {
    let cases: [(&Scope, &[&str], &[&str]); 20] = [
        (
            &SNAKE,
            &["fooBar", "foo_bar"],
            &["foo_bar", "foo_underscore_bar"],
        ),
        (
            &CAMEL,
            &["de-DE", "de_DE", "deDE"],
            &["DeDashDe", "DeUnderscoreDe", "DeDe"],
        ),
        (
            &CAMEL,
            &["sortKey", "SortKey", "sort_key"],
            &["SortKeyCamel", "SortKey", "SortUnderscoreKey"],
        ),
        (&SNAKE, &["userId", "userID"], &["user_id_camel", "user_id"]),
        (&CAMEL, &["<=", "≤"], &["LessEqual", "LessEqualSign"]),
        (&CAMEL, &["7", "N7"], &["Number7", "N7"]),
        (&CAMEL, &[" ", "\u{a0}"], &["Space", "SpaceU00A0"]),
        (&CAMEL, &["a_b<", "a_b>"], &["ABLess", "ABGreater"]),
        (&SNAKE, &["foo-bar", "fooBar"], &["foo_dash_bar", "foo_bar"]),
        (
            &SNAKE,
            &["foo-bar", "foo.bar"],
            &["foo_dash_bar", "foo_dot_bar"],
        ),
        (
            &SNAKE,
            &["$ref", "ref", "@ref"],
            &["dollar_ref", "r#ref", "at_ref"],
        ),
        (&SNAKE, &["ids[]", "ids"], &["ids_brackets", "ids"]),
        (
            &SNAKE,
            &["_id", "id", "id_"],
            &["underscore_id", "id", "id_underscore"],
        ),
        (&CAMEL, &["asc", "ASC"], &["AscLower", "Asc"]),
        (
            &CAMEL,
            &["asc", "Asc", "ASC"],
            &["AscLower", "Asc", "AscUpper"],
        ),
        (&CAMEL, &["name<", "name>"], &["NameLess", "NameGreater"]),
        (
            &CAMEL,
            &["name", "name>", "name<"],
            &["Name", "NameGreater", "NameLess"],
        ),
        (
            &CAMEL,
            &["-created_at", "created_at"],
            &["MinusCreatedAt", "CreatedAt"],
        ),
        (
            &TYPES,
            &["Option", "OptionModel"],
            &["Option463b", "OptionModel"],
        ),
        (
            &OPERATIONS,
            &["GetOptions", "Get", "List"],
            &["GetOptionsOperation", "Get", "List"],
        ),
    ];
    for (scope, wires, idents) in cases {
        assert_eq!(settle(scope, wires.iter().copied()), idents, "{wires:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_legal_identifier(text in any::<String>()) {
        for scope in [&SNAKE, &FILE, &CAMEL, &SCREAMING] {
            let ident = one(scope, &text);
            prop_assert!(syn::parse_str::<syn::Ident>(&ident).is_ok(), "{ident:?}");
        }
    }

    #[test]
    fn names_do_not_depend_on_the_order_of_items(
        wires in prop::collection::hash_set("[aAbB_<>-]{0,4}|[Gg]et(Options|Output)?", 1..12)
            .prop_map(|wires| wires.into_iter().collect::<Vec<_>>()).prop_shuffle(),
    ) {
        for scope in [&SNAKE, &FILE, &CAMEL, &SCREAMING, &OPERATIONS] {
            let mut sorted = wires.clone();
            sorted.sort();
            let shuffled = settle(scope, wires.iter().map(String::as_str));
            let in_order = settle(scope, sorted.iter().map(String::as_str));
            let mut pairs: Vec<_> = wires.iter().zip(&shuffled).collect();
            pairs.sort();
            prop_assert_eq!(pairs, sorted.iter().zip(&in_order).collect::<Vec<_>>());
            let different: HashSet<_> = shuffled.iter().collect();
            prop_assert_eq!(different.len(), shuffled.len());
        }
    }
}

/// Identifiers of texts in every script, as the compiler sees them: an error or a warning fails.
#[test]
fn rustc_has_nothing_to_say() {
    let letters = (' '..='\u{2fff}')
        .chain('\u{1d400}'..='\u{1d7ff}')
        .step_by(11);
    let texts =
        letters.flat_map(|letter| [letter.to_string(), format!("a{letter}b{letter} {letter}1")]);
    let table = FIELDS
        .iter()
        .chain(VARIANTS)
        .map(|(text, _)| (*text).to_owned());
    let modules = texts.chain(table).enumerate().map(|(index, text)| {
        let [snake, camel, screaming] = [&SNAKE, &CAMEL, &SCREAMING].map(|scope| one(scope, &text));
        format!(
            "pub mod f{index} {{ pub fn {snake}({snake}: u8) -> u8 {{ {snake} }} pub mod {snake} {{}} }} \
             pub mod t{index} {{ pub enum {camel} {{ {camel} {{ {snake}: u8 }} }} }} \
             pub mod c{index} {{ pub const {screaming}: u8 = 1; }}\n"
        )
    });
    // What authors write in other scripts may be rare or look like Latin: emitted crates allow that.
    let allowed =
        "#![allow(uncommon_codepoints, confusable_idents, mixed_script_confusables)]\n".to_owned();
    let source: String = std::iter::once(allowed).chain(modules).collect();
    let messages = compile(&source);
    assert!(messages.is_empty(), "{messages}");
}

/// What `rustc` says about a crate's source.
fn compile(source: &str) -> String {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args([
            "--edition=2024",
            "--crate-type=lib",
            "--crate-name=names",
            "--emit=metadata=-",
            "-",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a test run by Cargo finds rustc");
    let mut stdin = rustc.stdin.take().expect("stdin is piped");
    stdin
        .write_all(source.as_bytes())
        .expect("rustc reads its input");
    drop(stdin);
    let output = rustc.wait_with_output().expect("rustc ends");
    String::from_utf8_lossy(&output.stderr).into_owned()
}
