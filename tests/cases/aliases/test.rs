use super::api::models::{Again, Alias, Base, Child, Described, E, EAlias, EitherAlias, Holder, X, XsAlias};
use restwright_runtime::json;
use restwright_runtime::serde_json::json as value;

#[test]
fn a_second_name_is_the_same_type() {
    let x: X = Alias::new("v");
    let _: (Described, Again, XsAlias) = (x.clone(), x.clone(), vec![x.clone()]);
    let _: EitherAlias = x.clone().into();
    let mut holder = Holder::default();
    holder.two = Some(x.clone());
    holder.one = Some(x.clone());
    holder.four = Some(Some(x));
    let alias: EAlias = E::A;
    holder.three = Some(alias);
    let written = json::to_value(&holder);
    assert_eq!(written, value!({"one": {"v": "v"}, "two": {"v": "v"}, "three": "a", "four": {"v": "v"}}));
}

#[test]
fn a_child_that_adds_nothing_has_a_tag_of_its_own() {
    let child = Base::from(Child::default());
    assert_eq!(json::to_value(&child), value!({"t": "Child"}));
    assert_eq!(json::from_value::<Base>(&value!({"t": "Child"})).unwrap(), child);
}
