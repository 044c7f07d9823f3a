//! The clients that an emitted crate shows.

/// Completes `pub struct Client { inner: Client }`, a client that an emitted crate shows.
///
/// `client!(Client, &API)` adds `From<Client>`, [`Connect`](crate::Connect), `Clone` and `Debug`
/// (the base URL alone), and the ways to make one. `client!(Client, &API, blocking)` does so for
/// one that is made of a `blocking::Client`, for crates that have the feature.
#[macro_export]
macro_rules! client {
    ($client:ident, $api:expr) => {
        $crate::client!(@common $client, $api, $crate::Client);
    };
    ($client:ident, $api:expr, blocking) => {
        $crate::client!(@common $client, $api, $crate::blocking::Client);

        impl ::core::convert::TryFrom<$crate::Client> for $client {
            type Error = $crate::Error;

            fn try_from(inner: $crate::Client) -> ::core::result::Result<Self, $crate::Error> {
                $crate::blocking::Client::try_from(inner).map(Self::from)
            }
        }
    };
    (@common $client:ident, $api:expr, $inner:ty) => {
        impl $client {
            /// A client with this key and everything else as usual.
            ///
            /// # Errors
            ///
            /// When the key cannot stand in a header, or no connection can ever be made: the
            /// platform's certificates cannot be read, for instance.
            pub fn new(key: impl ::core::convert::Into<$crate::Secret>) -> ::core::result::Result<Self, $crate::Error> {
                Self::builder().key(key).build()
            }

            /// A client with the key, and if there is one the base URL, from the environment.
            ///
            /// # Errors
            ///
            /// When the variable of the key is not set, which the error names, or a value cannot
            /// be used.
            pub fn from_env() -> ::core::result::Result<Self, $crate::Error> {
                $crate::ClientBuilder::from_env($api)?.build()
            }

            /// A client to be set up: key, base URL, timeouts, transport.
            pub fn builder() -> $crate::ClientBuilder<Self> {
                $crate::ClientBuilder::new($api)
            }

            /// A call of any path below the base URL, for what this client does not know yet.
            ///
            /// The path is written as `/things/{id}`, and `with_path("id", …)` fills in what stands
            /// for `{id}`. Key, retries, limits and errors are those of all calls.
            pub fn request(
                &self,
                method: $crate::Method,
                path: impl ::core::convert::Into<::std::string::String>,
            ) -> $crate::RawCall<$inner> {
                self.inner.request(method, path)
            }

            /// The client that knows no endpoint, which this one is made of.
            pub fn runtime(&self) -> &$inner {
                &self.inner
            }
        }

        impl ::core::convert::From<$inner> for $client {
            fn from(inner: $inner) -> Self {
                Self { inner }
            }
        }

        impl $crate::Connect for $client {
            type Handle = $inner;

            fn handle(&self) -> $inner {
                self.inner.clone()
            }
        }

        impl ::core::clone::Clone for $client {
            fn clone(&self) -> Self {
                Self { inner: self.inner.clone() }
            }
        }

        impl ::core::fmt::Debug for $client {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.inner, f)
            }
        }
    };
}
