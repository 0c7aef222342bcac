//! Prints how fast texts are analysed and what is masked in them: `measure FILE…`.

use std::time::Instant;

use paragraf_language::{Analyzer, FormCache, find_personal_numbers, readable_share};

fn main() -> std::io::Result<()> {
    let analyzer = Analyzer::built_in();
    let mut cache = FormCache::default();
    let (mut bytes, mut words, mut split, mut analysis) = (0, 0, 0, 0.0);
    for path in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        let begin = Instant::now();
        analyzer.for_each_word(&text, &mut cache, |word| {
            words += 1;
            split += usize::from(word.parts().next().is_some());
        });
        analysis += begin.elapsed().as_secs_f64();
        bytes += text.len();
        let numbers = find_personal_numbers(&text);
        println!(
            "{path}: readable {:.3}, masked {}",
            readable_share(&text),
            numbers.len()
        );
        for number in numbers {
            let start = number.start.saturating_sub(30);
            println!("    {}", text.get(start..number.end).unwrap_or_default());
        }
    }
    let megabytes = bytes as f64 / 1e6;
    println!("{megabytes:.2} MB, {words} words, {split} split");
    println!(
        "{:.1} MB/s, {:.0} words/s",
        megabytes / analysis,
        f64::from(words) / analysis
    );
    Ok(())
}
