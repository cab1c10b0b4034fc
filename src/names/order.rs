//! What a wikilink may name, in the order in which it is looked for.

use crate::parse::Naming;

/// The first sort that has the name decides, on pages and in editors; docs/body.md says it to authors.
pub const WIKILINK: [Naming; 7] = [
    Naming::Actor,
    Naming::Place,
    Naming::Page,
    Naming::Event,
    Naming::Conflict,
    Naming::Article,
    Naming::Source,
];
