//! Ids have a prefix where most have one.

use super::{Rule, walk};
use crate::diag::{Diagnostic, Report};
use crate::model::{Api, IdKind, Service, Type};

pub const RULE: Rule = Rule { code: "id_without_prefix", check, page: PAGE };

const PAGE: &str = "\
Ids have a prefix where most have one.

## What it finds

A resource with an id of its own and without `id_prefix`, in an API in which most such resources have one.

## Why

The prefix is documented, and tells a reader whose id stands in a log. A missing one is usually forgotten.

## Example

```yaml
resource: Thing
service: things        # all other services have an `id_prefix`
```

## Instead

```yaml
resource: Thing
service: things
id_prefix: thg
```

Take the prefix from an answer of the API, without the underscore. If ids have none, say so with `allow`.
";

fn check(api: &Api, report: &mut Report) {
    let own: Vec<&IdKind> = api.services.iter().filter_map(|service| own_id(api, service)).collect();
    let bare: Vec<&IdKind> = own.iter().copied().filter(|id| id.prefix.is_none()).collect();
    if bare.len() * 2 >= own.len() {
        return;
    }
    for id in bare {
        let message = format!("ids of `{}` have no prefix, and most others have", id.name.wire);
        let help = "add `id_prefix`, as answers of the API show it";
        report.push(Diagnostic::error(RULE.code, message, id.place.clone()).help(help));
    }
}

/// The ids of the resource of a service, if it has any that could have a prefix.
fn own_id<'a>(api: &'a Api, service: &Service) -> Option<&'a IdKind> {
    let definition = service.types.iter().find(|definition| definition.name == service.subject.name)?;
    let is_own = |ty: &Type| matches!(ty, Type::Id(id) if id.of == definition.name.wire);
    let has_id = walk::fields_of(definition).iter().any(|field| is_own(&field.ty));
    let id = api.ids.iter().find(|id| id.name.wire == definition.name.wire)?;
    (has_id && !id.integer).then_some(id)
}
