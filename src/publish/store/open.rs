//! The client of a store: whose it is and where comes from the target, who asks comes from the environment or from the
//! provider's chain (workload identities, metadata of the machine), and is never asked for in a file of the site.

use std::fmt;
use std::sync::{Arc, Once};
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey, Checksum, S3ConditionalPut};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};

use super::proof::{Announce, Connector};

/// Whose interface the store speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// Amazon S3, and the many that speak as it does.
    S3,
    /// Google Cloud Storage.
    Google,
    /// Azure Blob Storage.
    Azure,
}

/// A place in a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose interface it speaks.
    pub maker: Maker,
    /// The bucket, or the container of Azure.
    pub bucket: String,
    /// What every key begins with, without slashes at its ends; empty for the whole bucket.
    pub prefix: String,
    /// Where the server is, if not where the maker's is.
    pub endpoint: Option<String>,
    /// The region of the bucket.
    pub region: Option<String>,
    /// The storage account of Azure, if the environment does not name it.
    pub account: Option<String>,
    /// Whether the target allows an endpoint without encryption that is not on this machine.
    pub plain_http: bool,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.maker {
            Maker::S3 => "s3",
            Maker::Google => "gs",
            Maker::Azure => "az",
        };
        write!(f, "{scheme}://{}", self.bucket)?;
        if self.prefix.is_empty() { Ok(()) } else { write!(f, "/{}", self.prefix) }
    }
}

/// How long a connection may take to stand.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a request may take with all its bytes: a film over a slow line, too.
const REQUEST: Duration = Duration::from_secs(300);

/// The client of a place.
pub(super) fn client(place: &Place) -> Result<Arc<dyn ObjectStore>, object_store::Error> {
    crypto();
    match place.maker {
        Maker::S3 => amazon(place),
        Maker::Google => google(place),
        Maker::Azure => azure(place),
    }
}

/// Names the library of cryptography, which the program does once.
fn crypto() {
    static ONCE: Once = Once::new();
    // It fails only when one has been named already.
    ONCE.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}

fn amazon(place: &Place) -> Result<Arc<dyn ObjectStore>, object_store::Error> {
    let mut builder = AmazonS3Builder::from_env()
        .with_bucket_name(&place.bucket)
        .with_conditional_put(S3ConditionalPut::ETagMatch)
        .with_checksum_algorithm(Checksum::SHA256)
        .with_retry(retries())
        .with_http_connector(Connector(Announce::Nothing));
    if let Some(region) = &place.region {
        builder = builder.with_region(region);
    }
    if let Some(endpoint) = &place.endpoint {
        // That of the environment for S3 alone would go before it.
        builder = builder.with_config(AmazonS3ConfigKey::S3Endpoint, endpoint);
    }
    let endpoint = builder
        .get_config_value(&AmazonS3ConfigKey::S3Endpoint)
        .or_else(|| builder.get_config_value(&AmazonS3ConfigKey::Endpoint));
    Ok(Arc::new(builder.with_client_options(options(endpoint.as_deref(), place)).build()?))
}

fn google(place: &Place) -> Result<Arc<dyn ObjectStore>, object_store::Error> {
    let mut builder = GoogleCloudStorageBuilder::from_env()
        .with_bucket_name(&place.bucket)
        .with_retry(retries())
        .with_http_connector(Connector(Announce::Md5));
    if let Some(endpoint) = &place.endpoint {
        builder = builder.with_base_url(endpoint);
    }
    let endpoint = builder.get_config_value(&GoogleConfigKey::BaseUrl);
    Ok(Arc::new(builder.with_client_options(options(endpoint.as_deref(), place)).build()?))
}

fn azure(place: &Place) -> Result<Arc<dyn ObjectStore>, object_store::Error> {
    let mut builder = MicrosoftAzureBuilder::from_env()
        .with_container_name(&place.bucket)
        .with_retry(retries())
        .with_http_connector(Connector(Announce::Nothing));
    if let Some(account) = &place.account {
        builder = builder.with_account(account);
    }
    if let Some(endpoint) = &place.endpoint {
        builder = builder.with_endpoint(endpoint.clone());
    }
    let endpoint = builder.get_config_value(&AzureConfigKey::Endpoint);
    Ok(Arc::new(builder.with_client_options(options(endpoint.as_deref(), place)).build()?))
}

fn options(endpoint: Option<&str>, place: &Place) -> ClientOptions {
    let plain = place.plain_http || endpoint.is_some_and(is_here);
    ClientOptions::new()
        .with_user_agent(object_store::HeaderValue::from_static(concat!(
            "Dateline/",
            env!("CARGO_PKG_VERSION")
        )))
        .with_allow_http(plain)
        .with_connect_timeout(CONNECT)
        .with_timeout(REQUEST)
}

/// Whether an address is one of this machine.
pub(in crate::publish) fn is_here(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What the client repeats by itself: a lost connection or a server that is busy for a moment. The run repeats the rest.
fn retries() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(50),
            max_backoff: Duration::from_secs(2),
            base: 2.0,
        },
        max_retries: 2,
        retry_timeout: REQUEST,
    }
}

#[cfg(test)]
mod tests {
    use super::is_here;

    #[test]
    fn only_this_machine_is_here() {
        for here in ["http://127.0.0.1:5000", "http://localhost/x", "http://[::1]:9000/", "127.8.0.1:1"] {
            assert!(is_here(here), "{here}");
        }
        for away in [
            "http://127.0.0.1.example.org",
            "http://localhost.example.org:1",
            "http://user@127.0.0.1",
            "http://10.0.0.1",
            "",
        ] {
            assert!(!is_here(away), "{away}");
        }
    }
}
