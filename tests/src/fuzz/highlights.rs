//! What an excerpt may look like: escaped text with `<mark>` around what matched, and no other tag.

/// What is wrong with an excerpt.
pub fn fault(html: &str) -> Option<&'static str> {
    let mut rest = html;
    let mut is_open = false;
    loop {
        let (text, tag) = match rest.split_once('<') {
            Some((text, tag)) => (text, Some(tag)),
            None => (rest, None),
        };
        if let Some(fault) = fault_of_text(text) {
            return Some(fault);
        }
        rest = match tag {
            None if is_open => return Some("a mark is not closed"),
            None => return None,
            Some(tag) => match (tag.strip_prefix("mark>"), tag.strip_prefix("/mark>")) {
                (Some(rest), _) if !is_open => rest,
                (_, Some(rest)) if is_open => rest,
                (None, None) => return Some("a tag other than mark"),
                _ => return Some("marks are not in pairs"),
            },
        };
        is_open = !is_open;
    }
}

fn fault_of_text(text: &str) -> Option<&'static str> {
    const ESCAPES: [&str; 5] = ["lt;", "gt;", "amp;", "quot;", "#39;"];
    if text.contains(['>', '"', '\'']) {
        return Some("a character is not escaped");
    }
    let mut escapes = text.split('&').skip(1);
    let is_known = |escape: &str| ESCAPES.iter().any(|known| escape.starts_with(known));
    (!escapes.all(is_known)).then_some("an escape is unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pairs_of_marks_around_escaped_text_are_well_formed() {
        for well in ["", "ord", "a <mark>b</mark> &lt;c&gt; <mark>d</mark>"] {
            assert_eq!(fault(well), None, "{well}");
        }
        for ill in [
            "<mark>a",
            "a</mark>",
            "<mark>a<mark>b</mark></mark>",
            "<b>a</b>",
            "a > b",
            "a & b",
            "&nbsp;",
            "\"",
            "<",
        ] {
            assert!(fault(ill).is_some(), "{ill}");
        }
    }
}
