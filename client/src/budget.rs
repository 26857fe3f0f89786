//! How many repetitions a client may have altogether, so that a service that is down is not buried under them.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a client starts with, and the most that it can save: a hundred repetitions.
const FULL: u32 = 1000;
/// What a repetition costs; a call that needs none earns one.
const COST: u32 = 10;

/// The repetitions that are left.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl Budget {
    /// Pays for a repetition, if it can.
    pub(crate) fn pay(&self) -> bool {
        let pay = |left: u32| left.checked_sub(COST);
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, pay)
            .is_ok()
    }

    /// A call went well.
    pub(crate) fn earn(&self) {
        if self.0.load(Ordering::Relaxed) < FULL {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn a_tenth_of_the_calls_may_be_repeated_once_it_is_used_up() {
        let budget = Budget::default();
        assert_eq!((0..1000).filter(|_| budget.pay()).count(), 100);
        for _ in 0..100 {
            budget.earn();
        }
        assert_eq!((0..1000).filter(|_| budget.pay()).count(), 10);
    }
}
