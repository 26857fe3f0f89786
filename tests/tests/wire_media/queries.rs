//! Parameters in queries: `form`, `spaceDelimited`, `pipeDelimited` and `deepObject`, with and without `explode`.

use crate::emitted::later;
use crate::emitted::styles::models::{Color, Filter, FilterSize};
use crate::emitted::styles::query::{
    Deep, DeepOptions, Form, FormJoined, FormJoinedOptions, FormOptions, Pipe, PipeOptions,
    Reserved, ReservedOptions, Space, SpaceOptions,
};
use crate::{color, names, pairs, sent, texts};
use serde_json::{Value, json};

#[test]
fn form_is_the_row_of_the_table() {
    let options = FormOptions {
        p: Some("blue".to_owned()),
        a: Some(names()),
        o: Some(color()),
    };
    let message = sent(&Form, &options);
    assert_eq!(
        message.query(),
        "p=blue&a=blue&a=black&a=brown&R=100&G=200&B=150"
    );
    let options = FormJoinedOptions {
        p: Some("blue".to_owned()),
        a: Some(names()),
        o: Some(color()),
    };
    let message = sent(&FormJoined, &options);
    assert_eq!(
        message.query(),
        "p=blue&a=blue,black,brown&o=R,100,G,200,B,150"
    );
}

#[test]
fn delimited_styles_are_rows_of_the_table() {
    let options = SpaceOptions {
        a: Some(names()),
        o: Some(color()),
        each: Some(names()),
    };
    assert_eq!(
        sent(&Space, &options).query(),
        "a=blue%20black%20brown&o=R%20100%20G%20200%20B%20150&each=blue&each=black&each=brown"
    );
    let options = PipeOptions {
        a: Some(names()),
        o: Some(color()),
        each: Some(names()),
    };
    assert_eq!(
        sent(&Pipe, &options).query(),
        "a=blue%7Cblack%7Cbrown&o=R%7C100%7CG%7C200%7CB%7C150&each=blue&each=black&each=brown"
    );
}

#[test]
fn deep_objects_are_the_row_of_the_table_and_are_read_with_brackets() {
    let options = DeepOptions {
        o: Some(color()),
        filter: None,
    };
    let message = sent(&Deep, &options);
    assert_eq!(message.query(), "o%5BR%5D=100&o%5BG%5D=200&o%5BB%5D=150");

    let filter = Filter::default()
        .with_name("a&b=[c]")
        .with_size(FilterSize::default().with_min(3))
        .with_tags(texts(&["x", "y z"]));
    let options = DeepOptions {
        o: None,
        filter: Some(filter),
    };
    let message = sent(&Deep, &options);
    let decoded: Vec<String> = message
        .pairs()
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(
        decoded,
        [
            "filter[name]=a&b=[c]",
            "filter[size][min]=3",
            "filter[tags][]=x",
            "filter[tags][]=y z"
        ]
    );
    let brackets = serde_qs::Config::new().use_form_encoding(true);
    let read: Value = brackets
        .deserialize_str(message.query())
        .expect("brackets nest");
    assert_eq!(
        read,
        json!({"filter": {"name": "a&b=[c]", "size": {"min": "3"}, "tags": ["x", "y z"]}})
    );
}

/// RFC 6570 leaves lists and maps without members out; OpenAPI's table has `color=` where they do not explode.
#[test]
fn empty_lists_and_objects() {
    let options = FormOptions {
        p: Some(String::new()),
        a: Some(Vec::new()),
        o: Some(Color::default()),
    };
    assert_eq!(sent(&Form, &options).query(), "p=");
    let options = FormJoinedOptions {
        p: Some(String::new()),
        a: Some(Vec::new()),
        o: Some(Color::default()),
    };
    assert_eq!(sent(&FormJoined, &options).query(), "p=&a=&o=");
    assert_eq!(sent(&Form, &FormOptions::default()).target, "/query/form");
}

#[test]
fn values_arrive_as_they_were_given() {
    for text in [
        "a+b c&d=e#f",
        "100%",
        "%41",
        "é\u{10ffff}",
        "\r\n\0",
        "[]|{}\\^`\"",
    ] {
        let options = FormOptions {
            p: Some(text.to_owned()),
            a: Some(texts(&[text, text])),
            o: None,
        };
        let message = sent(&Form, &options);
        assert_eq!(
            message.pairs(),
            pairs(&[("p", text), ("a", text), ("a", text)])
        );
    }
    let options = FormJoinedOptions {
        a: Some(texts(&["x,y", "z"])),
        ..FormJoinedOptions::default()
    };
    assert_eq!(sent(&FormJoined, &options).query(), "a=x%2Cy,z");
}

#[test]
fn reserved_characters_are_kept_where_they_may_be() {
    let text = "/a:b?c@d!$'()*,;=&#[]+ %2F%zz";
    let options = ReservedOptions {
        plain: Some(text.to_owned()),
        reserved: Some(text.to_owned()),
        document: None,
    };
    let message = sent(&Reserved, &options);
    assert_eq!(
        message.query(),
        "plain=%2Fa%3Ab%3Fc%40d%21%24%27%28%29%2A%2C%3B%3D%26%23%5B%5D%2B%20%252F%25zz\
         &reserved=/a:b?c@d!$'()*,;=%26%23%5B%5D%2B%20%2F%25zz"
    );
    assert_eq!(
        message.pairs(),
        pairs(&[("plain", text), ("reserved", &text.replace("%2F", "/"))])
    );
}

#[test]
fn a_document_is_one_value() {
    let options = ReservedOptions {
        document: Some(color()),
        ..ReservedOptions::default()
    };
    assert_eq!(
        sent(&Reserved, &options).pairs(),
        pairs(&[("document", r#"{"R":100,"G":200,"B":150}"#)])
    );
}

/// The examples of the OpenAPI 3.2 specification.
#[test]
fn a_whole_query_is_a_form_or_a_document() {
    use later::models::{WholeFormMetadata, WholeJsonJson};
    use later::whole::{Form, FormOptions, Json, JsonOptions};
    let metadata = WholeFormMetadata::default()
        .with_foo("a + b")
        .with_bar(true);
    let options = FormOptions {
        metadata: Some(metadata),
    };
    assert_eq!(sent(&Form, &options).query(), "foo=a+%2B+b&bar=true");
    let json = WholeJsonJson::default()
        .with_numbers(vec![1, 2])
        .with_flag(None);
    let options = JsonOptions { json: Some(json) };
    assert_eq!(
        sent(&Json, &options).query(),
        "%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D"
    );
}
