//! A client of an invented book shop, written by hand as the generator writes one.
//!
//! `api.rs`, `client.rs`, one file per type and one per service are modules of this file instead.

pub use api::API;
pub use books::{Book, BookList, Books};
pub use client::Client;
pub use shelves::{Shelf, ShelfList, Shelves};
pub use types::{Cover, CoverInput, Format, Ref};

/// The facts about the API.
pub mod api {
    use std::time::Duration;

    use clientwright_runtime as rt;

    /// Where the API is, and how it is spoken to.
    pub static API: rt::Api = rt::Api {
        name: "book shop",
        base_url: "https://api.books.example/v1",
        key_variable: Some("BOOKS_API_KEY"),
        base_url_variable: Some("BOOKS_API_BASE_URL"),
        auth: rt::Auth { header: "authorization", prefix: "Bearer " },
        headers: &[("books-version", "2")],
        user_agent: "books-client/0.1.0",
        errors: rt::ErrorShape {
            code: &["error_code"],
            message: &["msg"],
            details: &["details"],
            operation_id: &["details", "operation_id"],
            operation_id_header: Some("books-operation-id"),
        },
        rate_limit: Some(rt::RateLimit {
            requests: 120,
            window: Duration::from_secs(60),
            concurrent_code: Some("E_BUSY"),
        }),
    };
}

/// The client.
pub mod client {
    use clientwright_runtime as rt;

    use super::{Books, Shelves};

    /// A client of the book shop.
    pub struct Client {
        inner: rt::Client,
    }

    impl Client {
        /// The books in stock.
        pub fn books(&self) -> Books<rt::Client> {
            Books::new(self.inner.clone())
        }

        /// The shelves they stand on.
        pub fn shelves(&self) -> Shelves<rt::Client> {
            Shelves::new(self.inner.clone())
        }
    }

    rt::client!(Client, &super::API);
}

/// The client for programs that do not await.
#[cfg(feature = "blocking")]
pub mod blocking {
    use clientwright_runtime as rt;

    use super::{Books, Shelves};

    /// A client of the book shop that waits for each answer.
    pub struct Client {
        inner: rt::blocking::Client,
    }

    impl Client {
        /// The books in stock.
        pub fn books(&self) -> Books<rt::blocking::Client> {
            Books::new(self.inner.clone())
        }

        /// The shelves they stand on.
        pub fn shelves(&self) -> Shelves<rt::blocking::Client> {
            Shelves::new(self.inner.clone())
        }
    }

    rt::client!(Client, &super::API, blocking);
}

/// Types that several services share.
pub mod types {
    use clientwright_runtime as rt;

    /// How a book is bound.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Format {
        /// In boards.
        Hardcover,
        /// In paper.
        Paperback,
        /// Anything else.
        Unknown(rt::UnknownValue),
    }

    /// A resource named by another one.
    #[non_exhaustive]
    pub struct Ref<K> {
        /// Which one.
        pub id: rt::Id<K>,
        /// Where it can be read.
        pub uri: String,
        /// Fields that this version does not know.
        pub extra: rt::Extra,
    }

    /// The cover of a book.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Cover {
        /// The colour.
        pub color: String,
        /// Who drew it.
        pub artist: Option<String>,
        /// Fields that this version does not know.
        pub extra: rt::Extra,
    }

    /// The cover of a book, to be sent.
    pub struct CoverInput {
        body: rt::Body,
    }

    impl CoverInput {
        /// A cover of this colour.
        pub fn new(color: impl Into<String>) -> Self {
            let mut body = rt::Body::default();
            body.set("color", &color.into());
            Self { body }
        }

        /// Who drew it.
        pub fn artist(mut self, artist: impl Into<String>) -> Self {
            self.body.set("artist", &artist.into());
            self
        }

        /// Says that nobody drew it.
        #[inline]
        pub fn clear_artist(mut self) -> Self {
            self.body.set_null("artist");
            self
        }

        /// What opens the printer's file of it.
        pub fn password(mut self, password: impl Into<rt::Secret>) -> Self {
            self.body.set("password", &password.into());
            self
        }
    }

    impl From<&Cover> for CoverInput {
        #[inline]
        fn from(cover: &Cover) -> Self {
            Self { body: rt::Body::of(cover) }
        }
    }

    rt::open_enum!(Format { Hardcover = "hardcover", Paperback = "paperback" });
    rt::model!(Ref<K> { id: Always("id"), uri: Always("uri") });
    rt::model!(Cover { color: Always("color"), artist: Nullable("artist") });
    rt::input!(CoverInput);

    #[cfg(feature = "testing")]
    mod builders {
        use clientwright_runtime as rt;

        use super::*;

        rt::builder!(Ref<K>, RefBuilder);

        impl<K> RefBuilder<K> {
            rt::setter!(id: into rt::Id<K>);
            rt::setter!(uri: into String);
        }

        rt::builder!(Cover, CoverBuilder);

        impl CoverBuilder {
            rt::setter!(color: into String);
            rt::setter!(artist: some String);
        }
    }
    #[cfg(feature = "testing")]
    pub use builders::*;
}

/// The service `books`.
pub mod books {
    use std::collections::BTreeMap;
    use std::time::Duration;

    use clientwright_runtime as rt;

    use super::{Cover, CoverInput, Format, Ref, Shelf};

    /// A book in stock.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Book {
        /// Which one.
        pub id: rt::Id<Book>,
        /// What stands on the cover.
        pub title: String,
        /// The international number, if it has one.
        pub isbn: String,
        /// How it is bound.
        pub format: Format,
        /// The number of pages.
        pub pages: u32,
        /// Whether it can be bought.
        pub for_sale: bool,
        /// What it is about.
        pub subjects: Vec<String>,
        /// Notes of the seller.
        pub labels: BTreeMap<String, String>,
        /// How long it may be borrowed.
        pub loan: Duration,
        /// The cover.
        pub cover: Option<Cover>,
        /// The book that goes on where this one ends.
        pub sequel: Option<Ref<Book>>,
        /// When it came.
        pub created_at: Option<rt::Timestamp>,
        /// What downloads it; only in the answer to its creation.
        pub token: Option<rt::Secret>,
        /// Fields that this version does not know.
        pub extra: rt::Extra,
    }

    impl Book {
        /// Changes the book.
        pub fn update<C: rt::Connect>(&self, client: &C) -> Update<C::Handle> {
            Books::new(client.handle()).update(&self.id)
        }

        /// Removes the book.
        pub fn delete<C: rt::Connect>(&self, client: &C) -> Delete<C::Handle> {
            Books::new(client.handle()).delete(&self.id)
        }
    }

    /// A page of books.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct BookList {
        /// The books.
        pub books: Vec<Book>,
        /// Where this page is.
        pub uri: String,
        /// Where the next page is.
        pub next_page_uri: Option<String>,
        /// Fields that this version does not know.
        pub extra: rt::Extra,
    }

    /// The books in stock.
    #[derive(Clone, Debug)]
    pub struct Books<C> {
        client: C,
    }

    impl<C: Clone> Books<C> {
        pub(crate) fn new(client: C) -> Self {
            Self { client }
        }

        /// Adds a book.
        pub fn create(&self, title: impl Into<String>, shelf_id: impl Into<rt::Id<Shelf, u64>>) -> Create<C> {
            let call = rt::Call::new(self.client.clone(), &CREATE);
            Create { call: call.field("title", &title.into()).field("shelf_id", &shelf_id.into()) }
        }

        /// Reads a book.
        pub fn get(&self, id: impl Into<rt::Id<Book>>) -> Get<C> {
            Get { call: rt::Call::new(self.client.clone(), &GET).path("id", id.into()) }
        }

        /// Every book, newest first.
        pub fn list(&self) -> List<C> {
            List { call: rt::Call::new(self.client.clone(), &LIST) }
        }

        /// Changes a book.
        pub fn update(&self, id: impl Into<rt::Id<Book>>) -> Update<C> {
            Update { call: rt::Call::new(self.client.clone(), &UPDATE).path("id", id.into()) }
        }

        /// Removes a book.
        pub fn delete(&self, id: impl Into<rt::Id<Book>>) -> Delete<C> {
            Delete { call: rt::Call::new(self.client.clone(), &DELETE).path("id", id.into()) }
        }
    }

    /// [`Books::create`] with its arguments.
    #[must_use = "nothing is sent before it is awaited or `send` is called"]
    pub struct Create<C> {
        call: rt::Call<C>,
    }

    impl<C> Create<C> {
        /// The international number.
        pub fn isbn(self, isbn: impl Into<String>) -> Self {
            Self { call: self.call.field("isbn", &isbn.into()) }
        }

        /// How it is bound.
        pub fn format(self, format: impl Into<Format>) -> Self {
            Self { call: self.call.field("format", &format.into()) }
        }

        /// What it is about.
        pub fn subjects(self, subjects: impl IntoIterator<Item = impl Into<String>>) -> Self {
            Self { call: self.call.field("subjects", &rt::list::<String>(subjects)) }
        }

        /// Notes of the seller.
        pub fn labels(self, labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
            Self { call: self.call.field("labels", &rt::map::<String>(labels)) }
        }

        /// How long it may be borrowed.
        pub fn loan(self, loan: Duration) -> Self {
            Self { call: self.call.field("loan", &loan) }
        }

        /// The cover.
        pub fn cover(self, cover: impl Into<CoverInput>) -> Self {
            Self { call: self.call.field("cover", &cover.into()) }
        }

        /// What will download it.
        pub fn token(self, token: impl Into<rt::Secret>) -> Self {
            Self { call: self.call.field("token", &token.into()) }
        }
    }

    /// [`Books::get`] with its arguments.
    #[must_use = "nothing is sent before it is awaited or `send` is called"]
    pub struct Get<C> {
        call: rt::Call<C>,
    }

    /// [`Books::list`] with its arguments.
    #[must_use = "nothing is sent before it is awaited or `send` is called"]
    pub struct List<C> {
        call: rt::Call<C>,
    }

    impl<C> List<C> {
        /// The greatest number of books in a page.
        pub fn limit(self, limit: u32) -> Self {
            Self { call: self.call.query("limit", limit) }
        }

        /// Books bound like this.
        pub fn format(self, formats: impl IntoIterator<Item = impl Into<Format>>) -> Self {
            Self { call: self.call.query("format", rt::list::<Format>(formats)) }
        }
    }

    /// [`Books::update`] with its arguments.
    #[must_use = "nothing is sent before it is awaited or `send` is called"]
    pub struct Update<C> {
        call: rt::Call<C>,
    }

    impl<C> Update<C> {
        /// What stands on the cover.
        pub fn title(self, title: impl Into<String>) -> Self {
            Self { call: self.call.field("title", &title.into()) }
        }

        /// The international number.
        pub fn isbn(self, isbn: impl Into<String>) -> Self {
            Self { call: self.call.field("isbn", &isbn.into()) }
        }

        /// The cover.
        pub fn cover(self, cover: impl Into<CoverInput>) -> Self {
            Self { call: self.call.field("cover", &cover.into()) }
        }

        /// Takes the cover off.
        pub fn clear_cover(self) -> Self {
            Self { call: self.call.null_field("cover") }
        }
    }

    /// [`Books::delete`] with its arguments.
    #[must_use = "nothing is sent before it is awaited or `send` is called"]
    pub struct Delete<C> {
        call: rt::Call<C>,
    }

    static PAGING: rt::Paging =
        rt::Paging::new("books", rt::PageStyle::NextLink { field: "next_page_uri" }).with_size("limit");

    static CREATE: rt::Operation = rt::Operation::post("books.create", "/books").with_body().with_status(201);
    static GET: rt::Operation = rt::Operation::get("books.get", "/books/{id}");
    static LIST: rt::Operation = rt::Operation::get("books.list", "/books").with_paging(&PAGING);
    static UPDATE: rt::Operation = rt::Operation::patch("books.update", "/books/{id}").with_body();
    static DELETE: rt::Operation = rt::Operation::delete("books.delete", "/books/{id}").with_status(204);

    rt::call!(Create -> Book, body);
    rt::call!(Get -> Book);
    rt::list_call!(List -> BookList, Book, sized);
    rt::call!(Update -> Book, body);
    rt::call!(Delete -> ());

    rt::model!(Book {
        id: Always("id"),
        title: Always("title"),
        isbn: Sometimes("isbn"),
        format: Always("format"),
        pages: Always("pages"),
        for_sale: Always("for_sale"),
        subjects: Always("subjects"),
        labels: Sometimes("labels"),
        loan: Sometimes("loan"),
        cover: Nullable("cover"),
        sequel: Sometimes("sequel"),
        created_at: Always("created_at"),
        token: Nullable("token"),
    });
    rt::model!(BookList { books: Always("books"), uri: Always("uri"), next_page_uri: Nullable("next_page_uri") });

    #[cfg(feature = "testing")]
    mod builders {
        use clientwright_runtime as rt;

        use super::*;

        rt::builder!(Book, BookBuilder);

        impl BookBuilder {
            rt::setter!(id: into rt::Id<Book>);
            rt::setter!(title: into String);
            rt::setter!(isbn: into String);
            rt::setter!(format: into Format);
            rt::setter!(pages: plain u32);
            rt::setter!(for_sale: plain bool);
            rt::setter!(subjects: list String);
            rt::setter!(labels: map String);
            rt::setter!(loan: plain Duration);
            rt::setter!(cover: some Cover);
            rt::setter!(sequel: some Ref<Book>);
            rt::setter!(created_at: some rt::Timestamp);
            rt::setter!(token: some rt::Secret);
        }
    }
    #[cfg(feature = "testing")]
    pub use builders::*;
}

/// The service `shelves`: counted ids, pages by cursor, `PUT`.
pub mod shelves {
    use clientwright_runtime as rt;

    /// A shelf.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Shelf {
        /// Which one.
        pub id: rt::Id<Shelf, u64>,
        /// What kind of shelf it is; `type` on the wire.
        pub kind: String,
        /// Fields that this version does not know.
        pub extra: rt::Extra,
    }

    /// A page of shelves.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ShelfList {
        /// The shelves.
        pub shelves: Vec<Shelf>,
        /// What asks for the next page.
        pub cursor: String,
        /// Fields that this version does not know.
        pub extra: rt::Extra,
    }

    /// The shelves that books stand on.
    #[derive(Clone, Debug)]
    pub struct Shelves<C> {
        client: C,
    }

    impl<C: Clone> Shelves<C> {
        pub(crate) fn new(client: C) -> Self {
            Self { client }
        }

        /// Every shelf.
        pub fn list(&self) -> List<C> {
            List { call: rt::Call::new(self.client.clone(), &LIST) }
        }

        /// Replaces a shelf.
        pub fn replace(&self, id: impl Into<rt::Id<Shelf, u64>>, shelf: &Shelf) -> Replace<C> {
            let call = rt::Call::new(self.client.clone(), &REPLACE).path("id", id.into());
            Replace { call: call.whole_body(shelf) }
        }

        /// Every shelf of a floor, by number of page.
        pub fn floor(&self, floor: i64) -> Floor<C> {
            Floor { call: rt::Call::new(self.client.clone(), &FLOOR).path("floor", floor) }
        }
    }

    /// [`Shelves::list`] with its arguments.
    #[must_use = "nothing is sent before it is awaited or `send` is called"]
    pub struct List<C> {
        call: rt::Call<C>,
    }

    /// [`Shelves::replace`] with its arguments.
    #[must_use = "nothing is sent before it is awaited or `send` is called"]
    pub struct Replace<C> {
        call: rt::Call<C>,
    }

    /// [`Shelves::floor`] with its arguments.
    #[must_use = "nothing is sent before it is awaited or `send` is called"]
    pub struct Floor<C> {
        call: rt::Call<C>,
    }

    static PAGING: rt::Paging =
        rt::Paging::new("shelves", rt::PageStyle::Cursor { field: "cursor", parameter: "after" });
    static FLOOR_PAGING: rt::Paging =
        rt::Paging::new("shelves", rt::PageStyle::PageNumber { parameter: "page", first: 1, pages: None });

    static LIST: rt::Operation = rt::Operation::get("shelves.list", "/shelves").with_paging(&PAGING);
    static REPLACE: rt::Operation = rt::Operation::put("shelves.replace", "/shelves/{id}").with_body();
    static FLOOR: rt::Operation =
        rt::Operation::get("shelves.floor", "/floors/{floor}/shelves").with_paging(&FLOOR_PAGING);

    rt::list_call!(List -> ShelfList, Shelf);
    rt::call!(Replace -> Shelf, body);
    rt::list_call!(Floor -> ShelfList, Shelf);

    rt::model!(Shelf { id: Always("id"), kind: Always("type") });
    rt::model!(ShelfList { shelves: Always("shelves"), cursor: Sometimes("cursor") });
}
