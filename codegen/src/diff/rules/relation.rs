//! How two types of the same thing stand to each other on the wire.

use super::Both;
use crate::model::{IdUse, Scalar, Type, TypeRef};

/// What became of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Same,
    /// More values than before.
    Widened {
        /// Whether old and new values are texts alike.
        text: bool,
    },
    /// Fewer values than before.
    Narrowed,
    /// Another integer.
    Width {
        /// Whether it holds all old values and more.
        wider: bool,
    },
    /// A text of another form.
    Format,
    /// One became several, or the like.
    Collection,
    /// An id of something else.
    Target,
    /// A reference, for which another type stands now.
    Stand,
    /// The same on the wire; only its meaning is said otherwise.
    Retold,
    /// Something else altogether.
    Changed,
}

/// Compares two types.
pub fn of(both: &Both<'_>, old: &Type, new: &Type) -> Relation {
    match (old, new) {
        (Type::Scalar(Scalar::Any), Type::Scalar(Scalar::Any)) => Relation::Same,
        (_, Type::Scalar(Scalar::Any)) => Relation::Widened { text: false },
        (Type::Scalar(Scalar::Any), _) => Relation::Narrowed,
        (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => of(both, old, new),
        (Type::List(_) | Type::Map(_), _) | (_, Type::List(_) | Type::Map(_)) => Relation::Collection,
        (Type::Scalar(old), Type::Scalar(new)) => scalars(*old, *new),
        (Type::Object(old), Type::Object(new)) => named(both, old, new),
        (Type::Enum(old), Type::Enum(new)) => named(both, old, new),
        (Type::Ref(old), Type::Ref(new)) if both.is_reference_replaced(&old.ty, &new.ty) => Relation::Stand,
        (Type::Ref(old), Type::Ref(new)) => match named(both, &old.ty, &new.ty) {
            Relation::Same if is_same_kind(both, &old.to, &new.to) => Relation::Same,
            Relation::Same => Relation::Target,
            other => other,
        },
        (Type::Id(old), Type::Id(new)) if is_same_kind(both, old, new) => Relation::Same,
        // That ids became numbers is told of the resource, once.
        (Type::Id(_), Type::Id(_)) => Relation::Target,
        (Type::Id(id), Type::Scalar(scalar)) | (Type::Scalar(scalar), Type::Id(id)) if holds_id(*scalar, id) => {
            Relation::Retold
        }
        (Type::Enum(_), Type::Scalar(scalar)) if is_text(*scalar) => Relation::Widened { text: true },
        (Type::Scalar(scalar), Type::Enum(_)) if is_text(*scalar) => Relation::Narrowed,
        _ => Relation::Changed,
    }
}

fn named(both: &Both<'_>, old: &TypeRef, new: &TypeRef) -> Relation {
    if both.twins.of(old) == Some(new) { Relation::Same } else { Relation::Changed }
}

/// Ids are told apart by what they are of, under whatever name that goes now.
fn is_same_kind(both: &Both<'_>, old: &IdUse, new: &IdUse) -> bool {
    let renamed = || both.twins.iter().any(|(a, b)| a.name.wire == old.of && b.name.wire == new.of);
    old.of == new.of || renamed()
}

fn holds_id(scalar: Scalar, id: &IdUse) -> bool {
    if id.integer { rank(scalar).is_some() } else { scalar == Scalar::String }
}

fn scalars(old: Scalar, new: Scalar) -> Relation {
    if old == new {
        return Relation::Same;
    }
    match (old, new) {
        (a, Scalar::String) if is_text(a) => Relation::Widened { text: true },
        (Scalar::String, b) if is_text(b) => Relation::Narrowed,
        (a, b) if is_text(a) && is_text(b) => Relation::Format,
        (a, Scalar::Float) if rank(a).is_some() => Relation::Widened { text: false },
        (Scalar::Float, b) if rank(b).is_some() => Relation::Narrowed,
        (a, b) => match (rank(a), rank(b)) {
            (Some(a), Some(b)) => Relation::Width { wider: b.0 <= a.0 && b.1 >= a.1 },
            _ => Relation::Changed,
        },
    }
}

fn is_text(scalar: Scalar) -> bool {
    use Scalar::{Cidr, Json, Pem, String, Timestamp, Uri};
    matches!(scalar, String | Uri | Cidr | Pem | Json | Timestamp)
}

/// The powers of two between which an integer lies.
fn rank(scalar: Scalar) -> Option<(i8, i8)> {
    match scalar {
        Scalar::Int32 => Some((-31, 31)),
        Scalar::Int64 => Some((-63, 63)),
        Scalar::Uint32 => Some((0, 32)),
        Scalar::Uint64 | Scalar::Seconds => Some((0, 64)),
        Scalar::String
        | Scalar::Uri
        | Scalar::Cidr
        | Scalar::Pem
        | Scalar::Json
        | Scalar::Bool
        | Scalar::Float
        | Scalar::Timestamp
        | Scalar::Any => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_scalars_has_its_reverse() {
        for (_, a) in crate::spec::SCALARS {
            for (_, b) in crate::spec::SCALARS {
                let (there, back) = (scalars(*a, *b), scalars(*b, *a));
                let expected = match there {
                    Relation::Widened { .. } => matches!(back, Relation::Narrowed),
                    Relation::Narrowed => matches!(back, Relation::Widened { .. }),
                    Relation::Width { .. } => matches!(back, Relation::Width { .. }),
                    other => back == other,
                };
                // What is open is told before scalars are looked at.
                let open = *a == Scalar::Any || *b == Scalar::Any;
                assert!(expected || open, "{a:?} -> {b:?}: {there:?}, back {back:?}");
            }
        }
    }

    #[test]
    fn a_wider_integer_holds_what_the_narrower_holds() {
        assert_eq!(scalars(Scalar::Int32, Scalar::Int64), Relation::Width { wider: true });
        assert_eq!(scalars(Scalar::Int64, Scalar::Int32), Relation::Width { wider: false });
        assert_eq!(scalars(Scalar::Int32, Scalar::Uint64), Relation::Width { wider: false });
        assert_eq!(scalars(Scalar::Uint32, Scalar::Int64), Relation::Width { wider: true });
        assert_eq!(scalars(Scalar::Int64, Scalar::Float), Relation::Widened { text: false });
        assert_eq!(scalars(Scalar::Uri, Scalar::Timestamp), Relation::Format);
    }
}
