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
    let source = attribute("src").filter(|src| !src.starts_with("data:")).or_else(|| attribute("data-src"));
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
    caption.image = source.map(|source| absolute(&source, base).unwrap_or(source));
    // A picture of a dot is a counter of visits.
    let dot = ["width", "height"]
        .iter()
        .any(|side| attribute(side).is_some_and(|n| matches!(n.as_str(), "0" | "1" | "2")));
    let pictured = caption.image.is_some() && !dot;
    (!caption.text.is_empty() || caption.credit.is_some() || pictured).then_some(caption)
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
