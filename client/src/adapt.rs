//! Bodies as the crate `http-body` has them, for the transports that speak it.

use crate::BoxError;
use crate::body::{Body, Held, Incoming};
use crate::cause::TransportError;
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame, SizeHint};
use restwright_runtime::bytes::{Buf, Bytes};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let chunk = ready!(self.poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        matches!(&self.0, Held::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        self.length()
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The data of a body, frame by frame; trailers are left out.
struct Frames<B>(Pin<Box<B>>);

impl<B> Stream for Frames<B>
where
    B: HttpBody,
    B::Error: Into<BoxError>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(self.0.as_mut().poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => {
                    return Poll::Ready(Some(Err(TransportError::new(
                        "reading the answer",
                        error,
                    ))));
                }
                Some(Ok(frame)) => {
                    if let Ok(mut data) = frame.into_data() {
                        let bytes = data.copy_to_bytes(data.remaining());
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
            }
        }
    }
}

/// The body of an answer.
pub(crate) fn incoming<B>(body: B) -> Incoming
where
    B: HttpBody + Send + 'static,
    B::Error: Into<BoxError>,
{
    if body.is_end_stream() {
        return Incoming::Whole(Bytes::new());
    }
    Incoming::Chunks(Box::pin(Frames(Box::pin(body))))
}
