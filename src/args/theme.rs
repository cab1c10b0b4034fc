//! The flags of `dateline theme`.

use clap::{Args, Subcommand};

use super::SiteArgs;

/// `dateline theme`.
#[derive(Debug, Args)]
pub struct ThemeArgs {
    /// What to do.
    #[command(subcommand)]
    pub what: ThemeWhat,
}

/// What is done with the built-in theme.
#[derive(Debug, Subcommand)]
pub enum ThemeWhat {
    /// Lists the built-in templates and static files, and which of them the site has of its own
    List {
        /// Where the site is.
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Copies a built-in template or static file into the site, to be changed there
    Copy {
        /// Its name, such as `article.html` or `style.css`
        file: String,
        /// Where the site is.
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Shows how the site's own templates differ from the built-in ones, and which of these have changed since they were copied
    Diff {
        /// One template; all of the site's own, if none is named
        file: Option<String>,
        /// Where the site is.
        #[command(flatten)]
        site: SiteArgs,
    },
}
