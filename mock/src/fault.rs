//! Faults on demand.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::Response;
use serde_json::{Value, json};

/// Something that goes wrong, for one operation or for all, once or until it is cleared.
///
/// ```
/// use clientwright_mock::Fault;
/// use std::time::Duration;
///
/// let busy = Fault::status(503).on("parcels.get").times(2);
/// let slow = Fault::latency(Duration::from_millis(300));
/// # let _ = (busy, slow);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub(crate) operation: Option<String>,
    pub(crate) left: Option<u64>,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Status { status: u16, code: Option<String>, message: String },
    Answer { status: u16, body: Value },
    RateLimit,
    Latency(Duration),
    Reset,
    Truncate(usize),
}

impl Fault {
    fn of(kind: Kind) -> Self {
        Self { operation: None, left: None, kind }
    }

    /// The request is refused with this status, and nothing is done.
    pub fn status(status: u16) -> Self {
        Self::of(Kind::Status { status, code: None, message: "this fault was asked for".to_owned() })
    }

    /// The request is answered with this status and body, and nothing is done.
    pub fn answer(status: u16, body: Value) -> Self {
        Self::of(Kind::Answer { status, body })
    }

    /// The request is refused as one too many.
    pub fn rate_limit() -> Self {
        Self::of(Kind::RateLimit)
    }

    /// The request is done, and its answer comes this much later.
    pub fn latency(by: Duration) -> Self {
        Self::of(Kind::Latency(by))
    }

    /// The connection breaks before the request is done.
    pub fn reset() -> Self {
        Self::of(Kind::Reset)
    }

    /// The request is done, and the connection breaks after so many bytes of the answer's body.
    pub fn truncate(bytes: usize) -> Self {
        Self::of(Kind::Truncate(bytes))
    }

    /// Gives a refusal this error code.
    pub fn with_code(mut self, wanted: impl Into<String>) -> Self {
        if let Kind::Status { code, .. } = &mut self.kind {
            *code = Some(wanted.into());
        }
        self
    }

    /// For this operation only, `service.operation`; or for all of a service, `service.*`.
    pub fn on(self, operation: impl Into<String>) -> Self {
        Self { operation: Some(operation.into()), ..self }
    }

    /// So many times; until faults are cleared if this is not said.
    pub fn times(self, times: u64) -> Self {
        Self { left: Some(times), ..self }
    }

    pub(crate) fn concerns(&self, operation: &str) -> bool {
        match self.operation.as_deref() {
            None | Some("*") => true,
            Some(wanted) => match wanted.strip_suffix(".*") {
                Some(service) => operation.rsplit_once('.').is_some_and(|(of, _)| of == service),
                None => wanted == operation,
            },
        }
    }
}

/// The faults that are in effect.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub fn left(&self) -> &[Fault] {
        &self.0
    }

    /// What befalls this request: delays add up, and the first of the others happens.
    pub fn strike(&mut self, operation: &str) -> (Duration, Option<Kind>) {
        let (mut delay, mut struck) = (Duration::ZERO, None);
        for fault in self.0.iter_mut().filter(|fault| fault.concerns(operation)) {
            match &fault.kind {
                Kind::Latency(by) => delay += *by,
                kind if struck.is_none() => struck = Some(kind.clone()),
                _ => continue,
            }
            fault.left = fault.left.map(|left| left.saturating_sub(1));
        }
        self.0.retain(|fault| fault.left != Some(0));
        (delay, struck)
    }
}

/// An answer, and what happens to it on its way.
#[derive(Debug)]
#[non_exhaustive]
pub struct Delivery {
    /// How much later it comes.
    pub delay: Duration,
    /// The answer; `None` if the connection breaks instead.
    pub response: Option<Response<Bytes>>,
    /// After how many bytes of its body the connection breaks.
    pub cut: Option<usize>,
}

/// Why a JSON value is no fault.
#[derive(Clone, Debug, PartialEq)]
pub struct BadFault(String);

impl fmt::Display for BadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadFault {}

/// What may stand in the JSON of a fault besides its kind.
const BESIDE: &[&str] = &["operation", "times", "code"];

impl Fault {
    /// Reads a fault: one of `status`, `answer` (with `status` and `body`), `rate_limit`, `latency_ms`,
    /// `reset` and `truncate`, and perhaps `operation`, `times` and `code`.
    ///
    /// # Errors
    ///
    /// When it is none of these, or more than one.
    pub fn read(value: &Value) -> Result<Self, BadFault> {
        let object = value.as_object().ok_or_else(|| BadFault("a fault is an object".to_owned()))?;
        let mut kinds = object.iter().filter(|(key, _)| !BESIDE.contains(&key.as_str()));
        let (Some((key, value)), None) = (kinds.next(), kinds.next()) else {
            let known = "status, answer, rate_limit, latency_ms, reset, truncate";
            return Err(BadFault(format!("a fault has one of {known}, and perhaps {}", BESIDE.join(", "))));
        };
        let mut fault = Self::of_kind(key, value)?;
        if let Some(code) = object.get("code") {
            fault = fault.with_code(code.as_str().ok_or_else(|| BadFault("`code` is a text".to_owned()))?);
        }
        if let Some(operation) = object.get("operation") {
            fault = fault.on(operation.as_str().ok_or_else(|| BadFault("`operation` is a text".to_owned()))?);
        }
        match object.get("times") {
            Some(times) => Ok(fault.times(count("times", times)?)),
            None => Ok(fault),
        }
    }

    /// The fault in the form that [`read`](Self::read) takes.
    pub fn to_json(&self) -> Value {
        let mut value = match &self.kind {
            Kind::Status { status, code, .. } => json!({ "status": status, "code": code }),
            Kind::Answer { status, body } => json!({ "answer": { "status": status, "body": body } }),
            Kind::RateLimit => json!({ "rate_limit": true }),
            Kind::Latency(by) => json!({ "latency_ms": u64::try_from(by.as_millis()).unwrap_or(u64::MAX) }),
            Kind::Reset => json!({ "reset": true }),
            Kind::Truncate(at) => json!({ "truncate": at }),
        };
        let beside = [("operation", json!(self.operation)), ("times", json!(self.left))];
        if let Some(object) = value.as_object_mut() {
            object.extend(beside.map(|(key, value)| (key.to_owned(), value)));
            object.retain(|_, value| !value.is_null());
        }
        value
    }

    fn of_kind(key: &str, value: &Value) -> Result<Self, BadFault> {
        Ok(match key {
            "status" => Self::status(status(value)?),
            "answer" => {
                let body = value.get("body").cloned().unwrap_or_default();
                Self::answer(status(value.get("status").unwrap_or(&Value::from(200)))?, body)
            }
            "rate_limit" => Self::rate_limit(),
            "latency_ms" => Self::latency(Duration::from_millis(count(key, value)?)),
            "reset" => Self::reset(),
            "truncate" => Self::truncate(usize::try_from(count(key, value)?).unwrap_or(usize::MAX)),
            other => return Err(BadFault(format!("there is no fault `{other}`"))),
        })
    }
}

fn count(key: &str, value: &Value) -> Result<u64, BadFault> {
    value.as_u64().ok_or_else(|| BadFault(format!("`{key}` is a whole number")))
}

fn status(value: &Value) -> Result<u16, BadFault> {
    let status = value.as_u64().and_then(|status| u16::try_from(status).ok());
    let status = status.filter(|status| (200..=599).contains(status));
    status.ok_or_else(|| BadFault("`status` is a number from 200 to 599".to_owned()))
}
