//! Enums that take unknown values.

/// Completes an open enum: adds [`Json`](crate::Json), [`ToQuery`](crate::ToQuery), `Default`
/// (unknown and empty), `Display`, `AsRef<str>`, `From` text, comparison with text, `Serialize` and
/// `Deserialize`.
///
/// `open_enum!(Format { Paperback = "paperback", … })` also writes
/// [`OpenEnum`](crate::OpenEnum) for an enum whose last variant is `Unknown(UnknownValue)`.
/// `open_enum!(Format)` leaves it to be written by hand.
#[macro_export]
macro_rules! open_enum {
    ($enum:ident { $($variant:ident = $wire:literal),* $(,)? }) => {
        impl $crate::OpenEnum for $enum {
            #[inline]
            fn from_known(wire: &str) -> ::core::option::Option<Self> {
                match wire {
                    $($wire => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }

            #[inline]
            fn from_unknown(value: $crate::UnknownValue) -> Self {
                Self::Unknown(value)
            }

            #[inline]
            fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        $crate::open_enum!($enum);
    };
    ($enum:ident) => {
        impl $enum {
            /// The text on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::OpenEnum::as_str(self)
            }
        }

        impl $crate::Json for $enum {
            #[inline]
            fn empty() -> Self {
                ::core::default::Default::default()
            }

            #[inline]
            fn is_empty(&self) -> bool {
                self.as_str().is_empty()
            }

            #[inline]
            fn decode(
                value: $crate::Value,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                let text = <::std::string::String as $crate::Json>::decode(value)?;
                ::core::result::Result::Ok($crate::__private::from_text(&text))
            }

            #[inline]
            fn encode(&self) -> $crate::Value {
                $crate::Value::from(self.as_str())
            }
        }

        impl $crate::ToQuery for $enum {
            #[inline]
            fn values(&self, values: &mut ::std::vec::Vec<::std::string::String>) {
                $crate::ToQuery::values(self.as_str(), values);
            }
        }

        impl ::core::default::Default for $enum {
            #[inline]
            fn default() -> Self {
                $crate::OpenEnum::from_unknown(::core::default::Default::default())
            }
        }

        impl ::core::fmt::Display for $enum {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $enum {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::convert::From<&str> for $enum {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::__private::from_text(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $enum {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                $crate::__private::from_text(&text)
            }
        }

        impl ::core::convert::From<&$enum> for $enum {
            #[inline]
            fn from(value: &$enum) -> Self {
                ::core::clone::Clone::clone(value)
            }
        }

        impl ::core::cmp::PartialEq<str> for $enum {
            #[inline]
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $enum {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        $crate::__serde!([] [$enum]);
    };
}
