//! Text operators: where each character comes to stand.

use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::concealing::Outline;
use super::{Run, matrix, numbers};
use crate::pdf::content::Operand;
use crate::pdf::document::dictionary_of;
use crate::pdf::fonts::{Font, Style};
use crate::pdf::glyph::Glyph;
use crate::pdf::state::TextPlace;

/// In points; what stands further away is damage and no text of the page.
const LARGEST_PAPER: f64 = 100_000.0;

impl<'a> Run<'_, 'a> {
    pub(super) fn text_operation(&mut self, operator: &[u8], operands: &[Operand]) {
        let numbers = numbers(operands);
        let text = &mut self.state.text;
        match (operator, &*numbers) {
            (b"BT", _) => self.place = TextPlace::START,
            (b"ET", _) => self.clip_to_letters(),
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
        self.may_have_colour_of_ground = self.may_have_colour_of_ground();
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
        font.each_code(string, |code| {
            let text = &self.state.text;
            let word_spacing = if code.is_space {
                text.word_spacing
            } else {
                0.0
            };
            let advance = code.width * text.size + text.character_spacing + word_spacing;
            let advance = advance * text.horizontal_scale;
            if !code.text.is_empty() {
                self.place_glyph(&font, code.text, code.width, advance);
            }
            self.place.advance(advance);
        });
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
        let size = up_x.hypot(up_y);
        let start = point(start_x, start_y);
        let end = point(start_x + width_x, start_y + width_y);
        let outline = Outline {
            start,
            end,
            up: point(up_x, up_y),
        };
        let stretched = to_page.turn(set.size * set.horizontal_scale, 0.0);
        let is_too_small = !font.is_drawn
            && (size < self.smallest || stretched.0.hypot(stretched.1) < self.smallest / 2.0);
        let concealment = self.concealment_at(text, outline, font.is_drawn, is_too_small);
        let clips = matches!(set.mode, 4..=7).then(|| self.letters_for_clipping());
        let set = &self.state.text;
        self.shared.glyphs += 1;
        self.content.glyphs.push(Glyph {
            text: Rc::clone(text),
            start,
            end,
            next: point(start_x + next_x, start_y + next_y),
            size: size as f32,
            style: Style {
                bold: font.style.bold || set.mode == 2,
                italic: font.style.italic || slant.abs() > 0.15,
            },
            run: self.show,
            mode: set.mode,
            painted: self.shared.ground.order(),
            concealment,
            clips: clips.flatten(),
        });
    }

    pub(super) fn set_font(&mut self, operands: &[Operand], resources: Option<&'a Dictionary>) {
        let [Operand::Name(name), Operand::Number(size)] = operands else {
            return;
        };
        self.state.text.size = *size;
        let font = self
            .resource(resources, b"Font", name)
            .and_then(dictionary_of);
        self.state.text.font = font.map(|font| self.shared.font(font));
    }

    pub(super) fn extended_state(
        &mut self,
        operands: &[Operand],
        resources: Option<&'a Dictionary>,
    ) {
        let Some(Operand::Name(name)) = operands.first() else {
            return;
        };
        let file = self.shared.file;
        let state = self
            .resource(resources, b"ExtGState", name)
            .and_then(dictionary_of);
        let Some(state) = state else { return };
        self.set_mixing(state);
        let [font, size] = file.array(state, b"Font") else {
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
}

fn point(x: f64, y: f64) -> (f32, f32) {
    (x as f32, y as f32)
}
