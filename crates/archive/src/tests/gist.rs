//! What a list of hits tells.

use super::made::{minutes, stock};
use crate::{FoundParagraph, Reader, StoredParagraph};

#[test]
fn a_list_tells_of_a_paragraph_what_its_record_does() {
    let made = minutes("Tallnäs kommun", "Kultur- och fritidsnämnden", "2024-03-05");
    let (folder, archive) = stock(&[made.suffixed(3, "b").paragraphs(4..=5)]);
    let reader = archive.reader();
    let all = reader.current_after(None, 10).unwrap();
    let keys: Vec<u64> = all.iter().map(|stored| stored.key).rev().collect();
    let asked = [&[7], keys.as_slice()].concat();
    let told = |stored: &StoredParagraph| FoundParagraph {
        key: stored.key,
        id: stored.id.clone(),
        municipality: stored.municipality.name.clone(),
        municipality_short: stored.municipality_short.clone(),
        body: stored.body.clone(),
        date: stored.date,
        gist: serde_json::from_value(serde_json::to_value(&stored.paragraph).unwrap()).unwrap(),
    };
    let stored = reader.paragraphs_by_key(&asked).unwrap();
    let expected: Vec<FoundParagraph> = stored.iter().map(told).collect();
    assert_eq!(reader.found_by_key(&asked).unwrap(), expected);
    assert_eq!(expected.len(), 3);

    for (found, stored) in expected.iter().zip(&stored) {
        let (gist, paragraph) = (&found.gist, &stored.paragraph);
        assert_eq!(gist.title, paragraph.title);
        assert_eq!(gist.sections[0].text, paragraph.sections[0].text);
        assert_eq!(
            gist.outcomes().len(),
            paragraph
                .decision
                .iter()
                .flat_map(|it| &it.outcomes)
                .count()
        );
    }
    let hiding = Reader::open(folder.path()).unwrap().hiding_officers(true);
    let hidden = hiding.found_by_key(&keys).unwrap();
    assert!(
        hidden
            .iter()
            .all(|found| found.gist.case_officers.is_empty())
    );
}
