//! Ways through an API that several rules take.

use crate::model::{Api, Field, Input, Scalar, Type, TypeDef, TypeKind};

/// The fields of a type; none for an enum.
pub fn fields_of(definition: &TypeDef) -> &[Field] {
    match &definition.kind {
        TypeKind::Object(object) => &object.fields,
        TypeKind::Enum(_) => &[],
    }
}

/// Every field of every type.
pub fn fields(api: &Api) -> impl Iterator<Item = &Field> {
    api.definitions().flat_map(fields_of)
}

/// Whether a type is a resource or its list, which have the words and the deprecation of their service.
pub fn is_of_a_resource(api: &Api, definition: &TypeDef) -> bool {
    api.ids.iter().any(|id| id.place == definition.place)
}

/// Path and query parameters of every operation.
pub fn parameters(api: &Api) -> impl Iterator<Item = &Input> {
    api.operations().flat_map(|operation| operation.parameters.iter().chain(&operation.query))
}

/// What a field is in the phases that have it.
pub fn phases(field: &Field) -> impl Iterator<Item = &Input> {
    [&field.create, &field.update, &field.write].into_iter().flatten()
}

/// Whether values are texts of which nothing more is known.
pub fn is_plain_text(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::String))
}

/// The words of a name in any casing, in lower case: `privateKeyPem` and `private_key_pem` have the same.
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut after_lower = false;
    for c in name.chars() {
        let begins = words.is_empty() || (c.is_uppercase() && after_lower);
        after_lower = c.is_lowercase() || c.is_ascii_digit();
        match c.is_alphanumeric() {
            false => words.push(String::new()),
            true if begins => words.push(c.to_lowercase().collect()),
            true => words.last_mut().into_iter().for_each(|word| word.extend(c.to_lowercase())),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn casing_does_not_matter_for_words() {
        assert_eq!(words("privateKeyPem"), ["private", "key", "pem"]);
        assert_eq!(words("private_key-pem"), ["private", "key", "pem"]);
        assert_eq!(words("APIKey"), ["apikey"]);
        assert_eq!(words("__"), Vec::<String>::new());
    }
}
