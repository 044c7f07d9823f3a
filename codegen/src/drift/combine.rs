//! Schemas made of others: all of them hold, or any.

use std::collections::BTreeSet;

use super::draft::{Draft, Word};
use crate::model::Limits;

impl<'a> Draft<'a> {
    /// Adds what another schema says of the same value. Where both speak, what was said first stays.
    pub fn and(&mut self, other: Self) {
        let common: BTreeSet<Word> = self.words.intersection(&other.words).copied().collect();
        if self.words.is_empty() {
            self.words = other.words;
        } else if !common.is_empty() {
            self.words = common;
        }
        self.nullable |= other.nullable;
        self.closed |= other.closed;
        for (name, property) in other.properties {
            self.properties.entry(name).or_insert(property);
        }
        self.required = match (self.required.take(), other.required) {
            (Some(mine), Some(others)) => Some(&mine | &others),
            (mine, others) => mine.or(others),
        };
        self.items = self.items.take().or(other.items);
        self.format = self.format.or(other.format);
        self.additional = self.additional.take().or(other.additional);
        self.values = self.values.take().or(other.values);
        self.default = self.default.take().or(other.default);
        self.limits = stricter(&self.limits, &other.limits);
    }

    /// What is true of a value whichever of the schemas it follows.
    pub fn any_of(drafts: Vec<Self>) -> Self {
        let nullable = drafts.iter().any(|draft| draft.nullable);
        let only_null = |draft: &Self| draft.words.len() == 1 && draft.words.contains(&Word::Null);
        let mut drafts = drafts.into_iter().filter(|draft| !only_null(draft));
        let mut either = drafts.next().unwrap_or_default();
        for draft in drafts {
            either.or(draft);
        }
        either.nullable |= nullable;
        either
    }

    fn or(&mut self, other: Self) {
        if self.words.is_empty() || other.words.is_empty() {
            *self = Draft::default();
            return;
        }
        self.words.extend(other.words);
        self.required = match (self.required.take(), other.required) {
            (None, None) => None,
            (mine, others) => Some(&mine.unwrap_or_default() & &others.unwrap_or_default()),
        };
        for (name, property) in other.properties {
            match self.properties.get_mut(name) {
                Some(mine) => mine.add(property),
                None => drop(self.properties.insert(name, property)),
            }
        }
        self.closed &= other.closed;
        match (&mut self.items, other.items) {
            (Some(mine), Some(others)) => mine.add(others),
            (mine, others) => *mine = mine.take().or(others),
        }
        self.format = self.format.filter(|format| other.format == Some(format));
        self.additional = self.additional.take().or(other.additional);
        self.values = self.values.take().zip(other.values).map(|(mine, others)| united(mine, others));
        self.default = None;
        self.limits = Limits::default();
    }
}

fn united<'t>(mut values: Vec<String>, others: impl IntoIterator<Item = String> + 't) -> Vec<String> {
    for value in others {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

fn stricter(a: &Limits, b: &Limits) -> Limits {
    fn pick<T: PartialOrd + Copy>(a: Option<T>, b: Option<T>, better: fn(&T, &T) -> bool) -> Option<T> {
        match (a, b) {
            (Some(a), Some(b)) => Some(if better(&a, &b) { a } else { b }),
            (a, b) => a.or(b),
        }
    }
    Limits {
        min_bytes: pick(a.min_bytes, b.min_bytes, u64::ge),
        max_bytes: pick(a.max_bytes, b.max_bytes, u64::le),
        max_chars: pick(a.max_chars, b.max_chars, u64::le),
        min: pick(a.min, b.min, f64::ge),
        max: pick(a.max, b.max, f64::le),
        min_items: pick(a.min_items, b.min_items, u64::ge),
        max_items: pick(a.max_items, b.max_items, u64::le),
    }
}
