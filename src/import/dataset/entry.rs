//! Rows that become articles, actors, places or sources: a file each, or an item of the list of sources.

use super::Import;
use super::blank::is_blank;
use super::filled::filled;
use super::map::{Becomes, Dates, Map};
use super::mapped;
use super::moment;
use super::row::Cells;
use crate::diag::Failure;
use crate::import::compose::{self, Field, comment, scalar};
use crate::import::event::{Event, Figure};
use crate::import::names;
use crate::import::page::Block;
use crate::import::{generator, html, markdown, source};
use crate::model::{ActorKind, Day, SourceKind};
use crate::parse;
use crate::text::{Vocabulary, slug};

/// What became of a row.
enum Made {
    /// A file, or a part of the list.
    New { path: String, text: String },
    /// The site has it.
    Known,
}

/// A sort of thing with its words, of the table and of the site.
struct Sort {
    word: Option<&'static str>,
    written: String,
}

impl Import<'_, '_> {
    /// Makes of a row what the map says.
    pub(super) fn entry(&mut self, number: u64, row: &dyn Cells) -> Result<(), Failure> {
        let Some(map) = self.lens.map else { return Ok(()) };
        let made = match map.into {
            Becomes::Articles => self.article(map, number, row),
            Becomes::Actors | Becomes::Places => self.registered(map, row),
            Becomes::Sources | Becomes::Events => self.cited(map, row),
        };
        match made {
            Ok(Made::New { path, text }) => {
                self.events += 1;
                (self.put)(&path, &text)
            }
            Ok(Made::Known) => {
                self.known += 1;
                Ok(())
            }
            Err(reason) => {
                self.passed_over(number, &reason);
                Ok(())
            }
        }
    }

    /// An article: what an event has too, and its text.
    fn article(&mut self, map: &Map, number: u64, row: &dyn Cells) -> Result<Made, String> {
        let (_, mut event) = self.map_lens(map).event(row, number)?;
        for doubt in std::mem::take(&mut event.doubts) {
            self.doubt(number, doubt);
        }
        let (published, day) = published(&event)?;
        let own = map.id.as_ref().map(|column| slug(row.cell(&column.to_lowercase())));
        let title = slug(&event.title);
        let own = own.filter(|own| !own.is_empty()).unwrap_or_else(|| short(&title).to_owned());
        // A row has no record of its own: its file is known by its name, whatever the site holds.
        let slot = self.places.article(day, if own.is_empty() { "article" } else { &own }, None);
        let mut fields = vec![Field::given("title", scalar(&event.title))];
        let remarks = (!event.remarks.is_empty()).then(|| event.remarks.join("; "));
        fields.push(Field { comment: remarks, ..Field::given("published", published) });
        fields.extend(slot.slug.as_ref().map(|slug| Field::given("slug", scalar(slug))));
        fields.extend(event.summary.as_ref().map(|summary| Field::given("summary", scalar(summary))));
        fields.extend(self.listed("authors", &map.authors, map, row));
        fields.extend(event.kind.map(|kind| Field::given("type", kind.to_owned())));
        fields.extend(event.place.as_ref().map(|place| Field::given("place", place.yaml())));
        fields.extend(lines("actors", event.actors.iter().map(|(name, _)| scalar(name))));
        fields.extend(self.listed("tags", &map.tags, map, row));
        let conflict = self.lens.conflict.map(|conflict| Field::given("conflict", scalar(conflict)));
        fields.extend(conflict);
        fields.extend(lines("figures", event.figures.iter().map(Figure::yaml)));
        fields.extend(lines("sources", event.sources.iter().cloned()));
        fields.push(Field::given("status", "draft".to_owned()));
        Ok(Made::New { path: slot.path, text: compose::front_matter(&fields) + &text(map, row) })
    }

    /// An actor or a place of the register.
    fn registered(&mut self, map: &Map, row: &dyn Cells) -> Result<Made, String> {
        let (name, id) = self.named(map, row)?;
        let register = &self.lens.archive.register;
        let is_actor = map.into == Becomes::Actors;
        let known = if is_actor { register.actor(&name) } else { register.place(&name) };
        if known.is_some() {
            return Ok(Made::Known);
        }
        let mut fields = vec![Field::given("name", scalar(&name))];
        if is_actor {
            let sort = sort::<ActorKind>(map, row);
            fields[0].comment = sort.as_ref().filter(|sort| sort.word.is_none()).map(Sort::remark);
            fields.extend(sort.and_then(|sort| sort.word).map(|kind| Field::given("kind", kind.to_owned())));
        }
        fields.extend(self.listed("aliases", &map.aliases, map, row));
        let summary = map.summary.as_ref().map(|text| filled(text, row)).filter(|text| !text.is_empty());
        if is_actor {
            fields.extend(summary.map(|summary| Field::given("summary", scalar(&summary))));
            fields.extend(links(map, row));
            return Ok(Made::New {
                path: format!("content/actors/{id}.md"),
                text: compose::front_matter(&fields) + &text(map, row),
            });
        }
        let cell = |column: &Option<String>| {
            column.as_ref().map(|column| row.cell(&column.to_lowercase())).unwrap_or_default().to_owned()
        };
        let (lat, lon) = (cell(&map.lat), cell(&map.lon));
        match mapped::point(&lat, &lon) {
            Some((lat, lon)) => {
                fields.push(Field::given("lat", lat));
                fields.push(Field::given("lon", lon));
            }
            None if lat.is_empty() && lon.is_empty() => {}
            None => return Err(format!("`{lat}, {lon}` is no position on the globe")),
        }
        let body = summary.map(|summary| markdown::paragraph(&summary) + "\n").unwrap_or_default();
        let body = [body, text(map, row)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        Ok(Made::New {
            path: format!("content/places/{id}.md"),
            text: compose::front_matter(&fields) + &body.join("\n"),
        })
    }

    /// An item of the list of sources.
    fn cited(&mut self, map: &Map, row: &dyn Cells) -> Result<Made, String> {
        let (title, id) = self.named(map, row)?;
        let archive = self.lens.archive;
        if archive.sources.contains(&id) {
            return Ok(Made::Known);
        }
        if archive.has_sources {
            return Err(format!("`content/sources.yaml` is there already and has no `{id}`: add it by hand"));
        }
        let cell = |text: &Option<String>| {
            text.as_ref().map(|text| filled(text, row)).filter(|text| !is_blank(text))
        };
        let mut entries = vec![format!("id: {}", scalar(&id)), format!("title: {}", scalar(&title))];
        entries.extend(cell(&map.publisher).map(|name| format!("publisher: {}", scalar(&name))));
        let authors = self.cells(&map.authors, map, row).join(", ");
        entries.extend((!authors.is_empty()).then(|| format!("author: {}", scalar(&authors))));
        let cited = map.links.iter().flat_map(|column| source::of_cell(row.cell(&column.to_lowercase())));
        let url = cited.into_iter().find_map(|citation| citation.url);
        let kind = sort::<SourceKind>(map, row).and_then(|sort| sort.word);
        let kind = kind.or_else(|| url.as_deref().and_then(source::kind_of));
        entries.extend(url.map(|url| format!("url: {}", scalar(&url))));
        if !map.dates.start.is_empty() {
            let date = moment::of(&map.dates, row, &self.clock, self.timed).ok();
            let when = date.map(day_of).filter(|when| !when.is_empty());
            entries.extend(when.map(|when| format!("published: {}", scalar(&when))));
        }
        entries.extend(kind.map(|kind| format!("kind: {kind}")));
        entries.extend(self.archived(map, row));
        let cells = map.remarks.iter().map(|column| (column, row.cell(&column.to_lowercase())));
        let said =
            cells.filter(|(_, cell)| !is_blank(cell)).map(|(column, cell)| format!("{column}: {cell}"));
        let said: Vec<String> = said.collect();
        let remarks = if said.is_empty() { String::new() } else { format!(" {}", comment(&said.join("; "))) };
        Ok(Made::New {
            path: "content/sources.yaml".to_owned(),
            text: format!("- {{{}}}{remarks}\n", entries.join(", ")),
        })
    }

    /// The copy of a source: an address with its day, or a file that is kept.
    fn archived(&self, map: &Map, row: &dyn Cells) -> Option<String> {
        let cell = row.cell(&map.archived.as_ref()?.to_lowercase()).trim();
        if is_blank(cell) {
            return None;
        }
        let Some(address) = source::address(cell) else { return Some(format!("local: {}", scalar(cell))) };
        let column = map.archived_on.as_ref().map(|column| row.cell(&column.to_lowercase()));
        let date = column.and_then(|cell| moment::plain(cell, &Dates::default(), &self.clock));
        let date = date.map(|date| format!(", date: {date}")).unwrap_or_default();
        Some(format!("archived: {{url: {}{date}}}", scalar(&address)))
    }

    /// The name of a row's thing, and an id that no other row has.
    fn named(&mut self, map: &Map, row: &dyn Cells) -> Result<(String, String), String> {
        let mut name = filled(&map.title, row);
        if is_blank(&name) && map.into == Becomes::Sources {
            // A source without a title is known by its address.
            name = map
                .links
                .first()
                .map(|column| row.cell(&column.to_lowercase()))
                .unwrap_or_default()
                .to_owned();
        }
        if name.trim().is_empty() {
            return Err("its title is empty".to_owned());
        }
        let own = map.id.as_ref().map(|column| slug(row.cell(&column.to_lowercase())));
        let is_own = own.as_ref().is_some_and(|id| !id.is_empty());
        let mut id = own.filter(|id| !id.is_empty()).unwrap_or_else(|| short(&slug(&name)).to_owned());
        if map.into == Becomes::Sources && !is_own && self.ids.has(&id) {
            // Many sources have one title.
            let plain = id.clone();
            id = (2_usize..).map(|n| format!("{plain}-{n}")).find(|id| !self.ids.has(id)).unwrap_or(plain);
        }
        if id.is_empty() || !self.ids.take(&id) {
            return Err(format!("`{name}` is in another row too, or its name gives no id"));
        }
        Ok((name, id))
    }

    /// The names of several columns, each once.
    fn cells(&self, columns: &[String], map: &Map, row: &dyn Cells) -> Vec<String> {
        let mut all = Vec::new();
        for column in columns {
            let cell = row.cell(&column.to_lowercase());
            let register = &self.lens.archive.register;
            let named = names::parted(cell, map.separator.as_deref(), register, &self.seen);
            for name in named.names.into_iter().filter(|name| !is_blank(name)) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
        }
        all
    }

    fn listed(&self, key: &str, columns: &[String], map: &Map, row: &dyn Cells) -> Option<Field> {
        let names: Vec<String> = self.cells(columns, map, row).iter().map(|name| scalar(name)).collect();
        (!names.is_empty()).then(|| Field::given(key, format!("[{}]", names.join(", "))))
    }
}

impl Sort {
    fn remark(&self) -> String {
        format!("type of the table: {}", self.written)
    }
}

/// The date of a source: a day where there is a time too.
fn day_of(date: moment::Dated) -> String {
    match date.span {
        Some((start, _)) => start.split(['T', ' ']).next().unwrap_or_default().to_owned(),
        None => date.when,
    }
}

/// The stamp of an article, and its day; the date of a row may be no certain day.
fn published(event: &Event) -> Result<(String, Day), String> {
    let written = event.span.as_ref().map_or(event.when.as_str(), |(start, _)| start.as_str());
    let stamp = parse::stamp(written, &crate::config::Zones::default());
    match stamp {
        Ok(stamp) => Ok((written.to_owned(), stamp.day())),
        Err(_) => Err(format!("`{written}` is no certain day, which an article has")),
    }
}

/// The first words of a long title, for its address.
fn short(slug: &str) -> &str {
    match slug.char_indices().nth(80) {
        Some((at, _)) => slug[..at].rsplit_once('-').map_or(&slug[..at], |(before, _)| before),
        None => slug,
    }
}

/// The word of the site for the type of a row.
fn sort<T: Vocabulary>(map: &Map, row: &dyn Cells) -> Option<Sort> {
    let written = map.kind.as_ref().map(|column| filled(column, row)).filter(|kind| !kind.is_empty())?;
    let own = map.kinds.iter().find(|(from, _)| from.eq_ignore_ascii_case(&written));
    let meant = own.map_or(written.as_str(), |(_, to)| to);
    let word = T::WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(meant)).map(|(word, _)| *word);
    Some(Sort { word, written })
}

/// The text of a row: HTML or plain paragraphs.
fn text(map: &Map, row: &dyn Cells) -> String {
    let Some(words) = map.text.as_ref().map(|text| filled(text, row)).filter(|text| !text.is_empty()) else {
        return String::new();
    };
    let words =
        if words.contains("{{") || words.contains("{%") { generator::translated(&words).text } else { words };
    if ["<p", "<br", "<div", "<a "].iter().any(|tag| words.contains(tag)) {
        return compose::body(&html::fragment(&words));
    }
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    compose::body(&lines.map(|line| Block::Text(markdown::paragraph(line))).collect::<Vec<_>>())
}

/// The links of an actor: an item of Wikidata, or an address.
fn links(map: &Map, row: &dyn Cells) -> Option<Field> {
    let mut entries: Vec<String> = Vec::new();
    for column in &map.links {
        let cell = row.cell(&column.to_lowercase());
        let item = cell.rsplit('/').next().unwrap_or(cell);
        let is_item = item.len() > 1
            && item.strip_prefix('Q').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
        if is_item {
            entries.push(format!("wikidata: {item}"));
        } else if let Some(address) = source::address(cell) {
            let name = slug(column);
            let name =
                if name.is_empty() || name == "url" || name == "link" { "website".to_owned() } else { name };
            entries.push(format!("{name}: {}", scalar(&address)));
        }
    }
    (!entries.is_empty()).then(|| Field::given("links", format!("{{{}}}", entries.join(", "))))
}

/// A list with an item a line; `None` for an empty one.
fn lines(key: &str, items: impl Iterator<Item = String>) -> Option<Field> {
    let all: String = items.map(|item| format!("\n  - {item}")).collect();
    (!all.is_empty()).then(|| Field::given(key, all))
}
