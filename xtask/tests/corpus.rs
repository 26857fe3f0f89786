//! A run over a corpus of broken documents: what is said of them, the exit code, and where the reports are.
//!
//! A stranger would get this wrong: nothing is compiled here, which would take minutes. The crates of the project's
//! real corpus are, by the command itself.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn corpus(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("corpus")
        .arg(folder.join("documents"))
        .args(arguments)
        .env("RESTWRIGHT_CACHE", folder.join("cache"))
        .output()
        .unwrap()
}

#[test]
fn refused_documents_are_told_with_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let documents = folder.path().join("documents");
    fs::create_dir(&documents).unwrap();
    fs::write(
        documents.join("PRIMARY.txt"),
        "no-paths.json\n\nnot-there.json\n",
    )
    .unwrap();
    fs::write(documents.join("no-paths.json"), "{\"openapi\": \"3.0.0\",").unwrap();

    let all = corpus(folder.path(), &[]);
    let text = String::from_utf8(all.stdout).unwrap();
    assert_eq!(all.status.code(), Some(1), "{text}");
    assert!(text.contains("refused   no-paths.json"), "{text}");
    assert!(text.contains("    no-paths.json:1:"), "{text}");
    assert!(text.contains("refused   not-there.json"), "{text}");
    assert!(text.contains("2 documents: 2 refused."), "{text}");

    let report = text.lines().last().unwrap();
    let report = Path::new(report.strip_prefix("report: ").unwrap());
    assert!(report.starts_with(folder.path().join("cache")));
    assert!(
        fs::read_to_string(report)
            .unwrap()
            .contains("`no-paths.json`")
    );
    let json = fs::read(report.with_extension("json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["documents"][0]["status"], "refused");
    // Nothing was written beside the documents.
    assert_eq!(documents.read_dir().unwrap().count(), 2);

    let one = corpus(folder.path(), &["--only", "there"]);
    let text = String::from_utf8(one.stdout).unwrap();
    assert!(text.contains("1 documents: 1 refused."), "{text}");
    let none = corpus(folder.path(), &["--only", "nowhere"]);
    assert_eq!(none.status.code(), Some(2));
}
