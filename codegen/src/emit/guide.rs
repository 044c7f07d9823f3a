//! The guide to testing an application, in the docs of the crate.

use super::document;
use crate::model::{Api, Mock};

/// The section about the stand-in; nothing for an API that has none.
pub fn testing(api: &Api) -> String {
    let Some(mock) = &api.package.mock else { return String::new() };
    let krate = api.package.name.replace('-', "_");
    let standin = mock.name.replace('-', "_");
    let mut doc = introduction(mock);
    let Some((service, method)) = document::plain_list(api) else { return doc };
    let (service, method) = (&service.name.rust, &method.name.rust);
    let operation = format!("{service}.{method}");
    doc.push_str(&format!(
        "\n```rust\n\
         use std::time::Duration;\n\
         use {standin}::{{Fault, json}};\n\n\
         # #[tokio::main(flavor = \"current_thread\")]\n\
         # async fn main() -> Result<(), {krate}::Error> {{\n\
         let mock = {standin}::mock();\n\
         let client = {krate}::Client::builder().key(\"any_key\").transport(mock.clone()).build()?;\n\n\
         // What exists before: a list of items for each service, each with the fields that matter.\n\
         mock.seed(&json!({{ \"{service}\": [{{}}, {{}}] }})).expect(\"the state fits the API\");\n\
         let mut items = client.{service}().{method}().items();\n\
         while let Some(_item) = items.try_next().await? {{}}\n\n\
         // What was asked.\n\
         assert_eq!(mock.calls()[0].operation, \"{operation}\");\n\n\
         // What goes wrong: for one operation or for all, so many times or until it is cleared.\n\
         mock.inject(Fault::status(500).on(\"{operation}\").times(1));\n\
         let error = client.{service}().{method}().await.expect_err(\"the fault strikes\");\n\
         assert_eq!(error.status(), Some(500));\n\
         client.{service}().{method}().await?;\n\n\
         // Its clock stands still until it is moved, and ids are the same in every run.\n\
         mock.advance(Duration::from_secs(3600));\n\
         # Ok(())\n\
         # }}\n\
         ```\n"
    ));
    doc.push_str(&remarks(mock));
    doc
}

fn introduction(mock: &Mock) -> String {
    format!(
        "\n# Testing your application\n\n\
         The crate `{name}` stands in for the API: in memory, stateful, and strict where the API is.\n\
         Put it into `[dev-dependencies]` with `default-features = false`, and give it to the client as its transport;\n\
         requests need no socket then and take microseconds.\n",
        name = mock.name
    )
}

fn remarks(mock: &Mock) -> String {
    format!(
        "\nLatency, broken connections, answers that end early, scripted answers and the rate limit are faults as well;\n\
         `dump` gives the whole state in the form that `seed` takes.\n\
         Programs in other languages, and tests of a whole application, use the server: `{name} --port 0` prints its URL,\n\
         and requests below `/_mock` seed it, let things go wrong and tell what was asked (`{name} --help`).\n",
        name = mock.name
    )
}
