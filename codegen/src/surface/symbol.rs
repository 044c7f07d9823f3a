//! An item as applications see it.

/// An item of the emitted crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The declaration, as tokens are printed; [`tidy`] makes it fit to read.
    pub text: String,
    /// What source depends on: the types, without the names of arguments.
    pub shape: String,
    /// The names of the arguments, in order.
    pub arguments: Vec<String>,
    /// Whether using it gives a warning.
    pub deprecated: bool,
    /// The item of the same module that it is another name of.
    pub alias: Option<String>,
}

/// Puts tokens together the way people write them.
pub fn tidy(tokens: &str) -> String {
    let mut text = tokens.split_whitespace().collect::<Vec<_>>().join(" ");
    const CLOSE: &[(&str, &str)] = &[
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        ("& ", "&"),
        (" :", ":"),
        (",)", ")"),
        (",>", ">"),
        ("->(", "-> ("),
        (" . ", "."),
    ];
    for (from, to) in CLOSE {
        text = text.replace(from, to);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn declarations_read_as_people_write_them() {
        let tokens = "pub fn create (& self , cidr : impl Into < crate :: ids :: AnyId > ,) -> Create < C >";
        assert_eq!(tidy(tokens), "pub fn create(&self, cidr: impl Into<crate::ids::AnyId>) -> Create<C>");
        assert_eq!(tidy("Wake . await -> ()"), "Wake.await -> ()");
        assert_eq!(tidy("x : Vec < (String , i32) >"), "x: Vec<(String, i32)>");
    }
}
