//! Through which items of the crate something is given.

use crate::diff::change::Touch;
use crate::diff::index::item;
use crate::model::{Input, Operation, Service, WritePresence, names};

/// What takes the input in Rust.
#[derive(Clone, Copy)]
pub enum Taker<'a> {
    Operation(&'a Service, &'a Operation),
    /// An object that is sent: its modules, its Rust name, and whether it is a union.
    Object(&'a [String], &'a str, bool),
}

impl Taker<'_> {
    /// The items through which an input is given.
    pub fn items(&self, input: &Input) -> Vec<Touch> {
        let required = input.presence == WritePresence::Required;
        let mut items = match *self {
            Taker::Operation(service, operation) if required => method(service, operation),
            Taker::Operation(service, operation) => {
                vec![item(&service.module, format!("{}::{}", operation.struct_name, input.name.rust))]
            }
            Taker::Object(module, name, union) => {
                let method = if required && !union { "new" } else { input.name.rust.as_str() };
                vec![item(module, format!("{}::{method}", names::input_name(name)))]
            }
        };
        if input.presence == WritePresence::Clearable {
            items.push(self.clearer(input));
        }
        items
    }

    /// The method that sends `null`.
    pub fn clearer(&self, input: &Input) -> Touch {
        let clear = names::clear_name(&input.name.rust);
        match *self {
            Taker::Operation(service, operation) => {
                item(&service.module, format!("{}::{clear}", operation.struct_name))
            }
            Taker::Object(module, name, _) => item(module, format!("{}::{clear}", names::input_name(name))),
        }
    }

    /// The items of an input, and what they stand in if that looks different without them.
    pub fn all_items(&self, input: &Input) -> Vec<Touch> {
        let mut items = self.items(input);
        if input.presence == WritePresence::Required {
            items.extend(self.head());
        }
        items
    }

    /// What changes when required inputs come or go: the method, or the constructor and the default.
    fn head(&self) -> Vec<Touch> {
        match *self {
            Taker::Operation(service, operation) => method(service, operation),
            Taker::Object(module, name, _) => {
                let name = names::input_name(name);
                vec![item(module, format!("{name}::new")), item(module, format!("{name} as Default"))]
            }
        }
    }
}

/// The method of an operation, and the one of the resource.
pub fn method(service: &Service, operation: &Operation) -> Vec<Touch> {
    let own = own_method(service, operation);
    let of_instance = operation.instance.as_ref().map(|_| instance(service, operation));
    [Some(own), of_instance].into_iter().flatten().collect()
}

/// The method of the service.
pub fn own_method(service: &Service, operation: &Operation) -> Touch {
    item(&service.module, format!("{}::{}", service.struct_name, operation.name.rust))
}

/// The method of a resource that was read.
pub fn instance(service: &Service, operation: &Operation) -> Touch {
    item(&service.subject.module, format!("{}::{}", service.subject.name.rust, operation.name.rust))
}
