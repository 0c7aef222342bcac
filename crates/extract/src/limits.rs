//! How much one file may cost. Minutes are far below all of these; a crafted file is not.

/// Bytes of a text file. The longest minutes known are below 2 MB.
pub const TEXT_FILE_BYTES: usize = 32 * 1024 * 1024;

/// Bytes of a PDF. A large scanned volume has some 100 MB.
pub const PDF_BYTES: usize = 256 * 1024 * 1024;

/// Pages of a PDF that are read.
pub const PAGES: usize = 3000;

/// What one object stream or cross-reference stream may become when it is decoded. Real ones hold a few
/// hundred objects.
pub const LOADED_STREAM_BYTES: usize = 32 * 1024 * 1024;

/// What all object streams may become together; a file with many has small ones.
pub const LOADED_BYTES: usize = 96 * 1024 * 1024;

/// A limit on one object stream is never set below this.
pub const LEAST_LOADED_STREAM_BYTES: usize = 256 * 1024;

/// What one stream of text, fonts or tables may become when it is decoded.
pub const DECODED_BYTES_OF_STREAM: usize = 64 * 1024 * 1024;

/// Filters that one stream may be packed with. Real ones have one or two.
pub const FILTERS_OF_STREAM: usize = 6;

/// What all streams may become together, each filter counted.
pub const DECODED_BYTES: usize = 512 * 1024 * 1024;

/// Operations of all content streams together. A page of minutes has a few thousand, a detailed map 500,000.
pub const OPERATIONS: usize = 20_000_000;

/// How many operations running a form counts for: it has to be found and decoded first.
pub const OPERATIONS_OF_FORM: usize = 100;

/// Characters that one page may place. A page of minutes has some 3,000, a detailed map 100,000.
pub const GLYPHS_OF_PAGE: usize = 400_000;

/// Characters that all pages may place together.
pub const GLYPHS: usize = 10_000_000;

/// Pictures that one page may place. A scan cut in strips has some hundreds.
pub const PICTURES_OF_PAGE: usize = 4_000;

/// Pixels of one picture, and of the picture of a whole page. A4 at 600 dots per inch has 35 million.
pub const PIXELS: usize = 100_000_000;

/// Pixels that all pictures of a page may have together, decoded and drawn.
pub const PIXELS_OF_PAGE: usize = 2 * PIXELS;

/// What the data of one picture may become when it is decoded.
pub const PICTURE_BYTES: usize = 320 * 1024 * 1024;

/// Forms within forms.
pub const FORM_DEPTH: usize = 8;

/// Saved graphics states at a time.
pub const SAVED_STATES: usize = 512;

/// Entries of one character map.
pub const MAP_ENTRIES: usize = 100_000;

/// Glyph widths of one font.
pub const WIDTHS: usize = 70_000;

/// Cells that a page is divided into to tell what covers what: an A3 sheet at half a point by a point.
pub const GROUND_CELLS: usize = 2_200_000;

/// Cells that the shapes of one page may paint. An ordinary page paints some 10,000, a map a few million.
pub const PAINTED_CELLS_OF_PAGE: usize = 100_000_000;

/// Cells that the shapes of all pages may paint together.
pub const PAINTED_CELLS: usize = 1_000_000_000;

/// How often the edges of one path may pass a row of cells.
pub const CROSSINGS: usize = 1_000_000;

/// Points of one path.
pub const PATH_POINTS: usize = 200_000;

/// Pictures of one page that recognised text may belong to.
pub const PICTURES: usize = 256;

/// Earlier states of a file that are compared with the newest; each is loaded once more.
pub const REVISIONS: usize = 4;

/// Bytes of a file whose earlier states are looked at.
pub const REVISED_BYTES: usize = 64 * 1024 * 1024;

/// Steps that a condition on layers may take.
pub const STEPS_OF_CONDITION: usize = 1000;

/// How many operations looking at an annotation counts for.
pub const OPERATIONS_OF_ANNOTATION: usize = 10;

/// Annotations that are looked at for attachments and comments.
pub const ANNOTATIONS: usize = 100_000;

/// Bytes of a DOCX or ODT. Pictures make some large; the text is a small part.
pub const CONTAINER_BYTES: usize = 256 * 1024 * 1024;

/// Entries of its ZIP container. A document with a picture on each page has a few hundred.
pub const CONTAINER_ENTRIES: usize = 20_000;

/// What one part may become when it is unpacked. The text of 1,000 pages has some 30 MB of XML.
pub const UNPACKED_BYTES_OF_ENTRY: usize = 64 * 1024 * 1024;

/// What all parts that are read may become together.
pub const UNPACKED_BYTES: usize = 128 * 1024 * 1024;

/// Elements within one another. A table within a text box within a table has some 40; walking them takes stack.
pub const XML_DEPTH: usize = 200;

/// Elements, texts and attributes of one part; each takes some 30 bytes of memory. 1,000 pages have a million.
pub const XML_NODES: usize = 6_000_000;

/// Tables within one another that are set as tables. Word shows no more than a handful legibly.
pub const TABLE_DEPTH: usize = 8;

/// Columns of a table that are told apart; Word allows 63.
pub const TABLE_COLUMNS: usize = 64;

/// How often a repeated row or cell with text in it is set.
pub const REPEATED: usize = 64;

/// Characters that all repeated rows and cells of a document may take together.
pub const REPEATED_SIZE: usize = 2_000_000;

/// Characters that a document's text may have. The longest minutes known have 3 million.
pub const FLOW_CHARACTERS: usize = 32_000_000;

/// Sections whose heads and feet are told apart; those that follow have the last one's.
pub const SECTIONS: usize = 1_000;

/// Characters of an automatic number without its digits, and of a bullet. `Kommunstyrelsens protokoll § ` has 30.
pub const LABEL_CHARACTERS: usize = 200;

/// Tab stops of one style or paragraph. Word allows 64.
pub const TAB_STOPS: usize = 64;

/// Lines that a document may have; each takes some 200 bytes of memory. The longest minutes known have 60,000.
pub const FLOW_LINES: usize = 500_000;

/// Lines of one page head or foot: it is set on every page.
pub const HEAD_LINES: usize = 30;

/// Characters of one page head or foot. Real ones have some 200.
pub const HEAD_CHARACTERS: usize = 1_500;

/// Blanks that an ODT may ask for at one place.
pub const BLANKS: usize = 200;

/// Bytes of a web page. The longest minutes published as one have 2 MB.
pub const HTML_BYTES: usize = 32 * 1024 * 1024;

/// Elements of a web page within one another. Pages have up to 60; browsers stop at 512.
pub const HTML_DEPTH: usize = 200;

/// Elements of bold, italic and the like within one another: they are begun anew in every block that follows.
pub const HTML_EMPHASIS_DEPTH: usize = 16;

/// Tags, texts and comments of a web page. Minutes of 2 MB have some 100,000.
pub const HTML_TOKENS: usize = 1_000_000;

/// Elements and texts that a web page may become.
pub const HTML_NODES: usize = 4_000_000;

/// Attributes of one tag of a web page. Tags have up to some 30.
pub const HTML_ATTRIBUTES: u32 = 500;
