//! Reading, writing, cloning, comparing and printing a document of about 10 kB: emitted tables beside `serde_derive` and
//! derived traits.

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

fn emitted() -> Option<models::Model4> {
    json::from_slice(text().as_bytes()).ok()
}

fn derived() -> Option<derived::Model4> {
    serde_json::from_slice(text().as_bytes()).ok()
}

#[divan::bench]
fn clone_emitted(bencher: Bencher<'_, '_>) {
    let value = emitted();
    bencher.bench(|| value.clone());
}

#[divan::bench]
fn clone_derived(bencher: Bencher<'_, '_>) {
    let value = derived();
    bencher.bench(|| value.clone());
}

#[divan::bench]
fn compare_emitted(bencher: Bencher<'_, '_>) {
    let (left, right) = (emitted(), emitted());
    bencher.bench(|| divan::black_box(&left) == divan::black_box(&right));
}

#[divan::bench]
fn compare_derived(bencher: Bencher<'_, '_>) {
    let (left, right) = (derived(), derived());
    bencher.bench(|| divan::black_box(&left) == divan::black_box(&right));
}

#[divan::bench]
fn print_emitted(bencher: Bencher<'_, '_>) {
    let value = emitted();
    bencher.bench(|| format!("{value:?}"));
}

#[divan::bench]
fn print_derived(bencher: Bencher<'_, '_>) {
    let value = derived();
    bencher.bench(|| format!("{value:?}"));
}
