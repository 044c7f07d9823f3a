//! An outage is not amplified.

use super::fake::{Step, answer};
use super::rig::Rig;
use crate::{RetryBudget, TransportErrorKind};

fn calls(rig: &Rig, count: usize) -> Vec<crate::Error> {
    let calls = (0..count).map(|_| rig.run(rig.client.clone().books().get("b_1")));
    calls.filter_map(Result::err).collect()
}

#[test]
fn outage_costs_the_budget_once_and_then_each_call_is_one_request() {
    let rig = Rig::with((0..1000).map(|_| answer(503, "")), |builder| builder.retry_budget(RetryBudget::new(10, 0.1)));
    let errors = calls(&rig, 100);
    assert_eq!((errors.len(), rig.sent().len()), (100, 110));
    assert_eq!((errors[0].attempts(), errors[99].attempts()), (4, 1));
    let line = "books.get: 503 Service Unavailable (not repeated: the retry budget is used up)";
    assert_eq!(errors[99].to_string(), line);
    assert!(errors[99].is_retryable());
}

#[test]
fn answers_pay_retries_back_and_faults_do_not() {
    let budget = RetryBudget::new(1, 0.5);
    let faults = [408, 500, 503].map(|status| answer(status, ""));
    let script = [Step::Fail(TransportErrorKind::Connect)].into_iter().chain(faults).chain([
        answer(404, ""),
        answer(200, "{}"),
        answer(502, ""),
        answer(200, "{}"),
    ]);
    let rig = Rig::with(script, |builder| builder.retry_budget(budget.clone()));
    assert_eq!(calls(&rig, 1).len(), 1);
    assert_eq!((rig.sent().len(), budget.retries_left()), (2, 0));
    assert_eq!((calls(&rig, 2).len(), rig.sent().len(), budget.retries_left()), (2, 4, 0));
    assert_eq!((calls(&rig, 2).len(), budget.retries_left()), (1, 1));
    assert_eq!((calls(&rig, 1).len(), rig.sent().len()), (0, 8));
}

#[test]
fn wait_that_the_server_paces_costs_nothing() {
    let rig = Rig::with([answer(429, ""), answer(429, ""), answer(200, "{}")], |builder| {
        builder.retry_budget(RetryBudget::new(0, 0.0))
    });
    assert_eq!((calls(&rig, 1).len(), rig.sent().len()), (0, 3));
}

#[test]
fn clients_can_share_one() {
    let budget = RetryBudget::new(3, 0.0);
    let rig = || Rig::with((0..9).map(|_| answer(503, "")), |builder| builder.retry_budget(budget.clone()));
    let (first, second) = (rig(), rig());
    calls(&first, 1);
    calls(&second, 1);
    assert_eq!((first.sent().len(), second.sent().len()), (4, 1));
}
