//! A condition as a tree.

use serde_json::Value;

use super::BadFilter;
use super::lex::{Kind, Token};
use crate::clock;

/// A condition, or a value in one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Json(Value),
    /// A field of the item, and fields in that.
    Field(Vec<String>),
    Now,
    Not(Box<Expr>),
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Compare(&'static str, Box<Expr>, Box<Expr>),
    In(Box<Expr>, Box<Expr>),
    List(Vec<Expr>),
    Size(Box<Expr>),
    Time(Box<Expr>),
    /// A time so many seconds later.
    Later(Box<Expr>, i64),
    /// `startsWith`, `endsWith` or `contains`.
    Has(&'static str, Box<Expr>, Box<Expr>),
}

/// How deep conditions may lie in each other.
const DEEPEST: usize = 64;

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    fields: &'a [&'a str],
    depth: usize,
}

/// Reads a whole condition.
pub(crate) fn condition(tokens: &[Token], fields: &[&str]) -> Result<Expr, BadFilter> {
    let mut parser = Parser { tokens, at: 0, fields, depth: 0 };
    let expr = parser.either()?;
    match parser.peek() {
        Kind::End => {}
        _ => return Err(parser.fault("this does not belong here; is there an operator missing?")),
    }
    match expr {
        Expr::Json(Value::Bool(_)) | Expr::Field(_) | Expr::Not(_) | Expr::All(_) | Expr::Any(_) => Ok(expr),
        Expr::Compare(..) | Expr::In(..) | Expr::Has(..) => Ok(expr),
        _ => Err(BadFilter { at: 0, why: "this is a value and no condition".to_owned() }),
    }
}

impl Parser<'_> {
    fn peek(&self) -> &Kind {
        self.tokens.get(self.at).map_or(&Kind::End, |token| &token.kind)
    }

    fn place(&self) -> usize {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |token| token.at)
    }

    fn fault(&self, why: impl Into<String>) -> BadFilter {
        BadFilter { at: self.place(), why: why.into() }
    }

    fn takes(&mut self, mark: &'static str) -> bool {
        let fits = *self.peek() == Kind::Mark(mark);
        self.at += usize::from(fits);
        fits
    }

    fn expect(&mut self, mark: &'static str) -> Result<(), BadFilter> {
        if self.takes(mark) { Ok(()) } else { Err(self.fault(format!("`{mark}` is missing"))) }
    }

    /// Reads what lies one deeper.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, BadFilter>) -> Result<T, BadFilter> {
        if self.depth == DEEPEST {
            return Err(self.fault("this lies too deep"));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn either(&mut self) -> Result<Expr, BadFilter> {
        let first = self.both()?;
        if *self.peek() != Kind::Mark("||") {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.takes("||") {
            all.push(self.both()?);
        }
        Ok(Expr::Any(all))
    }

    fn both(&mut self) -> Result<Expr, BadFilter> {
        let first = self.comparison()?;
        if *self.peek() != Kind::Mark("&&") {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.takes("&&") {
            all.push(self.comparison()?);
        }
        Ok(Expr::All(all))
    }

    fn comparison(&mut self) -> Result<Expr, BadFilter> {
        let left = self.operand()?;
        if *self.peek() == Kind::Name("in".to_owned()) {
            self.at += 1;
            let right = self.set()?;
            return Ok(Expr::In(Box::new(left), Box::new(right)));
        }
        for mark in ["==", "!=", "<=", ">=", "<", ">"] {
            if self.takes(mark) {
                return Ok(Expr::Compare(mark, Box::new(left), Box::new(self.operand()?)));
            }
        }
        Ok(left)
    }

    /// What follows `in`: values in brackets, or a list.
    fn set(&mut self) -> Result<Expr, BadFilter> {
        let close = match self.peek() {
            Kind::Mark("(") => ")",
            Kind::Mark("[") => "]",
            _ => return self.operand(),
        };
        self.at += 1;
        let mut values = vec![self.operand()?];
        while self.takes(",") {
            values.push(self.operand()?);
        }
        self.expect(close)?;
        Ok(Expr::List(values))
    }

    fn operand(&mut self) -> Result<Expr, BadFilter> {
        if self.takes("!") {
            return Ok(Expr::Not(Box::new(self.deeper(Self::operand)?)));
        }
        let mut value = self.primary()?;
        for _ in 0..DEEPEST {
            if !self.takes(".") {
                return Ok(value);
            }
            value = self.method(value)?;
        }
        Err(self.fault("this lies too deep"))
    }

    fn primary(&mut self) -> Result<Expr, BadFilter> {
        let at = self.place();
        let kind = self.peek().clone();
        self.at += 1;
        match kind {
            Kind::Text(text) => Ok(Expr::Json(Value::from(text))),
            Kind::Number(number) => Ok(Expr::Json(Value::from(number))),
            Kind::Mark("(") => {
                let inner = self.deeper(Self::either)?;
                self.expect(")")?;
                Ok(inner)
            }
            Kind::Name(name) => self.name(&name, at),
            Kind::End => Err(BadFilter { at, why: "a value is missing".to_owned() }),
            Kind::Mark(mark) => Err(BadFilter { at, why: format!("`{mark}` does not belong here") }),
        }
    }

    fn name(&mut self, name: &str, at: usize) -> Result<Expr, BadFilter> {
        match name {
            "true" | "false" => Ok(Expr::Json(Value::from(name == "true"))),
            "null" => Ok(Expr::Json(Value::Null)),
            "obj" if *self.peek() == Kind::Mark(".") => self.field(),
            "time" if *self.peek() == Kind::Mark(".") => {
                self.at += 1;
                match self.peek() {
                    Kind::Name(now) if now == "now" => {
                        self.at += 1;
                        Ok(Expr::Now)
                    }
                    _ => Err(self.fault("`time` has `now` only")),
                }
            }
            "size" => Ok(Expr::Size(Box::new(self.argument()?))),
            "timestamp" => self.timestamp(),
            "obj" => Err(BadFilter { at, why: "`obj` is no condition; name one of its fields".to_owned() }),
            other => Err(BadFilter { at, why: format!("there is no `{other}` here; the item is `obj`") }),
        }
    }

    /// A field of the item; its name has to be known, those further inside do not.
    fn field(&mut self) -> Result<Expr, BadFilter> {
        let mut path = Vec::new();
        while let Kind::Mark(".") = self.peek() {
            let Some(Kind::Name(name)) = self.tokens.get(self.at + 1).map(|token| token.kind.clone()) else {
                self.at += 1;
                return Err(self.fault("a name is missing"));
            };
            let is_call = self.tokens.get(self.at + 2).is_some_and(|token| token.kind == Kind::Mark("("));
            if is_call {
                break;
            }
            if path.is_empty() && !self.fields.contains(&name.as_str()) {
                self.at += 1;
                return Err(self.fault(format!("items have no field `{name}`; they have {}", self.fields.join(", "))));
            }
            path.push(name);
            self.at += 2;
        }
        Ok(Expr::Field(path))
    }

    fn timestamp(&mut self) -> Result<Expr, BadFilter> {
        let at = self.tokens.get(self.at + 1).map_or(0, |token| token.at);
        match self.argument()? {
            Expr::Json(Value::String(text)) if clock::parse(&text).is_none() => {
                Err(BadFilter { at, why: format!("`{text}` is not a time in the form of RFC 3339") })
            }
            value => Ok(Expr::Time(Box::new(value))),
        }
    }

    fn argument(&mut self) -> Result<Expr, BadFilter> {
        self.expect("(")?;
        let value = self.deeper(Self::operand)?;
        self.expect(")")?;
        Ok(value)
    }

    fn method(&mut self, of: Expr) -> Result<Expr, BadFilter> {
        let at = self.place();
        let Kind::Name(name) = self.peek().clone() else { return Err(self.fault("a name is missing")) };
        self.at += 1;
        let of = Box::new(of);
        match name.as_str() {
            "size" => {
                self.expect("(")?;
                self.expect(")")?;
                Ok(Expr::Size(of))
            }
            "startsWith" => Ok(Expr::Has("startsWith", of, Box::new(self.argument()?))),
            "endsWith" => Ok(Expr::Has("endsWith", of, Box::new(self.argument()?))),
            "contains" => Ok(Expr::Has("contains", of, Box::new(self.argument()?))),
            "add" => Ok(Expr::Later(of, self.duration()?)),
            "subtract" => Ok(Expr::Later(of, -self.duration()?)),
            other => Err(BadFilter { at, why: format!("`{other}` is not supported") }),
        }
    }

    /// `"7d"` and the like, in seconds.
    fn duration(&mut self) -> Result<i64, BadFilter> {
        let at = self.tokens.get(self.at + 1).map_or(0, |token| token.at);
        let wrong = || BadFilter { at, why: "a duration is a number and one of d, h, m, s, as in \"7d\"".to_owned() };
        let Expr::Json(Value::String(text)) = self.argument()? else { return Err(wrong()) };
        let (count, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(wrong)?;
        let seconds: i64 = match unit {
            "d" => 86_400,
            "h" => 3_600,
            "m" => 60,
            "s" => 1,
            _ => return Err(wrong()),
        };
        let count: u32 = count.parse().map_err(|_| wrong())?;
        Ok(i64::from(count) * seconds)
    }
}
