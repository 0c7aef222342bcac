#![no_main]

use paragraf_tests::fuzz::targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::cursor(bytes));
