//! The words of other tools for "not yet" and "not for the public", without capitals and signs.

use crate::text;

/// Keys that hold a text back when they are true.
const HOLD: &[&str] = &[
    "draft",
    "drafts",
    "isdraft",
    "asdraft",
    "private",
    "isprivate",
    "unpublished",
    "isunpublished",
    "hidden",
    "ishidden",
    "hide",
    "unlisted",
    "isunlisted",
    "confidential",
    "secret",
    "internal",
    "wip",
    "workinprogress",
    "pending",
    "nopublish",
    "notpublished",
    "donotpublish",
    "dontpublish",
    "withheld",
    "held",
    "heldback",
    "holdback",
    "hold",
    "onhold",
    "embargoed",
    "notpublic",
    "notyet",
    "unverified",
    "unconfirmed",
    "nopublic",
    "archived",
    "disabled",
    "deleted",
    "offline",
    "membersonly",
    "needsreview",
    "inreview",
    "exclude",
    "excluded",
    "headless",
    "restricted",
    "protected",
    "password",
    "passwordprotected",
    "trash",
    "trashed",
    "withdrawn",
    "skip",
    "ignore",
    "ignored",
];
/// Keys that hold a text back when they are false, or when the day that they name is still to come.
const SHOW: &[&str] = &[
    "published",
    "ispublished",
    "publish",
    "public",
    "ispublic",
    "publicly",
    "visible",
    "isvisible",
    "live",
    "islive",
    "listed",
    "enabled",
    "approved",
    "verified",
    "reviewed",
    "cleared",
    "released",
    "final",
    "online",
    "ready",
    "readytopublish",
];
/// Keys that say that no page is made, when they are false; else they say where or how it is.
const MADE: &[&str] = &["permalink", "output", "render", "rendered", "build"];
/// Keys that name the day on which a text may be read.
const FROM: &[&str] = &[
    "publishdate",
    "publishedat",
    "publishat",
    "publishon",
    "publishafter",
    "publishtime",
    "publishfrom",
    "publicationdate",
    "pubdate",
    "datepublished",
    "publisheddate",
    "dateofpublication",
    "release",
    "releasedate",
    "releaseat",
    "releaseon",
    "embargo",
    "embargodate",
    "embargountil",
    "embargoeduntil",
    "embargoends",
    "embargolift",
    "golive",
    "golivedate",
    "liveon",
    "livefrom",
    "availablefrom",
    "availableon",
    "visiblefrom",
    "validfrom",
    "notbefore",
    "holduntil",
    "hiddenuntil",
    "privateuntil",
    "draftuntil",
    "scheduled",
    "schedule",
    "scheduledfor",
    "scheduledate",
    "scheduledat",
    "activefrom",
    "showfrom",
    "unlockdate",
];
/// Keys that name the day from which a text is no longer to be read.
const UNTIL: &[&str] = &[
    "expirydate",
    "expiry",
    "expires",
    "expiresat",
    "expireson",
    "expire",
    "expiredate",
    "expirationdate",
    "expiration",
    "unpublishdate",
    "unpublishat",
    "unpublishon",
    "unpublishafter",
    "unpublish",
    "removeafter",
    "removeon",
    "hideafter",
    "hideon",
    "visibleuntil",
    "availableuntil",
    "validuntil",
    "notafter",
    "showuntil",
    "publisheduntil",
    "publishuntil",
    "takedown",
    "takedowndate",
];
/// Keys whose value is a word of its own.
const STATE: &[&str] = &[
    "state",
    "visibility",
    "access",
    "poststatus",
    "publishstatus",
    "publishingstatus",
    "publicationstatus",
    "publishstate",
    "publicationstate",
    "editorialstatus",
    "editorialstate",
    "articlestatus",
    "pagestatus",
    "workflow",
    "workflowstate",
    "stage",
    "review",
    "reviewstatus",
    "reviewstate",
    "audience",
    "classification",
    "sensitivity",
];
/// Words that hold a text back as the value of such a key.
const NOT_PUBLIC: &[&str] = &[
    "draft",
    "private",
    "unpublished",
    "hidden",
    "hide",
    "unlisted",
    "pending",
    "review",
    "inreview",
    "needsreview",
    "embargo",
    "embargoed",
    "embargounder",
    "underembargo",
    "wip",
    "workinprogress",
    "todo",
    "scheduled",
    "schedule",
    "future",
    "trash",
    "trashed",
    "deleted",
    "internal",
    "confidential",
    "secret",
    "restricted",
    "protected",
    "password",
    "unverified",
    "unconfirmed",
    "held",
    "heldback",
    "hold",
    "onhold",
    "withheld",
    "notpublished",
    "notpublic",
    "notyet",
    "notready",
    "later",
    "never",
    "none",
    "nobody",
    "members",
    "membersonly",
    "team",
    "staff",
    "editors",
    "closed",
    "off",
    "no",
    "false",
    "archived",
    "withdrawn",
    "retracted",
    "idea",
    "submitted",
    "unreleased",
    "new",
    "autodraft",
    "inherit",
    "sensitive",
    "classified",
    "offtherecord",
];
/// Keys of the site's own that are near to one of these and mean nothing of the sort.
const APART: &[&str] = &[
    "publisher",
    "publishers",
    "publication",
    "listing",
    "expert",
    "experts",
    "released by",
    "hero",
    "lives",
    "crash",
    "revised",
];

/// What a key of another tool says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// That the text is held back, if it is true.
    Hold,
    /// That the text may be read, if it is true, or from a day on.
    Show,
    /// From which day on it may be read.
    From,
    /// Until which day.
    Until,
    /// How far it is, in a word.
    State,
    /// That no page is made of it, if it is false.
    Made,
}

/// What a key asks for, and whether it is written as other tools write it, or only nearly so.
pub(super) fn of(key: &str) -> Option<(Asks, bool)> {
    let key = plain(key);
    let lists = [
        (HOLD, Asks::Hold),
        (SHOW, Asks::Show),
        (FROM, Asks::From),
        (UNTIL, Asks::Until),
        (STATE, Asks::State),
        (MADE, Asks::Made),
    ];
    let exact = lists.iter().find(|(list, _)| list.contains(&key.as_str()));
    if let Some((_, asks)) = exact {
        return Some((*asks, true));
    }
    if APART.contains(&key.as_str()) {
        return None;
    }
    lists.iter().find(|(list, _)| list.iter().any(|word| is_near(&key, word))).map(|(_, asks)| (*asks, false))
}

/// Whether a word says that a text is not for everybody.
pub(super) fn is_not_public(word: &str) -> bool {
    let word = plain(word);
    NOT_PUBLIC.iter().any(|known| *known == word || is_near(&word, known))
        || ["embargo", "draft", "unpublish", "notpublic", "notyet", "notfor"]
            .iter()
            .any(|start| word.starts_with(start))
}

/// Letters and digits alone, small.
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two words differ by a slip: one in five letters, two in nine.
fn is_near(written: &str, word: &str) -> bool {
    let letters = word.len().min(written.len());
    let most = usize::from(letters >= 5) + usize::from(letters >= 9);
    most > 0 && written.len().abs_diff(word.len()) <= most && text::slips(written, word) <= most
}
