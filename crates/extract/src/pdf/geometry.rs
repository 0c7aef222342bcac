//! Affine transforms as PDF writes them.

/// `[a b c d e f]`: a point `(x, y)` becomes `(a x + c y + e, b x + d y + f)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix {
    /// In the order of the file.
    pub entries: [f64; 6],
}

impl Matrix {
    /// Leaves everything where it is.
    pub const IDENTITY: Matrix = Matrix::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// From the six numbers of the file.
    pub const fn new(entries: [f64; 6]) -> Matrix {
        Matrix { entries }
    }

    /// Moves by so much.
    pub const fn translation(x: f64, y: f64) -> Matrix {
        Matrix::new([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This transform first, then the other.
    pub fn then(self, other: Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.entries;
        let (a2, b2) = other.turn(a, b);
        let (c2, d2) = other.turn(c, d);
        let (e2, f2) = other.apply(e, f);
        Matrix::new([a2, b2, c2, d2, e2, f2])
    }

    /// Where a point comes to lie.
    pub fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let (turned_x, turned_y) = self.turn(x, y);
        (turned_x + self.entries[4], turned_y + self.entries[5])
    }

    /// What becomes of a distance: all but the translation.
    pub fn turn(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, _, _] = self.entries;
        (a * x + c * y, b * x + d * y)
    }

    /// No number in it is infinite or undefined.
    pub fn is_finite(self) -> bool {
        self.entries.iter().all(|entry| entry.is_finite())
    }
}

/// A rectangle by two opposite corners, in the order of the file put right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    /// Smaller x.
    pub left: f64,
    /// Smaller y.
    pub bottom: f64,
    /// Larger x.
    pub right: f64,
    /// Larger y.
    pub top: f64,
}

impl Rectangle {
    /// From the corners as they come.
    pub fn new([x0, y0, x1, y1]: [f64; 4]) -> Rectangle {
        Rectangle {
            left: x0.min(x1),
            bottom: y0.min(y1),
            right: x0.max(x1),
            top: y0.max(y1),
        }
    }

    /// In units of the page.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// In units of the page.
    pub fn height(&self) -> f64 {
        self.top - self.bottom
    }

    /// What both cover; turned inside out where they do not meet.
    pub fn cut_to(&self, other: &Rectangle) -> Rectangle {
        Rectangle {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    /// Corner, width and height, as `re` takes them.
    pub fn sides(&self) -> [f64; 4] {
        [self.left, self.bottom, self.width(), self.height()]
    }

    /// What both cover, if they meet.
    pub fn common(&self, other: &Rectangle) -> Option<Rectangle> {
        let common = self.cut_to(other);
        (common.width() > 0.0 && common.height() > 0.0).then_some(common)
    }

    /// The upright rectangle around this one after a transform.
    pub fn under(&self, matrix: Matrix) -> Rectangle {
        let corners = [
            (self.left, self.bottom),
            (self.right, self.bottom),
            (self.left, self.top),
            (self.right, self.top),
        ]
        .map(|(x, y)| matrix.apply(x, y));
        let mut around = Rectangle::new([corners[0].0, corners[0].1, corners[3].0, corners[3].1]);
        for (x, y) in corners {
            around.left = around.left.min(x);
            around.right = around.right.max(x);
            around.bottom = around.bottom.min(y);
            around.top = around.top.max(y);
        }
        around
    }
}
