//! Reading and writing a document of about 10 kB: emitted codecs beside `serde_derive`.

use benches::{derived, emitted::synthetic::models, synthetic};
use divan::Bencher;
use divan::counter::BytesCount;
use restwright_runtime::json;

fn main() {
    divan::main();
}

fn text() -> String {
    synthetic::document(4, 10_000)
}

#[divan::bench]
fn read_emitted(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| json::from_slice::<models::Model4>(text.as_bytes()));
}

#[divan::bench]
fn read_derived(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| serde_json::from_slice::<derived::Model4>(text.as_bytes()));
}

#[divan::bench]
fn write_emitted(bencher: Bencher<'_, '_>) {
    let text = text();
    if let Ok(value) = json::from_slice::<models::Model4>(text.as_bytes()) {
        bencher
            .counter(BytesCount::of_str(&text))
            .bench(|| json::to_vec(&value));
    }
}

#[divan::bench]
fn write_derived(bencher: Bencher<'_, '_>) {
    let text = text();
    if let Ok(value) = serde_json::from_slice::<derived::Model4>(text.as_bytes()) {
        bencher
            .counter(BytesCount::of_str(&text))
            .bench(|| serde_json::to_vec(&value));
    }
}
