//! Values that the server gives: JSON in whose texts `{names}` stand for other values.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::clock;

/// A value with holes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Template {
    /// A value without holes.
    Plain(Value),
    Text(Vec<Part>),
    List(Vec<Template>),
    Object(Vec<(String, Template)>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    Letters(String),
    /// `{name.step.step}`.
    Hole {
        name: String,
        steps: Vec<String>,
    },
}

/// What names stand for.
pub(crate) trait Names {
    /// The value called `name`, and the steps of those that follow which it has taken already.
    fn value(&self, name: &str, steps: &[String]) -> Option<(Value, usize)>;
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self::of)
    }
}

impl Template {
    fn of(value: Value) -> Self {
        match value {
            Value::String(text) if text.contains('{') => Template::Text(parts(&text)),
            Value::Array(elements) => Template::List(elements.into_iter().map(Self::of).collect()),
            Value::Object(entries) => Template::Object(entries.into_iter().map(|(k, v)| (k, Self::of(v))).collect()),
            plain => Template::Plain(plain),
        }
    }

    /// Whether the value depends on the field called `name`.
    pub fn mentions(&self, wanted: &str) -> bool {
        match self {
            Template::Plain(_) => false,
            Template::Text(parts) => parts.iter().any(|part| matches!(part, Part::Hole { name, .. } if name == wanted)),
            Template::List(elements) => elements.iter().any(|element| element.mentions(wanted)),
            Template::Object(entries) => entries.iter().any(|(_, value)| value.mentions(wanted)),
        }
    }

    /// Whether it is nothing but the value of this name.
    pub fn is_just(&self, wanted: &str) -> bool {
        let Template::Text(parts) = self else { return false };
        matches!(parts.as_slice(), [Part::Hole { name, steps }] if name == wanted && steps.is_empty())
    }

    /// The value, or none if something that it is made of has none.
    pub fn fill(&self, names: &dyn Names) -> Option<Value> {
        match self {
            Template::Plain(value) => Some(value.clone()),
            Template::Text(parts) => fill_text(parts, names),
            Template::List(elements) => elements.iter().map(|element| element.fill(names)).collect(),
            Template::Object(entries) => {
                let filled = entries.iter().filter_map(|(key, value)| Some((key.clone(), value.fill(names)?)));
                Some(Value::Object(filled.collect::<Map<_, _>>()))
            }
        }
    }
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once('{') {
        let Some((inside, after)) = opened.split_once('}') else { break };
        if !before.is_empty() {
            parts.push(Part::Letters(before.to_owned()));
        }
        let mut steps = inside.split('.').map(str::to_owned);
        parts.push(Part::Hole { name: steps.next().unwrap_or_default(), steps: steps.collect() });
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Letters(rest.to_owned()));
    }
    parts
}

/// A hole alone keeps the type of what fills it.
fn fill_text(parts: &[Part], names: &dyn Names) -> Option<Value> {
    if let [Part::Hole { name, steps }] = parts {
        return hole(name, steps, names);
    }
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Letters(letters) => text.push_str(letters),
            Part::Hole { name, steps } => match hole(name, steps, names)? {
                Value::String(inner) => text.push_str(&inner),
                other => text.push_str(&other.to_string()),
            },
        }
    }
    Some(Value::String(text))
}

fn hole(name: &str, steps: &[String], names: &dyn Names) -> Option<Value> {
    let (value, taken) = names.value(name, steps)?;
    let value = steps.iter().skip(taken).try_fold(value, |value, step| walk(&value, step))?;
    let empty = value.is_null() || value.as_str().is_some_and(str::is_empty);
    (!empty).then_some(value)
}

/// What a step makes of a value: a part of a URL or time, or a field of an object.
fn walk(value: &Value, step: &str) -> Option<Value> {
    let Value::String(text) = value else { return value.get(step).cloned() };
    let made = match step {
        "lower" => text.to_lowercase(),
        "scheme" => Url::of(text)?.scheme.to_owned(),
        "host" => Url::of(text)?.host.to_owned(),
        "hostport" => Url::of(text)?.hostport(),
        "path" => Url::of(text)?.path.to_owned(),
        "plain" => Url::of(text).map_or_else(|| text.clone(), |url| url.plain()),
        step => later(text, step.strip_prefix('+')?)?,
    };
    Some(Value::String(made))
}

/// A time some days or hours after another.
fn later(text: &str, after: &str) -> Option<String> {
    let (count, unit) = after.split_at_checked(after.len().checked_sub(1)?)?;
    let seconds = match unit {
        "d" => 86_400,
        "h" => 3_600,
        "m" => 60,
        "s" => 1,
        _ => return None,
    };
    let count: i64 = count.parse().ok()?;
    Some(clock::text(clock::parse(text)?.saturating_add(count.saturating_mul(seconds))))
}

/// The parts of a URL; a text without a scheme is host and port.
pub(crate) struct Url<'a> {
    pub scheme: &'a str,
    pub host: &'a str,
    pub port: Option<u16>,
    path: &'a str,
}

impl<'a> Url<'a> {
    pub fn of(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        let (host, port) = match authority.rsplit_once(':').filter(|(_, port)| !port.contains(']')) {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (authority, None),
        };
        let named = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
        let fits =
            !scheme.is_empty() && scheme.chars().all(named) && !host.is_empty() && !host.contains(char::is_whitespace);
        fits.then_some(Self { scheme, host, port, path })
    }

    fn default_port(&self) -> Option<u16> {
        match self.scheme {
            "https" | "tls" => Some(443),
            "http" => Some(80),
            _ => None,
        }
    }

    fn hostport(&self) -> String {
        match self.port.or(self.default_port()) {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.to_owned(),
        }
    }

    /// The URL without the port that its scheme has anyway.
    fn plain(&self) -> String {
        match self.port.filter(|port| Some(*port) != self.default_port()) {
            Some(port) => format!("{}://{}:{port}{}", self.scheme, self.host, self.path),
            None => format!("{}://{}{}", self.scheme, self.host, self.path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    impl Names for Value {
        fn value(&self, name: &str, _: &[String]) -> Option<(Value, usize)> {
            self.get(name).map(|value| (value.clone(), 0))
        }
    }

    fn filled(template: Value) -> Option<Value> {
        let names = json!({
            "url": "https://app.example:443/x", "count": 3, "none": null, "at": "2030-01-31T23:00:00Z",
        });
        Template::of(template).fill(&names)
    }

    #[test]
    fn holes_take_values_and_their_parts() {
        assert_eq!(filled(json!("{count}")), Some(json!(3)));
        assert_eq!(filled(json!("n{count}.{url.host}")), Some(json!("n3.app.example")));
        assert_eq!(filled(json!({ "a": "{url.plain}" })), Some(json!({ "a": "https://app.example/x" })));
        assert_eq!(filled(json!("{url.hostport}")), Some(json!("app.example:443")));
        assert_eq!(filled(json!("{at.+365d}")), Some(json!("2031-01-31T23:00:00Z")));
    }

    #[test]
    fn what_is_missing_leaves_nothing() {
        assert_eq!(filled(json!("{none}")), None);
        assert_eq!(filled(json!("a{unknown}")), None);
        assert_eq!(filled(json!({ "a": "{none}", "b": 1 })), Some(json!({ "b": 1 })));
    }
}
