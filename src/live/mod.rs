//! A site that is kept up to date while its files change, for the preview and for editors.
//!
//! [`Live`] owns what it takes to make the next state; a [`State`] is immutable and shared by those who show it.
//! Only files that have changed are read and parsed again. If nothing but the texts of articles has changed, which is
//! what editors do all day, only these articles are resolved again, and the next state shares all the rest.
//!
//! If articles say something else of themselves, and no name comes or goes that articles alone give, the texts that may name an old title
//! or a new one are resolved too, and facts are found anew. After any other change everything is joined anew from the drafts.
//! `tests/it/live.rs` and `tests/it/live_fields.rs` compare each with a fresh reading. Related stories and near copies are found for the
//! page that asks.

mod joined;
mod state;

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use state::SiteTemplates;
pub use state::{PageFound, State};

use crate::Options;
use crate::config::Config;
use crate::diag::{Diagnostics, Failure, FileId};
use crate::model::ArticleId;
use crate::parse::{self, ArticleDraft, Difference, Drafts, Parsed};
use crate::source::{Changes, Filter, Kind, Reading, SourceTree};
use joined::{Joined, Reached};

/// A site and its newest state.
pub struct Live {
    reading: Reading,
    options: Options,
    config: Config,
    /// What is wrong with `site.yaml`.
    settings: Diagnostics,
    /// What each file says, by its id.
    parsed: Vec<Parsed>,
    joined: Joined,
    state: Arc<State>,
}

/// Articles that have changed, where nothing else has.
#[derive(Debug, Default)]
struct Changed {
    /// Those of which nothing but the text has.
    texts: Vec<ArticleId>,
    /// Those that say something else of themselves, with what they said before.
    own: Vec<(ArticleId, Arc<ArticleDraft>)>,
}

impl Live {
    /// Reads a site's folder; whatever is wrong with its content is in the state's diagnostics.
    ///
    /// # Errors
    /// Fails when there is no such folder.
    pub fn open(root: &Path, filter: &Filter, options: Options) -> Result<Self, Failure> {
        let mut reading = Reading::of(root, filter)?;
        let mut of_reading = Diagnostics::default();
        let mut tree = reading.lend(&mut of_reading);
        let mut settings = Diagnostics::default();
        let config = parse::settings(&tree, &mut settings);
        let mut parsed = Vec::new();
        put(&mut parsed, parse::files(&mut tree, &config, |_| true));
        let drafts = drafts(&config, &parsed, &tree);
        let keep = || reading.keep(&tree, tree.with_ids().map(|(id, _)| id));
        let ((), look) = rayon::join(keep, || SiteTemplates::of(&tree, &config));
        let (joined, snapshot) = Joined::of(drafts, tree, &options);
        let wrong = joined.problems(of_reading.iter().chain(settings.iter()), &parsed, &snapshot.tree);
        let state = Arc::new(State::of(snapshot, look, joined.names(), 1, wrong, &options));
        Ok(Self { reading, options, config, settings, parsed, joined, state })
    }

    /// The newest state.
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.state)
    }

    /// What the states are made with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Takes the text that an editor shows in place of the file's; `None` gives the file's own back.
    /// The next [`Live::update`] must name the file.
    pub fn edit(&mut self, path: &str, text: Option<String>) {
        self.reading.edit(path, text);
    }

    /// Makes the next state of other options.
    pub fn choose(&mut self, options: Options) -> Arc<State> {
        self.options = options;
        let mut wrong = Diagnostics::default();
        let tree = self.reading.tree(&mut wrong);
        let look = self.state.look.clone();
        self.make(tree, wrong, None, Reuse::Nothing, look)
    }

    /// Makes the next state after files have changed; it is the same as before when nothing has changed after all.
    ///
    /// # Errors
    /// Fails when the folder cannot be read or has lost its content; the state then stays.
    pub fn update(&mut self, changes: &Changes) -> Result<Arc<State>, Failure> {
        let again = self.reading.again(changes)?;
        if again.is_empty() {
            return Ok(self.state());
        }
        let mut wrong = Diagnostics::default();
        let mut tree = self.reading.tree(&mut wrong);
        let mut changed: FxHashSet<FileId> = again.texts.iter().copied().collect();
        let kinds: Vec<Kind> =
            again.texts.iter().filter_map(|id| tree.file(*id)).map(|file| file.kind).collect();
        let anew = kinds.contains(&Kind::Site) || kinds.contains(&Kind::Phrases) || again.listed;
        let mut speaks_alike = true;
        if anew {
            self.settings = Diagnostics::default();
            let config = parse::settings(&tree, &mut self.settings);
            speaks_alike = config.speaks_like(&self.config);
            if !config.reads_texts_like(&self.config) {
                changed = tree.with_ids().map(|(id, _)| id).collect();
            }
            self.config = config;
        }
        let parsed = parse::files(&mut tree, &self.config, |id| changed.contains(&id));
        self.reading.keep(&tree, parsed.iter().map(|(id, _)| *id));
        let changed = if anew { None } else { self.changed(&tree, &parsed) };
        put(&mut self.parsed, parsed);
        let reached = changed
            .and_then(|changed| self.joined.reached(&self.state.snapshot, &tree, &self.parsed, changed));
        let looks_alike = speaks_alike && !kinds.contains(&Kind::Template) && !again.listed;
        let reuse = match again.other {
            true => Reuse::Nothing,
            false if looks_alike => Reuse::Views,
            false => Reuse::Routes,
        };
        let look = if looks_alike { self.state.look.clone() } else { SiteTemplates::of(&tree, &self.config) };
        Ok(self.make(tree, wrong, reached, reuse, look))
    }

    /// What of the articles has changed, if nothing else has but templates.
    fn changed(&self, tree: &SourceTree, parsed: &[(FileId, Parsed)]) -> Option<Changed> {
        let mut changed = Changed::default();
        for (id, new) in parsed {
            let old = self.parsed.get(id.0 as usize);
            let article = self.joined.article(*id);
            match old.map_or(Difference::More, |old| old.difference(new)) {
                Difference::Text => changed.texts.extend(article),
                Difference::Own => changed.own.extend(article.zip(old.and_then(Parsed::article).cloned())),
                Difference::More if tree.file(*id).is_some_and(|file| file.kind == Kind::Template) => {}
                Difference::More => return None,
            }
        }
        Some(changed)
    }

    /// Makes the next state, for which these articles are resolved again, or everything.
    fn make(
        &mut self,
        tree: SourceTree,
        of_reading: Diagnostics,
        reached: Option<Reached>,
        reuse: Reuse,
        look: SiteTemplates,
    ) -> Arc<State> {
        let number = self.state.number + 1;
        let (snapshot, reuse) = match reached {
            Some(reached) => self.joined.again(&self.state.snapshot, tree, reached, &self.parsed, reuse),
            None => {
                let drafts = drafts(&self.config, &self.parsed, &tree);
                let (joined, snapshot) = Joined::of(drafts, tree, &self.options);
                self.joined = joined;
                (snapshot, Reuse::Nothing)
            }
        };
        let of_reading = of_reading.iter().chain(self.settings.iter());
        let wrong = self.joined.problems(of_reading, &self.parsed, &snapshot.tree);
        self.state = Arc::new(match reuse {
            Reuse::Views => State::after(&self.state, snapshot, self.joined.names(), number, wrong),
            Reuse::Routes | Reuse::Nothing => {
                State::of(snapshot, look, self.joined.names(), number, wrong, &self.options)
            }
        });
        self.state()
    }
}

/// What of the last state is still true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reuse {
    /// What the files say.
    Nothing,
    /// Also which addresses there are.
    Routes,
    /// Also how entries and links look.
    Views,
}

/// Puts what files say in its place.
fn put(parsed: &mut Vec<Parsed>, new: Vec<(FileId, Parsed)>) {
    for (id, said) in new {
        let place = id.0 as usize;
        if parsed.len() <= place {
            parsed.resize_with(place + 1, Parsed::default);
        }
        parsed[place] = said;
    }
}

/// What all files say, in their order; their mistakes are told apart.
fn drafts(config: &Config, parsed: &[Parsed], tree: &SourceTree) -> Drafts {
    let of = |place: usize| parsed.get(tree.id(place).0 as usize).cloned().unwrap_or_default();
    Drafts::of(config.clone(), (0..tree.files.len()).map(of), &mut Diagnostics::default())
}
