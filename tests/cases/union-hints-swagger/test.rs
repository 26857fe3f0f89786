use super::api::models::{Cat, Job, JobBase, Pet, PetBase, PetBaseInit, Shop};
use super::api::pets::List;
use restwright_runtime::serde_json::json as value;
use restwright_runtime::{Operation, http, json};

#[test]
fn an_unknown_child_is_its_base() {
    let sent = value!([{"kind": "Bird", "name": "Tweety", "wings": 2}, {"kind": "Pet", "name": "x"}, {"kind": "#lion", "name": "l", "mane": true}, {"kind": "Cat", "name": "c"}, {"name": "no kind"}]);
    let answer = http::Response::builder().header("content-type", "application/json");
    let pets = List::response(answer.body(sent.to_string().into()).unwrap()).unwrap().into_body();
    let Pet::Pet(bird) = &pets[0] else { panic!("a bird is a pet") };
    assert_eq!((bird.kind.as_str(), bird.name.as_str()), ("Bird", "Tweety"));
    assert!(matches!(pets[1..], [Pet::Pet(_), Pet::Lion(_), Pet::Cat(_), Pet::Other(_)]));
    assert_eq!(json::to_value(&pets), sent);
}

#[test]
fn a_base_that_has_a_value_writes_it() {
    let job = Job::from(JobBase::default().with_id("1"));
    assert_eq!(json::to_value(&job), value!({"jobType": "plain", "id": "1"}));
    let unknown = value!({"jobType": "move", "id": "2"});
    let read: Job = json::from_value(&unknown).unwrap();
    assert!(matches!(&read, Job::Job(job) if job.id.as_deref() == Some("2")));
    assert_eq!(json::to_value(&read), unknown);
}

#[test]
fn a_child_without_a_type_can_be_sent() {
    let bird = PetBase::new(PetBaseInit { kind: "Bird".to_owned(), name: "Tweety".to_owned() });
    assert_eq!(json::to_value(&Pet::from(bird)), value!({"kind": "Bird", "name": "Tweety"}));
}

#[test]
fn in_a_property_a_map_and_below_another_base() {
    let sent = value!({"favourite": {"kind": "Ant", "name": "a"}, "byName": {"t": {"kind": "Tiger", "name": "t"}}, "jobs": [{"jobType": "copy", "from": "a"}]});
    let shop: Shop = json::from_value(&sent).unwrap();
    assert!(matches!(shop.favourite, Some(Pet::Pet(_))));
    assert_eq!(json::to_value(&shop), sent);
    let tiger: Cat = json::from_value(&value!({"kind": "Tiger", "name": "t", "claws": 18})).unwrap();
    let Cat::Cat(cat) = &tiger else { panic!("a tiger is a cat") };
    assert_eq!(cat.claws, Some(18));
}
