//! `allOf` has no order (JSON Schema 2020-12 core, 10.2.1.1): on 30 documents of the corpus, shuffling the parts of
//! every list changes nothing but the order of fields.
//!
//! A stranger would get this wrong: the order of fields shows in tables and indices too. So the surface is compared by
//! name, the words of a file as a set, and what is said of a description without the places in the lists.

use std::collections::BTreeMap;
use tests::corpus::{Loaded, said};
use tests::surface::Surface;
use tests::{shared, shuffle};

/// Those with many parts, spread over dialects and vendors.
const DOCUMENTS: [&str; 30] = [
    "openapi/sonallux__spotify-web-api/official-spotify-open-api.yml",
    "openapi/figma__rest-api-spec/openapi/openapi.yaml",
    "openapi/okta__okta-management-openapi-spec/dist/current/opa-minimal.yaml",
    "openapi/okta__okta-management-openapi-spec/dist/current/oauth-minimal.yaml",
    "openapi/influxdata__openapi/contracts/cloud.yml",
    "openapi/paypal__paypal-rest-api-specifications/openapi/payments_payment_v2.json",
    "openapi/readmeio__oas-examples/3.1/yaml/schema-types.yaml",
    "openapi/readmeio__oas-examples/3.0/yaml/discriminators.yaml",
    "openapi/huggingface__text-generation-inference/docs/openapi.json",
    "openapi/blockfrost__openapi/mithril.yaml",
    "azure/specification/search/data-plane/Azure.Search/preview/2020-06-30/searchservice.json",
    "azure/specification/cosmos-db/resource-manager/Microsoft.DocumentDB/stable/2021-03-15/cosmos-db.json",
    "azure/specification/devtestlabs/resource-manager/Microsoft.DevTestLab/stable/2018-09-15/DTL.json",
    "azure/specification/cognitiveservices/data-plane/VisualSearch/preview/v1.0/VisualSearch.json",
    "azure/specification/consumption/resource-manager/Microsoft.Consumption/stable/2019-11-01/consumption.json",
    "azure/specification/network/resource-manager/Microsoft.Network/stable/2020-11-01/applicationGateway.json",
    "azure/specification/datafactory/resource-manager/Microsoft.DataFactory/stable/2018-06-01/datafactory.json",
    "azure/specification/customer-insights/resource-manager/Microsoft.CustomerInsights/stable/2017-04-26/customer-insights.json",
    "azure/specification/cognitiveservices/data-plane/LUIS/Authoring/preview/v3.0/LUIS-Authoring.json",
    "azure/specification/compute/resource-manager/Microsoft.Compute/stable/2020-09-30/gallery.json",
    "azure/specification/graphrbac/data-plane/Microsoft.GraphRbac/stable/1.6/graphrbac.json",
    "azure/specification/batch/resource-manager/Microsoft.Batch/stable/2021-01-01/BatchManagement.json",
    "spector/azure/azure/resource-manager/operation-templates/openapi3.0/2023-12-01-preview/openapi.json",
    "spector/azure/azure/resource-manager/resources/openapi3.1/2023-12-01-preview/openapi.json",
    "spector/azure/azure/resource-manager/common-properties/openapi3.0/2023-12-01-preview/openapi.json",
    "spector/http/type/property/additional-properties/openapi3.0/openapi.json",
    "spector/http/type/property/additional-properties/swagger/openapi.json",
    "spector/http/payload/xml/openapi3.1/openapi.json",
    "spector/http/type/model/inheritance/nested-discriminator/swagger/openapi.json",
    "spector/http/type/model/inheritance/single-discriminator/openapi3.1/openapi.json",
];

const SEED: u64 = 20_170_426;

/// How often each word of a text stands there; a number is a place in a list.
fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    let is_mark = |character: char| !character.is_alphanumeric() && !"_.#`/'".contains(character);
    for word in text.split(is_mark) {
        let is_place = word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !is_place {
            *words.entry(word).or_default() += 1;
        }
    }
    words
}

/// What was said, without places in lists of parts.
fn without_places(said: &str) -> String {
    let mut text = String::new();
    let mut parts = said.split("/allOf/");
    text.extend(parts.next());
    for part in parts {
        text += "/allOf/*";
        text += part.trim_start_matches(|character: char| character.is_ascii_digit());
    }
    text
}

#[test]
fn shuffled_parts_change_nothing_but_the_order_of_fields() {
    let Some(corpus) = shared("the order of allOf").map(|shared| shared.join("corpus")) else {
        return;
    };
    let (mut failures, mut moved) = (Vec::new(), 0);
    for name in DOCUMENTS {
        let (part, inside) = name.split_once('/').expect("a document of a corpus");
        let loaded = Loaded::new(&corpus.join(part), inside);
        let before = loaded.generate(|_, node| shuffle::unchanged(node));
        assert!(!before.files.is_empty(), "{name} is refused");
        let after = loaded.generate(|_, node| {
            let (text, lists) = shuffle::parts_of_all_of(node, SEED);
            moved += lists;
            text
        });
        let surfaces = [&before, &after].map(|output| Surface::of(&output.files));
        let broken = surfaces[0].breaks(&surfaces[1]);
        let broken = broken.into_iter().chain(surfaces[1].breaks(&surfaces[0]));
        failures.extend(broken.map(|broken| format!("{name}: {broken}")));
        for (path, text) in &before.files {
            let other = after.files.get(path).map(String::as_str);
            if other.map(words) != Some(words(text)) {
                failures.push(format!("{name}: {path} has other words"));
            }
        }
        let said = [&before, &after].map(|output| {
            let mut said: Vec<String> = said(output)
                .iter()
                .map(|said| without_places(said))
                .collect();
            said.sort();
            said
        });
        let alone = |one: &[String], other: &[String]| {
            let alone = one.iter().filter(|said| !other.contains(said));
            alone.cloned().collect::<Vec<_>>()
        };
        let different = alone(&said[0], &said[1]).into_iter();
        let different = different.chain(alone(&said[1], &said[0]));
        failures.extend(different.map(|said| format!("{name}: said of one alone: {said}")));
    }
    assert!(moved > 200, "{moved} lists have several parts");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
