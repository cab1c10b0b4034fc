//! How an answer goes over the line: types, parts of files, and what every answer says.

use std::path::PathBuf;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    IF_RANGE, LOCATION, RANGE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeFile;

use super::answer::Answer;
use super::page;
use crate::text::checksum;

/// An answer with what is added to pages.
pub(super) enum Prepared {
    Bytes(StatusCode, &'static str, Vec<u8>),
    File(&'static str, PathBuf),
    Moved(String),
}

/// Adds to pages what the preview adds.
pub(super) fn prepared(answer: Answer) -> Prepared {
    match answer {
        Answer::Page(made) => {
            let bytes = page::with_script(&made.bytes, checksum(&made.bytes));
            let status = StatusCode::from_u16(made.status).unwrap_or(StatusCode::OK);
            Prepared::Bytes(status, "text/html; charset=utf-8", bytes)
        }
        Answer::Bytes { kind, bytes } => Prepared::Bytes(StatusCode::OK, kind, bytes),
        Answer::File { kind, path } => Prepared::File(kind, path),
        Answer::Moved(to) => Prepared::Moved(to),
    }
}

/// The response of an answer.
pub(super) async fn response(prepared: Prepared, method: &Method, headers: &HeaderMap) -> Response {
    match prepared {
        Prepared::Bytes(StatusCode::OK, kind, bytes) => whole_or_part(kind, bytes, method, headers),
        Prepared::Bytes(status, kind, bytes) => with_length(status, kind, bytes, method),
        Prepared::Moved(to) => {
            (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, super::editor::encoded(&to))]).into_response()
        }
        Prepared::File(kind, path) => {
            let mut request = Request::new(Body::empty());
            *request.method_mut() = method.clone();
            // Only what part is wanted: an older copy is never as good.
            if let Some(range) = part(method, headers) {
                request.headers_mut().insert(RANGE, range.clone());
            }
            match ServeFile::new(path).try_call(request).await {
                Ok(response) => {
                    let mut response = response.map(Body::new).into_response();
                    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
                    response
                }
                Err(_) => (StatusCode::NOT_FOUND, "The file cannot be read.\n").into_response(),
            }
        }
    }
}

/// The part that is asked for, if it is one part that can be given; else the whole is.
fn part<'h>(method: &Method, headers: &'h HeaderMap) -> Option<&'h HeaderValue> {
    let range = headers.get(RANGE).filter(|_| method == Method::GET && !headers.contains_key(IF_RANGE))?;
    let parsed = http_range_header::parse_range_header(range.to_str().ok()?).ok()?;
    (parsed.ranges.len() == 1).then_some(range)
}

/// The whole, or the part that is asked for.
fn whole_or_part(kind: &'static str, bytes: Vec<u8>, method: &Method, headers: &HeaderMap) -> Response {
    let wanted = part(method, headers).filter(|_| !bytes.is_empty()).and_then(|range| range.to_str().ok());
    let parsed = wanted.and_then(|range| http_range_header::parse_range_header(range).ok());
    let size = bytes.len() as u64;
    let mut response = match parsed.map(|ranges| ranges.validate(size)) {
        // Of several parts none is more wanted than the whole.
        None => with_length(StatusCode::OK, kind, bytes, method),
        Some(Ok(ranges)) if ranges.len() != 1 => with_length(StatusCode::OK, kind, bytes, method),
        Some(Ok(ranges)) => {
            let (start, end) = ranges.first().map_or((0, size), |range| (*range.start(), *range.end()));
            let at = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX).min(bytes.len());
            let part = bytes.get(at(start)..at(end.saturating_add(1))).unwrap_or_default().to_vec();
            let mut response = with_length(StatusCode::PARTIAL_CONTENT, kind, part, method);
            insert(&mut response, CONTENT_RANGE, &format!("bytes {start}-{end}/{size}"));
            response
        }
        Some(Err(_)) => {
            let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            insert(&mut response, CONTENT_RANGE, &format!("bytes */{size}"));
            response
        }
    };
    response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    response
}

fn with_length(status: StatusCode, kind: &'static str, bytes: Vec<u8>, method: &Method) -> Response {
    let length = bytes.len();
    let body = if method == Method::HEAD { Body::empty() } else { Body::from(Bytes::from(bytes)) };
    let mut response = (status, [(CONTENT_TYPE, kind)], body).into_response();
    insert(&mut response, CONTENT_LENGTH, &length.to_string());
    response
}

/// What every answer says: that it is for now and for this site only.
pub(super) fn finished(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// Says whose pages may show an answer in a frame: the preview's own, and those that were asked for.
pub(super) fn framed(mut response: Response, framed_by: Option<&str>) -> Response {
    insert(
        &mut response,
        CONTENT_SECURITY_POLICY,
        format!("frame-ancestors 'self' {}", framed_by.unwrap_or("")).trim_end(),
    );
    response
}

fn insert(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
