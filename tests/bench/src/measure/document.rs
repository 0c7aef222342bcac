//! The part of a document that a run writes itself; what stands around it is written by hand.

use std::path::Path;

use anyhow::{Context, Result, bail};

/// Puts text between the marks of that name.
pub fn put(path: &Path, name: &str, text: &str) -> Result<()> {
    let document = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let document = between(&document, name, text).with_context(|| path.display().to_string())?;
    std::fs::write(path, document).with_context(|| path.display().to_string())
}

fn between(document: &str, name: &str, text: &str) -> Result<String> {
    let (begin, end) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let parts = document.split_once(&begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(&end)?;
        Some((before, after))
    });
    match parts {
        Some((before, after)) => Ok(format!("{before}{begin}\n{}\n{end}{after}", text.trim())),
        None => bail!("there is no {begin} … {end}"),
    }
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn only_what_stands_between_the_marks_changes() {
        let document = "# A\n<!-- measured -->\nold\n<!-- /measured -->\nby hand\n";
        let written = between(document, "measured", "new\n").unwrap();
        assert_eq!(
            written,
            "# A\n<!-- measured -->\nnew\n<!-- /measured -->\nby hand\n"
        );
        assert_eq!(between(&written, "measured", "new").unwrap(), written);
        assert!(
            between(
                "# A\n<!-- /measured -->\n<!-- measured -->",
                "measured",
                "new"
            )
            .is_err()
        );
    }
}
