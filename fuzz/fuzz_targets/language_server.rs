//! See [`dateline_fuzz::language_server`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::language_server(data));
