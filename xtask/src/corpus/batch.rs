//! Which packages are compiled together.
//!
//! Memory decides: the compiler holds a crate whole, and cargo runs as many compilers as it has jobs. A stranger would
//! get this wrong: small crates are not put together for speed, which one run of cargo for all would serve better, but
//! so that a run that is stopped loses little.

/// A crate of more lines has a batch, and so the memory, to itself.
const LARGE: usize = 150_000;
/// The lines and packages of a batch.
const LINES: usize = 300_000;
const PACKAGES: usize = 40;

/// Splits packages, given with their lines, into batches.
pub(super) fn split<T>(packages: impl IntoIterator<Item = (usize, T)>) -> Vec<Vec<T>> {
    let mut batches = Vec::new();
    let mut batch = Vec::new();
    let mut sum = 0;
    for (lines, package) in packages {
        if lines > LARGE {
            batches.push(vec![package]);
            continue;
        }
        if batch.len() == PACKAGES || sum + lines > LINES {
            batches.extend((!batch.is_empty()).then(|| std::mem::take(&mut batch)));
            sum = 0;
        }
        sum += lines;
        batch.push(package);
    }
    batches.extend((!batch.is_empty()).then_some(batch));
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_crate_is_alone_and_nothing_is_lost() {
        let sizes = [10, 200_000, 149_000, 149_000, 149_000, 5];
        let batches = split(sizes.into_iter().zip(0..));
        assert_eq!(batches, [vec![1], vec![0, 2, 3], vec![4, 5]]);
        assert_eq!(split((0..81).map(|at| (1, at))).len(), 3);
        assert!(split::<u8>([]).is_empty());
    }
}
