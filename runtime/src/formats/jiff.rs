//! Dates, times and durations as those of the crate `jiff`.
