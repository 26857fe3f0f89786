//! Descriptions of the cases, broken by choices that the fuzzer's bytes make: no panic, no overflow of the stack, no file
//! outside of the module, no long time.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use tests::mutate::Stock;

static STOCK: LazyLock<Stock> = LazyLock::new(Stock::of_cases);

fuzz_target!(|data: &[u8]| {
    let mut bytes = data.iter();
    let mut choose = |below: usize| {
        // Two bytes a choice, which is enough for the places of a document; zeros where the bytes end.
        let mut byte = || usize::from(bytes.next().copied().unwrap_or_default());
        (byte() << 8 | byte()) % below
    };
    let broken = STOCK.broken(&mut choose);
    if let Err(cost) = broken.check() {
        panic!("{cost}\n{}", broken.text());
    }
});
