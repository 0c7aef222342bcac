//! Web pages: the part that is the document, as paragraphs, lists and tables.

mod content;
pub mod decode;
mod endless;
mod guard;
#[cfg(test)]
mod hidden_tests;
mod lists;
pub mod mhtml;
mod seen;
mod sheet;
mod style;
mod table;
#[cfg(test)]
mod table_tests;
mod walk;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use paragraf_model::MediaType;
use scraper::Selector;

use self::seen::Seen;
use self::style::Context;
use self::walk::Walker;
use crate::ExtractError;
use crate::flow::Flow;
use crate::limits::HTML_BYTES;

/// Reads a page from its bytes.
pub fn read(bytes: &[u8]) -> Result<Flow, ExtractError> {
    if bytes.len() > HTML_BYTES {
        return Err(ExtractError::TooLarge {
            limit: format!("{HTML_BYTES} bytes"),
        });
    }
    Ok(flow(&decode::decode(bytes)))
}

/// Reads the page out of a single-file web page.
pub fn read_mhtml(bytes: &[u8]) -> Result<Flow, ExtractError> {
    if bytes.len() > HTML_BYTES {
        return Err(ExtractError::TooLarge {
            limit: format!("{HTML_BYTES} bytes"),
        });
    }
    let page = mhtml::page(bytes).ok_or_else(|| ExtractError::Damaged {
        detail: "the page is missing in the single-file web page".to_owned(),
    })?;
    Ok(flow(&page))
}

/// Reads what another document takes in as a web page; `None` where it is something else.
pub fn read_inserted(bytes: &[u8]) -> Option<Flow> {
    let beginning = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096))?);
    if mhtml::is_mhtml(&beginning) {
        return read_mhtml(bytes).ok();
    }
    let is_other = bytes.starts_with(b"PK") || bytes.starts_with(b"{\\rtf");
    let is_page = !is_other && beginning.contains('<');
    is_page.then(|| read(bytes).ok()).flatten()
}

fn flow(text: &str) -> Flow {
    let text: Cow<'_, str> = if text.contains('\0') {
        text.replace('\0', "").into()
    } else {
        text.into()
    };
    let (page, cut) = guard::tree(&text);
    let seen = Seen::of(&page);
    let (element, leave) = content::choose(&page, &seen);
    let mut walker = Walker::new(leave, &seen);
    walker.children(element, Context::of_page(element, &seen));
    let (blocks, mut noticed) = walker.finish();
    noticed.simplified = cut;
    noticed.left_around += content::missed_around(element, &seen);
    let title = Selector::parse("title")
        .ok()
        .and_then(|selector| page.select(&selector).next())
        .map(|title| title.text().collect());
    Flow {
        media_type: MediaType::Html,
        blocks,
        sections: Vec::new(),
        stated_pages: None,
        tab_width: 8.0,
        title,
        noticed,
    }
}
