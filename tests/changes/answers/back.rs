//@ success-status-removed
use api::models::*;
use api::pets::Succeed;
use restwright_runtime::{Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Pet> {
    Some(Succeed::response(response).ok()?.into_body())
}
//@ failure-status-removed
use api::models::*;
use api::pets::Fail;
use restwright_runtime::{Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Pet> {
    Some(Fail::response(response).ok()?.into_body())
}
//@ status-became-success
use api::models::*;
use api::pets::Turn;
use restwright_runtime::{Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Pet> {
    Some(Turn::response(response).ok()?.into_body())
}
//@ answer-media-type-removed
use api::models::*;
use api::pets::Media;
use restwright_runtime::{Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Pet> {
    Some(Media::response(response).ok()?.into_body())
}
//@ answer-body-changed
use api::pets::Swap;

pub type Call = Swap;
//@ answer-no-longer-choice
use api::pets::ChooseOutput;

pub fn read(value: ChooseOutput) -> bool {
    matches!(value, ChooseOutput::Accepted)
}
//@ answer-type-changed
use api::models::*;
use api::pets::Hold;
use restwright_runtime::{Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Pet> {
    Some(Hold::response(response).ok()?.into_body())
}
//@ answer-shape-removed
use api::pets::ShapeOutput;

pub fn read(value: ShapeOutput) -> bool {
    matches!(value, ShapeOutput::NonAuthoritativeInformation(_))
}
//@ answer-shape-remade
use api::pets::RemakeOutput;

pub fn read(value: RemakeOutput) -> bool {
    matches!(value, RemakeOutput::Accepted(_))
}
//@ last-failure-removed
use api::models::Toy;
use api::pets::First;
use restwright_runtime::{Error, Operation, bytes::Bytes, http};

pub fn read(response: http::Response<Bytes>) -> Option<Error<Toy>> {
    First::response(response).err()
}
//@ header-removed
use api::pets::HeadHeaders;

pub fn next(headers: HeadHeaders<'_>) -> bool {
    headers.x_next().is_some()
}
