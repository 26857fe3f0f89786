//! Each operation goes to the host and has the version of its own document.

use super::api::disks::Create;
use super::api::machines::Get;
use super::api::models::Disk;
use super::api::{KEY, endpoint};
use restwright_runtime::{Credential, Operation};

#[test]
fn operations_have_the_version_and_the_host_of_their_documents() {
    let key = || Credential::key("secret");
    let machines = endpoint().unwrap().with_credential(&KEY, key()).unwrap();
    let get = Get { name: "m" }.request(&machines).unwrap();
    assert_eq!(
        get.uri(),
        "https://machines.example.com/machines/m?api-version=2021-03-01"
    );
    assert_eq!(get.headers()["x-key"], "secret");

    let disks = Create::endpoint().unwrap();
    let disk = Disk::default();
    let create = Create { name: "d", disk: &disk };
    let create = create.request(&disks).unwrap();
    assert_eq!(
        create.uri(),
        "https://disks.example.com/disks/d?api-version=2021-04-01"
    );
    assert!(!create.headers().contains_key("x-key"));
}
