//! What a crate shows is read the same from its texts as from the tokens that became them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clientwright::surface::{Items, Surface, Symbol, tidy};
use clientwright_tests::change::{self, Crate};
use clientwright_tests::overlay;

#[test]
fn emitted_crates_are_read_as_they_are_emitted() {
    for (spec, client) in [("spec", "generated-client"), ("tests/second/spec", "tests/second/client")] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let modules = modules(&root.join(client));
        let api = overlay::analysed(&root.join(spec)).api.unwrap();
        let mut surface = Surface::new(&api);
        let today = |module: &Vec<String>| surface.home(module) == module;
        for module in surface.modules().into_iter().filter(today).collect::<Vec<_>>() {
            let read = modules.get(&module).unwrap_or_else(|| panic!("{client} has no {module:?}"));
            let items = surface.module(&module);
            for (name, symbol) in items.iter().filter(|(name, _)| !is_followed(items, name)) {
                let emitted = Symbol { text: tidy(&symbol.text), shape: tidy(&symbol.shape), ..symbol.clone() };
                assert_eq!(read.get(name), Some(&emitted), "{client} {name}");
            }
        }
    }
}

/// What an earlier name leads to is followed within a file only, where texts are read.
fn is_followed(items: &Items, name: &str) -> bool {
    let owner = items.get(name.split(['.', ' ', ':']).next().unwrap_or_default());
    owner.is_some_and(|owner| owner.alias.is_some())
}

fn modules(client: &Path) -> BTreeMap<Vec<String>, Items> {
    let mut files = Crate::new();
    collect(client, "src", &mut files);
    let texts = change::texts(&files);
    let mut modules: BTreeMap<Vec<String>, Items> = BTreeMap::new();
    for path in files.keys() {
        let module = texts.module(path).unwrap_or_else(|| panic!("nobody reaches {path}"));
        modules.entry(module).or_default().extend(texts.items(path).unwrap());
    }
    modules
}

fn collect(client: &Path, folder: &str, files: &mut Crate) {
    for entry in fs::read_dir(client.join(folder)).unwrap() {
        let path = format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy());
        match client.join(&path).is_dir() {
            true => collect(client, &path, files),
            false if path.ends_with(".rs") => {
                files.insert(path.clone(), fs::read_to_string(client.join(&path)).unwrap());
            }
            false => {}
        }
    }
}
