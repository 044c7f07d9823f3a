//! How deep a text is nested, which is known before it is parsed: the parser goes down as deep as the text does.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// As many tokens may stand inside each other; emitted code has a tenth of them.
const MOST: usize = 400;

/// Whether parsing these tokens might take more memory than there is.
pub fn is_too_deep(tokens: &TokenStream) -> bool {
    deepest(tokens, 0) > MOST
}

/// The most tokens that may turn out to be inside each other: those since the last that surely ends something.
fn deepest(tokens: &TokenStream, outside: usize) -> usize {
    let (mut here, mut most) = (outside, outside);
    let mut trees = tokens.clone().into_iter().peekable();
    while let Some(tree) = trees.next() {
        here += 1;
        most = most.max(here);
        if most > MOST {
            break;
        }
        if let TokenTree::Group(group) = &tree {
            most = most.max(deepest(&group.stream(), here));
        }
        if ends(&tree, trees.peek()) {
            here = outside;
        }
    }
    most
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
