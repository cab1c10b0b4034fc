//! The client of a store: whose it is and where comes from the target, who asks comes from the environment or from the
//! provider's chain (workload identities, metadata of the machine), and is never asked for in a file of the site.

use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey, Checksum, S3ConditionalPut};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};

use super::proof::{Announce, Connector};
use super::transport::REQUEST;
use crate::address::is_here;
use crate::config::{Bucket, Maker};

/// The client of a bucket.
pub(super) fn client(bucket: &Bucket) -> Result<Arc<dyn ObjectStore>, object_store::Error> {
    match bucket.maker {
        Maker::S3 => amazon(bucket),
        Maker::Google => google(bucket),
        Maker::Azure => azure(bucket),
    }
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
    ClientOptions::new().with_allow_http(plain)
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
