//! Which host gets the secret of a target. The secret comes from the environment and the host from `site.yaml`, which others may write.

use crate::address::is_here;
use crate::config::{Bucket, Maker, Target, TargetPlace};
use crate::diag::Failure;

/// The variable that names further hosts which may get a secret, with commas between.
const ALLOWED: &str = "DATELINE_SECRET_HOSTS";

/// The host that gets the secret of a target, for people; `None` for a target without.
///
/// # Errors
/// Fails where that is none of the maker's and the environment does not allow it.
pub fn of(target: &Target, environment: &dyn Fn(&str) -> Option<String>) -> Result<Option<String>, Failure> {
    let (endpoint, own): (Option<&str>, &[&str]) = match &target.place {
        TargetPlace::Netlify { endpoint, .. } => (endpoint.as_deref(), &["api.netlify.com"]),
        TargetPlace::Bucket(bucket) => (bucket.endpoint.as_deref(), of_maker(bucket)),
        TargetPlace::Folder { .. } | TargetPlace::Git { .. } | TargetPlace::Remote(_) => return Ok(None),
    };
    let Some(endpoint) = endpoint else { return Ok(own.first().map(|host| (*host).to_owned())) };
    let host = host(endpoint);
    let is_below =
        |known: &&str| host == **known || host.strip_suffix(*known).is_some_and(|rest| rest.ends_with('.'));
    // Many speak as S3 does, and each has a host of its own.
    let is_free = matches!(&target.place, TargetPlace::Bucket(bucket) if bucket.maker == Maker::S3);
    let allowed = environment(ALLOWED).unwrap_or_default();
    let is_allowed = allowed.split(',').any(|known| known.trim().eq_ignore_ascii_case(&host));
    if is_free || is_allowed || is_here(endpoint) || own.iter().any(is_below) {
        return Ok(Some(host));
    }
    let why =
        format!("the secret of the environment would go to `{host}`, which is none of the maker's hosts");
    Err(Failure::new("publish to", &target.name, why).hint(format!(
        "leave `endpoint` out; if you trust this host, set {ALLOWED}={host} in the environment"
    )))
}

fn of_maker(bucket: &Bucket) -> &'static [&'static str] {
    match bucket.maker {
        Maker::S3 => &["amazonaws.com"],
        Maker::Google => &["googleapis.com"],
        Maker::Azure => {
            &["blob.core.windows.net", "core.windows.net", "core.chinacloudapi.cn", "core.usgovcloudapi.net"]
        }
    }
}

/// The host of an address, in small letters, without user and port.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let name = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
    name.trim_end_matches('.').to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Rules;

    fn target(place: TargetPlace) -> Target {
        Target {
            name: "t".into(),
            place,
            base_url: None,
            rules: Rules::None,
            precompress: false,
            headers: Default::default(),
        }
    }

    #[test]
    fn a_secret_goes_to_its_maker_alone() {
        let netlify = |endpoint: Option<&str>| {
            target(TargetPlace::Netlify { site: "a".into(), endpoint: endpoint.map(str::to_owned) })
        };
        let none = |_: &str| None;
        assert_eq!(of(&netlify(None), &none).unwrap().as_deref(), Some("api.netlify.com"));
        for endpoint in [
            "https://evil.example",
            "https://api.netlify.com.evil.example",
            "https://api.netlify.com@evil.example/",
            "https://evilapi.netlify.com.example",
        ] {
            assert!(of(&netlify(Some(endpoint)), &none).is_err(), "{endpoint}");
        }
        let allowed = |_: &str| Some("other.example, evil.example".to_owned());
        assert_eq!(
            of(&netlify(Some("https://evil.example/x")), &allowed).unwrap().as_deref(),
            Some("evil.example")
        );
        let bucket = |maker, endpoint: &str| {
            target(TargetPlace::Bucket(Bucket {
                maker,
                name: "b".into(),
                prefix: String::new(),
                endpoint: Some(endpoint.to_owned()),
                region: None,
                account: None,
                plain_http: false,
            }))
        };
        assert_eq!(
            of(&bucket(Maker::S3, "https://s3.example:443"), &none).unwrap().as_deref(),
            Some("s3.example")
        );
        assert!(of(&bucket(Maker::Google, "https://s3.example"), &none).is_err());
        assert!(of(&bucket(Maker::Azure, "https://ann.blob.core.windows.net"), &none).is_ok());
    }
}
