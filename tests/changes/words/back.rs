//@ no-longer-deprecated
use api::models::Said;

pub fn make() -> Said {
    Said::default()
}
//@ constraint-loosened
use api::models::Said;

pub fn make() -> Said {
    Said::default()
}
//@ default-removed
use api::models::Said;

pub fn make() -> Said {
    Said::default()
}
//@ documentation-changed constraint-changed default-changed
use api::models::Said;

pub fn make() -> Said {
    Said::default()
}
