//! Whom the transport trusts, and as whom it comes.

use std::fmt;
use std::sync::Arc;

use rustls::client::WantsClientCert;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, ConfigBuilder, RootCertStore};
use rustls_platform_verifier::Verifier;

use crate::{Secret, TransportError, TransportErrorKind};

/// Certificates as they were given.
#[derive(Clone)]
pub(super) struct Certificates {
    /// Whether `https` is needed at all.
    pub(super) wanted: bool,
    /// Whether what the operating system trusts is trusted.
    pub(super) platform: bool,
    /// Roots to be trusted besides: PEM or DER.
    pub(super) roots: Vec<Vec<u8>>,
    /// The client's own chain and its key, both PEM.
    pub(super) identity: Option<(Vec<u8>, Secret)>,
}

/// How to speak TLS.
#[derive(Clone)]
pub(super) struct Configs {
    /// With the server.
    pub(super) target: Arc<ClientConfig>,
    /// With a proxy, which gets no client certificate and speaks HTTP/1.1.
    pub(super) proxy: Arc<ClientConfig>,
}

impl Certificates {
    pub(super) fn configs(&self) -> Result<Configs, TransportError> {
        let roots = self.parsed_roots()?;
        let identity = self.identity.as_ref().map(|(chain, key)| parsed_identity(chain, key)).transpose()?;
        let proxy = self.verifying(roots)?;
        let target = match identity {
            None => proxy.clone().with_no_client_auth(),
            Some((chain, key)) => proxy.clone().with_client_auth_cert(chain, key).map_err(|error| {
                unfit("the client certificate and its key cannot be used together").with_source(error)
            })?,
        };
        let target = with_http2(target);
        Ok(Configs { target: target.into(), proxy: proxy.with_no_client_auth().into() })
    }

    /// A configuration that knows whom to trust.
    fn verifying(
        &self,
        roots: Vec<CertificateDer<'static>>,
    ) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, TransportError> {
        let provider = Arc::new(provider());
        let builder = ClientConfig::builder_with_provider(provider.clone());
        let builder = builder.with_safe_default_protocol_versions();
        let builder = builder.map_err(|error| unfit("TLS cannot be set up").with_source(error))?;
        if !self.wanted {
            return Ok(builder.with_root_certificates(RootCertStore::empty()));
        }
        if self.platform {
            let verifier = platform_verifier(roots, provider)?;
            return Ok(builder.dangerous().with_custom_certificate_verifier(verifier));
        }
        if roots.is_empty() {
            return Err(unfit("no certificate is trusted: the platform's are left out, and no others are given"));
        }
        let mut store = RootCertStore::empty();
        store.add_parsable_certificates(roots);
        Ok(builder.with_root_certificates(store))
    }

    fn parsed_roots(&self) -> Result<Vec<CertificateDer<'static>>, TransportError> {
        let mut all = Vec::new();
        for given in &self.roots {
            all.extend(parsed_certificates(given, "the root certificates")?);
        }
        for (number, root) in all.iter().enumerate() {
            RootCertStore::empty().add(root.clone()).map_err(|error| {
                unfit(&format!("root certificate {} is no X.509 certificate", number + 1)).with_source(error)
            })?;
        }
        Ok(all)
    }
}

/// Shows how much there is of everything, and nothing of what is in it.
impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificates")
            .field("wanted", &self.wanted)
            .field("platform", &self.platform)
            .field("roots", &self.roots.len())
            .field("identity", &self.identity.is_some())
            .finish()
    }
}

#[cfg(feature = "aws-lc-rs")]
fn provider() -> CryptoProvider {
    rustls::crypto::aws_lc_rs::default_provider()
}

#[cfg(not(feature = "aws-lc-rs"))]
fn provider() -> CryptoProvider {
    rustls::crypto::ring::default_provider()
}

#[cfg(not(target_os = "android"))]
fn platform_verifier(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, TransportError> {
    match Verifier::new_with_extra_roots(roots, provider) {
        Ok(verifier) => Ok(Arc::new(verifier)),
        Err(error) => Err(unfit("the platform's certificates cannot be read").with_source(error)),
    }
}

/// Android's own verifier takes no roots besides those of the system.
#[cfg(target_os = "android")]
fn platform_verifier(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, TransportError> {
    if !roots.is_empty() {
        return Err(unfit("on Android further roots are trusted only instead of the platform's"));
    }
    match Verifier::new(provider) {
        Ok(verifier) => Ok(Arc::new(verifier)),
        Err(error) => Err(unfit("the platform's certificates cannot be read").with_source(error)),
    }
}

#[cfg(feature = "http2")]
fn with_http2(mut config: ClientConfig) -> ClientConfig {
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config
}

#[cfg(not(feature = "http2"))]
fn with_http2(config: ClientConfig) -> ClientConfig {
    config
}

fn parsed_identity(
    chain: &[u8],
    key: &Secret,
) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), TransportError> {
    let chain = parsed_certificates(chain, "the client certificate")?;
    let key = PrivateKeyDer::from_pem_slice(key.expose().as_bytes()).map_err(|error| {
        let reason = match (error, key.expose().contains("BEGIN ENCRYPTED PRIVATE KEY")) {
            (_, true) => "the key of the client certificate is encrypted; give it decrypted",
            (pem::Error::NoItemsFound, _) => "the key of the client certificate is no PEM private key",
            // What is wrong with it is left out, since that would repeat a part of it.
            _ => "the key of the client certificate is broken PEM",
        };
        unfit(reason)
    })?;
    Ok((chain, key))
}

/// All certificates in a PEM text, or the one that DER holds.
fn parsed_certificates(given: &[u8], what: &str) -> Result<Vec<CertificateDer<'static>>, TransportError> {
    // A DER sequence of more than 127 bytes, which no text begins with.
    if given.first() == Some(&0x30) && given.get(1).is_some_and(|byte| *byte >= 0x80) {
        return Ok(vec![CertificateDer::from(given.to_vec())]);
    }
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(given).collect();
    match certificates {
        Ok(certificates) if certificates.is_empty() => {
            Err(unfit(&format!("{what}: neither PEM nor DER of a certificate")))
        }
        Ok(certificates) => Ok(certificates),
        Err(error) => Err(unfit(&format!("{what}: broken PEM")).with_source(error)),
    }
}

fn unfit(reason: &str) -> TransportError {
    TransportError::new(TransportErrorKind::Unusable, reason)
}
