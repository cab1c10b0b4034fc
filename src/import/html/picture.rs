//! Pictures: listed with their address, caption and credit; nothing is fetched.

use dom_query::NodeRef;

use super::inline::absolute;
use crate::import::page::Caption;
use crate::import::raw::{Form, Line, tidy, with_credit};
use crate::text::fold;

/// The line of a figure or picture; `None` for one that says nothing.
pub(super) fn line(node: &NodeRef, base: Option<&str>) -> Option<Line> {
    let caption = caption(node, base)?;
    let plain = caption.text.clone();
    Some(Line {
        markdown: String::new(),
        plain,
        range: 0..0,
        number: 0,
        apart: true,
        form: Form::Picture(caption),
    })
}

fn caption(node: &NodeRef, base: Option<&str>) -> Option<Caption> {
    let image = first(node, "img");
    let attribute = |name: &str| {
        image.as_ref().and_then(|image| image.attr(name)).map(|value| tidy(&value)).filter(|v| !v.is_empty())
    };
    let source = attribute("src")
        .filter(|src| !src.starts_with("data:"))
        .or_else(|| LATER.iter().find_map(|name| attribute(name)))
        .or_else(|| SETS.iter().find_map(|name| attribute(name)).and_then(|set| of_set(&set)))
        .or_else(|| of_source(node))
        .or_else(|| background(node));
    let credit_node = node.descendants_it().find(is_credit);
    let own_credit = credit_node.as_ref().map(|node| tidy(&node.text())).filter(|credit| !credit.is_empty());
    let mut words = first(node, "figcaption").map(|found| tidy(&found.text())).unwrap_or_default();
    if let Some(credit) = &own_credit {
        words = tidy(&words.replace(credit.as_str(), ""));
    }
    let mut caption = with_credit(&words);
    caption.credit = own_credit.map(|credit| without_label(&credit)).or(caption.credit);
    let alt = attribute("alt").filter(|alt| fold(alt) != fold(&caption.text));
    if caption.text.is_empty() {
        caption.text = alt.unwrap_or_default();
    } else {
        caption.alt = alt;
    }
    caption.path = source.clone();
    caption.image = source.map(|source| absolute(&source, base).unwrap_or(source));
    // A picture of a dot is a counter of visits.
    let dot = ["width", "height"]
        .iter()
        .any(|side| attribute(side).is_some_and(|n| matches!(n.as_str(), "0" | "1" | "2")));
    let pictured = caption.image.is_some() && !dot;
    (!caption.text.is_empty() || caption.credit.is_some() || pictured).then_some(caption)
}

/// Attributes that hold the address of a picture until a script puts it in its place.
const LATER: &[&str] =
    &["data-src", "data-lazy-src", "data-original", "data-url", "data-image", "data-full-src"];

/// Attributes that hold several addresses of one picture.
const SETS: &[&str] = &["srcset", "data-srcset", "data-lazy-srcset"];

/// The last address of a set, which is the largest picture as pages write them.
fn of_set(set: &str) -> Option<String> {
    let addresses = set.split(", ").filter_map(|part| part.split_whitespace().next());
    let whole =
        addresses.map(|address| address.trim_end_matches(',')).filter(|one| !one.starts_with("data:"));
    whole.last().map(str::to_owned)
}

/// The address of a `<source>` beside a picture.
fn of_source(node: &NodeRef) -> Option<String> {
    let source = first(node, "source")?;
    let value = |name: &str| source.attr(name).map(|value| tidy(&value)).filter(|value| !value.is_empty());
    SETS.iter().find_map(|name| value(name)).and_then(|set| of_set(&set))
}

/// The address of a picture that is painted behind an element.
fn background(node: &NodeRef) -> Option<String> {
    let style = std::iter::once(*node)
        .chain(node.descendants_it())
        .find_map(|node| node.attr("style").filter(|style| style.contains("background")))?;
    let (_, rest) = style.split_once("url(")?;
    let address = rest.split_once(')')?.0.trim().trim_matches(['"', '\'']);
    (!address.is_empty() && !address.starts_with("data:")).then(|| address.to_owned())
}

fn first<'a>(node: &NodeRef<'a>, name: &str) -> Option<NodeRef<'a>> {
    let is = |node: &NodeRef| node.node_name().is_some_and(|found| &*found == name);
    if is(node) { Some(*node) } else { node.descendants_it().find(is) }
}

fn is_credit(node: &NodeRef) -> bool {
    let class = node.attr("class").map(|class| class.to_lowercase()).unwrap_or_default();
    let property = node.attr("itemprop").map(|name| name.to_lowercase()).unwrap_or_default();
    ["credit", "copyright", "photographer", "attribution"]
        .iter()
        .any(|word| class.contains(word) || property.contains(word))
}

/// `Photo: A. Name` as `A. Name`.
fn without_label(credit: &str) -> String {
    with_credit(credit).credit.unwrap_or_else(|| credit.trim_start_matches(['©', ' ']).to_owned())
}
