//! Two texts cannot be swapped: a constructor takes names, not positions.

use generated::customer_insights::v2017_04_26::models::ParticipantProfilePropertyReference;

fn main() {
    let _ = ParticipantProfilePropertyReference::new("interaction".to_owned(), "profile".to_owned());
}
