//! `data/read-links.json`: the graph that the Read lines of a site make.

use serde::Serialize;

use crate::model::{ArticleId, Site, Status};
use crate::render::context::Context;
use crate::render::text::link;

#[derive(Serialize)]
struct Graph<'a> {
    nodes: Vec<GraphNode<'a>>,
    links: Vec<GraphLink<'a>>,
    wanted: Vec<GraphWanted<'a>>,
}

/// An article that refers to another, or is referred to.
#[derive(Serialize)]
struct GraphNode<'a> {
    id: &'a str,
    title: &'a str,
    url: String,
    when: &'a str,
}

#[derive(Serialize)]
struct GraphLink<'a> {
    source: &'a str,
    target: &'a str,
    /// The words before the title.
    label: &'a str,
}

/// A title that no article of the site has.
#[derive(Serialize)]
struct GraphWanted<'a> {
    title: &'a str,
    sources: Vec<&'a str>,
}

/// Renders the graph: links in order of time, once for every Read line.
pub fn json(cx: Context<'_>) -> String {
    let (site, facts) = (cx.site, cx.facts);
    let links: Vec<(ArticleId, ArticleId, &str)> =
        facts.time.articles.in_time.iter().flat_map(|from| links_of(site, *from)).collect();
    let mut linked: Vec<bool> = vec![false; site.articles.len()];
    for (from, to, _) in &links {
        linked[from.index()] = true;
        linked[to.index()] = true;
    }
    let slug = |id: ArticleId| site.article(id).slug.as_str();
    let wanted = facts.evidence.wanted.iter().map(|wanted| {
        let mut from: Vec<ArticleId> = wanted.places.iter().filter_map(|at| at.article).collect();
        from.dedup();
        from.iter().for_each(|id| linked[id.index()] = true);
        GraphWanted { title: &wanted.title, sources: from.into_iter().map(slug).collect() }
    });
    let wanted: Vec<GraphWanted<'_>> = wanted.filter(|wanted| !wanted.sources.is_empty()).collect();
    let nodes =
        facts.time.articles.in_time.iter().filter(|id| linked[id.index()]).map(|id| node(cx, *id)).collect();
    let links =
        links.into_iter().map(|(from, to, label)| GraphLink { source: slug(from), target: slug(to), label });
    let links = links.collect();
    serde_json::to_string(&Graph { nodes, links, wanted }).unwrap_or_default() + "\n"
}

fn node(cx: Context<'_>, id: ArticleId) -> GraphNode<'_> {
    let article = cx.site.article(id);
    GraphNode {
        id: &article.slug,
        title: &article.title,
        url: link::exported(cx, &cx.views.articles[id.index()]),
        when: article.when.written(),
    }
}

/// The published articles that an article's Read lines lead to.
fn links_of(site: &Site, from: ArticleId) -> impl Iterator<Item = (ArticleId, ArticleId, &str)> {
    let reads = site.article(from).body.reads.iter();
    let found = reads.filter_map(move |read| Some((from, read.to?, read.prefix.as_str())));
    found.filter(move |(_, to, _)| *to != from && site.article(*to).status != Status::Retracted)
}
