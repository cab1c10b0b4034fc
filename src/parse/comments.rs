//! HTML comments: notes of the editors' own, which no treatment of raw HTML lets through.

use std::borrow::Cow;

/// Takes comments out of HTML that comes in pieces, as Markdown gives it, a line or a tag at a time.
#[derive(Debug, Default)]
pub(super) struct Comments {
    /// Whether a comment began in an earlier piece and has not ended.
    open: bool,
}

impl Comments {
    /// The piece without what lies in comments.
    pub(super) fn taken_out<'a>(&mut self, html: &'a str) -> Cow<'a, str> {
        if !self.open && !html.contains("<!--") {
            return Cow::Borrowed(html);
        }
        let mut kept = String::new();
        let mut rest = html;
        while !rest.is_empty() {
            let sign = if self.open { "-->" } else { "<!--" };
            let (before, after) = rest.split_once(sign).unwrap_or((rest, ""));
            let found = before.len() < rest.len();
            if !self.open {
                kept.push_str(before);
            }
            if found {
                self.open = !self.open;
            }
            rest = after;
        }
        Cow::Owned(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_may_span_pieces() {
        let mut comments = Comments::default();
        let kept: String = ["a<!-- b", "c", "d -->e<!--f-->g", "h"]
            .into_iter()
            .map(|piece| comments.taken_out(piece).into_owned())
            .collect();
        assert_eq!(kept, "aegh");
    }
}
