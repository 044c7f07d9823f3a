//! Objects with known fields, and the traits of serde.

/// Completes an object with known fields: adds [`Model`](crate::Model), which makes it
/// [`Json`](crate::Json), `Serialize` and `Deserialize`.
///
/// `model!(Book { title: Always("title"), kind: Sometimes("type") })` has an entry for each field:
/// its Rust name, its [`Presence`](crate::Presence) and its name on the wire. The struct has a
/// field `extra` of type [`Extra`](crate::Extra) besides. `kind: Sometimes("type") or sort("class")`
/// reads the field under an earlier name as well, and has its value in another field, `sort`.
/// `model!(Ref<K> { … })` does the same for
/// a struct with one type parameter that is a name only, and adds `Clone`, `Debug`, `Default` and
/// `PartialEq`, which a derive would bind to the traits of `K`. `model!(Book)` leaves `Model` to be
/// written by hand.
#[macro_export]
macro_rules! model {
    ($model:ident { $($field:ident: $presence:ident($wire:literal) $(or $earlier:ident($was:literal))*),* $(,)? }) => {
        $crate::model!(@model [] [$model] $($field: $presence($wire) [$($earlier($was))*],)*);
        $crate::model!($model);
    };
    (
        $model:ident<$kind:ident> {
            $($field:ident: $presence:ident($wire:literal) $(or $earlier:ident($was:literal))*),* $(,)?
        }
    ) => {
        $crate::model!(@model [<$kind>] [$model<$kind>] $($field: $presence($wire) [$($earlier($was))*],)*);
        $crate::model!(@traits $model [<$kind>] [$model<$kind>] $($field $($earlier)*)*);
        $crate::model!($model<$kind>);
    };
    ($model:ident) => {
        $crate::__serde!([] [$model]);
    };
    ($model:ident<$kind:ident>) => {
        $crate::__serde!([$kind] [$model<$kind>]);
    };
    (
        @model [$($generics:tt)*] [$model:ty]
        $($field:ident: $presence:ident($wire:literal) [$($earlier:ident($was:literal))*],)*
    ) => {
        impl $($generics)* $crate::Model for $model {
            #[inline]
            fn read(fields: &mut $crate::Fields) -> Self {
                $(let $field = fields.take_renamed($wire, &[$($was),*], $crate::Presence::$presence);)*
                Self {
                    $($($earlier: ::core::clone::Clone::clone(&$field),)*)*
                    $($field,)*
                    extra: fields.rest(),
                }
            }

            #[inline]
            fn write(&self, writer: &mut $crate::Writer) {
                writer.extra(&self.extra);
                $(writer.put($wire, $crate::Presence::$presence, &self.$field);)*
            }
        }
    };
    (@traits $name:ident [$($generics:tt)*] [$model:ty] $($field:ident)*) => {
        impl $($generics)* ::core::clone::Clone for $model {
            fn clone(&self) -> Self {
                Self { $($field: self.$field.clone(),)* extra: self.extra.clone() }
            }
        }

        impl $($generics)* ::core::default::Default for $model {
            fn default() -> Self {
                Self {
                    $($field: ::core::default::Default::default(),)*
                    extra: ::core::default::Default::default(),
                }
            }
        }

        impl $($generics)* ::core::cmp::PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                $(self.$field == other.$field &&)* self.extra == other.extra
            }
        }

        impl $($generics)* ::core::fmt::Debug for $model {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(::core::stringify!($name))
                    $(.field(::core::stringify!($field), &self.$field))*
                    .field("extra", &self.extra)
                    .finish()
            }
        }
    };
}

/// The two traits of serde for anything that is JSON, with at most one type parameter.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ([$($kind:ident)?] [$type:ty]) => {
        $crate::__serde!(@serialize [$($kind)?] [$type]);

        impl<'de $(, $kind)?> $crate::__private::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    };
    (@serialize [$($kind:ident)?] [$type:ty]) => {
        impl $(<$kind>)? $crate::__private::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize(self, serializer)
            }
        }
    };
}
