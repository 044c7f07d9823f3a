//! How each error comes about.

use std::error::Error as StdError;
use std::time::Duration;

use crate::answer::foreign_type;
use crate::base_url::Origin;
use crate::error::{Inner, Kind, Received};
use crate::error_body::Said;
use crate::redact::Redaction;
use crate::subject::Subject;
use crate::{Answer, Api, Error, StopReason, TimeoutKind, TransportError, TransportErrorKind};

impl Error {
    fn new(kind: Kind, subject: Option<Subject>, reason: String) -> Self {
        Self(Box::new(Inner {
            kind,
            subject,
            reason,
            received: None,
            said: Said::default(),
            server: None,
            attempts: 0,
            not_repeated: None,
            source: None,
        }))
    }

    pub(crate) fn setup(reason: impl Into<String>) -> Self {
        Self::new(Kind::Setup, None, reason.into())
    }

    pub(crate) fn invalid(subject: impl Into<Subject>, reason: String) -> Self {
        Self::new(Kind::InvalidRequest, Some(subject.into()), reason)
    }

    pub(crate) fn transport(subject: impl Into<Subject>, error: TransportError) -> Self {
        let mut new = Self::new(Kind::Transport(error.kind()), Some(subject.into()), error.to_string());
        // The error itself is in the reason; naming it as the source would say it twice.
        new.0.source = error.into_source();
        new
    }

    /// The error of a request whose time was up, all of which was `bound`.
    pub(crate) fn late(subject: &Subject, kind: TimeoutKind, bound: Duration) -> Self {
        let reason = match kind {
            TimeoutKind::Total => format!("not done within {bound:?} in all"),
            _ => format!("no whole answer within {bound:?}"),
        };
        Self::new(Kind::TimedOut(kind), Some(subject.clone()), reason)
    }

    /// The error of a request that the rate limiter has not let pass in time, all of which was `bound`.
    pub(crate) fn no_slot(subject: &Subject, bound: Duration) -> Self {
        let reason = format!("the rate limiter had no slot within {bound:?} in all");
        Self::new(Kind::NoSlot, Some(subject.clone()), reason)
    }

    /// The error of a request that the rate limiter would let pass after `wait`, which is too late.
    pub(crate) fn no_slot_before(subject: &Subject, wait: Duration) -> Self {
        let reason = format!("the rate limiter has no slot for {:?}, which would pass the timeout", whole(wait));
        Self::new(Kind::NoSlot, Some(subject.clone()), reason)
    }

    pub(crate) fn refused(api: &Api, answer: Answer) -> Self {
        let said = Said::read(&api.errors, &answer.headers, &answer.body);
        let mut new = Self::new(Kind::Status, None, unsaid(&said, &answer)).with_answer(answer);
        new.0.said = said;
        new
    }

    pub(crate) fn redirect(answer: Answer, foreign: bool, reason: String) -> Self {
        let kind = if foreign { Kind::ForeignHost } else { Kind::Status };
        Self::new(kind, None, reason).with_answer(answer)
    }

    pub(crate) fn decode(answer: &Answer, reason: String) -> Self {
        Self::new(Kind::Decode, None, reason).with_answer(answer.clone())
    }

    pub(crate) fn foreign(subject: impl Into<Subject>, reason: String) -> Self {
        Self::new(Kind::ForeignHost, Some(subject.into()), reason)
    }

    pub(crate) fn paging(subject: impl Into<Subject>, reason: String) -> Self {
        Self::new(Kind::Paging, Some(subject.into()), reason)
    }

    pub(crate) fn too_many_items(subject: impl Into<Subject>, max: usize) -> Self {
        let reason = format!("the list has more than the {max} items that are to be collected at most");
        Self::new(Kind::TooManyItems, Some(subject.into()), reason)
    }

    /// The same error, about this answer and what it answers.
    fn with_answer(mut self, answer: Answer) -> Self {
        self.0.subject = Some(answer.subject().clone());
        self.0.attempts = answer.attempts();
        let Answer { status, headers, body, .. } = answer;
        self.0.received = Some(Received { status, headers, body });
        self
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    /// The same error, naming the server if it is one that did not answer.
    pub(crate) fn at(mut self, server: &Origin) -> Self {
        use TransportErrorKind::{Connect, Io, Timeout, Tls};
        let unanswered = matches!(self.0.kind, Kind::Transport(Connect | Io | Timeout | Tls) | Kind::TimedOut(_));
        self.0.server = unanswered.then(|| server.to_string());
        self
    }

    /// The same error, in which nobody repeats what must not be shown.
    pub(crate) fn redacted(mut self, redaction: &Redaction) -> Self {
        let Inner { said, reason, .. } = &mut *self.0;
        said.texts_mut().chain([reason]).for_each(|text| redaction.redact(text));
        self
    }

    /// The same error, saying why another attempt after `wait` is not made.
    pub(crate) fn not_repeated(mut self, reason: StopReason, wait: Duration, timeout: Option<Duration>) -> Self {
        self.0.not_repeated = match reason {
            // The number of attempts is said anyway.
            StopReason::Attempts => None,
            StopReason::Timeout => Some(too_late(wait, timeout)),
            StopReason::RateLimiter => Some("not repeated: the rate limiter had no slot in time".to_owned()),
            StopReason::Budget => Some("not repeated: the retry budget is used up".to_owned()),
        };
        self
    }

    /// The same error, saying that the request is not sent again because it may do its work twice.
    pub(crate) fn perhaps_handled(mut self) -> Self {
        self.0.not_repeated = Some("not repeated: it may have been handled".to_owned());
        self
    }

    pub(crate) fn set_attempts(&mut self, attempts: u32) {
        self.0.attempts = attempts;
    }
}

/// The duration in whole milliseconds, for people to read.
fn whole(duration: Duration) -> Duration {
    u64::try_from(duration.as_millis()).map_or(duration, Duration::from_millis)
}

/// Why a wait is not begun.
fn too_late(wait: Duration, timeout: Option<Duration>) -> String {
    let bound = timeout.map_or(String::new(), |timeout| format!(" of {timeout:?}"));
    format!("not repeated: a wait of {:?} would pass the timeout{bound}", whole(wait))
}

/// What is to be told of an error that is not in the words of the API: often a page of something
/// on the way, or of another server.
fn unsaid(said: &Said, answer: &Answer) -> String {
    let silent = said.code.is_none() && said.message.is_none() && !answer.body.is_empty();
    let media = foreign_type(&answer.headers).filter(|_| silent);
    media.map_or(String::new(), |media| format!("the answer is {media} and no error of the API"))
}
