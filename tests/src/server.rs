//! A server on loopback.
