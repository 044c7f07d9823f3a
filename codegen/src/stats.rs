//! How much of everything an API has.

use serde::Serialize;

use crate::model::{Api, Field, Namespace, Service, TypeDef, TypeKind};

/// Counts by namespace and in total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// By namespace; first, without a name, the services that are in none.
    pub namespaces: Vec<Group>,
    /// Types that several services share.
    pub shared: Counts,
    /// All of these together.
    pub total: Counts,
}

/// The services of one namespace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The namespace; absent for services that are in none.
    pub namespace: Option<String>,
    /// What they have.
    #[serde(flatten)]
    pub counts: Counts,
}

/// Numbers of things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Services.
    pub services: usize,
    /// Operations.
    pub operations: usize,
    /// Object types, lists among them.
    pub types: usize,
    /// Fields of object types.
    pub fields: usize,
    /// Enums.
    pub enums: usize,
    /// Values of enums.
    pub enum_values: usize,
    /// Fields that are secret.
    pub secrets: usize,
    /// Services that should not be used any more, themselves or with their namespace.
    pub deprecated_services: usize,
    /// Operations that should not be used any more, themselves or with their service.
    pub deprecated_operations: usize,
    /// Fields that are marked as deprecated themselves.
    pub deprecated_fields: usize,
}

/// Counts everything.
pub fn of(api: &Api) -> Stats {
    let named = api.namespaces.iter().map(Some);
    let namespaces: Vec<Group> = std::iter::once(None).chain(named).map(|namespace| group(api, namespace)).collect();
    let mut shared = Counts::default();
    api.types.iter().for_each(|definition| shared.add_type(definition));
    let total = namespaces.iter().fold(shared, |sum, group| sum.plus(&group.counts));
    Stats { namespaces, shared, total }
}

fn group(api: &Api, namespace: Option<&Namespace>) -> Group {
    let mut counts = Counts::default();
    let within = |service: &&Service| service.namespace.as_ref() == namespace.map(|namespace| &namespace.name);
    let outdated = namespace.is_some_and(|namespace| namespace.deprecated.is_some());
    api.services.iter().filter(within).for_each(|service| counts.add_service(service, outdated));
    Group { namespace: namespace.map(|namespace| namespace.name.wire.clone()), counts }
}

impl Counts {
    /// What is in a namespace that should not be used any more should not be used either.
    fn add_service(&mut self, service: &Service, outdated: bool) {
        let outdated = outdated || service.deprecated.is_some();
        let operations = service.operations.iter().filter(|operation| outdated || operation.deprecated.is_some());
        self.services += 1;
        self.operations += service.operations.len();
        self.deprecated_services += usize::from(outdated);
        self.deprecated_operations += operations.count();
        service.types.iter().for_each(|definition| self.add_type(definition));
    }

    fn add_type(&mut self, definition: &TypeDef) {
        match &definition.kind {
            TypeKind::Enum(values) => {
                self.enums += 1;
                self.enum_values += values.len();
            }
            TypeKind::Object(object) => {
                self.types += 1;
                object.fields.iter().for_each(|field| self.add_field(field));
            }
        }
    }

    fn add_field(&mut self, field: &Field) {
        self.fields += 1;
        self.secrets += usize::from(field.secret);
        self.deprecated_fields += usize::from(field.deprecated.is_some());
    }

    fn plus(self, other: &Counts) -> Counts {
        Counts {
            services: self.services + other.services,
            operations: self.operations + other.operations,
            types: self.types + other.types,
            fields: self.fields + other.fields,
            enums: self.enums + other.enums,
            enum_values: self.enum_values + other.enum_values,
            secrets: self.secrets + other.secrets,
            deprecated_services: self.deprecated_services + other.deprecated_services,
            deprecated_operations: self.deprecated_operations + other.deprecated_operations,
            deprecated_fields: self.deprecated_fields + other.deprecated_fields,
        }
    }

    /// The numbers in the order of [`COLUMNS`].
    fn numbers(&self) -> [usize; COLUMNS.len()] {
        [
            self.services,
            self.operations,
            self.types,
            self.fields,
            self.enums,
            self.enum_values,
            self.secrets,
            self.deprecated_services,
            self.deprecated_operations,
            self.deprecated_fields,
        ]
    }
}

const COLUMNS: [&str; 10] =
    ["services", "operations", "types", "fields", "enums", "values", "secrets", "services", "operations", "fields"];

/// How many of the last columns are about what is deprecated.
const DEPRECATED: usize = 3;

/// A table for people.
pub fn table(stats: &Stats) -> String {
    let rows = rows(stats);
    let first = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let mut table = heading(first);
    table.push_str(&line("", first, &COLUMNS.map(str::to_owned)));
    for (name, counts) in &rows {
        table.push_str(&line(name, first, &counts.numbers().map(|number| number.to_string())));
    }
    table
}

fn rows(stats: &Stats) -> Vec<(&str, &Counts)> {
    let groups =
        stats.namespaces.iter().map(|group| (group.namespace.as_deref().unwrap_or("(no namespace)"), &group.counts));
    groups.chain([("(shared types)", &stats.shared), ("total", &stats.total)]).collect()
}

/// One word above the last columns, where they begin.
fn heading(first: usize) -> String {
    let before: usize = COLUMNS[..COLUMNS.len() - DEPRECATED].iter().map(|title| title.len() + 2).sum();
    format!("{:first$}{:before$}  deprecated\n", "", "")
}

fn line(name: &str, first: usize, cells: &[String]) -> String {
    let cells: String =
        cells.iter().zip(COLUMNS).map(|(cell, title)| format!("  {cell:>width$}", width = title.len())).collect();
    format!("{name:first$}{cells}\n")
}

/// The counts as JSON.
pub fn json(stats: &Stats) -> String {
    let mut text = serde_json::to_string_pretty(stats).expect("counts have text keys only");
    text.push('\n');
    text
}
