//! Which files are looked at.

use std::fs;
use std::os::unix::fs::symlink;

use super::made::Place;
use crate::IngestError;
use crate::walk::{Found, walk};

#[test]
fn folders_are_walked_by_name_and_what_is_no_document_left_out() {
    let place = Place::new();
    for name in [
        "b.txt",
        "a/z.pdf",
        "a/facts.toml",
        "a/record.JSON",
        ".hidden/c.txt",
        "a/.d.txt",
        "Å.txt",
        "c",
    ] {
        place.write(name, "x");
    }
    assert_eq!(found(&place, &[""]), ["a/z.pdf", "b.txt", "c", "Å.txt"]);
}

#[test]
fn a_file_named_twice_is_looked_at_once() {
    let place = Place::new();
    place.write("a/b.txt", "x").write("a/c.txt", "y");
    assert_eq!(found(&place, &["a/c.txt", "", "a"]), ["a/c.txt", "a/b.txt"]);
}

#[test]
fn links_in_folders_are_not_followed() {
    let place = Place::new();
    place.write("a/b.txt", "x");
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.txt"), "x").unwrap();
    symlink(outside.path(), place.path("out")).unwrap();
    symlink(outside.path().join("secret.txt"), place.path("out.txt")).unwrap();
    symlink(place.path(""), place.path("a/around")).unwrap();
    assert_eq!(found(&place, &[""]), ["a/b.txt"]);
}

#[test]
fn a_path_that_is_not_there_is_wrong_use() {
    let place = Place::new();
    place.write("a.txt", "x");
    let error = walk(&[place.path("a.txt"), place.path("b.txt")], &place.config).unwrap_err();
    assert!(matches!(&error, IngestError::NoSuchPath { path } if *path == place.path("b.txt")));
    assert!(error.is_wrong_use());
}

#[test]
fn what_the_archive_keeps_itself_is_not_read_in_again() {
    let mut place = Place::new();
    place.config.data = place.path("data");
    place.config.index = place.path("index");
    for name in [
        "data/samples/a.txt",
        "data/originals/ab/abc",
        "data/archive.db",
        "data/archive.db.lock",
        "index/1/meta",
    ] {
        place.write(name, "x");
    }
    assert_eq!(found(&place, &[""]), ["data/samples/a.txt"]);
    assert_eq!(found(&place, &["data/archive.db", "index"]), [""; 0]);
}

fn found(place: &Place, paths: &[&str]) -> Vec<String> {
    let paths: Vec<_> = paths.iter().map(|path| place.path(path)).collect();
    let found = walk(&paths, &place.config).unwrap();
    let names = found.into_iter().map(|found| match found {
        Found::File(path) | Found::Closed { path, .. } => path
            .strip_prefix(place.path(""))
            .unwrap()
            .display()
            .to_string(),
    });
    names.collect()
}
