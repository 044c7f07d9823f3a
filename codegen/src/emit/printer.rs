//! Tokens → text.

use std::borrow::Cow;

use proc_macro2::TokenStream;

use crate::files::MARK;

/// A Rust file in the making: its docs and its items.
#[derive(Debug, Default)]
pub struct RustFile {
    docs: String,
    items: Vec<TokenStream>,
}

impl RustFile {
    /// A file with these module docs.
    pub fn new(docs: impl Into<String>) -> Self {
        RustFile { docs: docs.into(), items: Vec::new() }
    }

    /// Adds an item; an empty one adds nothing.
    pub fn push(&mut self, item: TokenStream) {
        if !item.is_empty() {
            self.items.push(item);
        }
    }

    /// Adds several items.
    pub fn extend(&mut self, items: impl IntoIterator<Item = TokenStream>) {
        items.into_iter().for_each(|item| self.push(item));
    }

    /// The items, without the docs of the file.
    pub fn into_items(self) -> Vec<TokenStream> {
        self.items
    }

    /// The text of the file.
    pub fn print(&self) -> String {
        let mut text = format!("// {MARK}. Do not edit: change the spec and run `cargo xtask generate`.\n\n");
        for line in self.docs.lines() {
            text.push_str(format!("//! {line}").trim_end());
            text.push('\n');
        }
        for item in &self.items {
            text.push('\n');
            text.push_str(&spaced(&format(item)));
        }
        text
    }
}

fn format(item: &TokenStream) -> String {
    let file = syn::parse2(item.clone()).expect("emitters write Rust that parses");
    prettyplease::unparse(&file)
}

/// Puts a blank line between the methods of a block.
/// A line that only closes a method is told by its indentation, because emitted literals have no line breaks.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let (mut after_method, mut in_macro) = (false, false);
    for line in text.lines() {
        if after_method && line.starts_with("    ") {
            spaced.push('\n');
        }
        let begins = line.trim_start().starts_with("rt::") && line.contains("!(");
        spaced.push_str(&if begins || in_macro { closed_up(line) } else { line.into() });
        spaced.push('\n');
        in_macro = (begins || in_macro) && !line.ends_with(");");
        after_method = line == "    }";
    }
    spaced
}

/// A line of a macro of the runtime without the blanks between its tokens that people would not put there.
///
/// One with a literal is left alone, whose blanks are its own.
fn closed_up(line: &str) -> Cow<'_, str> {
    if line.contains('"') {
        return line.into();
    }
    let blanks = [(" : ", ": "), (" ::", "::"), (" < ", "<"), (" >", ">"), (" ;", ";")];
    blanks.iter().fold(line.to_owned(), |line, (wide, close)| line.replace(wide, close)).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn methods_are_set_apart_and_docs_keep_their_lines() {
        let mut file = RustFile::new("One.\n\nTwo.");
        file.push(quote! { impl A { fn a() {} fn b() { if x { y(); } } fn c() { d() } } });
        let text = file.print();
        assert!(text.contains("//! One.\n//!\n//! Two.\n"), "{text}");
        assert!(text.contains("    }\n\n    fn c()"), "{text}");
        assert!(text.ends_with("    }\n}\n"), "{text}");
    }

    #[test]
    fn macros_are_closed_up_unless_they_hold_a_literal() {
        let mut file = RustFile::new("One.");
        file.push(quote! { rt::list_call!(List -> crate::a::B<C<D> >, Vec<E>); });
        file.push(quote! { rt::open_enum!(A { B = " : " }); });
        file.push(
            quote! { rt::call!(AVeryLongNameOfSomeOperation -> crate::modules::of::a::certain::depth::Answer<C>); },
        );
        file.push(quote! { const A: B = if a < b { 1 } else { 2 }; });
        let text = file.print();
        assert!(text.contains("\nrt::list_call!(List -> crate::a::B<C<D>>, Vec<E>);\n"), "{text}");
        assert!(text.contains(r#"B = " : ""#) && text.contains("a < b"), "{text}");
        assert!(
            text.contains("    AVeryLongNameOfSomeOperation -> crate::modules::of::a::certain::depth::Answer<C>\n"),
            "{text}"
        );
    }
}
