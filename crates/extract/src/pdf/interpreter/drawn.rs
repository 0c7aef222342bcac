//! What content draws besides its own text: forms, pictures, and the appearances of annotations.

use lopdf::{Dictionary, Object, Stream};

use super::Run;
use crate::limits::{FORM_DEPTH, OPERATIONS_OF_FORM};
use crate::pdf::content::Operand;
use crate::pdf::document::dictionary_of;
use crate::pdf::geometry::{Matrix, Rectangle};
use crate::pdf::hidden::Concealment;
use crate::pdf::picture::Source;

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
        let file = self.shared.file;
        let concealment = self.concealment;
        if self.is_in_layer_that_is_off(&stream.dict) {
            self.concealment = concealment.or(Some(Concealment::LayerOff));
        }
        match file.name(&stream.dict, b"Subtype") {
            Some(b"Image") => self.picture(Source::Object(stream)),
            Some(b"Form") => self.form(stream, resources, depth),
            _ => {}
        }
        self.concealment = concealment;
    }

    fn is_in_layer_that_is_off(&self, drawn: &'a Dictionary) -> bool {
        let file = self.shared.file;
        let layer = file.dictionary(drawn, b"OC");
        layer.is_some_and(|layer| !self.shared.layers.show(file, layer))
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
        if let Some(bounds) = file.numbers::<4>(&form.dict, b"BBox") {
            self.clip_to(&Rectangle::new(bounds));
        }
        let group = file.dictionary(&form.dict, b"Group");
        if group.is_some_and(|group| file.name(group, b"S") == Some(b"Transparency")) {
            self.state.enter_group();
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
        let subtype = file.name(annotation, b"Subtype");
        if subtype == Some(b"Popup") {
            return;
        }
        self.concealment = self.concealment_of(annotation);
        self.draw(annotation, subtype);
        self.concealment = None;
    }

    fn concealment_of(&self, annotation: &'a Dictionary) -> Option<Concealment> {
        const HIDDEN_OR_NOT_SHOWN: i64 = 1 << 1 | 1 << 5;
        let flags = self.shared.file.number(annotation, b"F").unwrap_or(0.0) as i64;
        if flags & HIDDEN_OR_NOT_SHOWN != 0 {
            Some(Concealment::AnnotationOff)
        } else if self.is_in_layer_that_is_off(annotation) {
            Some(Concealment::LayerOff)
        } else {
            None
        }
    }

    fn draw(&mut self, annotation: &'a Dictionary, subtype: Option<&[u8]>) {
        let file = self.shared.file;
        let rectangle = file.numbers::<4>(annotation, b"Rect").map(Rectangle::new);
        let Some(rectangle) = rectangle else { return };
        let Some(appearance) = self.appearance(annotation) else {
            if subtype == Some(b"Square") {
                self.plain_square(annotation, &rectangle);
            }
            return;
        };
        // Whatever its appearance says, a marker pen is shown as one, and the icon of a note can be moved: the
        // text under them stays readable.
        if is_mark(subtype) {
            self.state.group_mixes = true;
        }
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

/// Marks on text, and icons of something that opens.
fn is_mark(subtype: Option<&[u8]>) -> bool {
    matches!(
        subtype,
        Some(
            b"Highlight"
                | b"Underline"
                | b"StrikeOut"
                | b"Squiggly"
                | b"Caret"
                | b"Text"
                | b"FileAttachment"
                | b"Sound"
                | b"Link"
        )
    )
}
