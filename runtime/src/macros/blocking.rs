//! What calls of a blocking client add to those of the other one; nothing without the feature.
//!
//! Each macro has two definitions, because a `cfg` inside one would ask for a feature of the crate
//! that it is used in.

/// What [`call!`](crate::call) adds for a blocking client.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_call {
    ($call:ident -> $answer:ty) => {
        impl $call<$crate::blocking::Client> {
            /// Sends the request and waits for what it answers with.
            ///
            /// # Errors
            ///
            /// When an argument cannot be sent, when there is no answer in time, when the answer is
            /// an error, and when it cannot be decoded.
            #[inline]
            pub fn send(self) -> ::core::result::Result<$answer, $crate::Error> {
                self.call.send()
            }

            /// Sends the request and waits; gives the answer as it came beside what it says.
            ///
            /// # Errors
            ///
            /// Those of `send`.
            #[inline]
            pub fn send_with_answer(self) -> ::core::result::Result<($answer, $crate::Answer), $crate::Error> {
                self.call.send_with_answer()
            }
        }
    };
}

/// What [`call!`](crate::call) adds for a blocking client.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_call {
    ($($call:tt)*) => {};
}

/// What [`list_call!`](crate::list_call) adds for a blocking client.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_list_call {
    ($call:ident -> $page:ty, $item:ty) => {
        impl $call<$crate::blocking::Client> {
            /// The pages of the list; each is requested when it is asked for.
            #[inline]
            pub fn pages(self) -> $crate::blocking::Pages<$page> {
                self.call.pages()
            }

            /// The items of the list over all of its pages, each requested when it is needed.
            #[inline]
            pub fn items(self) -> $crate::blocking::Items<$item> {
                self.call.items()
            }

            /// All items of the list, if there are no more than `max`.
            ///
            /// # Errors
            ///
            /// Those of `send`, and where there are more items `Error::is_too_many_items`, so that a
            /// list that has outgrown its program is noticed; `collect_first` cuts it off instead.
            #[inline]
            pub fn collect_all(self, max: usize) -> ::core::result::Result<::std::vec::Vec<$item>, $crate::Error> {
                self.call.items().collect_all(max)
            }

            /// The first `max` items of the list; nothing tells whether there are more.
            ///
            /// # Errors
            ///
            /// Those of `send`.
            #[inline]
            pub fn collect_first(self, max: usize) -> ::core::result::Result<::std::vec::Vec<$item>, $crate::Error> {
                self.call.items().collect_first(max)
            }
        }
    };
}

/// What [`list_call!`](crate::list_call) adds for a blocking client.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_list_call {
    ($($call:tt)*) => {};
}
