//! The documents of emitted crates, as far as they are not tests themselves.

use std::fs;
use std::path::Path;

const CRATES: &[&str] = &["../generated-client", "second/client", "names/client"];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The features of a manifest that are for no single service.
fn features(manifest: &str) -> Vec<&str> {
    let (_, features) = manifest.split_once("[features]").expect("there are features");
    let (general, _) = features.split_once("# One feature for each service.").expect("services come last");
    let names = general.lines().filter_map(|line| line.split_once(" = [")).map(|(name, _)| name);
    names.filter(|name| *name != "default").collect()
}

#[test]
fn every_feature_stands_in_the_tables() {
    for folder in CRATES {
        let manifest = read(&format!("{folder}/Cargo.toml"));
        let features = features(&manifest);
        assert!(features.len() >= 6, "{folder}: {features:?}");
        for document in ["README.md", "src/guide.md"] {
            let text = read(&format!("{folder}/{document}"));
            let missing: Vec<_> = features.iter().filter(|name| !text.contains(&format!("\n| `{name}` |"))).collect();
            assert!(missing.is_empty(), "{folder}/{document} has no row for {missing:?}");
        }
    }
}

#[test]
fn guide_tells_what_is_true_of_its_api() {
    let guide = read("../generated-client/src/guide.md");
    for fact in
        ["`NGROK_API_KEY`", "`NGROK_API_BASE_URL`", "120 requests in any 60 seconds", "from 1 to 100", "ERR_NGROK_446"]
    {
        assert!(guide.contains(fact), "{fact}");
    }
    let guide = read("second/client/src/guide.md");
    for fact in ["`DEPOT_KEY`", "`x-depot-key`", "20 requests in any 1 seconds", "from 1 to 50; unless set it is 20"] {
        assert!(guide.contains(fact), "{fact}");
    }
    assert!(!guide.to_lowercase().contains("ngrok"));
    assert!(read("names/client/src/guide.md").contains("No limit of this server is known."));
}
