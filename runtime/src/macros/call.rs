//! Operations with their arguments.

/// Completes `pub struct Create<C> { call: Call<C> }`, an operation with its arguments.
///
/// `call!(Create -> Book)` adds `Clone`, `Debug`, `request()`, what is set for one call alone
/// (`with_query`, `with_header`, `with_timeout`, `with_attempt_timeout`, `with_retry`), `send()`
/// and `send_with_answer()` on a [`Client`](crate::Client) and on a `blocking::Client`, and
/// `.await` on the former. `call!(Create -> Book, body)` adds `with_field(…)` as well.
#[macro_export]
macro_rules! call {
    ($call:ident -> $answer:ty) => {
        $crate::call!(@common $call);
        $crate::__blocking_call!($call -> $answer);

        impl $call<$crate::Client> {
            /// Sends the request; the same as `.await`.
            #[inline]
            pub fn send(self) -> $crate::Sending<$answer> {
                self.call.send()
            }

            /// Sends the request, and gives status, headers and body of the answer as well.
            #[inline]
            pub fn send_with_answer(self) -> $crate::Sending<($answer, $crate::Answer)> {
                self.call.send_with_answer()
            }
        }

        impl ::core::future::IntoFuture for $call<$crate::Client> {
            type Output = ::core::result::Result<$answer, $crate::Error>;
            type IntoFuture = $crate::Sending<$answer>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.call.send()
            }
        }
    };
    ($call:ident -> $answer:ty, body) => {
        $crate::call!($call -> $answer);

        impl<C> $call<C> {
            /// Sets a field of the body to any JSON value, null included.
            ///
            /// For fields that this version of the client does not know; `Debug` shows the value.
            pub fn with_field(
                self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<$crate::Value>,
            ) -> Self {
                Self { call: self.call.raw_field(name, value.into()) }
            }
        }
    };
    (@common $call:ident) => {
        impl<C> $call<C> {
            /// The request as it stands: its method, path, query and body.
            pub fn request(&self) -> &$crate::Request {
                self.call.request()
            }

            /// Adds a query parameter, even one that is set already.
            ///
            /// For parameters that this version of the client does not know.
            pub fn with_query(
                self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self { call: self.call.raw_query(name, value) }
            }

            /// Sets a header, replacing what the client has set.
            ///
            /// The header of the key is refused, and so are those that the transport sets:
            /// `host`, `content-length`, `connection` and their like. `Debug` does not show it.
            pub fn with_header(self, name: impl ::core::convert::AsRef<str>, value: impl ::core::convert::AsRef<str>) -> Self {
                Self { call: self.call.header(name.as_ref(), value.as_ref()) }
            }

            /// How long the call may take, all attempts and waits together; `None` for as long as
            /// it takes.
            pub fn with_timeout(
                self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                Self { call: self.call.timeout(timeout.into()) }
            }

            /// How long each attempt may take; `None` for as long as it takes.
            pub fn with_attempt_timeout(
                self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                Self { call: self.call.attempt_timeout(timeout.into()) }
            }

            /// How the call is repeated where that is safe.
            pub fn with_retry(self, retry: $crate::Retry) -> Self {
                Self { call: self.call.retry(retry) }
            }
        }

        impl<C: ::core::clone::Clone> ::core::clone::Clone for $call<C> {
            fn clone(&self) -> Self {
                Self { call: self.call.clone() }
            }
        }

        impl<C> ::core::fmt::Debug for $call<C> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.call, f)
            }
        }
    };
}

/// Completes an operation that answers with a page of a list.
///
/// `list_call!(List -> BookList, Book)` adds what [`call!`](crate::call) adds, and `pages()`,
/// `items()`, `collect_all(…)` and `collect_first(…)` on a [`Client`](crate::Client) and on a
/// `blocking::Client`. `list_call!(List -> BookList, Book, sized)` adds `page_size(…)` as well, for
/// operations whose [`Paging`](crate::Paging) has a parameter for it.
#[macro_export]
macro_rules! list_call {
    ($call:ident -> $page:ty, $item:ty, sized) => {
        $crate::list_call!($call -> $page, $item);

        impl<C> $call<C> {
            /// How many items a page has at most; the server says how many it allows.
            ///
            /// Every list that has a parameter for it takes it under this name too.
            pub fn page_size(self, size: u32) -> Self {
                Self { call: self.call.page_size(size) }
            }
        }
    };
    ($call:ident -> $page:ty, $item:ty) => {
        $crate::call!($call -> $page);
        $crate::__blocking_list_call!($call -> $page, $item);

        impl $call<$crate::Client> {
            /// The pages of the list; each is requested when it is asked for.
            #[inline]
            pub fn pages(self) -> $crate::Pages<$page> {
                self.call.pages()
            }

            /// The items of the list over all of its pages, each requested when it is needed.
            #[inline]
            pub fn items(self) -> $crate::Items<$item> {
                self.call.items()
            }

            /// All items of the list, if there are no more than `max`.
            ///
            /// More are an error, which `Error::is_too_many_items` tells from others, so that a list
            /// that has outgrown its program is noticed; `collect_first` cuts it off instead.
            #[inline]
            pub fn collect_all(self, max: usize) -> $crate::Collecting<$item> {
                self.call.items().collect_all(max)
            }

            /// The first `max` items of the list; nothing tells whether there are more.
            #[inline]
            pub fn collect_first(self, max: usize) -> $crate::Collecting<$item> {
                self.call.items().collect_first(max)
            }
        }
    };
}
