//! What an error must not repeat of a request.

use serde_json::Value;

use crate::client::Inner;
use crate::{Request, Secret};

/// What stands in the place of a secret.
const HIDDEN: &str = "***";

/// How many bytes a text has at least that is hidden. Shorter ones stand in other words by chance,
/// as the key `test` of somebody's tests does, and are no secrets.
const SHORTEST: usize = 8;

/// The key, and the secrets that a request holds.
pub(crate) struct Redaction(Vec<Secret>);

impl Redaction {
    pub(crate) fn of(client: &Inner, request: &Request) -> Self {
        let auth = client.api.auth;
        let header = client.headers.get(auth.header).and_then(|value| value.to_str().ok());
        let key = header.and_then(|text| text.strip_prefix(auth.prefix)).filter(|key| key.len() >= SHORTEST);
        let mut texts: Vec<Secret> = key.into_iter().map(Secret::from).collect();
        let values = request.body().into_iter().flat_map(|body| body.secrets());
        values.for_each(|value| collect(value, &mut texts));
        // One that holds another goes first, or a part of it would stay.
        texts.sort_by_key(|secret| std::cmp::Reverse(secret.expose().len()));
        Self(texts)
    }

    /// Hides the secrets in what somebody else has written.
    pub(crate) fn redact(&self, text: &mut String) {
        for secret in &self.0 {
            if text.contains(secret.expose()) {
                *text = text.replace(secret.expose(), HIDDEN);
            }
        }
    }
}

/// Every text in a value, as it is and as JSON spells it.
fn collect(value: &Value, texts: &mut Vec<Secret>) {
    match value {
        Value::String(text) if text.len() >= SHORTEST => {
            let spelled = value.to_string();
            let spelled = spelled.trim_matches('"');
            texts.push(Secret::from(text));
            if spelled != text {
                texts.push(Secret::from(spelled));
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}
