//! Bodies that tell how far a request has come: the one that arrives and the one that leaves.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};

use super::course::Course;

/// What a visitor sends.
pub(super) struct Arriving {
    body: Incoming,
    course: Course,
}

/// What they get.
pub(super) struct Leaving {
    body: Body,
    course: Course,
}

impl Arriving {
    pub fn new(body: Incoming, course: Course) -> Arriving {
        Arriving { body, course }
    }
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        match &frame {
            Poll::Pending => self.course.wants_body(),
            Poll::Ready(None | Some(Err(_))) => self.course.has_body(),
            Poll::Ready(Some(Ok(_))) => {}
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        self.course.has_body();
    }
}

impl Leaving {
    pub fn new(body: Body, course: Course) -> Leaving {
        Leaving { body, course }
    }
}

impl HttpBody for Leaving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Leaving {
    fn drop(&mut self) {
        self.course.finishes();
    }
}
