//! What descriptions are read as: each case is a text and what it means.

mod bases;
mod complaints;
mod corpus;
mod dialects;
mod hostile;
mod operations;
mod parameters;
mod references;
mod schemas;

use crate::complaint::{Complaint, Complaints};
use crate::coverage::{Coverage, Entry};
use crate::description::{Description, Operation, Schema, SchemaId};
use crate::load::load;

/// What reading gives.
struct Read {
    description: Option<Description>,
    complaints: Vec<Complaint>,
    coverage: Vec<Entry>,
}

/// Reads files, the first of which is the root, on a stack no larger than a test's.
fn read_files(files: &[(&str, &str)]) -> Read {
    let texts = |path: &str| {
        let file = files.iter().find(|(name, _)| *name == path);
        file.map(|(_, text)| (*text).to_owned())
            .ok_or_else(|| "it does not exist".to_owned())
    };
    let documents = load(&[files[0].0], &texts);
    let (mut complaints, mut coverage) = (Complaints::default(), Coverage::default());
    let description = super::read(&documents, &mut complaints, &mut coverage);
    Read {
        description,
        complaints: complaints.into_sorted(),
        coverage: coverage.into_sorted(),
    }
}

fn read(text: &str) -> Read {
    read_files(&[("api.yaml", text)])
}

/// Reads a description in which nothing is wrong.
fn read_well(text: &str) -> Description {
    let read = read(text);
    assert_eq!(read.complaints, []);
    read.description.expect("a description")
}

/// Reads a schema, the component `S` of a description in OpenAPI 3.1, in which nothing is wrong.
fn schema(yaml: &str) -> (Schema, Vec<Entry>) {
    let read = read(&schema_document("3.1.0", yaml));
    assert_eq!(read.complaints, []);
    let description = read.description.expect("a description");
    (
        description.schemas[description.components[0]].clone(),
        read.coverage,
    )
}

fn schema_document(version: &str, yaml: &str) -> String {
    let indented = yaml.trim_end().replace('\n', "\n      ");
    format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    S:\n      {indented}\n"
    )
}

/// Reads a description of one operation in OpenAPI 3.1.
fn operation(key: &str, yaml: &str) -> (Operation, Description, Read) {
    let indented = yaml.trim_end().replace('\n', "\n      ");
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  {key}:\n    get:\n      {indented}\n"
    );
    let mut read = read(&text);
    let description = read.description.take().expect("a description");
    (description.operations[0].clone(), description, read)
}

/// The schema of a property.
fn property<'d>(description: &'d Description, schema: SchemaId, name: &str) -> &'d Schema {
    &description.schemas[description.schemas[schema].properties[name]]
}

/// The codes of complaints.
fn codes(read: &Read) -> Vec<&'static str> {
    read.complaints
        .iter()
        .map(|complaint| complaint.code)
        .collect()
}

/// The keywords of coverage entries.
fn covered(coverage: &[Entry]) -> Vec<&str> {
    coverage
        .iter()
        .map(|entry| entry.keyword.as_str())
        .collect()
}
