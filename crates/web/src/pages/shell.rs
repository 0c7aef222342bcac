//! What every page has around its content: head, menu, and what outside search engines and link previews are told.

use serde_json::Value;

use crate::app::App;
use crate::assets;
use crate::feed;

/// Around a page's content.
#[derive(Clone, Debug)]
pub struct Shell {
    pub(super) style: &'static str,
    pub(super) script: &'static str,
    pub(super) mark: &'static str,
    /// The entry of the main menu that this page is.
    pub(super) here: &'static str,
    /// What stands on the tab of a page that is no record.
    pub(super) tab: &'static str,
    /// The whole title; the name of the archive stands last.
    pub(super) title: String,
    /// One or two sentences for lists of results and link previews.
    pub(super) description: String,
    /// The one address of the page: whole where the archive's own address is known.
    pub(super) canonical: String,
    /// What link previews call it (ogp.me).
    pub(super) kind: &'static str,
    /// Whether outside search engines may list the page.
    pub(super) listed: bool,
    /// JSON-LD (schema.org), made safe to stand inside a `script` element; empty for none.
    pub(super) data: String,
    pub(super) feeds: Vec<Feed>,
    /// Whether the archive knows the address that a browser's own search field would ask.
    pub(super) is_searchable: bool,
}

/// A feed of what the page shows.
#[derive(Clone, Debug)]
pub(super) struct Feed {
    pub(super) title: String,
    pub(super) url: String,
}

impl Feed {
    /// The same feed in its other format.
    pub(super) fn as_json(&self) -> String {
        self.url.replacen("/feed.atom", "/feed.json", 1)
    }
}

/// Letters of a description that lists of results show (a habit of search engines, no standard).
const DESCRIPTION: usize = 160;

impl Shell {
    /// A page at this path, listed by outside search engines.
    pub fn new(app: &App, path: &str, title: &str, description: &str) -> Shell {
        Shell {
            canonical: absolute(app, path),
            description: super::text::beginning(description, DESCRIPTION),
            is_searchable: app.config().base_url.is_some(),
            ..Shell::bare(title)
        }
    }

    /// A page with nothing to keep and no address of its own, such as a problem's.
    pub fn bare(title: &str) -> Shell {
        Shell {
            style: assets::style_address(),
            script: assets::script_address(),
            mark: assets::mark_address(),
            here: "",
            tab: "",
            title: match title.contains("Paragraf –") {
                true => title.to_owned(),
                false => format!("{title} – Paragraf"),
            },
            description: String::new(),
            canonical: String::new(),
            kind: "website",
            listed: true,
            data: String::new(),
            feeds: Vec::new(),
            is_searchable: false,
        }
    }

    /// Marks the entry of the main menu.
    pub fn in_menu(self, here: &'static str) -> Shell {
        let tab = match here {
            "/" => "Arkivet",
            "fel" => "Fel",
            "/sok" => "Sökning",
            "/arenden" => "Ärenden",
            "/tackning" => "Täckning",
            "/hjalp" => "Sökhjälp",
            "/api" => "API",
            "/om" => "Om arkivet",
            "/kvalitet" => "Kvalitet och gränser",
            "/tillganglighet" => "Tillgänglighet",
            _ => "",
        };
        Shell { here, tab, ..self }
    }

    /// Never listed: a page that has no end or no meaning outside, or one where something is masked.
    pub fn unlisted(self) -> Shell {
        Shell {
            listed: false,
            ..self
        }
    }

    /// A page that names people: listed by outside search engines only where the operator allows it.
    pub fn of_records(self, app: &App) -> Shell {
        Shell {
            listed: self.listed && app.config().indexable,
            kind: "article",
            ..self
        }
    }

    /// Says what the page is about in schema.org's terms.
    pub fn with_data(self, data: &Value) -> Shell {
        Shell {
            data: inside_script(data),
            ..self
        }
    }

    /// Tells readers of feeds where the page's feed is, by the name that it has for itself.
    pub fn with_feed(mut self, app: &App, url: &str) -> Shell {
        self.feeds.push(Feed {
            title: feed::title_at(app, url).unwrap_or_default(),
            url: url.to_owned(),
        });
        self
    }
}

/// The path under the address by which the world knows the archive, where that is stated.
pub fn absolute(app: &App, path: &str) -> String {
    let base = app.config().base_url.as_deref().unwrap_or_default();
    format!("{}{path}", base.trim_end_matches('/'))
}

/// JSON that cannot end the `script` element around it, whatever stands in its strings.
fn inside_script(data: &Value) -> String {
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::inside_script;

    #[test]
    fn data_cannot_leave_its_element_and_says_the_same() {
        let data = json!({ "name": "</script><script>alert(1)</script> & <!--" });
        let written = inside_script(&data);
        assert!(!written.contains(['<', '>', '&']), "{written}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&written).unwrap(),
            data
        );
    }
}
