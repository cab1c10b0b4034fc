//! `site.yaml`: every key has a default, so the file may be missing.

mod date_problem;
mod exports;
mod extra;
mod imprint;
mod languages;
mod map;
mod pictures;
mod publish;
mod settings;
mod theme;
mod tools;
mod zone;

pub use date_problem::DateProblem;
pub use exports::{ExportFormat, ExportSettings, License};
pub use extra::Extra;
pub use imprint::{Byline, BylineKind, SitePicture};
pub use languages::{BesideCalendar, Numbering, SiteLanguage, Writing};
pub use map::{Borders, MapSettings, PublishByPrecision, PublishedAs};
pub use pictures::PictureSettings;
pub use publish::{Bucket, Maker, Program, Remote, Rules, Target, TargetPlace};
pub use settings::{
    Addresses, AutoLink, Config, HomeSection, RawHtml, SharedTitles, normal_base_url, read, shape,
};
pub use theme::{Density, MenuItem, ThemeColours, ThemeSettings};
pub use tools::ReaderTool;
pub use zone::{Zone, Zones};
