// The client that the examples of the docs use: what a generator writes, made small.
// Examples include this file, so it has no docs of its own and names everything by its path.

use clientwright_runtime as rt;

pub static API: rt::Api = rt::Api {
    name: "book shop",
    base_url: "https://api.books.example/v1",
    key_variable: None,
    base_url_variable: None,
    auth: rt::Auth { header: "authorization", prefix: "Bearer " },
    headers: &[],
    user_agent: "books-client/0.1.0",
    errors: rt::ErrorShape {
        code: &["error_code"],
        message: &["msg"],
        details: &["details"],
        operation_id: &["details", "operation_id"],
        operation_id_header: None,
    },
    rate_limit: None,
};

pub struct Client {
    inner: rt::Client,
}

rt::client!(Client, &API);

impl Client {
    pub fn books(&self) -> Books<rt::Client> {
        Books { client: self.inner.clone() }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Book {
    pub id: rt::Id<Book>,
    pub title: String,
    pub in_stock: u32,
    pub extra: rt::Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BookList {
    pub books: Vec<Book>,
    pub next_page_uri: String,
    pub extra: rt::Extra,
}

pub struct Books<C> {
    client: C,
}

impl<C: Clone> Books<C> {
    pub fn create(&self, title: impl Into<String>) -> Create<C> {
        Create { call: rt::Call::new(self.client.clone(), &CREATE).field("title", &title.into()) }
    }

    pub fn get(&self, id: impl Into<rt::Id<Book>>) -> Get<C> {
        Get { call: rt::Call::new(self.client.clone(), &GET).path("id", id.into()) }
    }

    pub fn list(&self) -> List<C> {
        List { call: rt::Call::new(self.client.clone(), &LIST) }
    }
}

pub struct Create<C> {
    call: rt::Call<C>,
}

pub struct Get<C> {
    call: rt::Call<C>,
}

pub struct List<C> {
    call: rt::Call<C>,
}

static PAGES: rt::Paging =
    rt::Paging::new("books", rt::PageStyle::NextLink { field: "next_page_uri" }).with_size("limit");
static CREATE: rt::Operation = rt::Operation::post("books.create", "/books").with_body().with_status(201);
static GET: rt::Operation = rt::Operation::get("books.get", "/books/{id}");
static LIST: rt::Operation = rt::Operation::get("books.list", "/books").with_paging(&PAGES);

rt::call!(Create -> Book, body);
rt::call!(Get -> Book);
rt::list_call!(List -> BookList, Book, sized);
rt::model!(Book { id: Always("id"), title: Always("title"), in_stock: Always("in_stock") });
rt::model!(BookList { books: Always("books"), next_page_uri: Nullable("next_page_uri") });
rt::builder!(Book, BookBuilder);
rt::builder!(BookList, BookListBuilder);

impl BookBuilder {
    rt::setter!(id: into rt::Id<Book>);
    rt::setter!(title: into String);
    rt::setter!(in_stock: plain u32);
}

impl BookListBuilder {
    rt::setter!(books: list Book);
    rt::setter!(next_page_uri: into String);
}
