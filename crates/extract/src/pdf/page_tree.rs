//! The pages of a file and what they inherit.

use std::collections::HashSet;

use lopdf::{Dictionary, Object, ObjectId};

use super::document::{File, dictionary_of};
use super::geometry::Rectangle;
use crate::limits::PAGES;

/// One page with what it inherits.
pub struct Page<'a> {
    /// The page itself.
    pub dictionary: &'a Dictionary,
    /// Fonts, forms and graphics states by name.
    pub resources: Option<&'a Dictionary>,
    /// What of the paper is shown.
    pub shown: Rectangle,
    /// Quarter turns clockwise.
    pub quarter_turns: u8,
}

/// The pages, and whether there were more than the limit allows.
pub struct Pages<'a> {
    /// In reading order.
    pub pages: Vec<Page<'a>>,
    /// Some were left out.
    pub cut: bool,
    /// So many nodes of the page tree are not there.
    pub missing: usize,
}

/// Steps up or down a page tree; a loop ends here.
const DEEPEST_TREE: usize = 64;

/// A4, for pages that do not say.
const A4: [f64; 4] = [0.0, 0.0, 595.0, 842.0];

/// All pages in reading order; where the page tree is broken, every page that is found.
pub fn pages(file: &File) -> Pages<'_> {
    let mut walk = Walk {
        file,
        seen: HashSet::new(),
        found: Vec::new(),
        cut: false,
        missing: 0,
    };
    if let Some(root) = file.page_tree() {
        walk.node(root, &Inherited::default(), 0);
    }
    if walk.found.is_empty() {
        walk.every_page();
    }
    Pages {
        pages: walk.found,
        cut: walk.cut,
        missing: walk.missing,
    }
}

/// What a page takes from the nodes above it.
#[derive(Clone, Copy, Default)]
struct Inherited<'a> {
    resources: Option<&'a Dictionary>,
    media_box: Option<[f64; 4]>,
    crop_box: Option<[f64; 4]>,
    rotate: Option<f64>,
}

struct Walk<'a> {
    file: &'a File,
    seen: HashSet<ObjectId>,
    found: Vec<Page<'a>>,
    cut: bool,
    missing: usize,
}

impl<'a> Walk<'a> {
    fn node(&mut self, node: &'a Object, above: &Inherited<'a>, depth: usize) {
        if depth > DEEPEST_TREE || self.cut {
            return;
        }
        if let Ok(id) = node.as_reference()
            && !self.seen.insert(id)
        {
            return;
        }
        let Some(dictionary) = self.file.resolve(node).and_then(dictionary_of) else {
            self.missing += 1;
            return;
        };
        let inherited = self.inherited(dictionary, above);
        let kids = self.file.array(dictionary, b"Kids");
        let is_leaf = self.file.name(dictionary, b"Type") == Some(b"Page") || kids.is_empty();
        if !is_leaf {
            for kid in kids {
                self.node(kid, &inherited, depth + 1);
            }
        } else if self.found.len() == PAGES {
            self.cut = true;
        } else if self.file.name(dictionary, b"Type") != Some(b"Pages") {
            self.found.push(page(dictionary, &inherited));
        }
    }

    fn inherited(&self, node: &'a Dictionary, above: &Inherited<'a>) -> Inherited<'a> {
        let file = self.file;
        Inherited {
            resources: file.dictionary(node, b"Resources").or(above.resources),
            media_box: file.numbers(node, b"MediaBox").or(above.media_box),
            crop_box: file.numbers(node, b"CropBox").or(above.crop_box),
            rotate: file.number(node, b"Rotate").or(above.rotate),
        }
    }

    fn every_page(&mut self) {
        let objects = self.file.objects().filter_map(dictionary_of);
        for dictionary in objects {
            if self.file.name(dictionary, b"Type") != Some(b"Page") {
                continue;
            }
            if self.found.len() == PAGES {
                self.cut = true;
                return;
            }
            let inherited = self.inherited_upwards(dictionary);
            self.found.push(page(dictionary, &inherited));
        }
    }

    fn inherited_upwards(&self, page: &'a Dictionary) -> Inherited<'a> {
        let mut chain = vec![page];
        while chain.len() < DEEPEST_TREE
            && let Some(parent) = chain
                .last()
                .and_then(|node| self.file.dictionary(node, b"Parent"))
        {
            chain.push(parent);
        }
        chain
            .iter()
            .rev()
            .fold(Inherited::default(), |above, node| {
                self.inherited(node, &above)
            })
    }
}

fn page<'a>(dictionary: &'a Dictionary, inherited: &Inherited<'a>) -> Page<'a> {
    let has_area = |bounds: &Rectangle| bounds.width() > 1.0 && bounds.height() > 1.0;
    let media = inherited.media_box.map(Rectangle::new).filter(has_area);
    let media = media.unwrap_or(Rectangle::new(A4));
    let crop = inherited.crop_box.map(Rectangle::new).filter(has_area);
    let shown = crop.and_then(|crop| crop.common(&media)).unwrap_or(media);
    let quarter_turns = (inherited.rotate.unwrap_or(0.0) / 90.0)
        .round()
        .rem_euclid(4.0);
    Page {
        dictionary,
        resources: inherited.resources,
        shown,
        quarter_turns: quarter_turns as u8,
    }
}
