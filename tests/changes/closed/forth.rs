//@ closed-enum-value-added
use api::models::Power;

pub fn is_on(power: Power) -> bool {
    match power {
        Power::On => true,
        Power::Off => false,
    }
}
//@ closed-enum-value-written-as
use api::models::Shape;

pub fn star() -> Shape {
    Shape::StarLike
}
//@ enum-closed
use api::models::Colour;

pub fn is_listed(colour: &Colour) -> bool {
    !matches!(colour, Colour::Other(_))
}
