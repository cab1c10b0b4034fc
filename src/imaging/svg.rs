//! A drawing of lines, written anew from what a drawing may hold: no program, no metadata, no trace of the machine it was drawn on.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::source::drawing;
use crate::text::push_escaped;

/// The drawing without all that draws nothing.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let unpacked = drawing::unpacked(bytes).ok_or("it is too large, or broken")?;
    let text = drawing::text(&unpacked).ok_or("it is not UTF-8")?;
    let mut reader = NsReader::from_str(&text);
    let mut redrawn = Redrawn { out: String::with_capacity(text.len()), ..Redrawn::default() };
    loop {
        match reader.read_resolved_event().map_err(|error| error.to_string())? {
            (_, Event::Eof) => break,
            (space, Event::Start(element)) => redrawn.start(&space, &element, false)?,
            (space, Event::Empty(element)) => redrawn.start(&space, &element, true)?,
            (_, Event::End(element)) => redrawn.end(element.local_name().as_ref()),
            (_, Event::Text(text)) => redrawn.text(&text, str::to_owned),
            (_, Event::CData(text)) => redrawn.text(&text, |text| {
                let mut escaped = String::new();
                push_escaped(&mut escaped, text);
                escaped
            }),
            (_, Event::GeneralRef(name)) => redrawn.reference(&name),
            (_, Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
    }
    if redrawn.out.is_empty() {
        Err("there is no drawing in it".to_owned())
    } else {
        Ok(redrawn.out.into_bytes())
    }
}

/// What has been written, and where the reading stands.
#[derive(Default)]
struct Redrawn {
    out: String,
    /// How many elements are open within one that is left out, itself included.
    left_out: usize,
    /// How many elements are open.
    open: usize,
    is_style: bool,
}

impl Redrawn {
    fn start(&mut self, space: &ResolveResult, element: &BytesStart, empty: bool) -> Result<(), String> {
        let name = element.local_name().as_ref().to_owned();
        if self.left_out > 0 || !drawing::is_drawn(space, &name) {
            self.left_out += usize::from(!empty);
            return Ok(());
        }
        let is_outermost = self.open == 0;
        if is_outermost && !self.out.is_empty() {
            return Err("there is more than one drawing in it".to_owned());
        }
        self.out.push('<');
        self.out.push_str(&name);
        if is_outermost {
            self.out.push_str(
                " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
            );
        }
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let key = attribute.key.as_ref();
            let value =
                attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|error| error.to_string())?;
            let local = attribute.key.local_name().as_ref().to_ascii_lowercase();
            if matches!(local.as_str(), "href" | "src") && value.trim_start().starts_with("data:") {
                return Err("it holds a picture made of pixels, which may tell more than it shows".to_owned());
            }
            let leads_away = local == "href" && !value.trim_start().starts_with('#');
            if drawing::is_kept(key)
                && !leads_away
                && drawing::attribute_fault(&name, &local, &value).is_none()
            {
                self.out.push(' ');
                self.out.push_str(key);
                self.out.push_str("=\"");
                push_escaped(&mut self.out, &value);
                self.out.push('"');
            }
        }
        self.out.push_str(if empty { "/>" } else { ">" });
        self.open += usize::from(!empty);
        self.is_style = name == "style" && !empty;
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        self.open = self.open.saturating_sub(1);
        self.is_style = false;
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn text(&mut self, text: &str, written: impl Fn(&str) -> String) {
        let is_harmless = !self.is_style || drawing::style_fault(text).is_none();
        if self.open > 0 && self.left_out == 0 && is_harmless {
            self.out.push_str(&written(text));
        }
    }

    /// A reference to a sign; others have no meaning without what declares them. In a style it could stand for anything.
    fn reference(&mut self, name: &str) {
        let is_sign = name.starts_with('#') || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos");
        if self.open > 0 && self.left_out == 0 && is_sign && !self.is_style {
            self.out.push('&');
            self.out.push_str(name);
            self.out.push(';');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_draws_is_kept_and_all_else_is_gone() {
        let source = "<?xml version=\"1.0\"?><!-- by Ann --><!DOCTYPE svg>\
            <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" \
            i:export-filename=\"/home/ann/a.png\" width=\"4\" viewBox=\"0 0 4 3\" onload=\"x()\">\
            <metadata><rdf>Ann</rdf></metadata><script>x()</script><i:view secret=\"Ann\"><g/></i:view>\
            <style>.a{fill:red}</style><style>@import 'x'</style>\
            <rect class=\"a\" data-by=\"Ann\" width=\"2\" height=\"2\"><title>A &amp; <![CDATA[<b>]]></title></rect>\
            <a href=\"https://example.org/\"><use href=\"#b\"/></a></svg>";
        let clean = String::from_utf8(clean(source.as_bytes()).unwrap()).unwrap();
        assert_eq!(
            clean,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"4\" \
             viewBox=\"0 0 4 3\"><style>.a{fill:red}</style><style></style>\
             <rect class=\"a\" width=\"2\" height=\"2\"><title>A &amp; &lt;b&gt;</title></rect>\
             <a><use href=\"#b\"/></a></svg>"
        );
    }

    #[test]
    fn pictures_within_are_refused() {
        let svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"data:image/jpeg;base64,AA\"/></svg>";
        assert!(clean(svg.as_bytes()).unwrap_err().contains("made of pixels"));
        assert!(clean(b"<svg").is_err() && clean(b"words").is_err());
    }
}
