//! Films and sounds whose words nobody can read, and captions that a menu cannot name.

use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::Recording;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("no-captions", Topic::Editors, include_str!("no_captions.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for article in &checked.site.articles {
        for (key, recording) in [("video", &article.video), ("audio", &article.audio)] {
            if let Some(recording) = recording.as_ref().filter(|recording| !recording.src.is_empty()) {
                ask(key, recording, |field| At::value(article.file, format!("{key}/{field}")), out);
            }
        }
    }
}

fn ask(key: &str, recording: &Recording, at: impl Fn(&str) -> At, out: &mut Diagnostics) {
    let is_film = key == "video";
    let is_told = !recording.tracks.is_empty() || recording.transcript.is_some() || recording.silent;
    if !is_told {
        let what = if is_film { "film" } else { "sound" };
        let message = format!("who cannot hear the {what} does not learn what is said in it");
        let hint = if is_film {
            "write `captions: {en: file.vtt}` or `transcript:`, or `silent: true` if nothing is said"
        } else {
            "write `transcript:` with the text of what is said, or `silent: true` if nothing is said"
        };
        out.push(Diagnostic::new(CODE, message).at(at("src")).hint(hint));
    }
    for track in recording.tracks.iter().filter(|track| track.label().is_none()) {
        let lang = &track.lang;
        let message = format!("the captions in `{lang}` have no name for the menu of players");
        let hint = format!("write `captions: {{{lang}: {{src: file.vtt, name: its own name}}}}`");
        out.push(Diagnostic::new(CODE, message).at(at(&format!("captions/{lang}"))).hint(hint));
    }
}
