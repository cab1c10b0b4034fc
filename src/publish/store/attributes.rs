//! The headers of a file as a store keeps them: those it answers with by itself, and the others as metadata of its owner.

use object_store::{Attribute, AttributeValue, Attributes};

/// How a store wants the names of metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeaderNaming {
    /// As headers are named.
    Hyphens,
    /// Azure takes names of programs only.
    Underscores,
}

/// The attributes for these headers. What is not ASCII cannot be kept as metadata and is left out.
pub(super) fn of<'a>(
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    naming: HeaderNaming,
) -> Attributes {
    let mut attributes = Attributes::new();
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        let attribute = match name.as_str() {
            "content-type" => Attribute::ContentType,
            "cache-control" => Attribute::CacheControl,
            "content-encoding" => Attribute::ContentEncoding,
            "content-language" => Attribute::ContentLanguage,
            "content-disposition" => Attribute::ContentDisposition,
            _ if naming == HeaderNaming::Underscores => Attribute::Metadata(name.replace('-', "_").into()),
            _ => Attribute::Metadata(name.into()),
        };
        if value.is_ascii() {
            attributes.insert(attribute, AttributeValue::from(value.to_owned()));
        }
    }
    attributes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_store_has_no_place_for_becomes_metadata() {
        let headers = [("Content-Type", "text/html; charset=utf-8"), ("X-Content-Type-Options", "nosniff")];
        let plain = of(headers, HeaderNaming::Hyphens);
        assert_eq!(plain.get(&Attribute::ContentType).map(AsRef::as_ref), Some("text/html; charset=utf-8"));
        assert!(plain.get(&Attribute::Metadata("x-content-type-options".into())).is_some());
        let azure = of(headers, HeaderNaming::Underscores);
        assert!(azure.get(&Attribute::Metadata("x_content_type_options".into())).is_some());
    }
}
