//@ success-status-added
use api::models::*;
use api::pets::Succeed;
use restwright_runtime::{Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Pet> {
    Some(Succeed::response(response).ok()?.into_body())
}
//@ failure-status-added
use api::models::*;
use api::pets::Fail;
use restwright_runtime::{Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Pet> {
    Some(Fail::response(response).ok()?.into_body())
}
//@ status-became-failure
use api::models::*;
use api::pets::Turn;
use restwright_runtime::{Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Pet> {
    Some(Turn::response(response).ok()?.into_body())
}
//@ answer-media-type-added
use api::models::*;
use api::pets::Media;
use restwright_runtime::{Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Pet> {
    Some(Media::response(response).ok()?.into_body())
}
//@ answer-body-changed
use api::pets::Swap;

pub type Call = Swap;
//@ answer-became-choice
use api::models::*;
use api::pets::Choose;
use restwright_runtime::{Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Pet> {
    Some(Choose::response(response).ok()?.into_body())
}
//@ answer-type-changed
use api::models::*;
use api::pets::Hold;
use restwright_runtime::{Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<()> {
    Some(Hold::response(response).ok()?.into_body())
}
//@ answer-shape-added
use api::pets::ShapeOutput;

pub fn read(value: ShapeOutput) -> bool {
    matches!(value, ShapeOutput::Accepted)
}
//@ answer-shape-remade
use api::pets::RemakeOutput;

pub fn read(value: RemakeOutput) -> bool {
    matches!(value, RemakeOutput::Accepted)
}
//@ first-failure-documented
use api::pets::First;
use restwright_runtime::{Error, Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Error<restwright_runtime::Undeclared>> {
    First::response(response).err()
}
//@ header-added
use api::pets::HeadHeaders;

pub fn left(headers: HeadHeaders<'_>) -> bool {
    headers.x_left().is_some()
}
