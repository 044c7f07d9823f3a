//! What a failure of TLS means, whichever transport it comes from.

use std::error::Error as StdError;

use rustls::{AlertDescription, CertificateError, Error};

use crate::transport::causes;

/// Whether the server ended the connection over the client's certificate, and in which way.
///
/// In TLS 1.3 that alert comes after the client has begun to write its request.
pub(crate) fn refused_client(error: &(dyn StdError + 'static)) -> Option<&'static str> {
    errors(error).find_map(|error| match error {
        Error::AlertReceived(AlertDescription::CertificateRequired | AlertDescription::NoCertificate) => {
            Some("the server demands a client certificate")
        }
        Error::AlertReceived(
            AlertDescription::AccessDenied
            | AlertDescription::BadCertificate
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateUnknown
            | AlertDescription::DecryptError
            | AlertDescription::UnknownCA
            | AlertDescription::UnsupportedCertificate,
        ) => Some("the server does not accept the client certificate"),
        _ => None,
    })
}

/// What was wrong in a handshake, if TLS was the matter.
pub(crate) fn handshake(error: &(dyn StdError + 'static)) -> Option<&'static str> {
    errors(error).next().map(|error| match error {
        Error::InvalidCertificate(CertificateError::UnknownIssuer) => {
            "the server's certificate is by an authority that is not trusted (trust it if it is yours)"
        }
        Error::InvalidMessage(_) => "the server does not speak TLS at this port",
        _ => "the TLS handshake failed",
    })
}

fn errors<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a Error> {
    causes(error).filter_map(|cause| cause.downcast_ref())
}
