//! What opens and closes: blocks, tables and inline marks.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Tag, TagEnd};

use super::Writer;
use super::list::List;

/// The table that is open.
#[derive(Default)]
pub(super) struct TableState {
    alignments: Vec<Alignment>,
    cell: usize,
    /// Where the last cell ended.
    pub(super) cell_end: usize,
    in_head: bool,
}

impl TableState {
    /// How many columns the header has.
    pub(super) fn columns(&self) -> usize {
        self.alignments.len()
    }
}

impl<'a> Writer<'a, '_> {
    pub(super) fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                self.quiet += 1;
                self.headings.open(level as u8, id.as_deref(), &mut self.draft.markup);
            }
            Tag::BlockQuote(kind) => self.open_quote(kind, range),
            Tag::CodeBlock(kind) => {
                self.quiet += 1;
                self.push(&format!(
                    "<pre role=\"group\" tabindex=\"0\" aria-label=\"{}\"><code",
                    self.style.phrases.get("code")
                ));
                if let CodeBlockKind::Fenced(language) = kind {
                    let word = language.split([' ', ',']).next().unwrap_or("").to_owned();
                    if !word.is_empty() {
                        self.push(" class=\"language-");
                        self.push_attribute(&word);
                        self.push("\"");
                    }
                }
                self.push(">");
            }
            Tag::List(first) => {
                self.lists.push(List::of(first));
                match first {
                    Some(1) => self.push("<ol>\n"),
                    Some(first) => self.push(&format!("<ol start=\"{first}\">\n")),
                    None => self.push("<ul>\n"),
                }
            }
            Tag::FootnoteDefinition(name) => self.notes.open(&name, &self.draft),
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => {
                self.table.alignments = alignments;
                let label = self.style.phrases.get("table");
                self.push(&format!(
                    "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\"><table>\n"
                ));
            }
            Tag::TableHead => {
                self.table.in_head = true;
                self.table.cell = 0;
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.cell = 0;
                self.push("<tr>");
            }
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.open_link(link_type, &dest_url, &title, range)
            }
            Tag::HtmlBlock => self.raw_begins(range),
            Tag::Paragraph | Tag::Item | Tag::Image { .. } | Tag::MetadataBlock(_) => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.push("</p>\n"),
            TagEnd::Heading(_) => {
                self.quiet = self.quiet.saturating_sub(1);
                self.headings.close(&mut self.draft);
            }
            TagEnd::BlockQuote(_) => self.close_quote(),
            TagEnd::CodeBlock => {
                self.quiet = self.quiet.saturating_sub(1);
                self.push("</code></pre>\n");
            }
            TagEnd::List(ordered) => {
                self.lists.pop();
                self.push(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::FootnoteDefinition => self.notes.close(&mut self.draft),
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => self.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.push("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => {
                self.lost_cells(range);
                self.push("</tr>\n");
            }
            TagEnd::TableCell => {
                self.table.cell_end = range.end;
                self.push(if self.table.in_head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link => self.close_link(),
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn open_cell(&mut self) {
        let name = if self.table.in_head { "th scope=\"col\"" } else { "td" };
        let class = match self.table.alignments.get(self.table.cell) {
            Some(Alignment::Right) => " class=\"number\"",
            Some(Alignment::Center) => " class=\"middle\"",
            _ => "",
        };
        self.table.cell += 1;
        self.push(&format!("<{name}{class}>"));
    }
}
