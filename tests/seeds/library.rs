//! What the documentation names beside services and data types. Its counterparts are no part of a
//! spec: that the code in this file compiles is the proof that they are there.

use clientwright::model::Api;
use ngrok_client::ip_policies::{IpPolicies, IpPolicy, IpPolicyList};
use ngrok_client::runtime::Client as Handle;
use ngrok_client::{Client, Error, Items};

use crate::line::Line;

/// Name, Rust path, and code that needs what it leads to.
macro_rules! counterparts {
    ($($seed:literal => $rust:literal, $proof:expr;)*) => {
        const COUNTERPARTS: &[(&str, &str)] = &[$(($seed, $rust)),*];

        /// Is there for its types alone.
        #[allow(dead_code)]
        fn proofs() {
            $(let _ = $proof;)*
        }
    };
}

counterparts! {
    "Client" => "ngrok_client::Client::new(key)", |key: &str| -> Result<Client, Error> { Client::new(key) };
    "Error" => "ngrok_client::Error", |error: Error| -> Box<dyn std::error::Error> { Box::new(error) };
    "Error.http_status_code" => "ngrok_client::Error::status()", Error::status;
    "Error.error_code" => "ngrok_client::Error::code()", Error::code;
    "Error.message" => "ngrok_client::Error::message()", Error::message;
    "Error.details" => "ngrok_client::Error::details()", Error::details;
    "services.…Client(client)" => "an accessor of ngrok_client::Client: ip_policies()",
        |client: &Client| -> IpPolicies<Handle> { client.ip_policies() };
    "datatypes.…(client, props)" => "any deserializer of serde: serde_json::from_value(props)",
        |props: serde_json::Value| serde_json::from_value::<IpPolicy>(props);
    "datatypes.…List.__iter__()" => "items() of the call: ngrok_client::Client::ip_policies().list().items()",
        |client: &Client| -> Items<IpPolicy> { client.ip_policies().list().items() };
    "client.….list()" => "one page when awaited: ngrok_client::Client::ip_policies().list()",
        async |client: &Client| -> Result<IpPolicyList, Error> { client.ip_policies().list().await };
}

/// The client itself, its errors, and what all lists have.
pub fn lines(_: &Api) -> Vec<Line> {
    COUNTERPARTS.iter().map(|(seed, rust)| Line::found(*seed, *rust)).collect()
}
