//! How long comparing takes: the whole API against itself with a changed group, and a made-up one of
//! 10,000 operations. `cargo run --release -p clientwright-tests --example compare`

use std::path::Path;
use std::time::Instant;

use clientwright::diff::Diff;
use clientwright::read::{self, Loaded, Sources};
use clientwright::timing::Timings;
use clientwright::{Analysis, analyse};

fn main() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let texts: Vec<(String, String)> =
        read::folder(&spec).sources.files.into_iter().map(|source| (source.name, source.text)).collect();
    let changed = texts.iter().map(|(name, text)| match name.as_str() {
        "api.yaml" => (name.clone(), text.replace("max_bytes: 255", "max_bytes: 200")),
        _ => (name.clone(), text.replacen("read: always", "read: sometimes", 1)),
    });
    report("the whole API", texts.clone(), changed.collect());
    report("10,000 operations", synthetic(2_000, "optional"), synthetic(2_000, "required"));
}

fn report(what: &str, old: Vec<(String, String)>, new: Vec<(String, String)>) {
    let start = Instant::now();
    let (old, new) = (understood(old), understood(new));
    let read = start.elapsed();
    let (Some(old), Some(new)) = (old.api, new.api) else { return println!("{what}: does not load") };
    let operations = new.operations().count();
    let start = Instant::now();
    let diff = Diff::between(&old, &new);
    println!(
        "{what}: {operations} operations, {} changes; both read in {read:.0?}, compared in {:.1?}",
        diff.entries.len(),
        start.elapsed()
    );
}

fn understood(texts: Vec<(String, String)>) -> Analysis {
    let loaded = Loaded { sources: Sources::from_texts(texts), ..Loaded::default() };
    analyse(loaded, &mut Timings::new())
}

/// Five operations a service; one field of every tenth changes.
fn synthetic(services: usize, presence: &str) -> Vec<(String, String)> {
    let api = "\
api: large
title: Large API
doc: Many things.
package: { name: large-client, version: 1.0.0, description: A client. }
base_url: https://large.example
auth: { header: Authorization }
errors: { code: code, message: message }
pagination: { default: { style: none } }
templates:
  crud:
    create: { method: POST, path: \"{path}\", body: create, returns: resource, status: 201 }
    get: { method: GET, path: \"{path}/{id}\", returns: resource, status: 200 }
    list: { method: GET, path: \"{path}\", returns: list, status: 200 }
    update: { method: PATCH, path: \"{path}/{id}\", body: update, returns: resource, status: 200 }
    delete: { method: DELETE, path: \"{path}/{id}\", returns: none, status: 204 }
";
    let service = |n: usize| {
        let presence = if n.is_multiple_of(10) { presence } else { "optional" };
        let text = format!(
            "\
resource: Thing{n}
service: things{n}
path: /things{n}
doc: Things.
operations: {{ create: Makes one., get: Reads one., list: Reads all., update: Changes one., delete: Removes one. }}
fields:
  id: {{ type: id(self), read: always, doc: Which one it is. }}
  name: {{ type: string, create: {presence}, update: optional, read: always, doc: What it is called. }}
  size: {{ type: int32, create: optional, read: always, doc: How large it is. }}
"
        );
        (format!("resources/things{n}.yaml"), text)
    };
    std::iter::once(("api.yaml".to_owned(), api.to_owned())).chain((0..services).map(service)).collect()
}
