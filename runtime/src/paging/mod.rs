//! Lists that come in pages: the walk over them, and how an async program takes it.
//!
//! [`Walker`] and [`Rows`] decide, and send nothing; [`Fetch`] sends for those who poll. The
//! blocking client walks with the same two.

mod fetch;
mod items;
mod pages;
mod rows;
mod walker;

pub use items::Items;
pub use pages::Pages;
pub(crate) use rows::Rows;
pub(crate) use walker::{Page, Walker};
