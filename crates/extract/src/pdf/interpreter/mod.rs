//! Runs a page's content and notes where each character stands. Knows text, forms and annotations, and of paths
//! and pictures what they hide.

mod concealing;
mod drawn;
mod inks;
mod painting;
mod pictures;
mod text;

use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use crate::limits::{
    DECODED_BYTES_OF_STREAM, GLYPHS, GLYPHS_OF_PAGE, OPERATIONS, OPERATIONS_OF_ANNOTATION,
    SAVED_STATES,
};
use crate::pdf::colour::Space;
use crate::pdf::content::{Operand, Operations};
use crate::pdf::document::{File, dictionary_of};
use crate::pdf::fonts::Font;
use crate::pdf::geometry::{Matrix, Rectangle};
use crate::pdf::glyph::Glyph;
use crate::pdf::hidden::ground::Ground;
use crate::pdf::hidden::layers::Layers;
use crate::pdf::hidden::path::{Path, Rule};
use crate::pdf::hidden::strips::Strips;
use crate::pdf::hidden::{Concealment, Hidden, Picture, Seen, tell_apart};
use crate::pdf::inflate::Inflater;
use crate::pdf::marked::{MarkedContent, Stretch};
use crate::pdf::page_tree::Page;
use crate::pdf::picture::Placed;
use crate::pdf::state::{GraphicsState, TextPlace};

/// What a page holds.
#[derive(Default)]
pub struct PageContent<'a> {
    /// Those that a reader of the page sees, in the order of the content.
    pub glyphs: Vec<Glyph>,
    /// Those that none sees.
    pub hidden: Hidden,
    /// Area of all pictures in square points.
    pub picture_area: f64,
    /// In the order they are painted; no more than `PICTURES_OF_PAGE`.
    pub pictures: Vec<Placed<'a>>,
    /// When the last of them was painted: what was painted over it later is not in them.
    pub last_picture: u32,
    /// How many curves: letters turned into outlines have many.
    pub curves: usize,
    /// The budget was used up before the end.
    pub cut: bool,
}

/// Letters turned into outlines have many curves; a coat of arms has some hundreds.
pub const CURVES_OF_OUTLINED_TEXT: usize = 2000;

/// Share of the page that a scan covers.
pub const SCAN_SHARE: f64 = 0.5;

/// Fonts and the budget, shared by all pages of a file.
pub struct Interpreter<'a> {
    file: &'a File,
    spaces: HashMap<usize, Rc<Space>>,
    solid_masks: HashMap<usize, bool>,
    layers: Layers,
    ground: Ground,
    fonts: HashMap<usize, Rc<Font<'a>>>,
    missing_font: Rc<Font<'a>>,
    operations: usize,
    glyphs: usize,
    inflater: Inflater,
}

impl<'a> Interpreter<'a> {
    /// With the whole budget.
    pub fn new(file: &'a File) -> Interpreter<'a> {
        Interpreter {
            file,
            spaces: HashMap::new(),
            solid_masks: HashMap::new(),
            layers: Layers::read(file),
            ground: Ground::new(),
            fonts: HashMap::new(),
            missing_font: Rc::new(Font::missing()),
            operations: 0,
            glyphs: 0,
            inflater: Inflater::new(),
        }
    }

    /// Runs one page: its content and the appearances of its annotations.
    pub fn run(&mut self, page: &Page<'a>) -> PageContent<'a> {
        let matrix = as_seen(page);
        let shown = page.shown.under(matrix);
        self.ground.clear(shown.width(), shown.height());
        let mut run = Run {
            smallest: smallest_size(self.file, page),
            shared: self,
            content: PageContent::default(),
            state: GraphicsState::new(matrix, shown),
            saved: Vec::new(),
            unsaved: 0,
            place: TextPlace::START,
            marked: MarkedContent::default(),
            show: 0,
            path: Path::default(),
            clip_rule: None,
            strips: Strips::default(),
            pictures: Vec::new(),
            concealment: None,
            may_have_colour_of_ground: false,
            letters_for_clipping: None,
            letters_painted: Vec::new(),
        };
        let data = run.page_data(page);
        run.content(&data, page.resources, 0);
        for annotation in run.shared.file.array(page.dictionary, b"Annots") {
            run.shared.operations += OPERATIONS_OF_ANNOTATION;
            if run.is_over_budget() {
                run.content.cut = true;
                break;
            }
            run.state = GraphicsState::new(matrix, shown);
            run.annotation(annotation);
        }
        run.finish(&shown)
    }

    /// Whether something opaque was painted at a spot of the page that was run last, after the pictures on it.
    pub fn is_painted_over(&self, content: &PageContent<'_>, spot: (f32, f32)) -> bool {
        let cell = self.ground.at(spot);
        cell.is_some_and(|cell| cell.order() > content.last_picture)
    }

    fn space(&mut self, object: &'a Object) -> Rc<Space> {
        let key = std::ptr::from_ref(object).addr();
        let file = self.file;
        let space = self.spaces.entry(key);
        Rc::clone(space.or_insert_with(|| Rc::new(Space::read(file, object))))
    }

    fn font(&mut self, dictionary: &'a Dictionary) -> Rc<Font<'a>> {
        // The dictionary stays where it is as long as the file is open: its place names it.
        let key = std::ptr::from_ref(dictionary).addr();
        let file = self.file;
        Rc::clone(
            self.fonts
                .entry(key)
                .or_insert_with(|| Rc::new(Font::read(file, dictionary))),
        )
    }
}

/// From the page's own units, which count upwards, to points from the top left corner after turning.
fn as_seen(page: &Page<'_>) -> Matrix {
    let Rectangle {
        left,
        bottom,
        right,
        top,
    } = page.shown;
    Matrix::new(match page.quarter_turns {
        0 => [1.0, 0.0, 0.0, -1.0, -left, top],
        1 => [0.0, 1.0, 1.0, 0.0, -bottom, -left],
        2 => [-1.0, 0.0, 0.0, 1.0, right, -bottom],
        _ => [0.0, -1.0, -1.0, 0.0, top, right],
    })
}

/// Points, on a page of ordinary size: nobody reads letters smaller than this.
const SMALLEST: f64 = 1.0;

/// Width of an A4 sheet.
const ORDINARY_WIDTH: f64 = 595.0;

/// A page may count in larger units, or be so small that it can only be meant to be shown larger.
fn smallest_size(file: &File, page: &Page<'_>) -> f64 {
    let unit = file.number(page.dictionary, b"UserUnit").unwrap_or(1.0);
    let width = page.shown.width().min(page.shown.height());
    SMALLEST * (width / ORDINARY_WIDTH).min(1.0) / unit.max(1.0)
}

/// One page being run.
struct Run<'run, 'a> {
    shared: &'run mut Interpreter<'a>,
    content: PageContent<'a>,
    state: GraphicsState<'a>,
    saved: Vec<GraphicsState<'a>>,
    /// States past the limit; they are brought back first.
    unsaved: usize,
    place: TextPlace,
    marked: MarkedContent,
    show: u32,
    path: Path,
    /// The path under construction is to clip.
    clip_rule: Option<Rule>,
    strips: Strips,
    pictures: Vec<Picture>,
    /// All that is drawn now is concealed.
    concealment: Option<Concealment>,
    /// What is shown next could have the colour of what it stands on.
    may_have_colour_of_ground: bool,
    /// Letters smaller than this are too small.
    smallest: f64,
    /// Letters since `BT` that are to clip, by their number.
    letters_for_clipping: Option<usize>,
    /// Whether something was painted through letters, by their number.
    letters_painted: Vec<bool>,
}

impl<'a> Run<'_, 'a> {
    /// What a reader of the page sees of it.
    fn finish(self, shown: &Rectangle) -> PageContent<'a> {
        let mut content = self.content;
        let area = shown.width() * shown.height();
        let seen = Seen {
            ground: &self.shared.ground,
            pictures: &self.pictures,
            letters_painted: &self.letters_painted,
            is_drawn: content.picture_area > SCAN_SHARE * area
                || content.curves > CURVES_OF_OUTLINED_TEXT,
        };
        let orders = self.pictures.iter().map(|picture| picture.order);
        content.last_picture = orders.max().unwrap_or_default();
        content.hidden = tell_apart(&mut content.glyphs, &seen);
        content.hidden.replaced = self.marked.replaced;
        content
    }

    /// One stream may stand in the list a million times.
    fn page_data(&mut self, page: &Page<'a>) -> Vec<u8> {
        let file = self.shared.file;
        let mut data = Vec::new();
        for part in file.array(page.dictionary, b"Contents") {
            if data.len() > DECODED_BYTES_OF_STREAM {
                self.content.cut = true;
                break;
            }
            if let Some(Object::Stream(stream)) = file.resolve(part) {
                self.shared.inflater.append(file, stream, &mut data);
                // A token never goes on in the next part.
                data.push(b'\n');
            }
        }
        data
    }

    fn content(&mut self, data: &[u8], resources: Option<&'a Dictionary>, depth: usize) {
        let (saved, stretches) = (self.saved.len(), self.marked.depth());
        let unsaved = std::mem::take(&mut self.unsaved);
        let mut operations = Operations::new(data);
        while let Some((operator, operands)) = operations.next() {
            self.shared.operations += 1;
            if self.is_over_budget() {
                self.content.cut = true;
                break;
            }
            self.operation(operator, operands, resources, depth, (saved, stretches));
        }
        self.unsaved = unsaved;
        self.marked.end_down_to(stretches);
        self.path.clear();
        if let Some(state) = self.saved.drain(saved..).next() {
            self.state = state;
        }
    }

    fn is_over_budget(&self) -> bool {
        self.shared.operations > OPERATIONS
            || self.shared.glyphs > GLYPHS
            || self.content.glyphs.len() > GLYPHS_OF_PAGE
    }

    fn operation(
        &mut self,
        operator: &[u8],
        operands: &[Operand],
        resources: Option<&'a Dictionary>,
        depth: usize,
        (saved, stretches): (usize, usize),
    ) {
        match operator {
            b"q" if self.saved.len() < SAVED_STATES => self.saved.push(self.state.clone()),
            b"q" => self.unsaved += 1,
            b"Q" if self.unsaved > 0 => self.unsaved -= 1,
            // A form cannot bring back a state that was saved outside it.
            b"Q" if self.saved.len() > saved => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = matrix(operands) {
                    self.state.matrix = matrix.then(self.state.matrix);
                }
            }
            b"Do" => self.external(operands, resources, depth),
            b"BI" => self.inline_picture(operands, resources),
            b"gs" => self.extended_state(operands, resources),
            b"BDC" => self.begin_marked(operands, resources),
            b"BMC" => self.marked.begin(Stretch::default()),
            b"EMC" => self.marked.end(&mut self.content.glyphs, stretches),
            b"Tf" => self.set_font(operands, resources),
            b"Tj" | b"TJ" | b"Td" | b"Tm" => self.text_operation(operator, operands),
            _ => {
                let is_known = self.path_operation(operator, operands)
                    || self.colour_operation(operator, operands, resources);
                if !is_known {
                    self.text_operation(operator, operands);
                }
            }
        }
    }

    fn begin_marked(&mut self, operands: &[Operand], resources: Option<&'a Dictionary>) {
        let file = self.shared.file;
        let mut stretch = Stretch {
            first_glyph: self.content.glyphs.len(),
            ..Stretch::default()
        };
        match operands.last() {
            Some(Operand::Dictionary(entries)) => {
                stretch.text = entries.iter().find_map(|(key, value)| match value {
                    Operand::String(text) if **key == *b"ActualText" => Some(text.to_vec()),
                    _ => None,
                });
            }
            Some(Operand::Name(name)) => {
                let properties = self.resource(resources, b"Properties", name);
                if let Some(properties) = properties.and_then(dictionary_of) {
                    let text = file.get(properties, b"ActualText");
                    stretch.text = text.and_then(|text| Some(text.as_str().ok()?.to_vec()));
                    let is_layer =
                        matches!(operands.first(), Some(Operand::Name(tag)) if **tag == *b"OC");
                    stretch.layer_is_off = is_layer && !self.shared.layers.show(file, properties);
                }
            }
            _ => {}
        }
        self.marked.begin(stretch);
    }

    fn resource(
        &self,
        resources: Option<&'a Dictionary>,
        kind: &[u8],
        name: &[u8],
    ) -> Option<&'a Object> {
        let file = self.shared.file;
        file.get(file.dictionary(resources?, kind)?, name)
    }
}

/// The numbers among the operands; no operator that is followed here takes more than six.
fn numbers(operands: &[Operand]) -> Numbers {
    let mut numbers = Numbers::default();
    for number in operands.iter().filter_map(Operand::number) {
        if let Some(place) = numbers.values.get_mut(numbers.count) {
            *place = number;
            numbers.count += 1;
        }
    }
    numbers
}

/// One more than six, so that too many can be told.
#[derive(Default)]
struct Numbers {
    values: [f64; 7],
    count: usize,
}

impl Deref for Numbers {
    type Target = [f64];

    fn deref(&self) -> &[f64] {
        self.values.get(..self.count).unwrap_or_default()
    }
}

fn matrix(operands: &[Operand]) -> Option<Matrix> {
    let entries: [f64; 6] = (*numbers(operands)).try_into().ok()?;
    Some(Matrix::new(entries)).filter(|matrix| matrix.is_finite())
}
