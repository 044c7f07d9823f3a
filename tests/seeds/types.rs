//! The data types of the Python client.

use clientwright::model::{Api, Scalar, Type};

use crate::call::Call;
use crate::line::{Line, Outcome, settle};
use crate::methods;
use crate::table::{self, Row};
use crate::view::{Member, View};

/// Types, their fields and their methods.
pub fn lines(api: &Api) -> Vec<Line> {
    let rows = table::read("types.yaml").into_iter().map(|row| row.knows(&["fields", "methods"]));
    rows.flat_map(|row| definition(api, &row)).collect()
}

fn definition(api: &Api, row: &Row) -> Vec<Line> {
    let seed = format!("datatypes.{}", row.name);
    let settled = settle(&row.name, row.excuse.as_ref(), |name| View::find(api, name));
    let mut lines = vec![Line { seed: seed.clone(), outcome: settled.map(|view| view.rust(api)) }];
    if let Some(view) = settled.found() {
        let fields = row.rows("fields").into_iter().map(|row| row.knows(&["type", "holds"]));
        lines.extend(fields.map(|row| field(api, view, &seed, &row)));
        let methods = row.rows("methods");
        lines.extend(
            methods.iter().flat_map(|row| methods::lines(api, &seed, row, |name| Call::of_resource(api, *view, name))),
        );
    }
    lines
}

fn field(api: &Api, view: &View<'_>, owner: &str, row: &Row) -> Line {
    // Beside `holds` a reason may be about what the field holds alone, and not about its name.
    let excuse = row.excuse.as_ref().filter(|excuse| row.text("holds").is_none() || !excuse.became.is_empty());
    let settled = settle(&row.name, excuse, |name| view.member(api, name));
    let fault = settled.found().and_then(|member| wrong_name(member, row).or_else(|| wrong_type(member, row)));
    let outcome = match fault {
        Some(fault) => Outcome::Fault(fault),
        None => settled.map(|member| member.rust.clone()),
    };
    Line { seed: format!("{owner}.{}", row.name), outcome }
}

/// A field that was renamed has to remember its old name, or else nobody is told of it.
fn wrong_name(member: &Member<'_>, row: &Row) -> Option<String> {
    let remembers = member.was.iter().any(|old| old.name.wire == row.name);
    (member.name != row.name && !remembers).then(|| format!("`{}` does not have it under `was`", member.name))
}

fn wrong_type(member: &Member<'_>, row: &Row) -> Option<String> {
    let fact = row.plain().or_else(|| row.text("type")).unwrap_or_default();
    match (fits(&fact, member.ty), row.text("holds")) {
        (true, None) => None,
        (true, Some(_)) => Some(format!("it holds {fact}, so it needs no excuse")),
        (false, None) => Some(format!("it does not hold {fact} but {:?}", member.ty)),
        (false, Some(_)) if row.text("why").is_none_or(|why| why.trim().is_empty()) => {
            Some("its excuse gives no reason".to_owned())
        }
        (false, Some(holds)) => {
            (!fits(&holds, member.ty)).then(|| format!("it does not hold {holds} but {:?}", member.ty))
        }
    }
}

/// Whether a type can hold what the documentation says: `list(str)`, `datetime`, `Ref`.
fn fits(fact: &str, ty: &Type) -> bool {
    match ty {
        Type::List(item) => inner(fact, "list").is_some_and(|fact| fits(fact, item)),
        Type::Map(item) => inner(fact, "map").is_some_and(|fact| fits(fact, item)),
        Type::Ref(reference) => fact == reference.ty.name.wire,
        Type::Object(object) => fact == object.name.wire,
        Type::Enum(_) => fact == "str",
        Type::Id(id) => fact == if id.integer { "int" } else { "str" },
        Type::Scalar(scalar) => scalar_facts(*scalar).contains(&fact),
    }
}

fn inner<'a>(fact: &'a str, kind: &str) -> Option<&'a str> {
    fact.strip_prefix(kind)?.strip_prefix('(')?.strip_suffix(')')
}

fn scalar_facts(scalar: Scalar) -> &'static [&'static str] {
    match scalar {
        Scalar::String | Scalar::Uri | Scalar::Cidr | Scalar::Pem | Scalar::Json => &["str"],
        Scalar::Bool => &["bool"],
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => &["int"],
        // The Python client turns some numbers of seconds into durations, and leaves others alone.
        Scalar::Seconds => &["timedelta", "int"],
        Scalar::Float => &["float"],
        Scalar::Timestamp => &["datetime"],
        Scalar::Any => &[],
    }
}
