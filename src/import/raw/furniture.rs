//! Lines that belong to the web page and not to the article: advertisements, share bars, counters, calls to subscribe.

use crate::text::fold;

/// Lines that are furniture when they are the whole line, folded.
const WHOLE: &[(&str, &str)] = &[
    ("advertisement", "advertisement"),
    ("advertisements", "advertisement"),
    ("advertising", "advertisement"),
    ("ad", "advertisement"),
    ("ads", "advertisement"),
    ("sponsored", "advertisement"),
    ("sponsored content", "advertisement"),
    ("promoted", "advertisement"),
    ("promoted content", "advertisement"),
    ("story continues below", "advertisement"),
    ("story continues below advertisement", "advertisement"),
    ("article continues below", "advertisement"),
    ("continue reading below", "advertisement"),
    ("реклама", "advertisement"),
    ("anzeige", "advertisement"),
    ("publicité", "advertisement"),
    ("publicite", "advertisement"),
    ("share", "share bar"),
    ("tweet", "share bar"),
    ("facebook", "share bar"),
    ("twitter", "share bar"),
    ("x", "share bar"),
    ("whatsapp", "share bar"),
    ("telegram", "share bar"),
    ("linkedin", "share bar"),
    ("reddit", "share bar"),
    ("pinterest", "share bar"),
    ("email", "share bar"),
    ("e mail", "share bar"),
    ("print", "share bar"),
    ("copy link", "share bar"),
    ("copy url", "share bar"),
    ("link copied", "share bar"),
    ("save", "share bar"),
    ("bookmark", "share bar"),
    ("listen", "share bar"),
    ("comments", "comments"),
    ("comment", "comments"),
    ("leave a comment", "comments"),
    ("add a comment", "comments"),
    ("join the conversation", "comments"),
    ("view comments", "comments"),
    ("show comments", "comments"),
    ("home", "navigation"),
    ("menu", "navigation"),
    ("search", "navigation"),
    ("login", "navigation"),
    ("log in", "navigation"),
    ("sign in", "navigation"),
    ("sign up", "navigation"),
    ("register", "navigation"),
    ("accessibility links", "navigation"),
    ("skip to content", "navigation"),
    ("skip to main content", "navigation"),
    ("skip to main navigation", "navigation"),
    ("skip to search", "navigation"),
    ("back to top", "navigation"),
    ("next", "navigation"),
    ("previous", "navigation"),
    ("next article", "navigation"),
    ("previous article", "navigation"),
    ("load more", "navigation"),
    ("see more", "navigation"),
    ("show more", "navigation"),
    ("view all", "navigation"),
    ("read more", "navigation"),
    ("close", "navigation"),
    ("continue reading", "navigation"),
    ("breaking news", "page label"),
    ("breaking", "page label"),
    ("latest news", "page label"),
    ("top stories", "page label"),
    ("trending", "page label"),
    ("trending now", "page label"),
    ("most read", "page label"),
    ("most popular", "page label"),
    ("related topics", "page label"),
    ("related stories", "page label"),
    ("related articles", "page label"),
    ("related news", "page label"),
    ("recommended", "page label"),
    ("recommended for you", "page label"),
    ("you may also like", "page label"),
    ("more stories", "page label"),
    ("live", "page label"),
    ("watch live", "page label"),
    ("exclusive", "page label"),
    ("update", "page label"),
    ("updated", "page label"),
    ("image self", "image mark"),
    ("subscribe", "call to subscribe"),
    ("subscribe now", "call to subscribe"),
    ("newsletter", "call to subscribe"),
    ("newsletters", "call to subscribe"),
    ("donate", "call to subscribe"),
    ("support us", "call to subscribe"),
    ("accept all cookies", "cookie notice"),
    ("accept cookies", "cookie notice"),
    ("reject all", "cookie notice"),
    ("cookie settings", "cookie notice"),
    ("all rights reserved", "copyright line"),
    ("published", "page label"),
    ("share page", "share bar"),
    ("about sharing", "share bar"),
    ("image caption", "image mark"),
    ("image source", "image mark"),
    ("media caption", "image mark"),
    ("read later", "navigation"),
    ("keep reading", "page label"),
    ("end of list", "page label"),
    ("more on this story", "page label"),
    ("top stories", "page label"),
    ("hide caption", "navigation"),
    ("toggle caption", "navigation"),
    ("enlarge this image", "navigation"),
    ("listen to this article", "navigation"),
];

/// Beginnings of lines that are furniture while the line is short.
const BEGINS: &[(&str, &str)] = &[
    ("share this", "share bar"),
    ("share on", "share bar"),
    ("share via", "share bar"),
    ("share the article", "share bar"),
    ("follow us", "share bar"),
    ("follow our", "share bar"),
    ("like us on", "share bar"),
    ("join us on", "share bar"),
    ("join our telegram", "share bar"),
    ("join our whatsapp", "share bar"),
    ("subscribe to", "call to subscribe"),
    ("subscribe for", "call to subscribe"),
    ("subscribe from", "call to subscribe"),
    ("subscribe now", "call to subscribe"),
    ("sign in to continue", "paywall"),
    ("log in to continue", "paywall"),
    ("please keep your comments", "comments"),
    ("sign in to write", "comments"),
    ("log in to comment", "comments"),
    ("sign up for", "call to subscribe"),
    ("sign up to", "call to subscribe"),
    ("get our newsletter", "call to subscribe"),
    ("get the latest", "call to subscribe"),
    ("download our app", "call to subscribe"),
    ("download the app", "call to subscribe"),
    ("this article is for subscribers", "paywall"),
    ("this content is for subscribers", "paywall"),
    ("to continue reading", "paywall"),
    ("to read the full", "paywall"),
    ("already a subscriber", "paywall"),
    ("already have an account", "paywall"),
    ("you have reached your", "paywall"),
    ("create a free account", "paywall"),
    ("we use cookies", "cookie notice"),
    ("this site uses cookies", "cookie notice"),
    ("this website uses cookies", "cookie notice"),
    ("by continuing to use", "cookie notice"),
    ("story continues below", "advertisement"),
    ("advertisement continue", "advertisement"),
    ("article continues after", "advertisement"),
    ("click here to", "navigation"),
    ("tap here to", "navigation"),
    ("watch video", "navigation"),
    ("copyright", "copyright line"),
    ("this article is more than", "page label"),
    ("our standards", "page label"),
    ("as youre joining us today", "call to subscribe"),
    ("support independent", "call to subscribe"),
    ("slideshow", "image mark"),
    ("view gallery", "image mark"),
];

/// Why a line is furniture; `None` if it may belong to the article.
pub(super) fn reason(line: &str) -> Option<&'static str> {
    let folded = fold(line);
    let words = folded.split(' ').count();
    if folded.is_empty() {
        return Some("ornament");
    }
    let whole = WHOLE.iter().find(|(text, _)| *text == folded).map(|(_, why)| *why);
    let begins = || {
        let short = words <= 24;
        BEGINS.iter().find(|(text, _)| short && begins_with(&folded, text)).map(|(_, why)| *why)
    };
    whole
        .or_else(|| pager(&folded).then_some("navigation"))
        .or_else(|| listed(&folded).then_some("page label"))
        .or_else(begins)
        .or_else(|| counter(&folded, words))
        .or_else(|| bar(&folded, words))
        .or_else(|| other(line, &folded, words))
}

fn begins_with(folded: &str, start: &str) -> bool {
    folded.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// `list of 3 items`, `list 1 of 3`: what readers for the blind are told of a list of related stories.
fn listed(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    match words.as_slice() {
        ["list", "of", n, "items" | "item"] => number(n),
        ["list", n, "of", m] => number(n) && number(m),
        _ => false,
    }
}

/// `Page 1 of 3 2 3 Next page`: the numbers of a text's parts.
fn pager(folded: &str) -> bool {
    const WORDS: &[&str] = &["page", "of", "next", "previous", "seite", "von", "weiter", "last", "first"];
    let number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let words: Vec<&str> = folded.split(' ').collect();
    words.len() >= 3
        && words.iter().any(|word| number(word))
        && words.iter().all(|word| number(word) || WORDS.contains(word))
}

/// Why a list is furniture: each of its items is.
pub(super) fn list_reason(markdown: &str) -> Option<&'static str> {
    let item = |line: &str| reason(line.trim_start_matches(|c: char| !c.is_alphabetic()));
    let mut reasons = markdown.lines().filter(|line| !line.trim().is_empty()).map(item);
    let first = reasons.next()??;
    reasons.all(|reason| reason.is_some()).then_some(first)
}

/// Whether the line after this one is the title of a related story.
pub(super) fn leads_to_title(line: &str) -> bool {
    let folded = fold(line);
    listed(&folded) && !folded.ends_with("items") && !folded.ends_with("item")
}

/// `1,234 views`, `Read: 355`, `12 Comments`, `5 min read`.
fn counter(folded: &str, words: usize) -> Option<&'static str> {
    const COUNTED: &[&str] = &[
        "views",
        "view",
        "reads",
        "read",
        "shares",
        "share",
        "likes",
        "like",
        "comments",
        "comment",
        "viewed",
        "times",
        "просмотров",
        "hits",
        "followers",
        "min",
        "mins",
        "minute",
        "minutes",
        "minread",
        "k",
        "m",
        "total",
        "reading",
        "time",
    ];
    let counted = |word: &str| COUNTED.contains(&word);
    let number = |word: &str| {
        let digits = word.trim_end_matches(['k', 'm']);
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
    };
    let numbers = folded.split(' ').filter(|word| number(word)).count();
    let known = folded.split(' ').all(|word| number(word) || counted(word));
    (words <= 6 && numbers > 0 && known && folded.split(' ').any(counted)).then_some("counter")
}

/// `Facebook Twitter WhatsApp Email`: nothing but names of a share bar.
fn bar(folded: &str, words: usize) -> Option<&'static str> {
    const NAMES: &[&str] = &[
        "facebook",
        "twitter",
        "x",
        "whatsapp",
        "telegram",
        "linkedin",
        "reddit",
        "pinterest",
        "email",
        "e",
        "mail",
        "print",
        "share",
        "tweet",
        "copy",
        "link",
        "vk",
        "viber",
        "messenger",
        "instagram",
        "youtube",
        "flipboard",
        "pocket",
        "or",
        "and",
        "on",
    ];
    (words > 1 && folded.split(' ').all(|word| NAMES.contains(&word))).then_some("share bar")
}

fn other(line: &str, folded: &str, words: usize) -> Option<&'static str> {
    let starts = |texts: &[&str]| texts.iter().any(|text| line.trim_start().starts_with(text));
    let year = folded.split(' ').any(|word| {
        word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|b| b.is_ascii_digit())
    });
    if starts(&["©", "(c) ", "Copyright ©"]) && words <= 30 && (year || words > 5) {
        return Some("copyright line");
    }
    if words <= 16 && folded.ends_with("all rights reserved") {
        return Some("copyright line");
    }
    let crumbs = line.matches([' ', '\u{a0}']).count() > 0
        && (line.contains(" > ") || line.contains(" » ") || line.contains(" › "));
    let menu = line.matches('|').count() >= 3 && !super::lines::ends_sentence(line);
    (menu || crumbs && words <= 20 && !super::lines::ends_sentence(line)).then_some("navigation")
}

/// The tags of a line such as `Tags: war, talks` or `Topics | Armenia`.
pub(super) fn tags(line: &str) -> Option<Vec<String>> {
    const LABELS: &[&str] =
        &["tags", "tag", "topics", "keywords", "filed under", "related tags", "теги", "categories"];
    let (label, rest) = line.split_once([':', '|'])?;
    LABELS.contains(&fold(label).as_str()).then_some(())?;
    let parts = rest.split([',', ';', '|', '#', '•', '·']).map(str::trim).filter(|tag| !tag.is_empty());
    Some(parts.map(str::to_owned).collect())
}
