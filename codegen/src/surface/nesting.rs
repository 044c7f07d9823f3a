//! What is parsed of a text that nobody vouches for: the parser goes down as deep as the text does, so the depth
//! is looked at first, and bodies of functions, which show nothing, are left out.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// As many tokens may stand inside each other; emitted code has far fewer outside of bodies.
const MOST: usize = 300;

/// The tokens without bodies of functions; `None` if parsing them might take more memory than there is.
pub fn shallow(tokens: TokenStream) -> Option<TokenStream> {
    let is_shallow = deepest(&tokens, 0) <= MOST;
    is_shallow.then(|| bodiless(tokens))
}

/// The most tokens that may turn out to be inside each other: those since the last that surely ends something.
fn deepest(tokens: &TokenStream, outside: usize) -> usize {
    let (mut here, mut most, mut function) = (outside, outside, false);
    let mut trees = tokens.clone().into_iter().peekable();
    while let Some(tree) = trees.next() {
        here += 1;
        most = most.max(here);
        if most > MOST {
            break;
        }
        match &tree {
            TokenTree::Group(group) if !is_body(function, group) => most = most.max(deepest(&group.stream(), here)),
            _ => {}
        }
        function = in_signature(function, &tree);
        if ends(&tree, trees.peek()) {
            here = outside;
        }
    }
    most
}

fn bodiless(tokens: TokenStream) -> TokenStream {
    let mut function = false;
    let tree = |tree: TokenTree| {
        let is_in_signature = function;
        function = in_signature(function, &tree);
        let TokenTree::Group(group) = &tree else { return tree };
        let body = is_body(is_in_signature, group);
        let inside = if body { TokenStream::new() } else { bodiless(group.stream()) };
        TokenTree::Group(Group::new(group.delimiter(), inside))
    };
    tokens.into_iter().map(tree).collect()
}

/// Whether what follows belongs to a function whose body has not come yet.
fn in_signature(before: bool, tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Ident(word) => before || word == "fn",
        TokenTree::Punct(mark) => before && !matches!(mark.as_char(), ';' | '='),
        TokenTree::Group(group) => before && group.delimiter() != Delimiter::Brace,
        TokenTree::Literal(_) => before,
    }
}

fn is_body(in_signature: bool, group: &Group) -> bool {
    in_signature && group.delimiter() == Delimiter::Brace
}

/// Whether what follows is beside it, and not part of it.
fn ends(tree: &TokenTree, next: Option<&TokenTree>) -> bool {
    match tree {
        TokenTree::Punct(mark) => matches!(mark.as_char(), ';' | ','),
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => match next {
            Some(TokenTree::Ident(word)) => word != "else" && word != "as",
            Some(TokenTree::Punct(mark)) => mark.as_char() == '#',
            Some(_) => false,
            None => true,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<syn::File> {
        shallow(text.parse().expect("it has tokens")).map(|tokens| syn::parse2(tokens).expect("it is Rust"))
    }

    #[test]
    fn bodies_may_be_as_deep_as_they_like() {
        let body = format!("{}1{}", "(".repeat(2_000), ")".repeat(2_000));
        let file = parsed(&format!("impl A {{ pub fn a(&self) -> B {{ {body} }} pub fn b() {{ {body} }} }} struct C;"));
        assert_eq!(file.map(|file| file.items.len()), Some(2));
    }

    #[test]
    fn what_is_let_pass_can_be_parsed() {
        for (open, close) in [("(", ")"), ("[", "]"), ("&", ""), ("-", ""), ("|a|", ""), ("{", "}")] {
            let text = |depth| format!("const A: B = {}1{};", open.repeat(depth), close.repeat(depth));
            let deepest = (1..400).rev().find(|depth| parsed(&text(*depth)).is_some());
            assert!(deepest.is_some_and(|depth| depth > 60), "{open} {deepest:?}");
        }
    }
}
