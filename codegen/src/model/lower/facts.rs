//! Facts of a field that contradict its type, its home, or each other.

use super::Context;
use crate::diag::Place;
use crate::model::types::{Scalar, Type};
use crate::spec::{self, At, TypeExpr};

/// What has the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    Resource,
    Type,
    /// A list, beside its items.
    Answer,
    Path,
    Query,
}

impl Home {
    fn name(self) -> &'static str {
        match self {
            Home::Resource => "a resource",
            Home::Type => "a type",
            Home::Answer => "an answer",
            Home::Path => "a path parameter",
            Home::Query => "a query parameter",
        }
    }

    /// The keys that say when the field is there.
    fn takes(self) -> &'static [&'static str] {
        match self {
            Home::Resource => &["create", "update", "read"],
            Home::Type => &["write", "read"],
            Home::Answer => &["read"],
            Home::Path => &[],
            Home::Query => &["required"],
        }
    }
}

/// A phase that its home does not have would be passed over silently, and a field without any never be seen.
pub fn check_home(ctx: &mut Context<'_>, field: &spec::Field, home: Home) {
    let phase = |phase: &Option<spec::Phase>| phase.as_ref().map(|phase| phase.presence.place.clone());
    let written: [(&str, Option<Place>); 5] = [
        ("create", phase(&field.create)),
        ("update", phase(&field.update)),
        ("write", phase(&field.write)),
        ("read", field.read.as_ref().map(|read| read.place.clone())),
        ("required", field.required.then(|| field.name.place.clone())),
    ];
    let written: Vec<(&str, Place)> = written.into_iter().filter_map(|(key, place)| Some((key, place?))).collect();
    for (key, place) in written.iter().filter(|(key, _)| !home.takes().contains(key)) {
        let place = if *key == "required" { &field.name.place } else { place };
        let error = ctx.error("phase_out_of_place", format!("`{key}` means nothing in {}", home.name()), place);
        match home.takes() {
            [] => error.help("leave it out: path parameters are always given"),
            keys => error.help(format!("{} takes {}", home.name(), spec::listed(keys))),
        };
    }
    let has_phases = !matches!(home, Home::Path | Home::Query);
    if has_phases && written.is_empty() && field.ty.value != TypeExpr::Faulty {
        ctx.error(
            "field_without_phase",
            format!("`{}` is never sent and never received", field.name.value),
            &field.name.place,
        )
        .help(format!("say when it is: {}", spec::listed(home.takes())));
    }
}

/// Facts that contradict the type or each other. The types are those of the field and of its phases.
pub fn check(ctx: &mut Context<'_>, field: &spec::Field, types: &[&Type]) {
    check_ranges(ctx, &field.limits);
    check_limits(ctx, &field.limits, types);
    let Some(ty) = types.first() else { return };
    if field.secret && !ty.is_text() {
        ctx.error("secret_not_text", format!("`{}` is secret but not a text", field.name.value), &field.ty.place)
            .help("only texts can be secret; mark the text inside the type instead");
    }
    check_values(ctx, field, ty);
}

fn check_values(ctx: &mut Context<'_>, field: &spec::Field, ty: &Type) {
    let Some(first) = field.values.first() else { return };
    let named = format!("`{}`", field.name.value);
    if !matches!(ty.innermost(), Type::Enum(_)) {
        ctx.error("values_without_enum", format!("{named} has values but is no enum"), &field.ty.place)
            .help("write `type: enum` or `type: list(enum)`");
    } else if has_values_of_its_own(&field.ty.value) {
        ctx.error("values_twice", format!("the type of {named} has its values already"), &first.value.place)
            .related(&field.ty.place, "the type")
            .help("write `type: enum` beside `values`, or leave `values` out");
    }
}

fn has_values_of_its_own(expr: &TypeExpr) -> bool {
    match expr {
        TypeExpr::List(inner) | TypeExpr::Map(inner) => has_values_of_its_own(inner),
        TypeExpr::Enum(values) => !values.is_empty(),
        _ => true,
    }
}

/// A limit on something that the field is not.
fn check_limits(ctx: &mut Context<'_>, limits: &spec::Limits, types: &[&Type]) {
    let whole = |key: &'static str, limit: &Option<At<u64>>| limit.as_ref().map(|limit| (key, limit.place.clone()));
    let number = |key: &'static str, limit: &Option<At<f64>>| limit.as_ref().map(|limit| (key, limit.place.clone()));
    let open = |ty: &Type| matches!(ty, Type::Scalar(Scalar::Any));
    let text = |ty: &Type| ty.innermost().is_text() || matches!(ty.innermost(), Type::Id(_)) || open(ty.innermost());
    let holds = |ty: &Type| matches!(ty, Type::List(_) | Type::Map(_)) || open(ty);
    let counts = |ty: &Type| ty.innermost().is_number() || open(ty.innermost());
    let (of_text, of_items, of_numbers) =
        (types.iter().any(|ty| text(ty)), types.iter().any(|ty| holds(ty)), types.iter().any(|ty| counts(ty)));
    let limits = [
        (whole("min_bytes", &limits.min_bytes), of_text, "texts"),
        (whole("max_bytes", &limits.max_bytes), of_text, "texts"),
        (whole("max_chars", &limits.max_chars), of_text, "texts"),
        (whole("min_items", &limits.min_items), of_items, "lists and maps"),
        (whole("max_items", &limits.max_items), of_items, "lists and maps"),
        (number("min", &limits.min), of_numbers, "numbers"),
        (number("max", &limits.max), of_numbers, "numbers"),
    ];
    for (limit, fits, what) in limits {
        let Some((key, place)) = limit.filter(|_| !fits) else { continue };
        let help = match (of_text, of_items, of_numbers) {
            (true, ..) => "texts have `min_bytes`, `max_bytes` and `max_chars`",
            (_, _, true) => "numbers have `min` and `max`",
            (_, true, _) => "lists and maps have `min_items` and `max_items`",
            _ => "leave it out",
        };
        ctx.error("limit_mismatch", format!("`{key}` is a limit of {what}, which this is not"), &place).help(help);
    }
}

fn check_ranges(ctx: &mut Context<'_>, limits: &spec::Limits) {
    let range = |low: &Option<At<f64>>, high: &Option<At<f64>>| Some((low.as_ref()?.value, high.clone()?));
    let floats = |at: &Option<At<u64>>| at.as_ref().map(|at| At { value: at.value as f64, place: at.place.clone() });
    let ranges = [
        range(&limits.min, &limits.max),
        range(&floats(&limits.min_bytes), &floats(&limits.max_bytes)),
        range(&floats(&limits.min_items), &floats(&limits.max_items)),
    ];
    for (low, high) in ranges.into_iter().flatten() {
        if low > high.value {
            ctx.error("empty_range", format!("no value is at least {low} and at most {}", high.value), &high.place)
                .help("swap the two limits");
        }
    }
}
