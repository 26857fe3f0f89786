//! A span for each call, under the feature `tracing`, with the names of OpenTelemetry's HTTP conventions.
//!
//! What a stranger would get wrong: the span has the route and never the URL, whose values may be secrets, and neither a
//! header nor a body.

use crate::call::About;
use restwright_runtime::http::StatusCode;
use std::future::Future;

#[cfg(feature = "tracing")]
#[derive(Clone, Debug)]
pub(crate) struct Span(tracing::Span);

#[cfg(feature = "tracing")]
impl Span {
    pub(crate) fn new(about: About) -> Self {
        Self(tracing::info_span!(
            "restwright.call",
            otel.kind = "client",
            otel.name = format_args!("{} {}", about.method, about.route),
            rpc.method = about.id,
            http.request.method = about.method,
            url.template = about.route,
            http.response.status_code = tracing::field::Empty,
            http.request.resend_count = tracing::field::Empty,
            error.type = tracing::field::Empty,
        ))
    }

    pub(crate) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.0.clone())
    }

    pub(crate) fn inside<R>(&self, run: impl FnOnce() -> R) -> R {
        self.0.in_scope(run)
    }

    pub(crate) fn attempted(&self, attempts: u32, status: Option<StatusCode>) {
        if attempts > 0 {
            self.0.record("http.request.resend_count", attempts);
        }
        match status {
            Some(status) => {
                self.0.record("http.response.status_code", status.as_u16());
            }
            None => {
                self.0.record("error.type", "no answer");
            }
        }
        tracing::debug!(parent: &self.0, attempt = attempts + 1, status = status.map(|it| it.as_u16()), "attempted");
    }
}

#[cfg(not(feature = "tracing"))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span;

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(crate) fn new(_: About) -> Self {
        Self
    }

    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(crate) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(crate) fn inside<R>(&self, run: impl FnOnce() -> R) -> R {
        run()
    }

    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(crate) fn attempted(&self, _: u32, _: Option<StatusCode>) {}
}
