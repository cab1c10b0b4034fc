//! Records in JSON that name the sum of a file, such as auto-archiver's: the value of a key `sha256` or `hash`, or a text `SHA-256:…`.

use serde_json::Value;

use super::{ProofRead, ProofSaid, SumKind};

/// Keys of the time when a file was captured.
const TIMES: [&str; 5] = ["_processed_at", "processed_at", "archived_at", "captured_at", "timestamp"];

pub(super) fn read(bytes: &[u8]) -> Result<ProofRead, String> {
    let value: Value =
        serde_json::from_slice(bytes).map_err(|error| format!("it cannot be read as JSON: {error}"))?;
    let (mut sums, mut time) = (Vec::new(), None);
    search(&value, "", &mut sums, &mut time);
    sums.sort();
    sums.dedup();
    match sums.as_slice() {
        [] => Err("it names no SHA-256".to_owned()),
        [one] => {
            let said = time.map_or(ProofSaid::Nothing, ProofSaid::Time);
            Ok(ProofRead { sum: (SumKind::Sha256, one.clone()), said })
        }
        many => Err(format!("it names {} sums, and does not say which is the file's", many.len())),
    }
}

fn search(value: &Value, key: &str, sums: &mut Vec<String>, time: &mut Option<String>) {
    match value {
        Value::String(text) => {
            sums.extend(sum(text, key));
            let is_time = TIMES.contains(&key) && text.starts_with(|c: char| c.is_ascii_digit());
            if is_time && time.is_none() && text.len() <= 40 && text.is_ascii() {
                *time = Some(text.clone());
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| search(inner, key, sums, time)),
        Value::Object(map) => map.iter().for_each(|(key, inner)| search(inner, key, sums, time)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The sum that a text gives.
fn sum(text: &str, key: &str) -> Option<String> {
    let named =
        ["SHA-256:", "sha256:", "sha-256:", "SHA256:"].iter().find_map(|name| text.strip_prefix(name));
    let is_key = ["sha256", "sha-256", "hash", "checksum"].iter().any(|name| key.eq_ignore_ascii_case(name));
    let digits = named.or(Some(text).filter(|_| is_key))?.trim();
    (digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .then(|| digits.to_ascii_lowercase())
}
