//! What a reader sees of a PDF. Every file is written here, by hand, around the one thing that is tested.

mod bombs;
mod borders;
mod columns;
mod damage;
mod fonts;
mod hidden;
mod lines;
mod operators;
mod pages;
mod pictures;
mod recognised;
mod telling_widths;
mod writer;

use expect_test::Expect;

use crate::extract;
use crate::tests::shown;

/// Checks the lines of a file, as `page:left text|left text`.
#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check(pdf: Vec<u8>, expected: Expect) {
    expected.assert_eq(&shown(&extract(&pdf).unwrap()));
}

/// Checks the findings of a file, as `page: message`.
#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check_findings(pdf: Vec<u8>, expected: Expect) {
    let source = extract(&pdf).unwrap();
    let findings = source.findings.iter().map(|finding| {
        let page = finding.page.map_or("-".to_owned(), |page| page.to_string());
        format!("{page}: {:?}: {}\n", finding.kind, finding.message)
    });
    expected.assert_eq(&findings.collect::<String>());
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check_refused(pdf: Vec<u8>, expected: Expect) {
    let error = extract(&pdf).unwrap_err();
    expected.assert_eq(&format!("{}: {error}", error.code()));
}
