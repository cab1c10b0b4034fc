//! A generated archive: N articles over six years, 200 actors, 300 places, Read lines to earlier articles.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use chrono::{DateTime, Duration, Utc};

const SYLLABLES: &[&str] = &[
    "ka", "ra", "ba", "gh", "ar", "tsa", "kh", "sta", "na", "ke", "rt", "ve", "mo", "sk", "du", "sha", "el",
    "do", "gan", "lo", "ri", "an", "mi", "ni", "az", "er", "ye", "va",
];
const WORDS: &[&str] = &[
    "the",
    "of",
    "to",
    "in",
    "and",
    "a",
    "that",
    "for",
    "on",
    "with",
    "was",
    "as",
    "by",
    "at",
    "from",
    "its",
    "were",
    "forces",
    "border",
    "ceasefire",
    "talks",
    "minister",
    "shelling",
    "region",
    "civilians",
    "territory",
    "envoy",
    "statement",
    "attack",
    "official",
    "government",
    "military",
    "artillery",
    "village",
    "town",
    "reported",
    "wounded",
    "troops",
    "agreement",
    "mediation",
    "peace",
    "escalation",
    "conflict",
    "urged",
    "warned",
    "accused",
    "denied",
    "according",
    "sources",
    "positions",
    "line",
    "contact",
    "withdrew",
    "humanitarian",
    "corridor",
    "prisoners",
    "exchange",
    "monitors",
    "observers",
    "sanctions",
    "supply",
    "morning",
    "night",
    "earlier",
    "later",
    "during",
];

/// Hugo's settings and layouts: an article with its actors and related stories, lists by actor and year, a home page.
const HUGO: &[(&str, &str)] = &[
    ("hugo.yaml", include_str!("hugo/hugo.yaml")),
    ("layouts/_default/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/_default/list.html", include_str!("hugo/list.html")),
    ("layouts/_default/terms.html", include_str!("hugo/terms.html")),
    ("layouts/_default/single.html", include_str!("hugo/single.html")),
];

const STAMP: &str = "%Y-%m-%dT%H:%M:%SZ";

/// The archive in memory: one for every form that it is written in.
pub struct Corpus {
    actors: Vec<String>,
    articles: Vec<Article>,
}

struct Article {
    slug: String,
    year: String,
    title: String,
    published: DateTime<Utc>,
    author: String,
    actors: Vec<String>,
    place: String,
    summary: String,
    body: Vec<Block>,
}

/// A block of a body, without the form of one generator.
enum Block {
    Text(String),
    /// An earlier article, by its place in the list.
    Read(usize),
    Quotation {
        words: String,
        speaker: String,
    },
}

impl Corpus {
    /// Makes `n` articles.
    pub fn of(n: usize) -> Self {
        let mut random = Random(0x2545_f491_4f6c_dd1d);
        let actors = names(&mut random, 200);
        let places = names(&mut random, 300);
        let mut when = DateTime::from_timestamp(1_601_186_400, 0).unwrap_or(DateTime::<Utc>::UNIX_EPOCH);
        let step = Duration::minutes(6 * 365 * 24 * 60 / i64::try_from(n.max(1)).unwrap_or(1));
        let mut articles = Vec::with_capacity(n);
        for i in 0..n {
            articles.push(article(&mut random, i, when, &actors, &places));
            when += step;
        }
        Self { actors, articles }
    }

    /// Writes it as a site of Dateline.
    pub fn write(&self, root: &Path) -> io::Result<()> {
        fs::create_dir_all(root.join("content/actors"))?;
        fs::write(root.join("site.yaml"), "title: Bench\nbase_url: https://example.org/\n")?;
        for actor in &self.actors {
            let path = root.join(format!("content/actors/{}.md", actor.to_lowercase().replace(' ', "-")));
            fs::write(path, format!("---\nname: {actor}\nkind: organization\n---\n"))?;
        }
        for article in &self.articles {
            let read = |other: &Article| format!("Read: {}", other.title);
            let Article { published, author, .. } = article;
            let front = format!(
                "published: {}\nwhen: {}\nauthors: [\"{author}\"]\n",
                published.format(STAMP),
                published.format("%Y-%m-%d")
            );
            self.write_article(&root.join("content/articles"), article, &front, read)?;
        }
        Ok(())
    }

    /// Writes it as a site of Hugo, with layouts that make comparable pages.
    pub fn write_for_hugo(&self, root: &Path) -> io::Result<()> {
        for (path, text) in HUGO {
            let path = root.join(path);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, text)?;
        }
        for article in &self.articles {
            let read = |other: &Article| {
                format!(
                    "Read: [{}]({{{{< ref \"/articles/{}/{}.md\" >}}}})",
                    other.title, other.year, other.slug
                )
            };
            let Article { published, author, year, .. } = article;
            let front = format!(
                "date: {}\nauthor: [\"{author}\"]\ntype: articles\nyears: [\"{year}\"]\n",
                published.format(STAMP)
            );
            self.write_article(&root.join("content/articles"), article, &front, read)?;
        }
        Ok(())
    }

    fn write_article(
        &self,
        folder: &Path,
        article: &Article,
        front: &str,
        read: impl Fn(&Article) -> String,
    ) -> io::Result<()> {
        let Article { slug, year, title, actors, place, summary, body, .. } = article;
        let actors: Vec<String> = actors.iter().map(|name| format!("\"{name}\"")).collect();
        let mut text = format!(
            "---\ntitle: \"{title}\"\n{front}actors: [{}]\nplace: {place}\nsummary: \"{summary}\"\n---\n\n",
            actors.join(", "),
        );
        for block in body {
            let _ = match block {
                Block::Text(markdown) => write!(text, "{markdown}\n\n"),
                Block::Read(other) => write!(text, "{}\n\n", read(&self.articles[*other])),
                Block::Quotation { words, speaker } => write!(text, "> {words}\n> — {speaker}\n\n"),
            };
        }
        let folder = folder.join(year);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{slug}.md")), text)
    }
}

fn article(
    random: &mut Random,
    number: usize,
    when: DateTime<Utc>,
    actors: &[String],
    places: &[String],
) -> Article {
    // The first actors are in many articles, the last in few.
    let mut chosen: Vec<String> =
        (0..5).map(|_| actors[random.below(actors.len()).min(random.below(actors.len()))].clone()).collect();
    chosen.dedup();
    let mut body = Vec::new();
    for paragraph in 0..9 {
        let mut text: String = (0..4).map(|_| random.sentence() + " ").collect();
        if paragraph < 3 {
            let _ = write!(text, "{} {}", chosen[paragraph % chosen.len()], random.sentence());
        }
        body.push(Block::Text(text));
        match paragraph {
            2 | 5 | 7 if number > 0 => body.push(Block::Read(number - 1 - random.below(number.min(400)))),
            4 => {
                body.push(Block::Quotation { words: random.sentence(), speaker: chosen[0].clone() });
                body.push(Block::Text(format!("## {}", random.words(5))));
            }
            _ => {}
        }
    }
    body.push(Block::Text((0..4).map(|_| format!("- {}\n", random.sentence())).collect()));
    Article {
        slug: format!("a{number:07}"),
        year: when.format("%Y").to_string(),
        title: format!("{} {number}: {}", name(random), random.words(8)),
        published: when,
        author: name(random),
        actors: chosen,
        place: places[random.below(places.len())].clone(),
        summary: random.sentence(),
        body,
    }
}

fn names(random: &mut Random, n: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(n);
    while names.len() < n {
        let name = format!("{} {}", name(random), name(random));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn name(random: &mut Random) -> String {
    let syllables: String = (0..3).map(|_| SYLLABLES[random.below(SYLLABLES.len())]).collect();
    syllables[..1].to_uppercase() + &syllables[1..]
}

/// xorshift: the same site on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap_or(0)
    }

    fn words(&mut self, n: usize) -> String {
        (0..n).map(|_| WORDS[self.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&mut self) -> String {
        let length = 9 + self.below(14);
        let text = self.words(length);
        text[..1].to_uppercase() + &text[1..] + "."
    }
}
