//! The timeline for a frame on another site: no masthead, and links that open outside of the frame.

use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::render::Renderer;
use crate::render::part::list::Scope;
use crate::render::part::strip::Look;
use crate::render::templates::Sheet;
use crate::route::Route;

impl Renderer<'_> {
    /// Renders the page to be embedded.
    pub(in crate::render) fn embed(&self) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let site = &self.snapshot.site;
        let timeline = self.addressing.link(&Route::Timeline(Slice::Whole));
        let scope = Scope {
            calendar: &self.snapshot.facts.calendar,
            route: &Route::Timeline,
            phases: site.main_conflict.map_or(&[], |id| site.conflict(id).phases.as_slice()),
        };
        let mut list = self.phased(&scope, Slice::Whole)?;
        // The permalink of an entry leads to the timeline itself, which is what a reader may share.
        let here = "href=\"#";
        let there = format!("href=\"{timeline}#");
        for day in list.months.iter_mut().flat_map(|month| &mut month.days) {
            for entry in &mut day.entries {
                if let Some(html) = entry.as_str() {
                    *entry = crate::render::part::head::markup(&html.replace(here, &there));
                }
            }
        }
        for entry in &mut list.undated {
            if let Some(html) = entry.as_str() {
                *entry = crate::render::part::head::markup(&html.replace(here, &there));
            }
        }
        let head =
            self.head(&Route::Embed, "timeline", self.phrases.get("timeline"), &site.config.description);
        let mut context = self.context(&head);
        context.insert("list", &list);
        context
            .insert("strip", &self.strip(&scope, Slice::Whole, site.main_conflict, Look::LARGE.elsewhere()));
        context.insert(
            "span",
            &self.span().map(|span| self.spoken(span).unwrap_or_else(|| tera::Value::from(span))),
        );
        context.insert("url", &timeline);
        context.insert("explorer", &self.explorer_view(Slice::Whole));
        Ok(Sheet::Template("embed.html", context))
    }
}
