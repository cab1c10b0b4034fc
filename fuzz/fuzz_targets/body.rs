//! See [`dateline_fuzz::body`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::body(data));
