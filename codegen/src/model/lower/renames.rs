//! Earlier names: what they were in Rust, and whether source can still use them.

use super::index::module_path;
use super::{Context, Module, lists, services};
use crate::diag::Place;
use crate::model::names::{self, Role};
use crate::model::types::{self, FormerService, Rename, TypeDef, TypeKind};
use crate::model::{Name, Version};
use crate::spec::{self, At, Resource};

/// The earlier names of something that is called by its role in Rust, where it is `now`.
///
/// A name that differs in casing alone is the same there, and nothing has to keep it.
pub fn of(ctx: &mut Context<'_>, renames: &[spec::Rename], role: Role, now: &str) -> Vec<Rename> {
    let lowered = renames.iter().filter_map(|rename| lower(ctx, rename, role));
    lowered.map(|rename| Rename { kept: rename.kept && rename.name.rust != now, ..rename }).collect()
}

fn lower(ctx: &mut Context<'_>, rename: &spec::Rename, role: Role) -> Option<Rename> {
    let name = names::name(&rename.name.value, role, &rename.name.place, ctx.report)?;
    let kept = is_kept(ctx, rename.until.as_ref());
    let until = rename.until.as_ref().map(|until| until.value.clone());
    Some(Rename { name, until, kept, place: rename.name.place.clone() })
}

/// Those that source can still use.
pub fn kept<'r>(ctx: &mut Context<'_>, renames: &'r [spec::Rename]) -> Vec<&'r spec::Rename> {
    renames.iter().filter(|rename| is_kept(ctx, rename.until.as_ref())).collect()
}

/// Whether this version of the package comes before the one that gives the name up.
fn is_kept(ctx: &mut Context<'_>, until: Option<&At<String>>) -> bool {
    let Some(until) = until else { return true };
    let Some(end) = Version::parse(&until.value) else {
        ctx.error("bad_version", format!("`{}` is not a version", until.value), &until.place)
            .help("name the version of the package that gives the name up, such as \"2.0.0\"");
        return true;
    };
    // A version of the package that is none has been reported.
    Version::parse(&ctx.file.package.version.value).is_none_or(|version| version < end)
}

/// Reports an earlier name that something else has now.
pub fn taken(ctx: &mut Context<'_>, now: &str, (was, place): (&str, &Place), other: &Place) {
    ctx.error("rename_taken", format!("`{now}` cannot have been called `{was}`"), place)
        .related(other, format!("`{was}` is still in use"))
        .help("remove the entry of `was`");
}

/// What the list of a resource was called when the resource was.
pub fn of_list(resource: &[Rename]) -> Vec<Rename> {
    resource.iter().map(|rename| Rename { name: lists::list_name(&rename.name.wire), ..rename.clone() }).collect()
}

/// The names that a service had.
pub fn of_service(ctx: &mut Context<'_>, resource: &Resource) -> Vec<FormerService> {
    resource.was.iter().filter_map(|rename| former(ctx, rename)).collect()
}

fn former(ctx: &mut Context<'_>, rename: &spec::Rename) -> Option<FormerService> {
    let lowered = lower(ctx, rename, Role::Accessor)?;
    // Nothing is reached any more through the namespace of a name that is history.
    let (namespace, name) = services::service_name(ctx, &rename.name, lowered.kept)?;
    let struct_name = names::rust_name(&name.wire, Role::Type)?;
    let module = module_path(&rename.name.value);
    let feature = services::feature(&module);
    let path = Name { wire: rename.name.value.clone(), rust: name.rust };
    Some(FormerService { rename: Rename { name: path, ..lowered }, namespace, module, struct_name, feature })
}

/// Claims the earlier names of the types of a module, once all others are claimed.
pub fn claim_types<'t>(ctx: &mut Context<'_>, types: impl IntoIterator<Item = &'t TypeDef>, module: &mut Module<'_>) {
    for definition in types {
        for rename in types::kept(&definition.was) {
            let what = format!("the earlier name of `{}`", definition.name.wire);
            // One report is enough, whichever of them is taken.
            let mut names = all_names(definition, &rename.name).into_iter();
            names.all(|name| module.scope.claim_earlier(&name, &what, &rename.place, ctx.report));
        }
    }
}

/// A type's name, and those of what is emitted beside it.
fn all_names(definition: &TypeDef, name: &Name) -> Vec<String> {
    let mut all = vec![name.rust.clone()];
    if let TypeKind::Object(object) = &definition.kind {
        let is_read = object.fields.iter().any(|field| field.read.is_some());
        let is_sent = object.fields.iter().any(|field| field.write.is_some());
        all.extend(is_read.then(|| names::builder_name(&name.rust)));
        all.extend(is_sent.then(|| names::input_name(&name.rust)));
    }
    all
}
