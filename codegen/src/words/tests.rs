//! Texts and their words.

use super::{plain, spelled_out};

fn snake(text: &str) -> String {
    let words = plain(text);
    let words: Vec<_> = words.iter().map(|word| word.lower.as_str()).collect();
    words.join("_")
}

fn camel(text: &str) -> String {
    plain(text).into_iter().map(|word| word.camel).collect()
}

#[test]
fn a_small_letter_between_capitals_belongs_to_their_acronym() {
    for (text, expected) in [
        ("linkQoE", "link_qoe"),
        ("RoCEPorts", "roce_ports"),
        ("VoIPNumber", "voip_number"),
        ("XDoSRules", "xdos_rules"),
        ("LoRaWANKey", "lorawan_key"),
        ("PaaSOffer", "paas_offer"),
        ("DBaaSPlan", "dbaas_plan"),
        ("gRPCPort", "grpc_port"),
        ("vNICs", "vnics"),
        ("eSIMProfile", "esim_profile"),
        ("MySQLServer", "mysql_server"),
    ] {
        assert_eq!(snake(text), expected);
    }
}

#[test]
fn words_before_an_acronym_are_none_of_its_letters() {
    for (text, expected) in [
        ("sizeInGB", "size_in_gb"),
        ("isVM", "is_vm"),
        ("IsSSLEnabled", "is_ssl_enabled"),
        ("toDoList", "to_do_list"),
        ("VMInGB", "vm_in_gb"),
        ("dbURL", "db_url"),
        ("vmID", "vm_id"),
        ("pHLevel", "p_h_level"),
    ] {
        assert_eq!(snake(text), expected);
    }
}

#[test]
fn numbers_that_count_are_words() {
    for (text, expected) in [
        ("usersOfLast7Days", "users_of_last_7_days"),
        ("top10Queries", "top_10_queries"),
        ("retention90Days", "retention_90_days"),
        ("sha256Hash", "sha256_hash"),
        ("address2Line", "address2_line"),
        ("OAuth2Token", "oauth2_token"),
        ("level3", "level3"),
    ] {
        assert_eq!(snake(text), expected);
    }
    assert_eq!(camel("usersOfLast7Days"), "UsersOfLast7Days");
}

#[test]
fn types_are_capitalised_by_pieces() {
    for (text, expected) in [
        ("LoRaWANKey", "LoRaWanKey"),
        ("vNICs", "VNics"),
        ("MySQLServer", "MySqlServer"),
        ("QoEReport", "QoEReport"),
    ] {
        assert_eq!(camel(text), expected);
    }
}

#[test]
fn signs_beyond_ascii_have_names() {
    for (text, expected) in [
        ("≤", "less_equal"),
        ("≈", "almost_equal"),
        ("×", "times"),
        ("€", "euro"),
        ("→", "arrow"),
        ("\t", "tab"),
        ("😀", "u1f600"),
    ] {
        assert_eq!(snake(text), expected);
    }
}

#[test]
fn what_separates_words_can_be_spelled_out() {
    let words: Vec<_> = spelled_out("en_US-x y")
        .into_iter()
        .map(|word| word.lower)
        .collect();
    assert_eq!(words, ["en", "underscore", "us", "dash", "x", "space", "y"]);
}
