//! Runs a page's content and notes where each character stands. Knows text, forms and annotations; paths and
//! pictures only count.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, Stream};

use super::content::{Operand, Operations};
use super::document::{File, Page, dictionary_of};
use super::fonts::{Font, Style};
use super::geometry::{Matrix, Rectangle};
use super::glyph::Glyph;
use super::marked::MarkedContent;
use super::state::{GraphicsState, TextPlace, colour};
use crate::limits::{
    FORM_DEPTH, GLYPHS, GLYPHS_OF_PAGE, OPERATIONS, OPERATIONS_OF_FORM, SAVED_STATES,
};

/// In points; what stands further away is damage and no text of the page.
const LARGEST_PAPER: f64 = 100_000.0;

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

    fn text_operation(&mut self, operator: &[u8], operands: &[Operand]) {
        let numbers = numbers(operands);
        let text = &mut self.state.text;
        match (operator, numbers.as_slice()) {
            (b"BT", _) => self.place = TextPlace::START,
            (b"Tc", &[spacing, ..]) => text.character_spacing = spacing,
            (b"Tw", &[spacing, ..]) => text.word_spacing = spacing,
            (b"Tz", &[percent, ..]) => text.horizontal_scale = percent / 100.0,
            (b"TL", &[leading, ..]) => text.leading = leading,
            (b"Ts", &[rise, ..]) => text.rise = rise,
            (b"Tr", &[mode, ..]) => text.mode = mode as u8,
            (b"Td", &[x, y]) => self.place.next_line(x, y),
            (b"TD", &[x, y]) => {
                text.leading = -y;
                self.place.next_line(x, y);
            }
            (b"Tm", _) => {
                if let Some(matrix) = matrix(operands) {
                    self.place = TextPlace {
                        matrix,
                        line: matrix,
                    };
                }
            }
            (b"T*", _) => self.next_line(),
            (b"Tj" | b"TJ", _) => self.show(operands),
            (b"'", _) => {
                self.next_line();
                self.show(operands);
            }
            (b"\"", &[word_spacing, character_spacing]) => {
                text.word_spacing = word_spacing;
                text.character_spacing = character_spacing;
                self.next_line();
                self.show(operands);
            }
            _ => {}
        }
    }

    fn next_line(&mut self) {
        self.place.next_line(0.0, -self.state.text.leading);
    }

    fn show(&mut self, operands: &[Operand]) {
        self.show += 1;
        let items = match operands.last() {
            Some(Operand::Array(items)) => items.as_slice(),
            Some(string @ Operand::String(_)) => std::slice::from_ref(string),
            _ => return,
        };
        for item in items {
            match item {
                Operand::String(string) => self.show_string(string),
                Operand::Number(number) => {
                    let text = &self.state.text;
                    let back = number / 1000.0 * text.size * text.horizontal_scale;
                    self.place.advance(-back);
                }
                _ => {}
            }
        }
    }

    fn show_string(&mut self, string: &[u8]) {
        let font = self.state.text.font.clone();
        let font = font.unwrap_or_else(|| Rc::clone(&self.shared.missing_font));
        for code in font.codes(string) {
            let text = &self.state.text;
            let word_spacing = if code.is_space {
                text.word_spacing
            } else {
                0.0
            };
            let advance = code.width * text.size + text.character_spacing + word_spacing;
            let advance = advance * text.horizontal_scale;
            if !code.text.is_empty() {
                self.place_glyph(&font, &code.text, code.width, advance);
            }
            self.place.advance(advance);
        }
    }

    fn place_glyph(&mut self, font: &Font<'a>, text: &Rc<str>, width: f64, advance: f64) {
        let set = &self.state.text;
        let to_page = self.place.matrix.then(self.state.matrix);
        let (start_x, start_y) = to_page.apply(0.0, set.rise);
        let (width_x, width_y) = to_page.turn(width * set.size * set.horizontal_scale, 0.0);
        let (next_x, next_y) = to_page.turn(advance, 0.0);
        let (up_x, up_y) = to_page.turn(0.0, set.size * font.em());
        // Text set upright and slanted by the matrix is italic too.
        let (along_x, along_y) = to_page.turn(1.0, 0.0);
        let slant = (along_x * up_x + along_y * up_y) / (along_x * up_y - along_y * up_x);
        let is_on_paper = [
            start_x, start_y, width_x, width_y, next_x, next_y, up_x, up_y,
        ]
        .iter()
        .all(|distance| distance.abs() < LARGEST_PAPER);
        if !is_on_paper {
            return;
        }
        self.shared.glyphs += 1;
        self.content.glyphs.push(Glyph {
            text: Rc::clone(text),
            start: point(start_x, start_y),
            end: point(start_x + width_x, start_y + width_y),
            next: point(start_x + next_x, start_y + next_y),
            size: up_x.hypot(up_y) as f32,
            style: Style {
                bold: font.style.bold || set.mode == 2,
                italic: font.style.italic || slant.abs() > 0.15,
            },
            run: self.show,
            mode: set.mode,
            fill: self.state.fill,
        });
    }

    fn set_font(&mut self, operands: &[Operand], resources: Option<&'a Dictionary>) {
        let [Operand::Name(name), Operand::Number(size)] = operands else {
            return;
        };
        self.state.text.size = *size;
        let font = self
            .resource(resources, b"Font", name)
            .and_then(dictionary_of);
        self.state.text.font = font.map(|font| self.shared.font(font));
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

    fn extended_state(&mut self, operands: &[Operand], resources: Option<&'a Dictionary>) {
        let Some(Operand::Name(name)) = operands.first() else {
            return;
        };
        let file = self.shared.file;
        let state = self
            .resource(resources, b"ExtGState", name)
            .and_then(dictionary_of);
        let Some([font, size]) = state.map(|state| file.array(state, b"Font")) else {
            return;
        };
        if let (Some(font), Some(Object::Integer(size))) = (
            file.resolve(font).and_then(dictionary_of),
            file.resolve(size),
        ) {
            self.state.text.font = Some(self.shared.font(font));
            self.state.text.size = *size as f64;
        }
    }

    fn begin_marked(&mut self, operands: &[Operand], resources: Option<&'a Dictionary>) {
        let text = match operands.last() {
            Some(Operand::Dictionary(entries)) => {
                entries.iter().find_map(|(key, value)| match value {
                    Operand::String(text) if key == b"ActualText" => Some(text.clone()),
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

    fn external(&mut self, operands: &[Operand], resources: Option<&'a Dictionary>, depth: usize) {
        let Some(Operand::Name(name)) = operands.last() else {
            return;
        };
        let Some(Object::Stream(stream)) = self.resource(resources, b"XObject", name) else {
            return;
        };
        match self.shared.file.name(&stream.dict, b"Subtype") {
            Some(b"Image") => self.picture(),
            Some(b"Form") => self.form(stream, resources, depth),
            _ => {}
        }
    }

    /// A picture fills the unit square.
    fn picture(&mut self) {
        let square = Rectangle::new([0.0, 0.0, 1.0, 1.0]);
        let [a, b, c, d, _, _] = self.state.matrix.entries;
        let area = (a * d - b * c).abs() * square.width();
        self.content.picture_area += if area.is_finite() { area } else { 0.0 };
        self.content.pictures += 1;
    }

    fn form(&mut self, form: &'a Stream, resources: Option<&'a Dictionary>, depth: usize) {
        if depth >= FORM_DEPTH {
            self.content.cut = true;
            return;
        }
        let file = self.shared.file;
        let (outside, place) = (self.state.clone(), self.place);
        if let Some(entries) = file.numbers::<6>(&form.dict, b"Matrix") {
            self.state.matrix = Matrix::new(entries).then(self.state.matrix);
        }
        let own = file.dictionary(&form.dict, b"Resources").or(resources);
        let data = file.data(form);
        self.shared.operations += OPERATIONS_OF_FORM + data.len() / 64;
        self.content(&data, own, depth + 1);
        (self.state, self.place) = (outside, place);
    }

    /// Stamps, signatures and form fields are drawn by an appearance that is fitted into a rectangle.
    fn annotation(&mut self, annotation: &'a Object) {
        let file = self.shared.file;
        let Some(annotation) = file.resolve(annotation).and_then(dictionary_of) else {
            return;
        };
        const HIDDEN_OR_NOT_SHOWN: i64 = 1 << 1 | 1 << 5;
        let flags = file.number(annotation, b"F").unwrap_or(0.0) as i64;
        let is_popup = file.name(annotation, b"Subtype") == Some(b"Popup");
        if flags & HIDDEN_OR_NOT_SHOWN != 0 || is_popup {
            return;
        }
        let (Some(appearance), Some(rectangle)) = (
            self.appearance(annotation),
            file.numbers::<4>(annotation, b"Rect").map(Rectangle::new),
        ) else {
            return;
        };
        let matrix = file
            .numbers::<6>(&appearance.dict, b"Matrix")
            .map_or(Matrix::IDENTITY, Matrix::new);
        let bounds = file
            .numbers::<4>(&appearance.dict, b"BBox")
            .map(Rectangle::new);
        let drawn = bounds.unwrap_or(rectangle).under(matrix);
        if drawn.width() <= 0.0 || drawn.height() <= 0.0 {
            return;
        }
        let (across, along) = (
            rectangle.width() / drawn.width(),
            rectangle.height() / drawn.height(),
        );
        let fitted = Matrix::new([
            across,
            0.0,
            0.0,
            along,
            rectangle.left - drawn.left * across,
            rectangle.bottom - drawn.bottom * along,
        ]);
        self.state.matrix = fitted.then(self.state.matrix);
        self.form(appearance, None, 0);
    }

    /// The normal appearance, of the state the annotation is in.
    fn appearance(&self, annotation: &'a Dictionary) -> Option<&'a Stream> {
        let file = self.shared.file;
        match file.get(file.dictionary(annotation, b"AP")?, b"N")? {
            Object::Stream(stream) => Some(stream),
            Object::Dictionary(states) => file.stream(states, file.name(annotation, b"AS")?),
            _ => None,
        }
    }
}

fn numbers(operands: &[Operand]) -> Vec<f64> {
    operands.iter().filter_map(Operand::number).collect()
}

fn matrix(operands: &[Operand]) -> Option<Matrix> {
    let entries: [f64; 6] = numbers(operands).try_into().ok()?;
    Some(Matrix::new(entries)).filter(|matrix| matrix.is_finite())
}

fn point(x: f64, y: f64) -> (f32, f32) {
    (x as f32, y as f32)
}
