//! Whether a name in a text is part of a longer one: of another person, a street, an airport, a law.
//!
//! Better no link than a wrong one: where capitals stand on either side, only words that are known to be no names
//! leave a mention what it is. Scripts without capitals are not judged.

use std::ops::Range;

use crate::model::ActorKind;
use crate::parse::ActorDraft;
use crate::text::fold;

/// What an actor is, as far as it matters to the words around its name.
pub struct Bearer {
    pub is_person: bool,
    /// The words of its own names, folded, if it is a person.
    own: Vec<String>,
}

impl Bearer {
    pub fn of(draft: &ActorDraft) -> Self {
        let is_person = draft.kind == Some(ActorKind::Person);
        let names = std::iter::once(&draft.name)
            .chain(draft.aliases.iter().map(|alias| &alias.text.value))
            .chain(draft.names.iter().map(|name| &name.text));
        let own = names.filter(|_| is_person).flat_map(|name| name.split_whitespace().map(fold)).collect();
        Self { is_person, own }
    }
}

/// A name in a span of prose, and the registered names that stand right before and behind it.
pub struct Around<'a> {
    pub span: &'a str,
    pub name: Range<usize>,
    /// The name that it stands right behind: where that ends, and whether it is a person's.
    pub after: Option<(usize, bool)>,
    /// The name that follows it.
    pub before: Option<(usize, bool)>,
}

/// Whether one blank or dash stands between two words.
pub fn is_gap(text: &str) -> bool {
    matches!(text, " " | "\n" | "\u{a0}" | "-" | "\u{2011}" | "–")
}

impl Around<'_> {
    /// Whether the name is part of a longer one, or no name here.
    pub fn is_of_longer_name(&self, bearer: &Bearer) -> bool {
        let name = &self.span[self.name.clone()];
        let is_word = !name.contains(char::is_whitespace);
        is_word && is_calendar(name) && !self.is_behind_title()
            || is_word && self.is_in_capitals(name)
            || self.is_behind_name(bearer, is_word)
            || self.is_before_name(bearer, name)
            || self.is_of_institution()
            || self.is_behind_saint()
            || self.is_quoted_thing()
    }

    /// The word before the name, and the gap between them.
    fn previous(&self) -> Option<(&str, char)> {
        let before = &self.span[..self.name.start];
        let gap = before.chars().next_back()?;
        let rest = &before[..before.len() - gap.len_utf8()];
        let is_one = is_gap(gap.encode_utf8(&mut [0; 4])) && !rest.ends_with(char::is_whitespace);
        let start = rest.trim_end_matches(|c: char| !c.is_whitespace() && !"-–—/(«“\"".contains(c)).len();
        // A comma or the like parts them; a point may belong to a title or an initial.
        let is_word = rest.ends_with(|c: char| c.is_alphanumeric() || c == '.');
        (is_one && is_word).then(|| (&rest[start..], gap))
    }

    /// The word behind the name, and the gap between them.
    fn next(&self) -> Option<(&str, char)> {
        let after = &self.span[self.name.end..];
        let gap = after.chars().next()?;
        let rest = &after[gap.len_utf8()..];
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        is_gap(gap.encode_utf8(&mut [0; 4])).then_some((word, gap))
    }

    fn is_behind_title(&self) -> bool {
        self.previous().is_some_and(|(word, _)| is_title(word.trim_end_matches('.')))
    }

    /// Whether a word in capitals stands in a line of such words, where it may be any word.
    fn is_in_capitals(&self, name: &str) -> bool {
        let beside = |word: Option<(&str, char)>, known: Option<_>| {
            known.is_none() && word.is_some_and(|(word, gap)| !is_dash(gap) && is_capitals(word))
        };
        is_capitals(name) && (beside(self.previous(), self.after) || beside(self.next(), self.before))
    }

    /// Whether what stands before the name makes it another one, as a given name does.
    fn is_behind_name(&self, bearer: &Bearer, is_word: bool) -> bool {
        let Some((word, gap)) = self.previous() else { return false };
        if let Some((_, is_person)) = self.after {
            // `Georgia Example` is a person, `Armenia-Azerbaijan` are two states.
            return !is_dash(gap) && bearer.is_person && is_word && !is_person;
        }
        let bare = word.trim_end_matches('.');
        let is_initial = word.ends_with('.') && bare.chars().count() == 1;
        let ends_sentence = word.ends_with('.') && !is_initial;
        if !begins_large(bare) || ends_sentence || is_title(bare) || is_ordinary(bare) {
            return false;
        }
        if bearer.is_person {
            let (folded, is_own) =
                (fold(bare), |word: &str| bearer.own.iter().any(|own| own.starts_with(word)));
            let is_own = if is_initial { is_own(&folded) } else { bearer.own.contains(&folded) };
            return is_word && !is_own;
        }
        // A sentence may begin with any word before a state.
        !is_dash(gap) && is_word && !is_capitals(bare) && !self.begins_sentence(word)
    }

    /// Whether the word before the name begins a sentence.
    fn begins_sentence(&self, word: &str) -> bool {
        let before =
            self.span[..self.name.start].trim_end_matches(|c: char| is_gap(c.encode_utf8(&mut [0; 4])));
        let before = before.strip_suffix(word).unwrap_or(before).trim_end();
        before.is_empty() || before.ends_with(['.', '!', '?', ':', '…', '"', '“', '«', '(', '\u{589}'])
    }

    /// Whether the name begins a longer one, as `Example Street` does.
    fn is_before_name(&self, bearer: &Bearer, name: &str) -> bool {
        let Some((word, gap)) = self.next() else { return false };
        if let Some((_, is_person)) = self.before {
            return !is_dash(gap) && is_person && !bearer.is_person;
        }
        if !begins_large(word) || is_calendar(word) || is_dash(gap) && is_capitals(word) {
            return false;
        }
        if bearer.is_person || is_dash(gap) {
            return true;
        }
        let run = self.span[self.name.end..].split_whitespace();
        let mut run = run
            .take_while(|word| begins_large(word))
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        if is_capitals(name) || is_title(word) {
            return run.any(is_named_thing);
        }
        true
    }

    /// Whether the name stands behind `St.` or another word that makes a saint or a place of a name, be it the first of a sentence.
    fn is_behind_saint(&self) -> bool {
        self.previous().is_some_and(|(word, _)| is_one_of(SAINTS, word.trim_end_matches('.')))
    }

    /// Whether the name stands alone in quotation marks beside what is called so: `the "Example" prize`.
    fn is_quoted_thing(&self) -> bool {
        let quote = |c: char| "\"'“”„‟«»‹›‘’‚".contains(c);
        let before = self.span[..self.name.start].strip_suffix(quote);
        let after = self.span[self.name.end..].strip_prefix(quote);
        let (Some(before), Some(after)) = (before, after) else { return false };
        let is_thing = |word: Option<&str>| word.is_some_and(is_named_thing_in_any_case);
        is_thing(before.split_whitespace().next_back()) || is_thing(after.split_whitespace().next())
    }

    /// Whether the name stands behind `University of` or the like.
    fn is_of_institution(&self) -> bool {
        let mut words = self.span[..self.name.start].split_whitespace().rev();
        words.next() == Some("of") && words.next().is_some_and(|word| is_one_of(OF, word))
    }
}

fn is_dash(gap: char) -> bool {
    matches!(gap, '-' | '\u{2011}' | '–')
}

fn begins_large(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word is of two capitals or more.
fn is_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}

fn is_one_of(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// Months and days of the week.
fn is_calendar(word: &str) -> bool {
    is_one_of(CALENDAR, word)
}

/// Words of rank and office, which stand before and behind names.
fn is_title(word: &str) -> bool {
    let lower = word.to_lowercase();
    is_one_of(TITLES, &lower)
        || [
            "minister",
            "president",
            "präsident",
            "präsidentin",
            "ministerin",
            "general",
            "sprecher",
            "sprecherin",
        ]
        .iter()
        .any(|title| lower.ends_with(title))
}

/// Words that are large only because a sentence begins with them.
fn is_ordinary(word: &str) -> bool {
    is_calendar(word) || is_one_of(ORDINARY, &word.to_lowercase())
}

/// What streets, places, laws and awards are called.
fn is_named_thing(word: &str) -> bool {
    is_one_of(THINGS, word)
}

/// The same where the word may be small.
fn is_named_thing_in_any_case(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let mut things = THINGS.split_ascii_whitespace().chain(QUOTED_THINGS.split_ascii_whitespace());
    things.any(|thing| thing.eq_ignore_ascii_case(word))
}

const CALENDAR: &str = "January February March April May June July August September October November December Monday \
    Tuesday Wednesday Thursday Friday Saturday Sunday Mai Mars Mart Marzo Abril Agosto Août Juin Juni Juli";

const TITLES: &str = "president vice-president premier prime minister pm mr mrs ms miss mx dr prof professor sir dame lord lady king \
    queen prince princess emperor sheikh emir sultan imam ayatollah pope bishop archbishop patriarch rabbi reverend rev general gen \
    lieutenant lt colonel col major maj captain capt sergeant sgt admiral adm commander marshal brigadier corporal private \
    officer chief chairman chairwoman chair director head leader secretary deputy vice acting former late ambassador envoy consul \
    senator sen representative rep congressman congresswoman governor gov mayor judge justice prosecutor attorney lawyer \
    spokesman spokeswoman spokesperson chancellor foreign defence defense interior finance ministry embassy government \
    parliament army armed forces navy air force police comrade brother sister mother father \
    herr frau kanzler kanzlerin oberst hauptmann monsieur madame m mm mme mlle président présidente ministre général señor señora \
    sr sra don doña presidente presidenta signor signora cumhurbaşkanı başbakan bakanı başkan başkanı bay bayan prezident nazir \
    президент премьер министр генерал полковник майор капитан господин госпожа пан пані президентка товарищ глава депутат";

const ORDINARY: &str = "a an the this that these those his her its their our my your i he she it we they who whom whose which what when where \
    why how while whilst as at by but and or nor so yet for from in into inside of off on onto out over under up down to toward towards \
    upon with within without about above across after against along amid among around before behind below beneath beside besides \
    between beyond during except inside like near outside past per since through throughout till until via if unless although though \
    because whether then than there here now today yesterday tomorrow tonight earlier later soon again also already always never \
    often once only even still just both each either every neither no not all any some many most more much few several other \
    another such same own however therefore thus hence meanwhile moreover nevertheless instead perhaps maybe according following \
    despite given regarding concerning including did does do has have had is are was were will would can could should may might must \
    let asked says said told although yes one two three four five six seven eight nine ten first second third last next \
    in im am an auf aus bei mit nach von vor zu zum zur für gegen über unter der die das den dem des ein eine und oder aber wenn als wie \
    auch nur dass heute gestern morgen dann damit seit bis durch ohne um laut \
    le la les l un une des du de d à au aux en dans sur sous pour par avec sans et ou mais selon si quand comme hier aujourd'hui \
    el los las y o pero con sin por para según cuando como ayer hoy il lo gli e ma per di da \
    в во на о об от до из за к ко по под при про с со у и а но или если когда как что вчера сегодня затем также однако \
    де та й і але або якщо коли як що вчора сьогодні ve ama ile için bugün dün";

const THINGS: &str = "Street Avenue Boulevard Road Lane Square Plaza Park Bridge Airport Airfield Airbase Airlines Airways Station Port Harbour \
    Harbor Stadium Arena Center Centre Hospital Clinic School College University Academy Institute Museum Library Theatre Theater \
    Foundation Fund Prize Award Medal Order Cross Law Act Amendment Doctrine Plan Accords Treaty House Tower Palace Hotel Hall \
    Mosque Church Cathedral Mountains Mountain River Lake Island Islands Bay Gulf Sea Strait Desert Valley Peninsula Bank Steel Press";

const OF: &str = "University College Academy Institute Bank Museum Gulf Sea Bay Strait Straits Order Isle Lake Mount Duke Duchess Earl Prince \
    Princess Cape Port Battle Street Nation Church Temple Tomb Sons Daughters Children Friends Knights Lions Soldiers Party Voice \
    Brotherhood Companions Festival Song";

const SAINTS: &str = "Saint Sainte St Ste Sts San Santa Santo São Sankt Mount Mt Fort Ft Port New";

/// What is called by a name in quotation marks, beside the things of [`THINGS`].
const QUOTED_THINGS: &str = "operation plan ship vessel ferry tanker boat yacht submarine newspaper magazine journal radio channel film movie \
    series song book novel poem album company firm party movement club team hotel café restaurant shop factory plant brigade \
    battalion unit drone missile rocket programme program project case";
