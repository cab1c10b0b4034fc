//! The client of a store: whose it is and where comes from the target, who asks comes from the environment or from the
//! provider's chain (workload identities, metadata of the machine), and is never asked for in a file of the site.

use std::sync::{Arc, Once};
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey, Checksum, S3ConditionalPut};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};

use super::proof::{Announce, Connector};
use crate::config::{Bucket, Maker};

/// How long a connection may take to stand.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a request may take with all its bytes: a film over a slow line, too.
const REQUEST: Duration = Duration::from_secs(300);

/// The client of a bucket.
pub(super) fn client(bucket: &Bucket) -> Result<Arc<dyn ObjectStore>, object_store::Error> {
    crypto();
    match bucket.maker {
        Maker::S3 => amazon(bucket),
        Maker::Google => google(bucket),
        Maker::Azure => azure(bucket),
    }
}

/// Names the library of cryptography, which the program does once.
fn crypto() {
    static ONCE: Once = Once::new();
    // It fails only when one has been named already.
    ONCE.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}

fn amazon(bucket: &Bucket) -> Result<Arc<dyn ObjectStore>, object_store::Error> {
    let mut builder = AmazonS3Builder::from_env()
        .with_bucket_name(&bucket.name)
        .with_conditional_put(S3ConditionalPut::ETagMatch)
        .with_checksum_algorithm(Checksum::SHA256)
        .with_retry(retries())
        .with_http_connector(Connector(Announce::Nothing));
    if let Some(region) = &bucket.region {
        builder = builder.with_region(region);
    }
    if let Some(endpoint) = &bucket.endpoint {
        // That of the environment for S3 alone would go before it.
        builder = builder.with_config(AmazonS3ConfigKey::S3Endpoint, endpoint);
    }
    let endpoint = builder
        .get_config_value(&AmazonS3ConfigKey::S3Endpoint)
        .or_else(|| builder.get_config_value(&AmazonS3ConfigKey::Endpoint));
    Ok(Arc::new(builder.with_client_options(options(endpoint.as_deref(), bucket)).build()?))
}

fn google(bucket: &Bucket) -> Result<Arc<dyn ObjectStore>, object_store::Error> {
    let mut builder = GoogleCloudStorageBuilder::from_env()
        .with_bucket_name(&bucket.name)
        .with_retry(retries())
        .with_http_connector(Connector(Announce::Md5));
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder.with_base_url(endpoint);
    }
    let endpoint = builder.get_config_value(&GoogleConfigKey::BaseUrl);
    Ok(Arc::new(builder.with_client_options(options(endpoint.as_deref(), bucket)).build()?))
}

fn azure(bucket: &Bucket) -> Result<Arc<dyn ObjectStore>, object_store::Error> {
    let mut builder = MicrosoftAzureBuilder::from_env()
        .with_container_name(&bucket.name)
        .with_retry(retries())
        .with_http_connector(Connector(Announce::Nothing));
    if let Some(account) = &bucket.account {
        builder = builder.with_account(account);
    }
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder.with_endpoint(endpoint.clone());
    }
    let endpoint = builder.get_config_value(&AzureConfigKey::Endpoint);
    Ok(Arc::new(builder.with_client_options(options(endpoint.as_deref(), bucket)).build()?))
}

fn options(endpoint: Option<&str>, bucket: &Bucket) -> ClientOptions {
    let plain = bucket.plain_http || endpoint.is_some_and(is_here);
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
pub fn is_here(address: &str) -> bool {
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
