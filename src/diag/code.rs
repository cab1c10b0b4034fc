//! The codes of mistakes: what each means, an example, and the way out, from which docs/diagnostics.md and
//! `dateline explain` are made. Those of the stages stand here, those of a lint in its file.

use super::Severity;

/// What codes are about: the sections of docs/diagnostics.md, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Files that cannot be read as content.
    Files,
    /// Keys and values of YAML.
    FrontMatter,
    /// Dates, times and zones.
    Dates,
    /// Actors, places, conflicts, sources and articles by their names.
    Names,
    /// Markdown below the front matter.
    Text,
    /// Claims, figures and sources.
    Evidence,
    /// What an editor decides about: only `dateline check` reports it, and it is never a reason to fail.
    Editors,
    /// Addresses, links, settings and templates.
    Site,
    /// Doubts of `dateline import`.
    Import,
}

impl Topic {
    /// Its heading, and what is to be said of all its codes.
    pub fn heading(self) -> (&'static str, &'static str) {
        match self {
            Self::Files => ("Files", ""),
            Self::FrontMatter => ("Front matter", ""),
            Self::Dates => ("Dates", ""),
            Self::Names => ("Names", ""),
            Self::Text => ("Text", ""),
            Self::Evidence => ("Evidence", "What claims, figures and sources rest on."),
            Self::Editors => (
                "For editors",
                "Questions that an editor decides about. Only `dateline check` reports them, no build does, and they never\n\
                 make `check --strict` fail.",
            ),
            Self::Site => ("Site", ""),
            Self::Import => ("Import", include_str!("explained/import.txt")),
        }
    }
}

/// A kind of mistake.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The stable name.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub topic: Topic,
    /// What it means, how it is printed, what is right in its place and the way out, as Markdown.
    pub text: &'static str,
}

impl Code {
    /// Something could not be built as written.
    pub const fn error(name: &'static str, topic: Topic, text: &'static str) -> Self {
        Self { name, severity: Severity::Error, topic, text }
    }

    /// Something that an editor should look at.
    pub const fn warning(name: &'static str, topic: Topic, text: &'static str) -> Self {
        Self { name, severity: Severity::Warning, topic, text }
    }

    /// What it means, in one sentence.
    pub fn meaning(&self) -> String {
        let paragraph = self.text.split("\n\n").next().unwrap_or_default().replace('\n', " ");
        match paragraph.split_once(". ") {
            Some((sentence, _)) => format!("{sentence}."),
            None => paragraph,
        }
    }
}

macro_rules! codes {
    ($($topic:ident { $($constant:ident $name:literal $severity:ident;)* })*) => {
        $($(
            #[doc = concat!("`", $name, "`, see `docs/diagnostics.md`.")]
            pub const $constant: Code = Code {
                name: $name,
                severity: Severity::$severity,
                topic: Topic::$topic,
                text: include_str!(concat!("explained/", $name, ".md")),
            };
        )*)*
        /// Every code of a stage; `check::codes` has those of the lints too.
        pub const OF_STAGES: &[Code] = &[$($($constant),*),*];
    };
}

codes! {
    Files {
        NOT_UTF8 "not-utf8" Error;
        UNREADABLE_FILE "unreadable-file" Error;
        OUTSIDE_SITE "outside-site" Error;
        SPECIAL_FILE "special-file" Error;
        EMPTY_FILE "empty-file" Error;
        MERGE_CONFLICT "merge-conflict" Error;
        SYMLINK_LOOP "symlink-loop" Warning;
        UNKNOWN_FILE "unknown-file" Warning;
        WRONG_GEOJSON "wrong-geojson" Error;
        MISSING_GEOJSON "missing-geojson" Error;
    }
    FrontMatter {
        NO_FRONT_MATTER "no-front-matter" Error;
        UNCLOSED_FRONT_MATTER "unclosed-front-matter" Error;
        TOML_FRONT_MATTER "toml-front-matter" Error;
        INVALID_YAML "invalid-yaml" Error;
        DUPLICATE_KEY "duplicate-key" Error;
        LIST_INDENTATION "list-indentation" Warning;
        LIST_IN_TEXT "list-in-text" Warning;
        HIDDEN_SIGN "hidden-sign" Warning;
        CUT_BY_COMMENT "cut-by-comment" Warning;
        UNKNOWN_TAG "unknown-tag" Warning;
        UNKNOWN_KEY "unknown-key" Warning;
        MISTAKEN_NEVER_PUBLISH "mistaken-never-publish" Error;
        WRONG_TYPE "wrong-type" Error;
        UNKNOWN_VALUE "unknown-value" Error;
        WRONG_PHRASE "wrong-phrase" Warning;
        MISSING_KEY "missing-key" Error;
        HELD_BACK "held-back" Warning;
        MISSING_TITLE "missing-title" Error;
        MISSING_DATE "missing-date" Error;
        OUT_OF_RANGE "out-of-range" Error;
    }
    Dates {
        INVALID_DATE "invalid-date" Error;
        AMBIGUOUS_DATE "ambiguous-date" Error;
        UNKNOWN_ZONE "unknown-zone" Error;
        AMBIGUOUS_ZONE "ambiguous-zone" Error;
        NO_SUCH_LOCAL_TIME "no-such-local-time" Error;
        UPDATED_BEFORE_PUBLISHED "updated-before-published" Warning;
        DATES_DIFFER "dates-differ" Warning;
        END_BEFORE_START "end-before-start" Error;
    }
    Names {
        DUPLICATE_ID "duplicate-id" Error;
        NEAR_DUPLICATE "near-duplicate" Warning;
        SHARED_ALIAS "shared-alias" Warning;
        AMBIGUOUS_NAME "ambiguous-name" Warning;
        HIDDEN_DIRECTION "hidden-direction" Warning;
        MIXED_SCRIPTS "mixed-scripts" Warning;
        UNKNOWN_ACTOR "unknown-actor" Warning;
        UNKNOWN_PLACE "unknown-place" Warning;
        UNKNOWN_SOURCE "unknown-source" Warning;
        UNKNOWN_CONFLICT "unknown-conflict" Warning;
        CIRCULAR_PARENT "circular-parent" Error;
        ACTOR_ON_TWO_SIDES "actor-on-two-sides" Warning;
        CONTRADICTING_REPORTS "contradicting-reports" Warning;
        UNKNOWN_ARTICLE "unknown-article" Warning;
        UNKNOWN_TEMPLATE "unknown-template" Error;
    }
    Text {
        WRONG_TRANSLATION "wrong-translation" Warning;
        READ_NOT_FOUND "read-not-found" Warning;
        READ_AMBIGUOUS "read-ambiguous" Warning;
        WIKILINK_NOT_FOUND "wikilink-not-found" Warning;
        UNKNOWN_FOOTNOTE "unknown-footnote" Warning;
        MISSING_ALT "missing-alt" Warning;
        MISSING_CREDIT "missing-credit" Warning;
        MISSING_IMAGE "missing-image" Warning;
        THIRD_PARTY_IMAGE "third-party-image" Warning;
        WINDOWS_PATH "windows-path" Warning;
        UNSAFE_HTML "unsafe-html" Warning;
        UNKNOWN_REFERENCE "unknown-reference" Warning;
        LOST_CELLS "lost-cells" Warning;
        UNSAFE_LINK "unsafe-link" Warning;
        UNSAFE_SVG "unsafe-svg" Warning;
        UNREADABLE_PICTURE "unreadable-picture" Error;
        NESTED_TOO_DEEPLY "nested-too-deeply" Error;
    }
    Site {
        DUPLICATE_ADDRESS "duplicate-address" Error;
        INVALID_ADDRESS "invalid-address" Error;
        INVALID_TARGET "invalid-target" Error;
        SECRET_IN_SETTINGS "secret-in-settings" Error;
        DEAD_LINK "dead-link" Warning;
        DEAD_ANCHOR "dead-anchor" Warning;
        TEMPLATE_ERROR "template-error" Error;
    }
    Import {
        UNREADABLE_INPUT "unreadable-input" Error;
        OTHER_ENCODING "other-encoding" Warning;
        DOUBTFUL_TITLE "doubtful-title" Warning;
        DOUBTFUL_TEXT "doubtful-text" Warning;
        DOUBTFUL_FIGURE "doubtful-figure" Warning;
        DOUBTFUL_CELL "doubtful-cell" Warning;
        DOUBTFUL_DATE "doubtful-date" Warning;
        UNZONED_TIME "unzoned-time" Warning;
        TAKEN_PATH "taken-path" Error;
        SHARED_NAME "shared-name" Warning;
        FOREIGN_FIELD "foreign-field" Warning;
        FOREIGN_SHORTCODE "foreign-shortcode" Warning;
        BAD_ROW "bad-row" Error;
    }
}
