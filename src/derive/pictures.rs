//! Which copies of which pictures the site has, what in them is hidden, and which of them wait until a reader asks.
//!
//! What is said of a picture in one place holds wherever its file is shown: a part that is hidden once is hidden everywhere, and
//! what may distress once is withheld everywhere, also in a text that says nothing of it.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::config::PictureSettings;
use crate::imaging::{self, CopyForm, WantedCopy};
use crate::model::{ActorId, ArticleId, Distress, EventId, Image, Region, Site, Status, Target};
use crate::source::{Asset, PictureFile, PictureKind, PictureSize, SourceTree};
use crate::text::{hex, slug};

/// The pictures of the site.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Those that pages may show, sorted by the paths of their files.
    pub planned: Vec<Planned>,
    /// The copies of all of them.
    pub renditions: Vec<Rendition>,
    /// Those that wait until a reader asks, each with a page of its own.
    pub withheld: Vec<Withheld>,
}

/// A picture with its copies.
#[derive(Debug)]
pub struct Planned {
    /// Where its file would lie in the site, if it were published.
    pub path: String,
    /// Upright, in pixels.
    pub size: PictureSize,
    /// The size of its widest copy, from which the others are made.
    pub base: PictureSize,
    /// What its file is.
    pub file: PictureFile,
    /// The parts that nobody may see.
    pub hide: Vec<Region>,
    /// What in it may distress.
    pub sensitive: Vec<Distress>,
    /// Whether the file itself is published.
    pub is_evidence: bool,
    /// Its copies, by index, the narrowest first.
    pub renditions: Vec<u32>,
    /// The copy of 32 pixels that stands for one that is withheld.
    pub blurred: Option<u32>,
    /// Its page, by index, if it is withheld.
    pub withheld: Option<u32>,
    /// Says its content and all that is done to it, in hexadecimal digits.
    pub key: String,
}

/// A copy of a picture: a file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// The picture, by index.
    pub of: u32,
    /// What it is.
    pub wanted: WantedCopy,
    /// Its path in the site.
    pub file: String,
}

/// A picture that waits until a reader asks for it.
#[derive(Debug)]
pub struct Withheld {
    /// The picture, by index.
    pub of: u32,
    /// The last part of its page's address.
    pub slug: String,
    /// What is said of it where it stands.
    pub image: Image,
    /// What shows it.
    pub shown_by: Target,
}

/// Larger pictures that move are shown standing still, in bytes.
const MOVING: u64 = 1 << 20;
/// How wide the copy is from which nothing can be made out.
const BLURRED: u32 = 32;
/// So many bytes of a file's name go into the names of its copies.
const NAME: usize = 60;
/// How many hexadecimal digits of its key.
const DIGITS: usize = 10;

/// What is said of a file, wherever.
#[derive(Default)]
struct SaidOf {
    hide: Vec<Region>,
    sensitive: Vec<Distress>,
    evidence: bool,
    first: Option<(Image, Target)>,
}

impl Pictures {
    /// The pictures of a site, from the heads of their files.
    pub(super) fn of(site: &Site, tree: &SourceTree) -> Self {
        let mut pictures = Self::default();
        let of_content = tree.assets.iter().filter_map(|asset| match (&asset.picture, asset.size) {
            (Some(Ok(file)), Some(size)) => Some((asset.as_ref(), file, size)),
            _ => None,
        });
        let of_content: Vec<(&Asset, &PictureFile, PictureSize)> = of_content.collect();
        if of_content.is_empty() {
            return pictures;
        }
        let mut said = said_of_all(site, tree);
        let mut taken: FxHashMap<String, u32> = FxHashMap::default();
        let mut slugs: FxHashMap<String, u32> = FxHashMap::default();
        for (asset, file, size) in of_content {
            let said = said.remove(asset.path.as_str()).unwrap_or_default();
            let first = said.first.clone();
            let mut planned = planned(asset, file, size, said, &site.config.pictures);
            let of = index(pictures.planned.len());
            pictures.plan(&mut planned, of, &site.config.pictures, &mut taken);
            if !planned.sensitive.is_empty() && !planned.renditions.is_empty() {
                planned.withheld = Some(index(pictures.withheld.len()));
                let (image, shown_by) = first.unwrap_or_else(|| (Image::default(), Target::Page(0)));
                let owner = slug_of(site, shown_by);
                let number = slugs.entry(owner.clone()).or_default();
                *number += 1;
                let slug = format!("{owner}-{number}");
                pictures.withheld.push(Withheld { of, slug, image, shown_by });
            }
            pictures.planned.push(planned);
        }
        pictures
    }

    /// Adds the copies of a picture; two files that hold the same share theirs.
    fn plan(
        &mut self,
        planned: &mut Planned,
        of: u32,
        settings: &PictureSettings,
        taken: &mut FxHashMap<String, u32>,
    ) {
        let name = name_of(&planned.path);
        let mut add = |wanted: WantedCopy| {
            let sum = &planned.key[..DIGITS];
            let file = match wanted.form {
                CopyForm::Svg | CopyForm::Moving(_) => format!("media/{name}-{sum}.{}", wanted.form.ending()),
                _ => format!("media/{name}-{sum}-{}.{}", wanted.width, wanted.form.ending()),
            };
            *taken.entry(file).or_insert_with_key(|file| {
                self.renditions.push(Rendition { of, wanted, file: file.clone() });
                index(self.renditions.len() - 1)
            })
        };
        planned.renditions = wanted(planned, settings).into_iter().map(&mut add).collect();
        if settings.blurred && !planned.sensitive.is_empty() && planned.file.kind != PictureKind::Svg {
            let PictureSize { width, height } = scaled(planned.size, BLURRED);
            planned.blurred = Some(add(WantedCopy { width, height, form: CopyForm::Jpeg }));
        }
    }

    /// The picture whose file an address of the site names, as it stands in texts.
    pub fn at(&self, tree: &SourceTree, address: &str) -> Option<&Planned> {
        if self.planned.is_empty() { None } else { self.of_asset(tree.asset_at(address)?) }
    }

    /// The picture of a file.
    pub fn of_asset(&self, asset: &Asset) -> Option<&Planned> {
        let place = self.planned.binary_search_by(|planned| planned.path.cmp(&asset.path)).ok()?;
        self.planned.get(place)
    }

    /// The copies of a picture in a form, the narrowest first.
    pub fn in_form<'a>(
        &'a self,
        planned: &'a Planned,
        form: CopyForm,
    ) -> impl Iterator<Item = &'a Rendition> {
        let all = planned.renditions.iter().map(|index| &self.renditions[*index as usize]);
        all.filter(move |rendition| rendition.wanted.form == form)
    }

    /// Whether a file of the site is published as it is: not a picture, of which only copies are, unless it is evidence.
    pub fn leaves_alone(&self, asset: &Asset) -> bool {
        match &asset.picture {
            None => true,
            Some(Err(_)) => false,
            Some(Ok(_)) => self.of_asset(asset).is_some_and(|planned| planned.is_evidence),
        }
    }
}

impl Planned {
    /// The form of the copies that every browser can show.
    pub fn plain_form(&self) -> CopyForm {
        match (self.file.kind, self.file.is_drawing) {
            (PictureKind::Svg, _) => CopyForm::Svg,
            (_, true) => CopyForm::Png,
            (_, false) => CopyForm::Jpeg,
        }
    }

    /// Whether its motion is kept.
    pub fn keeps_moving(&self) -> bool {
        self.file.moves && self.file.bytes <= MOVING && self.hide.is_empty()
    }
}

fn planned(
    asset: &Asset,
    file: &PictureFile,
    size: PictureSize,
    said: SaidOf,
    settings: &PictureSettings,
) -> Planned {
    let mut key = Sha256::new();
    key.update(format!("{} {} {} {:?}", file.sum, imaging::VERSION, settings.quality, said.hide));
    Planned {
        path: asset.path.clone(),
        size,
        base: scaled(size, size.width.min(widest(settings))),
        file: file.clone(),
        is_evidence: said.evidence && said.hide.is_empty(),
        hide: said.hide,
        sensitive: said.sensitive,
        renditions: Vec::new(),
        blurred: None,
        withheld: None,
        key: hex(&key.finalize()),
    }
}

/// The copies that a picture needs.
fn wanted(planned: &Planned, settings: &PictureSettings) -> Vec<WantedCopy> {
    let PictureSize { width, height } = planned.size;
    let whole = |form| WantedCopy { width, height, form };
    match planned.file.kind {
        // What is hidden in a drawing of lines can be taken out of it.
        PictureKind::Svg if !planned.hide.is_empty() => return Vec::new(),
        PictureKind::Svg => return vec![whole(CopyForm::Svg)],
        PictureKind::Jpeg | PictureKind::Png | PictureKind::Gif | PictureKind::Webp => {}
    }
    let mut widths: Vec<u32> = settings.widths.iter().copied().filter(|other| *other < width).collect();
    widths.extend((width <= widest(settings)).then_some(width));
    let of_width = |width: u32, form| {
        let PictureSize { width, height } = scaled(planned.size, width);
        WantedCopy { width, height, form }
    };
    let has_avif = settings.avif && imaging::HAS_AVIF && !planned.file.is_drawing;
    let forms = has_avif.then_some(CopyForm::Avif).into_iter().chain([CopyForm::Webp, planned.plain_form()]);
    let mut wanted: Vec<WantedCopy> =
        forms.flat_map(|form| widths.iter().map(move |width| of_width(*width, form))).collect();
    wanted.extend(planned.keeps_moving().then(|| whole(CopyForm::Moving(planned.file.kind))));
    wanted
}

/// No copy is wider.
fn widest(settings: &PictureSettings) -> u32 {
    settings.widths.last().copied().unwrap_or(u32::MAX)
}

/// The size at a width; no side is empty.
fn scaled(size: PictureSize, width: u32) -> PictureSize {
    let height = (u64::from(size.height) * u64::from(width) + u64::from(size.width) / 2)
        / u64::from(size.width.max(1));
    PictureSize { width, height: u32::try_from(height).unwrap_or(u32::MAX).max(1) }
}

/// What is said of each file, by its path.
fn said_of_all<'t>(site: &Site, tree: &'t SourceTree) -> BTreeMap<&'t str, SaidOf> {
    let mut all: BTreeMap<&str, SaidOf> = BTreeMap::new();
    for (image, by) in images(site) {
        let Some(asset) = tree.asset_at(&image.src) else { continue };
        let said = all.entry(asset.path.as_str()).or_default();
        said.hide
            .extend(image.hide.iter().filter(|part| !said.hide.contains(part)).copied().collect::<Vec<_>>());
        said.sensitive.extend(&image.sensitive);
        said.evidence |= image.evidence;
        let is_better =
            said.first.as_ref().is_none_or(|(first, _)| first.alt.is_none() && image.alt.is_some());
        if is_better {
            said.first = Some((image.clone(), by));
        }
    }
    for said in all.values_mut() {
        said.sensitive.sort_unstable();
        said.sensitive.dedup();
        if said.sensitive.len() > 1 {
            said.sensitive.retain(|kind| *kind != Distress::Unsaid);
        }
    }
    all
}

/// Every picture that front matter names, with what shows it.
pub fn images(site: &Site) -> impl Iterator<Item = (&Image, Target)> {
    let articles =
        site.articles.iter().enumerate().filter(|(_, article)| article.status != Status::Retracted);
    let of_articles = articles.flat_map(|(i, article)| {
        let by = Target::Article(ArticleId::of(i));
        let of_reports = article.events.iter().flat_map(|report| {
            report.image.iter().chain(report.gallery.iter().flat_map(crate::model::GalleryItem::images))
        });
        let posters = article.video.iter().chain(&article.audio).filter_map(|film| film.poster.as_ref());
        let own =
            article.image.iter().chain(article.gallery.iter().flat_map(crate::model::GalleryItem::images));
        own.chain(&article.pictures).chain(of_reports).chain(posters).map(move |image| (image, by))
    });
    let of_events = site.events.iter().enumerate().flat_map(|(i, event)| {
        let by = Target::Event(EventId::of(i));
        let all = event.image.iter().chain(event.gallery.iter().flat_map(crate::model::GalleryItem::images));
        all.map(move |image| (image, by))
    });
    let of_actors = site.actors.iter().enumerate().flat_map(|(i, actor)| {
        let by = Target::Actor(ActorId::of(i));
        actor.image.iter().map(move |image| (image, by))
    });
    of_articles.chain(of_events).chain(of_actors)
}

fn slug_of(site: &Site, target: Target) -> String {
    match target {
        Target::Article(id) => site.article(id).slug.clone(),
        Target::Event(id) => site.event(id).id.clone(),
        Target::Actor(id) => site.actor(id).id.clone(),
        Target::Place(_) | Target::Conflict(_) | Target::Source(_) | Target::Page(_) => "picture".to_owned(),
    }
}

/// What the copies of a file are called.
fn name_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let slug = slug(stem);
    let short = &slug[..crate::text::floor_boundary(&slug, NAME)];
    let short = short.trim_end_matches('-');
    if short.is_empty() { "picture".to_owned() } else { short.to_owned() }
}

fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
