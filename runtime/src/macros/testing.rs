//! Builders of what an API answers with, for tests.

/// Completes nothing but adds: `builder!(Book, BookBuilder)` makes the builder of a model, with
/// `Book::builder()`, `build()`, `unknown_field(…)`, `Clone`, `Debug` (as the model's own) and
/// `From<BookBuilder> for Book`. `builder!(Ref<K>, RefBuilder)` does so for a struct with one type
/// parameter that is a name only. [`setter!`](crate::setter) adds its setters.
#[macro_export]
macro_rules! builder {
    ($model:ident, $builder:ident) => {
        $crate::builder!(@ $model [] [$model] $builder [$builder]);
    };
    ($model:ident<$kind:ident>, $builder:ident) => {
        $crate::builder!(@ $model [<$kind>] [$model<$kind>] $builder [$builder<$kind>]);
    };
    (@ $name:ident [$($generics:tt)*] [$model:ty] $builder:ident [$built:ty]) => {
        #[doc = ::core::concat!("Makes a [`", ::core::stringify!($name), "`] for a test; what is not set stays empty.")]
        #[must_use = "it makes nothing before `build` is called"]
        pub struct $builder $($generics)* {
            value: $model,
        }

        impl $($generics)* $model {
            /// Makes one for a test, as a server might answer with it; what is not set stays empty.
            pub fn builder() -> $built {
                $builder { value: ::core::default::Default::default() }
            }
        }

        impl $($generics)* $built {
            /// Adds a field that this version does not know, as the server of a later one would.
            pub fn unknown_field(
                mut self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<$crate::Value>,
            ) -> Self {
                $crate::testing::unknown_field(&mut self.value.extra, name.into(), value.into());
                self
            }

            /// The value.
            #[must_use]
            pub fn build(self) -> $model {
                self.value
            }
        }

        impl $($generics)* ::core::convert::From<$built> for $model {
            fn from(builder: $built) -> Self {
                builder.value
            }
        }

        impl $($generics)* ::core::clone::Clone for $built {
            fn clone(&self) -> Self {
                Self { value: self.value.clone() }
            }
        }

        impl $($generics)* ::core::fmt::Debug for $built {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.value, f)
            }
        }
    };
}

/// A setter of a [`builder!`](crate::builder): `setter!(title: into String)`.
///
/// `into T` takes what turns into a `T`, `some T` as well for a field that may be `None`, `plain T`
/// takes a `T`, and `list T` and `map T` take what yields elements that turn into a `T`.
/// `setter!(build_ = build: into String)` has another name than the field that it sets, and
/// `setter!(kind, sort: into String)` sets another field to the same. Attributes may come first.
#[macro_export]
macro_rules! setter {
    ($(#[$mark:meta])* $field:ident $(, $also:ident)*: $form:ident $type:ty) => {
        $crate::setter!($(#[$mark])* $field = $field $(, $also)*: $form $type);
    };
    ($(#[$mark:meta])* $setter:ident = $field:ident $(, $also:ident)*: into $type:ty) => {
        $crate::setter!(@ [$(#[$mark])*] $setter [$field $($also)*], impl ::core::convert::Into<$type>, |value| value.into());
    };
    ($(#[$mark:meta])* $setter:ident = $field:ident $(, $also:ident)*: some $type:ty) => {
        $crate::setter!(@ [$(#[$mark])*] $setter [$field $($also)*], impl ::core::convert::Into<$type>, |value| {
            ::core::option::Option::Some(value.into())
        });
    };
    ($(#[$mark:meta])* $setter:ident = $field:ident $(, $also:ident)*: plain $type:ty) => {
        $crate::setter!(@ [$(#[$mark])*] $setter [$field $($also)*], $type, |value| value);
    };
    ($(#[$mark:meta])* $setter:ident = $field:ident $(, $also:ident)*: list $type:ty) => {
        $crate::setter!(
            @ [$(#[$mark])*] $setter [$field $($also)*],
            impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$type>>,
            |value| $crate::list::<$type>(value)
        );
    };
    ($(#[$mark:meta])* $setter:ident = $field:ident $(, $also:ident)*: map $type:ty) => {
        $crate::setter!(
            @ [$(#[$mark])*] $setter [$field $($also)*],
            impl ::core::iter::IntoIterator<
                Item = (impl ::core::convert::Into<::std::string::String>, impl ::core::convert::Into<$type>),
            >,
            |value| $crate::map::<$type>(value)
        );
    };
    (@ [$(#[$mark:meta])*] $setter:ident [$field:ident $($also:ident)*], $given:ty, |$value:ident| $kept:expr) => {
        #[doc = ::core::concat!("Sets `", ::core::stringify!($field), "`.")]
        $(#[$mark])*
        pub fn $setter(mut self, $value: $given) -> Self {
            self.value.$field = $kept;
            $(self.value.$also = ::core::clone::Clone::clone(&self.value.$field);)*
            self
        }
    };
}
