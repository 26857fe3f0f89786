//! The generator on a description that doubles: the time per item stays flat.

use benches::synthetic;
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[divan::bench(args = [10, 100, 1_000, 10_000], sample_count = 5, sample_size = 1)]
fn generate(bencher: Bencher<'_, '_>, items: usize) {
    let text = synthetic::description(items, items);
    bencher
        .counter(ItemsCount::new(items * 2))
        .bench(|| synthetic::emit(text.clone()));
}
