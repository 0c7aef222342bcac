//! Runs a page's content and notes where each character stands. Knows text, forms and annotations; paths and
//! pictures only count.

mod drawn;
mod text;

use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use crate::limits::{GLYPHS, GLYPHS_OF_PAGE, OPERATIONS, SAVED_STATES};
use crate::pdf::content::{Operand, Operations};
use crate::pdf::document::{File, dictionary_of};
use crate::pdf::fonts::Font;
use crate::pdf::geometry::{Matrix, Rectangle};
use crate::pdf::glyph::Glyph;
use crate::pdf::marked::MarkedContent;
use crate::pdf::page_tree::Page;
use crate::pdf::state::{GraphicsState, TextPlace, colour};

/// What a page holds.
#[derive(Default)]
pub struct PageContent {
    /// In the order of the content.
    pub glyphs: Vec<Glyph>,
    /// Area of all pictures in square points.
    pub picture_area: f64,
    /// How many pictures.
    pub pictures: usize,
    /// How many curves: letters turned into outlines have many.
    pub curves: usize,
    /// The budget was used up before the end.
    pub cut: bool,
}

/// Fonts and the budget, shared by all pages of a file.
pub struct Interpreter<'a> {
    file: &'a File,
    fonts: HashMap<usize, Rc<Font<'a>>>,
    missing_font: Rc<Font<'a>>,
    operations: usize,
    glyphs: usize,
}

impl<'a> Interpreter<'a> {
    /// With the whole budget.
    pub fn new(file: &'a File) -> Interpreter<'a> {
        Interpreter {
            file,
            fonts: HashMap::new(),
            missing_font: Rc::new(Font::missing()),
            operations: 0,
            glyphs: 0,
        }
    }

    /// Runs one page: its content and the appearances of its annotations.
    pub fn run(&mut self, page: &Page<'a>) -> PageContent {
        let matrix = as_seen(page);
        let mut run = Run {
            shared: self,
            content: PageContent::default(),
            state: GraphicsState::new(matrix),
            saved: Vec::new(),
            place: TextPlace::START,
            marked: MarkedContent::default(),
            show: 0,
        };
        let data = run.page_data(page);
        run.content(&data, page.resources, 0);
        for annotation in run.shared.file.array(page.dictionary, b"Annots") {
            run.state = GraphicsState::new(matrix);
            run.annotation(annotation);
        }
        run.content
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

/// One page being run.
struct Run<'run, 'a> {
    shared: &'run mut Interpreter<'a>,
    content: PageContent,
    state: GraphicsState<'a>,
    saved: Vec<GraphicsState<'a>>,
    place: TextPlace,
    marked: MarkedContent,
    show: u32,
}

impl<'a> Run<'_, 'a> {
    fn page_data(&self, page: &Page<'a>) -> Vec<u8> {
        let file = self.shared.file;
        let mut data = Vec::new();
        for part in file.array(page.dictionary, b"Contents") {
            if let Some(Object::Stream(stream)) = file.resolve(part) {
                data.extend(file.data(stream));
                // A token never goes on in the next part.
                data.push(b'\n');
            }
        }
        data
    }

    fn content(&mut self, data: &[u8], resources: Option<&'a Dictionary>, depth: usize) {
        let saved = self.saved.len();
        let mut operations = Operations::new(data);
        while let Some((operator, operands)) = operations.next() {
            self.shared.operations += 1;
            if self.is_over_budget() {
                self.content.cut = true;
                break;
            }
            self.operation(operator, operands, resources, depth, saved);
        }
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
        saved: usize,
    ) {
        match operator {
            b"q" if self.saved.len() < SAVED_STATES => self.saved.push(self.state.clone()),
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
            b"BI" => self.picture(),
            b"gs" => self.extended_state(operands, resources),
            b"c" | b"v" | b"y" => self.content.curves += 1,
            b"BDC" => self.begin_marked(operands, resources),
            b"BMC" => self.marked.begin(None, self.content.glyphs.len()),
            b"EMC" => self.marked.end(&mut self.content.glyphs),
            b"g" | b"rg" | b"k" | b"sc" | b"scn" => self.state.fill = colour(&numbers(operands)),
            b"cs" => self.state.fill = Some([0.0; 3]),
            b"Tf" => self.set_font(operands, resources),
            _ => self.text_operation(operator, operands),
        }
    }

    fn begin_marked(&mut self, operands: &[Operand], resources: Option<&'a Dictionary>) {
        let text = match operands.last() {
            Some(Operand::Dictionary(entries)) => {
                entries.iter().find_map(|(key, value)| match value {
                    Operand::String(text) if **key == *b"ActualText" => Some(text.to_vec()),
                    _ => None,
                })
            }
            Some(Operand::Name(name)) => self
                .resource(resources, b"Properties", name)
                .and_then(dictionary_of)
                .and_then(|properties| {
                    self.shared
                        .file
                        .get(properties, b"ActualText")?
                        .as_str()
                        .ok()
                })
                .map(<[u8]>::to_vec),
            _ => None,
        };
        self.marked.begin(text, self.content.glyphs.len());
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
