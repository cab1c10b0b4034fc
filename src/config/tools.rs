//! `tools` of site.yaml: which of the reader's tools a site has.

use crate::text::Vocabulary;
use crate::yaml::Fields;

/// A tool for readers, beside the pages themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReaderTool {
    /// How a page is cited.
    Cite,
    /// Pages for frames of other sites, of single events, actors and conflicts.
    Embed,
    /// Pages of what was known of a conflict on a day.
    Known,
    /// Sides and actors side by side.
    Sides,
}

impl Vocabulary for ReaderTool {
    const NAME: &'static str = "tool for readers";
    const WORDS: &'static [(&'static str, Self)] =
        &[("cite", Self::Cite), ("embed", Self::Embed), ("known", Self::Known), ("sides", Self::Sides)];
}

/// All of them.
pub(super) fn all() -> Vec<ReaderTool> {
    ReaderTool::WORDS.iter().map(|(_, tool)| *tool).collect()
}

/// Reads `tools`: those that the site names, each once; all where it says nothing.
pub(super) fn read(fields: &mut Fields) -> Vec<ReaderTool> {
    let is_said = fields.has("tools") || fields.names("tools");
    let mut tools: Vec<ReaderTool> = Vec::new();
    for written in
        fields.list("tools", "The tools for readers that the site has; what is not named is left out")
    {
        let tool = fields.word::<ReaderTool>(&written);
        tools.extend(tool.filter(|tool| !tools.contains(tool)));
    }
    if is_said { tools } else { all() }
}
