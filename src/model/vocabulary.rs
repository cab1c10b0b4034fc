//! The closed lists of words, with their spelling in files.

use crate::text::Vocabulary;

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident $label:literal { $($(#[$variant_doc:meta])* $variant:ident $word:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* #[doc = concat!("`", $word, "`.")] $variant),* }

        impl Vocabulary for $name {
            const NAME: &'static str = $label;
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),*];
        }

        impl $name {
            /// The word as it stands in files.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The key of its name in `phrase`.
            pub fn phrase(self) -> &'static str {
                match self { $(Self::$variant => concat!($label, ".", $word)),* }
            }
        }
    )*};
}

vocabulary! {
    /// What happened.
    EventType "type of event" {
        Battle "battle", Shelling "shelling", Airstrike "airstrike", AttackOnCivilians "attack-on-civilians",
        Protest "protest", Diplomacy "diplomacy", Statement "statement", Agreement "agreement",
        Ceasefire "ceasefire", Humanitarian "humanitarian", Displacement "displacement", Legal "legal",
        Other "other",
    }
    /// What an actor did in an event.
    Role "role" {
        Party "party", Supporter "supporter", Mediator "mediator", Commander "commander", Speaker "speaker",
        Victim "victim", Perpetrator "perpetrator", Witness "witness", Source "source",
    }
    /// What an actor is.
    ActorKind "kind of actor" {
        State "state", Territory "territory", Organization "organization", ArmedForce "armed-force",
        ArmedGroup "armed-group", Ministry "ministry", Person "person", Media "media", Population "population",
    }
    /// How exactly a place's position is given.
    Precision "precision of a place" {
        Exact "exact", Vicinity "vicinity", Locality "locality", Region "region",
    }
    /// Whether an article is shown.
    Status "status" {
        Published "published", Draft "draft", Unverified "unverified", Retracted "retracted",
    }
    /// What kind of change a correction is.
    CorrectionKind "kind of correction" {
        Correction "correction", Clarification "clarification", Update "update", Retraction "retraction",
    }
    /// What a source is.
    SourceKind "kind of source" {
        Official "official", Media "media", Ngo "ngo", Academic "academic", Social "social", Witness "witness",
        Satellite "satellite", Document "document",
    }
    /// What somebody says about a claim.
    Stance "stance" {
        Asserts "asserts", Denies "denies", Partly "partly", NoComment "no-comment", Retracts "retracts",
    }
    /// The publisher's own finding.
    Verdict "verdict" {
        Confirmed "confirmed", Likely "likely", Unresolved "unresolved", Unlikely "unlikely", False "false",
    }
    /// What a figure counts.
    Measure "measure" {
        Killed "killed", Injured "injured", Missing "missing", Captured "captured", Displaced "displaced",
        Equipment "equipment", Other "other",
    }
}
