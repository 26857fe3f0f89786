//! What was odd in an answer that was read all the same.
//!
//! What a stranger would get wrong: an odd value is no error. It is in the answer's extensions for who looks, and its JSON
//! is among the members that the type does not name, so that it is written back.

use crate::Error;
use crate::json::Fault;
use bytes::Bytes;
use http::Response;
use std::fmt;

/// The values of an answer that their types do not allow, in its [`extensions`](http::Extensions).
///
/// ```
/// use restwright_runtime::{Oddities, http};
///
/// fn log(answer: &http::Response<Vec<String>>) {
///     for odd in answer.extensions().get::<Oddities>().into_iter().flatten() {
///         eprintln!("{}: {}", odd.path(), odd.kind());
///     }
/// }
/// ```
#[derive(Clone)]
pub struct Oddities {
    faults: Vec<Fault>,
    body: Bytes,
}

impl Oddities {
    /// Each with its path and what is wrong, in the order of the body.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.faults.iter()
    }

    /// Puts them beside an answer.
    pub(crate) fn note(response: &mut Response<Bytes>, faults: Vec<Fault>) {
        let body = response.body().clone();
        response.extensions_mut().insert(Self { faults, body });
    }
}

impl<'a> IntoIterator for &'a Oddities {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Without the body, which may hold a secret.
impl fmt::Debug for Oddities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.faults).finish()
    }
}

/// Takes an odd value for an error: the first of an answer that has any becomes an [`Error::Decode`].
///
/// ```no_run
/// # use restwright_runtime::{Error, Operation, bytes::Bytes, http};
/// # fn read<O: Operation>(answer: http::Response<Bytes>) -> Result<http::Response<O::Output>, Error<O::Failure>> {
/// let answer = restwright_runtime::strict(O::response(answer))?;
/// # Ok(answer)
/// # }
/// ```
pub fn strict<T, F>(answer: Result<Response<T>, Error<F>>) -> Result<Response<T>, Error<F>> {
    match answer {
        Ok(answer) => match odd(&answer) {
            None => Ok(answer),
            Some((fault, body)) => Err(Error::Decode {
                fault,
                response: Box::new(answer.map(|_| body)),
            }),
        },
        Err(Error::Documented { failure, response }) => Err(match odd(&response) {
            None => Error::Documented { failure, response },
            Some((fault, _)) => Error::Decode { fault, response },
        }),
        Err(other) => Err(other),
    }
}

fn odd<T>(answer: &Response<T>) -> Option<(Fault, Bytes)> {
    let odd = answer.extensions().get::<Oddities>()?;
    Some((odd.faults.first()?.clone(), odd.body.clone()))
}
