//! Which files have arrived whole, told by looking.

use std::fs;

use super::made::{Place, without_folder};
use crate::arrivals::{Arrivals, Look, News};

fn arrivals(place: &Place) -> Arrivals {
    Arrivals::of(&[place.path("")])
}

/// One look: names of what is ready, and what a person is told.
fn look(place: &Place, arrivals: &mut Arrivals) -> String {
    let Look { ready, news, .. } = arrivals.look(&place.config);
    let ready = ready.iter().map(|path| path.display().to_string());
    let news = news.into_iter().map(|news| match news {
        News::Trouble(what) => format!("trouble: {what}"),
        News::Mended(path) => format!("mended: {}", path.display()),
    });
    let lines: Vec<String> = ready.chain(news).collect();
    without_folder(&lines.join("\n"), &place.path("")).replace("IN/", "")
}

/// As [`look`], and everything that is ready is taken.
fn look_and_take(place: &Place, arrivals: &mut Arrivals) -> usize {
    let ready = arrivals.look(&place.config).ready;
    ready.iter().for_each(|path| arrivals.take(path));
    ready.len()
}

#[test]
fn a_file_is_ready_when_it_stood_still_from_one_look_to_the_next() {
    let place = Place::new();
    let mut arrivals = arrivals(&place);
    assert_eq!(arrivals.look(&place.config), Look::default());
    place.write("a.txt", "1 början");
    assert_eq!(arrivals.look(&place.config).arriving, 1);
    place.write("a.txt", "1 början, och mer");
    assert_eq!(look(&place, &mut arrivals), "", "it is still being written");
    assert_eq!(look(&place, &mut arrivals), "a.txt");
    assert_eq!(look(&place, &mut arrivals), "a.txt", "nobody took it");
}

#[test]
fn what_was_taken_is_ready_again_only_when_it_has_changed() {
    let place = Place::new();
    place
        .write("below/a.txt", "skadad")
        .write("b.txt", "1 text");
    let mut arrivals = arrivals(&place);
    assert_eq!(look_and_take(&place, &mut arrivals), 0);
    assert_eq!(look_and_take(&place, &mut arrivals), 2);
    assert_eq!(look_and_take(&place, &mut arrivals), 0);
    place.write("below/a.txt", "1 hel igen");
    assert_eq!(look(&place, &mut arrivals), "");
    assert_eq!(look(&place, &mut arrivals), "below/a.txt");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_be_read_now_is_tried_again() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new();
    place.write("a.txt", "1 text");
    fs::set_permissions(place.path("a.txt"), PermissionsExt::from_mode(0o200)).unwrap();
    let mut arrivals = arrivals(&place);
    look(&place, &mut arrivals);
    assert_eq!(look_and_take(&place, &mut arrivals), 1);
    fs::set_permissions(place.path("a.txt"), PermissionsExt::from_mode(0o644)).unwrap();
    look(&place, &mut arrivals);
    assert_eq!(look(&place, &mut arrivals), "a.txt");
}

#[test]
fn new_facts_bring_back_the_files_that_they_say_something_else_of() {
    let place = Place::new();
    place.write("a.txt", "1 text").write("b.txt", "2 text");
    let mut arrivals = arrivals(&place);
    look(&place, &mut arrivals);
    assert_eq!(look_and_take(&place, &mut arrivals), 2);
    place.write("facts.toml", "[files.\"a.txt\"]\ndate = 2024-03-05\n");
    assert_eq!(
        look(&place, &mut arrivals),
        "",
        "facts have to stand still too"
    );
    assert_eq!(look(&place, &mut arrivals), "a.txt");
    look_and_take(&place, &mut arrivals);
    assert_eq!(look(&place, &mut arrivals), "");
}

#[test]
fn facts_that_cannot_be_understood_hold_up_their_own_files_alone_and_are_told_once() {
    let place = Place::new();
    place
        .write("odd/facts.toml", "date = i mars")
        .write("odd/a.txt", "1 text")
        .write("odd/c.txt", "1 text")
        .write("well/b.txt", "2 text");
    let mut arrivals = arrivals(&place);
    look(&place, &mut arrivals);
    let told = look(&place, &mut arrivals);
    assert!(
        told.starts_with("well/b.txt\ntrouble: odd/facts.toml:1: "),
        "{told}"
    );
    assert!(
        told.ends_with("; the files that it speaks for wait"),
        "{told}"
    );
    assert_eq!(look(&place, &mut arrivals), "well/b.txt");
    place.write("odd/facts.toml", "date = 2024-03-05");
    assert_eq!(
        look(&place, &mut arrivals),
        "well/b.txt\nmended: odd/facts.toml"
    );
    assert_eq!(
        look(&place, &mut arrivals),
        "odd/a.txt\nodd/c.txt\nwell/b.txt"
    );
}

#[test]
fn a_folder_that_goes_and_comes_back_is_told_of_and_nothing_is_read_twice() {
    let place = Place::new();
    place
        .write("share/a.txt", "1 text")
        .write("b.txt", "2 text");
    let mut arrivals = Arrivals::of(&[place.path("share"), place.path("b.txt")]);
    look(&place, &mut arrivals);
    assert_eq!(look_and_take(&place, &mut arrivals), 2);
    fs::rename(place.path("share"), place.path("away")).unwrap();
    assert_eq!(
        look(&place, &mut arrivals),
        "trouble: share is not there; reading in goes on by itself when it is back"
    );
    assert_eq!(look(&place, &mut arrivals), "");
    fs::rename(place.path("away"), place.path("share")).unwrap();
    place.write("share/c.txt", "3 text");
    assert_eq!(look(&place, &mut arrivals), "mended: share");
    assert_eq!(look(&place, &mut arrivals), "share/c.txt");
}

#[test]
fn a_file_that_went_away_is_looked_at_anew_when_it_comes_again() {
    let place = Place::new();
    place.write("a.txt", "1 text");
    let mut arrivals = arrivals(&place);
    look(&place, &mut arrivals);
    look_and_take(&place, &mut arrivals);
    fs::rename(place.path("a.txt"), place.path(".hidden")).unwrap();
    assert_eq!(look(&place, &mut arrivals), "");
    fs::rename(place.path(".hidden"), place.path("a.txt")).unwrap();
    look(&place, &mut arrivals);
    assert_eq!(look(&place, &mut arrivals), "a.txt");
}

#[test]
fn what_other_programs_still_write_or_keep_beside_a_document_is_no_document() {
    let place = Place::new();
    let names = [
        "protokoll.pdf.part",
        "protokoll.crdownload",
        "protokoll.PDF.filepart",
        "~$protokoll.docx",
        "protokoll.txt~",
        "utkast.tmp",
        "facts.toml",
        ".dold.txt",
    ];
    for name in names {
        place.write(name, "");
    }
    place.write("partiet.txt", "1 text");
    let mut arrivals = arrivals(&place);
    assert_eq!(arrivals.look(&place.config).arriving, 1);
    assert_eq!(look(&place, &mut arrivals), "partiet.txt");
}
