//@ documentation-changed constraint-changed default-changed
use api::models::Said;

pub fn make() -> Said {
    Said::default()
}
//@ deprecated
use api::models::Said;

pub fn make() -> Said {
    Said::default()
}
//@ constraint-tightened
use api::models::Said;

pub fn make() -> Said {
    Said::default()
}
//@ default-added
use api::models::Said;

pub fn make() -> Said {
    Said::default()
}
