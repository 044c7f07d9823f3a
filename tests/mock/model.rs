//! Random sequences of operations by several clients at once, held against a simple model: nothing is
//! lost, nothing is invented, and each client sees its own changes.

use std::collections::BTreeMap;

use ngrok_client::{Client, Error};
use ngrok_mock::Mock;
use proptest::prelude::*;

use crate::ask::all;

/// What one client does. Numbers choose among what it has made.
#[derive(Clone, Debug)]
enum Step {
    Create(String),
    Update(usize, String),
    Delete(usize),
    Get(usize),
    List(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let text = "[a-z]{0,6}";
    let step = prop_oneof![
        3 => text.prop_map(Step::Create),
        2 => (any::<usize>(), text).prop_map(|(which, text)| Step::Update(which, text)),
        1 => any::<usize>().prop_map(Step::Delete),
        2 => any::<usize>().prop_map(Step::Get),
        1 => (1_u8..5).prop_map(Step::List),
    ];
    prop::collection::vec(step, 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_nothing_is_invented(clients in prop::collection::vec(steps(), 1..4)) {
        let mock = ngrok_mock::mock();
        let threads: Vec<_> = clients
            .into_iter()
            .map(|steps| {
                let mock = mock.clone();
                std::thread::spawn(move || run(&mock, &steps))
            })
            .collect();
        let mut expected = BTreeMap::new();
        for thread in threads {
            let model = thread.join().expect("no client panics").expect("no request fails that should not");
            expected.extend(model);
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime can be made");
        let listed = runtime.block_on(all(client(&mock).ip_policies().list().limit(2).items()));
        let found: BTreeMap<String, String> =
            listed.expect("the list can be read").into_iter().map(|policy| (policy.id.to_string(), policy.description)).collect();
        prop_assert_eq!(found, expected);
    }
}

fn client(mock: &Mock) -> Client {
    Client::builder().key("key_1").transport(mock.clone()).build().expect("the client can be made")
}

/// Does the steps, holding each against the model; gives what should be there in the end.
fn run(mock: &Mock, steps: &[Step]) -> Result<BTreeMap<String, String>, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime can be made");
    let client = client(mock);
    let mut model: BTreeMap<String, String> = BTreeMap::new();
    let mut ever: Vec<String> = Vec::new();
    for step in steps {
        runtime.block_on(take(&client, step, &mut model, &mut ever))?;
    }
    Ok(model)
}

async fn take(
    client: &Client,
    step: &Step,
    model: &mut BTreeMap<String, String>,
    ever: &mut Vec<String>,
) -> Result<(), Error> {
    let policies = client.ip_policies();
    let chosen = |which: &usize| ever.get(which % ever.len().max(1)).cloned();
    match step {
        Step::Create(text) => {
            let made = policies.create().description(text).await?;
            assert_eq!(&made.description, text);
            ever.push(made.id.to_string());
            assert_eq!(model.insert(made.id.to_string(), text.clone()), None, "an id is given once");
        }
        Step::Update(which, text) => {
            let Some(id) = chosen(which) else { return Ok(()) };
            match (policies.update(id.as_str()).description(text).await, model.get_mut(&id)) {
                (Ok(changed), Some(known)) => {
                    assert_eq!(&changed.description, text);
                    known.clone_from(text);
                }
                (Err(error), None) if error.is_not_found() => {}
                (answer, known) => panic!("{answer:?}, expected {known:?}"),
            }
        }
        Step::Delete(which) => {
            let Some(id) = chosen(which) else { return Ok(()) };
            match (policies.delete(id.as_str()).await, model.remove(&id)) {
                (Ok(()), Some(_)) => {}
                (Err(error), None) if error.is_not_found() => {}
                (answer, known) => panic!("{answer:?}, expected {known:?}"),
            }
        }
        Step::Get(which) => {
            let Some(id) = chosen(which) else { return Ok(()) };
            match (policies.get(id.as_str()).await, model.get(&id)) {
                (Ok(found), Some(known)) => assert_eq!(&found.description, known),
                (Err(error), None) if error.is_not_found() => {}
                (answer, known) => panic!("{answer:?}, expected {known:?}"),
            }
        }
        Step::List(limit) => {
            let listed = all(policies.list().limit(u32::from(*limit)).items()).await?;
            let own: Vec<&String> = ever.iter().filter(|id| model.contains_key(*id)).rev().collect();
            let listed: Vec<String> = listed.iter().map(|policy| policy.id.to_string()).collect();
            let listed: Vec<&String> = listed.iter().filter(|id| ever.contains(id)).collect();
            assert_eq!(listed, own, "its own, the newest first");
        }
    }
    Ok(())
}
