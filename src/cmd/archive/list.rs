//! What is asked for and what is not, with the reason: the list that is shown before anything is told to anybody.

use std::collections::BTreeMap;

use crate::address::untold;
use crate::args::ArchiveArgs;
use crate::config::Config;
use crate::derive::{Uncopied, UncopiedAt};
use crate::diag::Failure;
use crate::publish::leak::forbidden;
use crate::source::Saving;
use crate::text::{count, visible};

/// The addresses without a copy, by what becomes of them.
pub(super) struct CopyList {
    /// What is asked for: the address as it is sent, what is known of it, and where its copy is to be written.
    pub wanted: Vec<WantedCopy>,
    /// What has a copy already, which is not written everywhere: its address.
    pub known: Vec<(WantedCopy, KnownCopy)>,
    /// What is not asked for, and why.
    kept: Vec<(String, String)>,
}

/// An address, and the maps that are to name its copy.
#[cfg_attr(not(feature = "web"), expect(dead_code, reason = "only what asks reads all of it"))]
pub(super) struct WantedCopy {
    /// As the files have it.
    pub url: String,
    /// As it is sent.
    pub sent: String,
    /// What the journal says.
    pub saving: Option<Saving>,
    /// The maps.
    pub places: Vec<UncopiedAt>,
}

/// A copy that needs only to be written.
#[cfg_attr(not(feature = "web"), expect(dead_code, reason = "only what asks reads it"))]
pub(super) enum KnownCopy {
    /// Its whole address, from another place of the site.
    Address(String),
    /// Its stamp, from the journal.
    Stamp(String),
}

impl CopyList {
    /// Sorts them.
    pub(super) fn of(
        all: BTreeMap<String, Uncopied>,
        config: &Config,
        journal: &BTreeMap<String, Saving>,
        args: &ArchiveArgs,
    ) -> Result<Self, Failure> {
        // A name may stand in the address, or in what is said of it.
        let texts: Vec<String> =
            all.iter().map(|(url, found)| format!("{url}\n{}", found.said.join("\n"))).collect();
        let forbidden = forbidden(&config.never_publish, &texts)?;
        let mut list = Self { wanted: Vec::new(), known: Vec::new(), kept: Vec::new() };
        for ((url, found), is_forbidden) in all.into_iter().zip(forbidden) {
            let sent = url.split('#').next().unwrap_or_default().trim().to_owned();
            let saving = journal.get(&sent).cloned();
            let why = match &saving {
                _ if is_forbidden => Some("it holds a name under `never_publish`".to_owned()),
                _ if untold(&url).is_some() => untold(&url).map(str::to_owned),
                Some(Saving::Copy { .. }) => None,
                _ if found.copy.is_some() => None,
                _ if found.lost => Some("it is lost, a copy would hold nothing".to_owned()),
                Some(Saving::Refused { reason }) if !args.again => {
                    Some(format!("the archive has refused it: {reason}; `--again` asks again"))
                }
                _ => None,
            };
            if let Some(why) = why {
                list.kept.push((url, why));
                continue;
            }
            let known = match (&saving, found.copy) {
                (Some(Saving::Copy { stamp, .. }), _) => Some(KnownCopy::Stamp(stamp.clone())),
                (_, copy) => copy.map(KnownCopy::Address),
            };
            let one = WantedCopy { url, sent, saving, places: found.places };
            match known {
                Some(known) => list.known.push((one, known)),
                None => list.wanted.push(one),
            }
        }
        Ok(list)
    }

    /// The list for people.
    pub(super) fn print(&self, archive: &str) -> String {
        let mut text = String::new();
        if !self.wanted.is_empty() {
            text += &format!("{} is asked for a copy of each of these, and learns them:\n", visible(archive));
        }
        for one in &self.wanted {
            text += &format!("  {}\n", visible(&one.url));
        }
        if !self.known.is_empty() {
            text += "There is a copy of these, which is only written:\n";
        }
        for (one, _) in &self.known {
            text += &format!("  {}\n", visible(&one.url));
        }
        if !self.kept.is_empty() {
            text += "Not asked for:\n";
        }
        for (url, why) in &self.kept {
            text += &format!("  {}: {}\n", visible(url), visible(why));
        }
        text
    }

    /// The sum of it.
    pub(super) fn sum(&self) -> String {
        let all = self.wanted.len() + self.known.len() + self.kept.len();
        match all {
            0 => "every source on the web that texts cite has a copy".to_owned(),
            _ => format!(
                "{} without a copy: {} to be asked for, {} to be written only, {} not asked for",
                count(all, "address").replace("addresss", "addresses"),
                self.wanted.len(),
                self.known.len(),
                self.kept.len()
            ),
        }
    }
}
