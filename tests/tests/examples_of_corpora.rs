//! The examples of calls in ten emitted crates compile and run: those of the first page, and one an operation.
//!
//! A stranger would get this wrong: the crates are modules of one, whose name their documentation says.

use restwright::description::Description;
use restwright_codegen::complaint::Severity;
use std::path::Path;
use tests::shared;
use tests::throwaway::Throwaway;

/// Of all dialects, and of authors who give examples and who give none.
const DOCUMENTS: [&str; 10] = [
    "azure/specification/customer-insights/resource-manager/Microsoft.CustomerInsights/stable/2017-04-26/customer-insights.json",
    "azure/specification/storage/resource-manager/Microsoft.Storage/stable/2021-02-01/storage.json",
    "azure/specification/keyvault/data-plane/Microsoft.KeyVault/preview/7.2-preview/keys.json",
    "openapi/figma__rest-api-spec/openapi/openapi.yaml",
    "openapi/OAI__learn.openapis.org/examples/v2.0/json/petstore-separate/spec/swagger.json",
    "openapi/Redocly__museum-openapi-example/openapi.yaml",
    "openapi/MaximilianKoestler__hcloud-openapi/openapi/hcloud.json",
    "openapi/sonallux__spotify-web-api/fixed-spotify-open-api.yml",
    "openapi/npm__scalar-galaxy/3.1.yaml",
    "openapi/discord__discord-api-spec/specs/openapi.json",
];

#[test]
fn examples_of_ten_crates_compile() {
    let Some(shared) = shared("the examples of ten descriptions") else {
        return;
    };
    let corpus = shared.join("corpus");
    let modules = DOCUMENTS.iter().enumerate().map(|(index, document)| {
        let module = vec![format!("d{index}")];
        let description = Description::new(corpus.join(document), &corpus, module);
        let generated = description.generate().expect("the description can be read");
        let mut complaints = generated.output.complaints.iter();
        let refused = complaints.find(|complaint| complaint.severity == Severity::Error);
        assert!(refused.is_none(), "{document}: {refused:?}");
        generated
    });
    let modules: Vec<_> = modules.collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    Throwaway::new(&folder, "generated", &modules)
        .doctest()
        .unwrap_or_else(|output| panic!("{output}"));
}
