//! Paths, clipping and paint: what may lie over text or under it.

use super::Run;
use crate::pdf::content::Operand;
use crate::pdf::geometry::{Matrix, Rectangle};
use crate::pdf::hidden::clip::Shape;
use crate::pdf::hidden::ground::Paint;
use crate::pdf::hidden::path::{Path, Rule, common_cells};

/// Thinner outlines, in points, colour nothing that text is read on.
const THINNEST: f64 = 0.15;

/// Thin lines, in points, that are longer than any in a letter.
const RULE: f64 = 20.0;

/// Thinner ones cover no text.
const COVERING: f64 = 3.0;

impl Run<'_, '_> {
    /// Path operators; false where the operator is another one.
    pub(super) fn path_operation(&mut self, operator: &[u8], operands: &[Operand]) -> bool {
        let matrix = self.state.matrix;
        match (operator, operands) {
            ([b'm'], [Operand::Number(x), Operand::Number(y)]) => {
                self.path.move_to(matrix.apply(*x, *y));
            }
            ([b'l'], [Operand::Number(x), Operand::Number(y)]) => {
                self.path.line_to(matrix.apply(*x, *y));
            }
            (
                [b'r', b'e'],
                [
                    Operand::Number(x),
                    Operand::Number(y),
                    Operand::Number(width),
                    Operand::Number(height),
                ],
            ) => self.path.rectangle([*x, *y, *width, *height], matrix),
            ([b'c'] | [b'v'] | [b'y'], _) => self.curve(operator, operands),
            ([b'h'], _) => self.path.close(),
            ([b'W'], _) => self.clip_rule = Some(Rule::NonZero),
            ([b'W', b'*'], _) => self.clip_rule = Some(Rule::EvenOdd),
            ([b'n'], _) => self.end_path(),
            ([b'f'] | [b'F'] | [b'b'] | [b'B'], _) => self.fill_path(Rule::NonZero, operator),
            ([b'f', b'*'] | [b'b', b'*'] | [b'B', b'*'], _) => {
                self.fill_path(Rule::EvenOdd, operator);
            }
            ([b'S'] | [b's'], _) => {
                self.stroke_path(operator == b"s");
                self.end_path();
            }
            ([b'w'], [Operand::Number(width)]) => self.state.line_width = *width,
            ([b'd'], [Operand::Array(dashes), ..]) => self.state.is_dashed = !dashes.is_empty(),
            ([b's', b'h'], _) => self.paint_all(Paint::Tint(None)),
            _ => return false,
        }
        true
    }

    fn curve(&mut self, operator: &[u8], operands: &[Operand]) {
        self.content.curves += 1;
        let matrix = self.state.matrix;
        let point = |place: usize| match operands.get(place..place + 2) {
            Some([Operand::Number(x), Operand::Number(y)]) => Some(matrix.apply(*x, *y)),
            _ => None,
        };
        let points = match (operator, point(0), point(2), point(4)) {
            (b"c", Some(first), Some(second), Some(end)) => Some((first, second, end)),
            (b"v", Some(second), Some(end), _) => {
                Some((self.path.last().unwrap_or(second), second, end))
            }
            (b"y", Some(first), Some(end), _) => Some((first, end, end)),
            _ => None,
        };
        if let Some((first, second, end)) = points {
            self.path.curve_to(first, second, end);
        }
    }

    fn fill_path(&mut self, rule: Rule, operator: &[u8]) {
        if operator.first() == Some(&b'b') {
            self.path.close();
        }
        if !self.path.is_empty()
            && let Some(paint) = self.state.paint(&self.state.fill)
        {
            let mut path = std::mem::take(&mut self.path);
            self.fill(&mut path, rule, paint);
            self.path = path;
        }
        if !matches!(operator, b"f" | b"F" | b"f*") {
            self.stroke_path(false);
        }
        self.end_path();
    }

    /// The path is done with; if it was to clip, it does from here on.
    fn end_path(&mut self) {
        if let Some(rule) = self.clip_rule.take() {
            self.state
                .clip
                .cut(&mut self.path, rule, &mut self.shared.ground);
        }
        self.path.clear();
    }

    /// Cuts what may be painted down to a rectangle of the content's own units.
    pub(super) fn clip_to(&mut self, rectangle: &Rectangle) {
        let mut path = Path::default();
        path.rectangle(rectangle.sides(), self.state.matrix);
        self.state
            .clip
            .cut(&mut path, Rule::NonZero, &mut self.shared.ground);
    }

    /// Nothing that is painted now is seen.
    pub(super) fn paints_nothing(&self) -> bool {
        self.concealment.is_some() || self.marked.layer_is_off()
    }

    /// Paints all that may be reached.
    fn paint_all(&mut self, paint: Paint) {
        let mut path = Path::default();
        path.rectangle(self.state.clip.bounds.sides(), Matrix::IDENTITY);
        self.fill(&mut path, Rule::NonZero, paint);
    }

    /// Paints what a path holds, as far as it may be reached.
    pub(super) fn fill(&mut self, path: &mut Path, rule: Rule, paint: Paint) {
        if self.paints_nothing() {
            return;
        }
        self.paint_through_letters();
        let (clip, ground) = (&self.state.clip, &mut self.shared.ground);
        let around = if path.is_overlong() {
            Some(clip.bounds)
        } else {
            path.bounds()
        };
        let Some(reached) = around.map(|around| around.cut_to(&clip.bounds)) else {
            return;
        };
        let thickness = reached.width().min(reached.height());
        if thickness < ground.grid.row_height() {
            if thickness >= 0.0
                && let Some(strips) = self.strips.join(&reached, ground.grid.row_height())
            {
                ground.begin(Paint::Tint(None));
                ground.rectangle(&strips, Paint::Tint(None));
            }
            return;
        }
        ground.begin(paint);
        let is_rectangle = path.as_rectangle().is_some();
        if is_rectangle && matches!(clip.shape, Shape::Bounds) {
            ground.rectangle(&reached, paint);
            return;
        }
        match (&clip.shape, ground.cells(path, rule, &reached)) {
            (Shape::Bounds, Some(cells)) => ground.spans(&cells, paint),
            (Shape::Cells(shape), Some(cells)) => {
                ground.count(shape.len());
                ground.spans(&common_cells(&cells, shape), paint);
            }
            _ => ground.rectangle(&reached, Paint::Tint(None)),
        }
    }

    /// Letters that clip are seen as soon as something is painted.
    fn paint_through_letters(&mut self) {
        if let Some(letters) = self.state.clip.letters
            && let Some(is_painted) = self.letters_painted.get_mut(letters)
        {
            *is_painted = true;
        }
    }

    fn stroke_path(&mut self, is_closed: bool) {
        if is_closed {
            self.path.close();
        }
        let [a, b, c, d, _, _] = self.state.matrix.entries;
        let width = self.state.line_width.abs() * (a * d - b * c).abs().sqrt();
        let Some(paint) = self.state.paint(&self.state.stroke) else {
            return;
        };
        if width.is_nan() || width < THINNEST {
            return;
        }
        let paint = match paint {
            _ if self.state.is_dashed => Paint::Tint(None),
            paint if width < COVERING => paint.as_tint(),
            paint => paint,
        };
        let path = std::mem::take(&mut self.path);
        for piece in path.pieces() {
            self.stroke(piece, width, paint);
        }
        self.path = path;
    }

    fn stroke(&mut self, [from, to]: [(f64, f64); 2], width: f64, paint: Paint) {
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let length = x.hypot(y);
        if width < self.shared.ground.grid.row_height() && length < RULE {
            if !self.paints_nothing() {
                self.shared.ground.trace(from, to);
            }
        } else if length > 0.0 {
            let (x, y) = (-y / length * width / 2.0, x / length * width / 2.0);
            let mut piece = Path::default();
            piece.move_to((from.0 + x, from.1 + y));
            piece.line_to((to.0 + x, to.1 + y));
            piece.line_to((to.0 - x, to.1 - y));
            piece.line_to((from.0 - x, from.1 - y));
            self.fill(&mut piece, Rule::NonZero, paint);
        }
    }
}
