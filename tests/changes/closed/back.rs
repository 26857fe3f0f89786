//@ closed-enum-value-removed
use api::models::Power;

pub fn dim() -> Power {
    Power::Dim
}
//@ enum-opened
use api::models::Colour;

pub fn is_red(colour: &Colour) -> bool {
    match colour {
        Colour::Red => true,
        Colour::White => false,
    }
}
