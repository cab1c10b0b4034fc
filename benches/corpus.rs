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

/// Writes a site of `n` articles.
pub fn write(n: usize, root: &Path) -> io::Result<()> {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let actors = names(&mut random, 200);
    let places = names(&mut random, 300);
    fs::create_dir_all(root.join("content/actors"))?;
    fs::write(root.join("site.yaml"), "title: Bench\nbase_url: https://example.org/\n")?;
    for actor in &actors {
        let path = root.join(format!("content/actors/{}.md", actor.to_lowercase().replace(' ', "-")));
        fs::write(path, format!("---\nname: {actor}\nkind: organization\n---\n"))?;
    }
    let start = DateTime::from_timestamp(1_601_186_400, 0).unwrap_or(DateTime::<Utc>::UNIX_EPOCH);
    let step = Duration::minutes(6 * 365 * 24 * 60 / i64::try_from(n.max(1)).unwrap_or(1));
    let mut titles: Vec<String> = Vec::with_capacity(n);
    let mut when = start;
    for i in 0..n {
        let title = format!("{} {i}: {}", name(&mut random), random.words(8));
        let folder = root.join(format!("content/articles/{}", when.format("%Y")));
        fs::create_dir_all(&folder)?;
        let text = article(&mut random, &title, when, &actors, &places, &titles);
        fs::write(folder.join(format!("a{i:07}.md")), text)?;
        titles.push(title);
        when += step;
    }
    Ok(())
}

fn article(
    random: &mut Random,
    title: &str,
    when: DateTime<Utc>,
    actors: &[String],
    places: &[String],
    titles: &[String],
) -> String {
    // The first actors are in many articles, the last in few.
    let mut chosen: Vec<&String> =
        (0..5).map(|_| &actors[random.below(actors.len()).min(random.below(actors.len()))]).collect();
    chosen.dedup();
    let names: Vec<String> = chosen.iter().map(|name| format!("\"{name}\"")).collect();
    let day = when.format("%Y-%m-%d");
    let stamp = when.format("%Y-%m-%dT%H:%M:%SZ");
    let mut text = format!(
        "---\ntitle: \"{title}\"\npublished: {stamp}\nwhen: {day}\nauthors: [\"{}\"]\nactors: [{}]\nplace: {}\nsummary: \"{}\"\n---\n\n",
        name(random),
        names.join(", "),
        places[random.below(places.len())],
        random.sentence(),
    );
    for paragraph in 0..9 {
        for _ in 0..4 {
            let _ = write!(text, "{} ", random.sentence());
        }
        if paragraph < 3 {
            let _ = write!(text, "{} {}", chosen[paragraph % chosen.len()], random.sentence());
        }
        text.push_str("\n\n");
        match paragraph {
            2 | 5 | 7 if !titles.is_empty() => {
                let back = random.below(titles.len().min(400));
                let _ = write!(text, "Read: {}\n\n", titles[titles.len() - 1 - back]);
            }
            4 => {
                let _ =
                    write!(text, "> {}\n> — {}\n\n## {}\n\n", random.sentence(), chosen[0], random.words(5));
            }
            _ => {}
        }
    }
    for _ in 0..4 {
        let _ = writeln!(text, "- {}", random.sentence());
    }
    text
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
