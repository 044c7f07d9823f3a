//! Lists continue as the other lists of the API do.

use std::collections::BTreeSet;

use super::{Rule, walk};
use crate::diag::{Diagnostic, Report};
use crate::model::{Api, Field, Operation, PageStyle, Returns, Type, TypeRef};

pub const RULE: Rule = Rule { code: "list_without_pagination", check, page: PAGE };

const PAGE: &str = "\
Lists continue as the other lists of the API do.

## What it finds

An operation that answers with a list and does not continue, although it is called `list`, or its answer has
the very field by which other lists of the API continue.

## Why

An application that reads such a list gets the first page and takes it for the whole.

## Example

```yaml
list: { doc: Reads all parcels., method: GET, path: \"{path}\", returns: ParcelPage, status: 200 }
```

## Instead

```yaml
list: { doc: Reads all parcels., method: GET, path: \"{path}\", returns: ParcelPage, items: parcels, status: 200 }
```

`items` names the field with the list, `pagination` the style. A list that always comes whole has a style
with `style: none`, whose `fields` lack the link to the next page.
";

fn check(api: &Api, report: &mut Report) {
    let continued = continued(api);
    for operation in
        api.operations().filter(|operation| operation.paging.is_none() && stops_short(api, operation, &continued))
    {
        let message = format!("`{}` answers with a list and does not say how it continues", operation.name.wire);
        let help = "name the field of the items with `items` and the paging style with `pagination`";
        report.push(Diagnostic::error(RULE.code, message, operation.place.clone()).help(help));
    }
}

/// The fields by which lists of the API continue.
fn continued(api: &Api) -> BTreeSet<&str> {
    let styles = api.operations().filter_map(|operation| operation.paging.as_ref()).map(|paging| &paging.style);
    styles.filter_map(way_on).collect()
}

fn way_on(style: &PageStyle) -> Option<&str> {
    match style {
        PageStyle::NextLink { field } | PageStyle::Cursor { field, .. } => Some(field),
        PageStyle::PageNumber { pages, .. } => pages.as_deref(),
    }
}

fn stops_short(api: &Api, operation: &Operation, continued: &BTreeSet<&str>) -> bool {
    let (answer, chosen) = match &operation.returns {
        Returns::None => return false,
        Returns::Type(answer) => (answer, false),
        // Such a list has a style, so somebody has decided that it comes whole.
        Returns::List { list, .. } => (list, true),
    };
    let fields = || fields_of(api, answer);
    let is_list = fields().any(|field| matches!(field.ty, Type::List(_)));
    let has_way_on = fields().any(|field| continued.contains(field.name.wire.as_str()));
    is_list && (has_way_on || (!chosen && walk::words(&operation.name.wire).first().is_some_and(|word| word == "list")))
}

fn fields_of<'a>(api: &'a Api, answer: &'a TypeRef) -> impl Iterator<Item = &'a Field> {
    api.definitions().filter(|definition| definition.name == answer.name).flat_map(walk::fields_of)
}
