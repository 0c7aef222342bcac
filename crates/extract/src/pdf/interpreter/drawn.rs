//! What content draws besides its own text: forms, pictures, and the appearances of annotations.

use lopdf::{Dictionary, Object, Stream};

use super::Run;
use crate::limits::{FORM_DEPTH, OPERATIONS_OF_FORM};
use crate::pdf::content::Operand;
use crate::pdf::document::dictionary_of;
use crate::pdf::geometry::{Matrix, Rectangle};

impl<'a> Run<'_, 'a> {
    pub(super) fn external(
        &mut self,
        operands: &[Operand],
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) {
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
    pub(super) fn picture(&mut self) {
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
    pub(super) fn annotation(&mut self, annotation: &'a Object) {
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
