//! Certificates, keys and what proves who somebody is.

use super::Build;
use crate::row::{text, texts};
use crate::sent::{Sent, fed, listed, sent};

pub static CALLS: &[(&str, Build)] = &[
    ("certificate_authorities.create", |client, row| {
        let call = client.certificate_authorities().create(row.text("ca_pem"));
        sent!(row, call, description: text, metadata: text)
    }),
    ("certificate_authorities.get", |client, row| sent!(row, client.certificate_authorities().get(row.segment(1)))),
    ("certificate_authorities.list", |client, row| listed!(row, client.certificate_authorities().list())),
    ("certificate_authorities.update", |client, row| {
        let call = client.certificate_authorities().update(row.segment(1));
        sent!(row, call, description: text, metadata: text)
    }),
    ("certificate_authorities.delete", |client, row| {
        sent!(row, client.certificate_authorities().delete(row.segment(1)))
    }),
    ("credentials.create", |client, row| {
        let call = client.credentials().create();
        sent!(row, call, acl: texts, description: text, metadata: text, owner_id: text)
    }),
    ("credentials.get", |client, row| sent!(row, client.credentials().get(row.segment(1)))),
    ("credentials.list", |client, row| listed!(row, client.credentials().list())),
    ("credentials.update", |client, row| {
        let call = client.credentials().update(row.segment(1));
        sent!(row, call, acl: texts, description: text, metadata: text)
    }),
    ("credentials.delete", |client, row| sent!(row, client.credentials().delete(row.segment(1)))),
    ("ssh_certificate_authorities.create", |client, row| {
        let call = client.ssh_certificate_authorities().create();
        sent!(row, call, description: text, metadata: text, private_key_type: text)
    }),
    ("ssh_certificate_authorities.get", |client, row| {
        sent!(row, client.ssh_certificate_authorities().get(row.segment(1)))
    }),
    ("ssh_certificate_authorities.list", |client, row| listed!(row, client.ssh_certificate_authorities().list())),
    ("ssh_certificate_authorities.update", |client, row| {
        let call = client.ssh_certificate_authorities().update(row.segment(1));
        sent!(row, call, description: text, metadata: text)
    }),
    ("ssh_certificate_authorities.delete", |client, row| {
        sent!(row, client.ssh_certificate_authorities().delete(row.segment(1)))
    }),
    ("ssh_host_certificates.create", |client, row| {
        let (key, authority) = (row.text("public_key"), row.text("ssh_certificate_authority_id"));
        let call = client.ssh_host_certificates().create(key, authority);
        let call = fed!(row, call, principals: texts, valid_after: text, valid_until: text);
        sent!(row, call, description: text, metadata: text)
    }),
    ("ssh_host_certificates.get", |client, row| sent!(row, client.ssh_host_certificates().get(row.segment(1)))),
    ("ssh_host_certificates.list", |client, row| listed!(row, client.ssh_host_certificates().list())),
    ("ssh_host_certificates.update", |client, row| {
        let call = client.ssh_host_certificates().update(row.segment(1));
        sent!(row, call, description: text, metadata: text)
    }),
    ("ssh_host_certificates.delete", |client, row| sent!(row, client.ssh_host_certificates().delete(row.segment(1)))),
];
