//! Lists that come in pages: the walk over them, and how an async program takes it.
//!
//! [`Walker`], [`Rows`] and [`Gather`] decide, and send nothing; [`Fetch`] sends for those who
//! poll. The blocking client walks with the same three.

mod collecting;
mod cursor;
mod fetch;
mod gather;
mod items;
mod pages;
mod rows;
mod trail;
mod walker;

pub use collecting::Collecting;
pub use cursor::Cursor;
pub(crate) use gather::Gather;
pub use items::Items;
pub use pages::Pages;
pub(crate) use rows::Rows;
pub(crate) use walker::{Page, Walker};
