//! Type expressions: names resolved, enums made where fields list values.

use super::{Context, Module, enums};
use crate::diag::Place;
use crate::model::types::{RefUse, Type};
use crate::spec::{self, At, TypeExpr};

/// Resolves a type expression of a field.
pub fn ty(ctx: &mut Context<'_>, expr: &At<TypeExpr>, field: &spec::Field, module: &mut Module<'_>) -> Option<Type> {
    resolve_at(ctx, &expr.value, &expr.place, field, module)
}

fn resolve_at(
    ctx: &mut Context<'_>,
    expr: &TypeExpr,
    place: &Place,
    field: &spec::Field,
    module: &mut Module<'_>,
) -> Option<Type> {
    let at = |value: &String| At { value: value.clone(), place: place.clone() };
    let owner = module.owner.map(|owner| owner.of.name().value.as_str());
    Some(match expr {
        TypeExpr::Faulty => return None,
        TypeExpr::Scalar(scalar) => Type::Scalar(*scalar),
        TypeExpr::Id(name) => Type::Id(ctx.id_of(&at(name), owner)?),
        TypeExpr::Ref(name) => Type::Ref(reference(ctx, &at(name), owner)?),
        TypeExpr::List(inner) => Type::List(Box::new(resolve_at(ctx, inner, place, field, module)?)),
        TypeExpr::Map(inner) => Type::Map(Box::new(resolve_at(ctx, inner, place, field, module)?)),
        TypeExpr::Enum(values) => Type::Enum(enums::of_field(ctx, field, values, place, module)?),
        TypeExpr::Named(name) => {
            let declared = ctx.declared(&at(name))?;
            if declared.is_enum { Type::Enum(declared.reference) } else { Type::Object(declared.reference) }
        }
    })
}

fn reference(ctx: &mut Context<'_>, name: &At<String>, owner: Option<&str>) -> Option<RefUse> {
    let Some(stands_for_references) = &ctx.file.reference else {
        ctx.error("no_reference_type", "`ref(…)` needs a type that stands for references", &name.place)
            .help("name it in api.yaml: `ref: Ref`");
        return None;
    };
    let to = ctx.id_of(name, owner);
    let ty = ctx.declared(stands_for_references)?.reference;
    Some(RefUse { to: to?, ty })
}
