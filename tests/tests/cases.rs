//! Every case gives what stands beside it, whatever the order of its keys, and what it emits compiles and works.
//!
//! A stranger would get this wrong: a case that is refused is a case as well. What it must not do is panic, or emit a file.

use restwright::description::{Description, Generated};
use restwright::files::FolderFiles;
use restwright::selection_file;
use restwright_codegen::complaint::Severity;
use restwright_codegen::load::{self, Files};
use restwright_codegen::{Input, Output, generate};
use std::path::Path;
use tests::case::{Case, GOLDEN, cases, golden};
use tests::evolution::changes;
use tests::throwaway::Throwaway;
use tests::{golden as goldens, root, shuffle};

fn temporary() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

#[test]
fn cases_give_what_stands_beside_them() {
    let check =
        |case: &Case| goldens::check(&case.folder, &case.golden(&case.generate()), &GOLDEN).err();
    let failures: Vec<String> = cases().iter().filter_map(check).collect();
    goldens::report(&failures);
}

#[test]
fn a_case_is_refused_or_emitted_but_never_both() {
    for case in cases() {
        let generated = case.generate();
        let refused = generated.errors().next().is_some();
        assert_eq!(refused, generated.output.files.is_empty(), "{}", case.name);
        assert_eq!(refused, case.name.starts_with("refused-"), "{}", case.name);
        let warned = generated
            .output
            .complaints
            .iter()
            .any(|complaint| complaint.severity != Severity::Error);
        assert!(
            !case.name.starts_with("warned-") || warned,
            "{} warns of nothing",
            case.name
        );
    }
}

#[test]
fn emitted_cases_compile_without_warnings_and_pass_their_tests_and_examples() {
    let cases = cases();
    let emitted: Vec<(&Case, Generated)> = cases
        .iter()
        .map(|case| (case, case.generate()))
        .filter(|(_, generated)| !generated.output.files.is_empty())
        .collect();
    let (cases, mut modules): (Vec<&Case>, Vec<Generated>) = emitted.into_iter().unzip();
    modules.push(long_chain());
    let mut throwaway = Throwaway::new(temporary(), "generated", &modules);
    for case in cases {
        if let Some(tests) = case.tests() {
            throwaway.test(&case.module(), &case.module(), &tests);
        }
    }
    throwaway
        .clippy()
        .and_then(|()| throwaway.run())
        .and_then(|()| throwaway.doctest())
        .unwrap_or_else(|output| panic!("{output}"));
}

/// A description whose types hold each other, one after the other, further than the compiler follows by itself.
fn long_chain() -> Generated {
    let schemas = (0..200).map(|index| {
        let next = index + 1;
        format!(r##""S{index}": {{"properties": {{"next": {{"$ref": "#/components/schemas/S{next}"}}}}}}"##)
    });
    let schemas: Vec<String> = schemas.collect();
    let text = format!(
        r#"{{"openapi": "3.1.0", "paths": {{}}, "components": {{"schemas": {{{}, "S200": {{"type": "object"}}}}}}}}"#,
        schemas.join(", ")
    );
    let folder = temporary().join("long-chain");
    std::fs::create_dir_all(&folder).expect("a folder of the build");
    let file = folder.join("description.json");
    std::fs::write(&file, text).expect("a file of the build");
    let generated = Description::new(file, folder, vec!["long_chain".to_owned()])
        .generate()
        .expect("no file is missing");
    assert_eq!(generated.errors().next(), None);
    generated
}

#[test]
fn the_order_of_paths_components_and_keywords_changes_nothing() {
    let mut failures = Vec::new();
    for case in cases() {
        let description = case.description();
        let root = &description.roots[0];
        let folder = FolderFiles::new(&description.folder, &case.folder);
        let documents = load::load(&[root], &folder);
        let Some(Ok(document)) = documents.files.get(root.as_str()) else {
            continue;
        };
        let [unchanged, reversed] = [shuffle::unchanged(document), shuffle::reversed(document)]
            .map(|text| generate_from(&description, &text, &folder).files);
        let changes = changes(&unchanged, &reversed);
        failures.extend(
            changes
                .into_iter()
                .map(|change| format!("{}\n{}", case.name, change.diff)),
        );
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Generates a case with another text for its first root document.
fn generate_from(description: &Description, text: &str, folder: &dyn Files) -> Output {
    let roots: Vec<&str> = description.roots.iter().map(String::as_str).collect();
    let beside = |path: &Path| std::fs::read_to_string(path).expect("a file beside a description");
    let selection = description
        .selection
        .as_deref()
        .map(|path| selection_file::parse("selection.toml", &beside(path)));
    let overlay = description
        .overlay
        .as_deref()
        .map(|path| (file_name(path), beside(path)));
    generate(&Input {
        roots: &roots,
        source: &description.source,
        overlay: overlay
            .as_ref()
            .map(|(path, text)| (path.as_str(), text.as_str())),
        crate_name: "generated",
        module: &description.module,
        selection: &selection.and_then(Result::ok).unwrap_or_default(),
        files: &|path: &str| {
            if path == roots[0] {
                Ok(text.to_owned())
            } else {
                folder.read(path)
            }
        },
    })
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Too big for the repository: a schema inside of a schema, 10,000 times.
#[test]
fn a_description_of_ten_thousand_levels_is_refused() {
    const LEVELS: usize = 10_000;
    let head = r#"{"openapi":"3.1.0","info":{"title":"Deep","version":"1"},"paths":{},"components":{"schemas":{"Deep":"#;
    let levels = [
        r#"{"type":"object","properties":{"a":"#,
        r#"{"type":"array","items":"#,
        r#"{"allOf":["#,
    ];
    let ends = ["}}", "}", "]}"];
    let mut failures = Vec::new();
    for ((level, end), name) in levels
        .iter()
        .zip(ends)
        .zip(["properties", "items", "all-of"])
    {
        let text = format!(
            "{head}{}true{}}}}}}}",
            level.repeat(LEVELS),
            end.repeat(LEVELS)
        );
        let folder = temporary().join("deep");
        std::fs::create_dir_all(&folder).expect("a folder for the description");
        let document = folder.join(format!("{name}.json"));
        std::fs::write(&document, text).expect("the description can be written");
        let generated = Description::new(document, &folder, vec!["deep".to_owned()])
            .generate()
            .expect("its file is there");
        assert!(generated.output.files.is_empty());
        let folder = root().join("cases").join(format!("generated-deep-{name}"));
        failures.extend(goldens::check(&folder, &golden(&generated), &GOLDEN).err());
    }
    goldens::report(&failures);
}
