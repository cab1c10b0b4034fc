//! Publishing: a finished site is put where readers find it, so that it is whole there at every moment.

#![expect(clippy::disallowed_methods, reason = "what was laid out is removed again")]

pub mod headers;
pub mod bundle;
mod active;
pub use active::active;
pub mod rules;
pub mod leak;
pub mod record;
pub mod plan;
pub mod host;
pub mod lock;
pub mod superseded;
pub mod staging;
pub mod compressed;
pub mod rollback;
#[cfg(feature = "sign")]
pub mod sign;
mod journal;
mod own;
pub mod keeper;
pub mod run;
pub mod folder;
pub mod in_place;
pub mod git;
pub mod remote;
#[cfg(feature = "stores")]
pub mod store;
#[cfg(feature = "web")]
pub mod netlify;

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use crate::config::{Target, TargetPlace};
use crate::diag::Failure;
use crate::source::not_of_site;
use host::Host;
use lock::PublishLock;

/// The host of a target, in the turn of a publish to it. `secret` gives the value of a variable of the environment.
///
/// # Errors
/// Fails when settings or credentials are missing, or the place is not one to publish to.
#[cfg_attr(not(feature = "web"), expect(unused_variables, reason = "the other hosts need no secret"))]
pub fn host(
    target: &Target,
    site: &Path,
    turn: &PublishLock,
    secret: &dyn Fn(&str) -> Option<String>,
) -> Result<Box<dyn Host>, Failure> {
    Ok(match &target.place {
        TargetPlace::Folder { path, in_place } => {
            let path = site.join(path);
            // As people write it: `../live` and not `./../live`.
            let short: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
            let path = if short.as_os_str().is_empty() { path } else { short };
            not_of_site(site, &path, "publish to")?;
            if *in_place {
                Box::new(in_place::InPlace::open(&path)?)
            } else {
                Box::new(folder::Folder::open(&path)?)
            }
        }
        TargetPlace::Remote(remote) => Box::new(remote::Machine::open(site, turn, remote)?),
        TargetPlace::Git { repository, branch, cname } => Box::new(git::Branch::open(
            site,
            turn.folder.join("branch.git"),
            repository,
            branch,
            cname.clone(),
        )?),
        #[cfg(feature = "stores")]
        TargetPlace::Bucket(bucket) => Box::new(store::Store::open(bucket.clone())?),
        #[cfg(not(feature = "stores"))]
        TargetPlace::Bucket(bucket) => {
            return Err(Failure::left_out("publish to", bucket.to_string(), "stores"));
        }
        #[cfg(not(feature = "web"))]
        TargetPlace::Netlify { .. } => return Err(Failure::left_out("publish to", "Netlify", "web")),
        #[cfg(feature = "web")]
        TargetPlace::Netlify { site, endpoint } => {
            Box::new(netlify::Netlify::open(site, secret("NETLIFY_AUTH_TOKEN"), endpoint.as_deref())?)
        }
    })
}

/// Removes a folder of the program's own, if it is there.
fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Failure::new("remove", folder, error)),
        _ => Ok(()),
    }
}
