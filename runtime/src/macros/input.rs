//! Objects that are only sent.

/// Completes `pub struct Input { body: Body }`, a nested object that is only sent.
///
/// Adds [`Json`](crate::Json), `Clone`, `Debug` (secrets hidden), `PartialEq` and `Serialize`.
#[macro_export]
macro_rules! input {
    ($input:ident) => {
        impl $crate::Json for $input {
            #[inline]
            fn empty() -> Self {
                Self { body: ::core::default::Default::default() }
            }

            #[inline]
            fn is_empty(&self) -> bool {
                $crate::Json::is_empty(&self.body)
            }

            #[inline]
            fn decode(
                value: $crate::Value,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                ::core::result::Result::Ok(Self { body: $crate::Json::decode(value)? })
            }

            #[inline]
            fn encode(&self) -> $crate::Value {
                $crate::Json::encode(&self.body)
            }

            #[inline]
            fn secret(&self) -> bool {
                $crate::Json::secret(&self.body)
            }
        }

        impl ::core::clone::Clone for $input {
            #[inline]
            fn clone(&self) -> Self {
                Self { body: self.body.clone() }
            }
        }

        impl ::core::cmp::PartialEq for $input {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.body == other.body
            }
        }

        impl ::core::fmt::Debug for $input {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(::core::concat!(::core::stringify!($input), " "))?;
                ::core::fmt::Debug::fmt(&self.body, f)
            }
        }

        $crate::__serde!(@serialize [] [$input]);
    };
}
