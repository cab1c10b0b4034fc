//! The flags of `dateline places`.

use std::path::PathBuf;

use clap::Args;

use super::SiteArgs;

/// `dateline places`.
#[derive(Debug, Args)]
pub struct PlacesArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// A gazetteer to look in: a table of GeoNames (geonames.org), unpacked; nothing is asked of the network
    #[arg(long, value_name = "FILE")]
    pub suggest: Option<PathBuf>,
    /// The time of the build, instead of the clock's, as in `--now 2020-11-10`
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}
