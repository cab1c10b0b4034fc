//! See [`dateline_fuzz::import_table`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dateline_fuzz::import_table(data));
