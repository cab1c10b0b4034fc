//! `dateline schema`.

use super::{Exit, give, say, shown};
use crate::args::Schema;
use crate::diag::Failure;
use crate::schema::{Subject, printed};
use crate::sink::scaffold;
use crate::text::count;

/// Runs the command.
pub(super) fn run(args: &Schema) -> Result<Exit, Failure> {
    let Some(dir) = &args.all else {
        let named = args.subject.as_deref().unwrap_or("article");
        let subject = Subject::ALL.iter().find(|(name, _)| *name == named);
        give(&subject.map(|(_, subject)| printed(*subject)).unwrap_or_default());
        return Ok(Exit::Clean);
    };
    for (name, subject) in Subject::ALL {
        scaffold::renew(&dir.join(format!("{name}.schema.json")), printed(*subject).as_bytes())?;
    }
    say(&format!("{} written to {}", count(Subject::ALL.len(), "schema"), shown(dir)));
    Ok(Exit::Clean)
}
