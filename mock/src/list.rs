//! Lists and their pages.

use serde_json::{Map, Value};

use crate::api::Table;
use crate::description::{Field, ObjectType, Paging, Presence, Returns, Type};
use crate::filter::{BadFilter, Filter};
use crate::operate::{Request, is_collection};
use crate::path;
use crate::refusal::Refusal;
use crate::render::Scope;
use crate::store::{Item, lookup_text};
use crate::template::Names;
use crate::world::World;

/// The page of a list that a request asks for.
pub(crate) fn page(request: &Request<'_>, world: World<'_>) -> Result<Value, Refusal> {
    let Some(Returns::List { list, paging, size }) = &request.operation.returns else {
        return Err(Refusal::not_found());
    };
    let name = request.operation.table.as_deref().unwrap_or_default();
    let table = world.table(name)?;
    let object = world.api.object(list);
    let filter = filter(request, world.api.object(name))?;
    let (paging, sized, element) = (paging.as_ref(), size.as_deref(), element(object));
    let listing = Listing { request, world, name, table, paging, sized, element, filter };
    listing.check_holder()?;
    let page = listing.select()?;
    Ok(listing.show(object, &page))
}

/// The condition that the query asks for.
fn filter(request: &Request<'_>, object: &ObjectType) -> Result<Option<Filter>, Refusal> {
    let Some(name) = request.api.facts.filter.as_ref().filter(|_| request.operation.filter) else { return Ok(None) };
    let Some((_, text)) = request.query.iter().find(|(given, text)| given == name && !text.is_empty()) else {
        return Ok(None);
    };
    let fields: Vec<&str> =
        object.fields.iter().filter(|field| field.read.is_some()).map(|field| field.name.as_str()).collect();
    let wrong =
        |bad: BadFilter| Refusal::when("wrong_filter", format_args!("{name}, character {}: {}", bad.at + 1, bad.why));
    Filter::read(text, &fields).map(Some).map_err(wrong)
}

/// The field that holds the items, and their type.
fn element(list: &ObjectType) -> Option<(&Field, &str)> {
    list.fields.iter().find_map(|field| match &field.ty {
        Type::List(inner) => match inner.as_ref() {
            Type::Object(name) => Some((field, name.as_str())),
            _ => None,
        },
        _ => None,
    })
}

struct Listing<'a> {
    request: &'a Request<'a>,
    world: World<'a>,
    name: &'a str,
    table: &'a Table,
    paging: Option<&'a Paging>,
    /// The query parameter that says how many items a page has at most.
    sized: Option<&'a str>,
    element: Option<(&'a Field, &'a str)>,
    filter: Option<Filter>,
}

/// Some items, newest first.
struct Page<'a> {
    items: Vec<&'a Item>,
    /// Whether there are more.
    more: bool,
    /// How many items fit a page.
    size: Option<usize>,
    /// Its number and the number of pages, where pages are counted.
    counted: Option<(u64, u64)>,
}

impl<'a> Listing<'a> {
    /// What the path goes through must exist, if it is kept here.
    fn check_holder(&self) -> Result<(), Refusal> {
        let Some((before, _)) = self.request.operation.path.rsplit_once('/') else { return Ok(()) };
        let holder = self.world.api.tables.iter().find(|(_, table)| path::same(&table.item, before));
        match holder {
            Some((name, _)) if self.world.store.get(name, self.request.arguments).is_none() => {
                Err(Refusal::not_found())
            }
            _ => Ok(()),
        }
    }

    fn select(&self) -> Result<Page<'a>, Refusal> {
        let size = self.size();
        let start = self.start()?;
        let skipped = match self.paging {
            Some(Paging::PageNumber { first, .. }) => {
                let pages = start.unwrap_or(*first).saturating_sub(*first);
                usize::try_from(pages).unwrap_or(usize::MAX).saturating_mul(size.unwrap_or_default())
            }
            _ => 0,
        };
        let before = start.filter(|_| !matches!(self.paging, Some(Paging::PageNumber { .. }))).unwrap_or(u64::MAX);
        let mut chosen = self.candidates(before);
        if let Some(Paging::PageNumber { first, .. }) = self.paging {
            let all: Vec<&Item> = chosen.collect::<Result<_, _>>()?;
            let number = start.unwrap_or(*first);
            let per_page = size.unwrap_or(all.len()).max(1);
            let pages = u64::try_from(all.len().div_ceil(per_page)).unwrap_or(u64::MAX);
            let more = all.len() > skipped.saturating_add(per_page);
            let items = all.into_iter().skip(skipped).take(per_page).collect();
            return Ok(Page { items, more, size, counted: Some((number, pages)) });
        }
        let mut items = Vec::new();
        for item in chosen.by_ref().take(size.unwrap_or(usize::MAX)) {
            items.push(item?);
        }
        let more = chosen.next().transpose()?.is_some();
        Ok(Page { items, more, size, counted: None })
    }

    /// The items that the request is about, newest first.
    fn candidates(&self, before: u64) -> Box<dyn Iterator<Item = Result<&'a Item, Refusal>> + '_> {
        let store = self.world.store;
        let all: Box<dyn Iterator<Item = &'a Item> + '_> = match is_collection(self.request.operation, self.table) {
            true => Box::new(store.held_before(self.name, self.request.arguments, before).rev()),
            false => Box::new(store.all(self.name).rev().filter(move |item| item.number < before)),
        };
        Box::new(all.filter(|item| self.fits(item)).filter_map(|item| match self.passes(item) {
            Ok(passes) => passes.then_some(Ok(item)),
            Err(refusal) => Some(Err(refusal)),
        }))
    }

    /// Whether the item belongs into the list, by what the operation says and by what the query asks for.
    fn fits(&self, item: &Item) -> bool {
        let has = |name: &str, wanted: &dyn Fn(&str) -> bool| {
            let field = self.world.api.object(self.name).field(name);
            match field.and_then(|field| Scope::of(self.world, self.name, item).value_of(field)) {
                Some(Value::Array(elements)) => elements.iter().filter_map(lookup_text).any(|text| wanted(&text)),
                value => value.as_ref().and_then(lookup_text).is_some_and(|text| wanted(&text)),
            }
        };
        let condition = &self.request.operation.condition;
        let asked = self.request.operation.query.iter().filter(|parameter| {
            let of_items = self.world.api.object(self.name).field(&parameter.name).is_some();
            of_items && self.given(&parameter.name).next().is_some()
        });
        condition.iter().all(|(name, value)| has(name, &|text| text == self.filled(value)))
            && asked
                .into_iter()
                .all(|parameter| has(&parameter.name, &|text| self.given(&parameter.name).any(|given| given == text)))
    }

    /// Whether the filter of the query lets the item pass.
    fn passes(&self, item: &Item) -> Result<bool, Refusal> {
        let Some(filter) = &self.filter else { return Ok(true) };
        let scope = Scope::of(self.world, self.name, item);
        let field = |name: &str| scope.shown(self.world.api.object(self.name).field(name)?);
        let fits = filter.fits(&field, self.request.clock.seconds());
        fits.ok_or_else(|| Refusal::when("wrong_filter", "the filter is neither true nor false"))
    }

    /// A value of a condition, in which path parameters may stand.
    fn filled(&self, value: &str) -> String {
        let parameters = self.request.operation.parameters.iter().zip(self.request.arguments);
        parameters.fold(value.to_owned(), |value, (parameter, argument)| {
            value.replace(&format!("{{{}}}", parameter.name), argument)
        })
    }

    /// The values of a query parameter.
    fn given<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.request.query.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// How many items a page may have.
    fn size(&self) -> Option<usize> {
        let name = self.sized?;
        let given = self.given(name).next().and_then(|text| text.parse().ok());
        let parameter = self.request.operation.query.iter().find(|parameter| parameter.name == name)?;
        given.or_else(|| usize::try_from(parameter.default.as_ref()?.as_u64()?).ok())
    }

    /// Where the page begins: before the item of this number, or at the page of this number.
    fn start(&self) -> Result<Option<u64>, Refusal> {
        let Some(paging) = self.paging else { return Ok(None) };
        let Some((name, text)) = paging.parameter().and_then(|name| Some((name, self.given(name).next()?))) else {
            return Ok(None);
        };
        match paging {
            Paging::NextLink { .. } => {
                let wrong =
                    || Refusal::when("wrong_reference", format_args!("'{text}' is not a valid resource reference"));
                self.world.store.number(self.name, text).map(Some).ok_or_else(wrong)
            }
            Paging::Cursor { .. } | Paging::PageNumber { .. } => {
                let wrong = |_| Refusal::when("parameter_not_a_number", format_args!("`{name}` must not be `{text}`"));
                text.parse().map(Some).map_err(wrong)
            }
        }
    }

    fn show(&self, object: &'a ObjectType, page: &Page<'a>) -> Value {
        let mut shown = Map::new();
        for field in &object.fields {
            let value = match self.element {
                Some((items, element)) if items.name == field.name => {
                    let scope = |item: &&'a Item| Scope::of(self.world, self.name, item).seen_as(element).object();
                    Some(page.items.iter().map(scope).collect())
                }
                _ => self.beside(field, page),
            };
            match (value, field.read) {
                (Some(value), _) => _ = shown.insert(field.name.clone(), value),
                (None, Some(Presence::Sometimes)) => {}
                (None, _) => _ = shown.insert(field.name.clone(), Value::Null),
            }
        }
        Value::Object(shown)
    }

    /// What stands beside the items.
    fn beside(&self, field: &Field, page: &Page<'_>) -> Option<Value> {
        let last = page.items.last().filter(|_| page.more);
        match self.paging {
            Some(Paging::NextLink { field: next, parameter }) if *next == field.name => {
                Some(Value::from(self.link(parameter.as_deref()?, last?.own_key(), page.size)))
            }
            Some(Paging::Cursor { field: next, .. }) if *next == field.name => {
                Some(Value::from(last?.number.to_string()))
            }
            Some(Paging::PageNumber { pages: Some(pages), .. }) if *pages == field.name => {
                page.counted.map(|(_, pages)| Value::from(pages))
            }
            Some(Paging::PageNumber { parameter, .. }) if *parameter == field.name => {
                page.counted.map(|(number, _)| Value::from(number))
            }
            _ => field.server.sets.as_ref()?.fill(&Here(self)),
        }
    }

    fn url(&self) -> String {
        self.world.origin.to_owned() + &path::filled(&self.request.operation.path, self.request.arguments)
    }

    /// The URL of the page after the item with this id.
    fn link(&self, parameter: &str, id: &str, size: Option<usize>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair(parameter, id);
        if let Some((sized, size)) = self.sized.zip(size) {
            query.append_pair(sized, &size.to_string());
        }
        let passed_on = |name: &str| name != parameter && self.sized != Some(name);
        query.extend_pairs(self.request.query.iter().filter(|(name, _)| passed_on(name)));
        format!("{}?{}", self.url(), query.finish())
    }
}

/// What names stand for beside the items of a list.
struct Here<'a>(&'a Listing<'a>);

impl Names for Here<'_> {
    fn value(&self, name: &str, _: &[String]) -> Option<(Value, usize)> {
        (name == "@location").then(|| (Value::from(self.0.url()), 0))
    }
}
