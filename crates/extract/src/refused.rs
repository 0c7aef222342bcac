//! Kinds of files that are known and not read, and what to do with one instead.

/// A kind of file that is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// With its article, as it stands in a sentence.
    pub kind: &'static str,
    pub remedy: Remedy,
}

/// What makes a file readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    Recognise,
    SaveAgain,
    SaveAsPdf,
    Unpack,
    AddDocument,
    Convert,
}

impl Remedy {
    pub fn text(self) -> &'static str {
        match self {
            Remedy::Recognise => "make a PDF of it, with text recognition where you can",
            Remedy::SaveAgain => "open it in Word or LibreOffice and save it as DOCX or PDF",
            Remedy::SaveAsPdf => "open it in its program and save it as PDF",
            Remedy::Unpack => "unpack it and add the documents in it",
            Remedy::AddDocument => "add the document itself, as PDF, DOCX, ODT, HTML or text",
            Remedy::Convert => "convert it to PDF or text and add it again",
        }
    }
}

impl Refused {
    pub const fn new(kind: &'static str, remedy: Remedy) -> Refused {
        Refused { kind, remedy }
    }
}

const SIGNATURES: &[(&[u8], &str, Remedy)] = &[
    (b"\xFF\xD8\xFF", "a JPEG picture", Remedy::Recognise),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture", Remedy::Recognise),
    (b"GIF87a", "a GIF picture", Remedy::Recognise),
    (b"GIF89a", "a GIF picture", Remedy::Recognise),
    (b"II*\0", "a TIFF picture", Remedy::Recognise),
    (b"MM\0*", "a TIFF picture", Remedy::Recognise),
    (b"\0\0\0\x0CjP  ", "a JPEG 2000 picture", Remedy::Recognise),
    (b"8BPS", "a Photoshop picture", Remedy::Recognise),
    (b"AT&TFORM", "a DjVu document", Remedy::Recognise),
    (b"{\\rtf", "an RTF document", Remedy::SaveAgain),
    (b"%!PS", "a PostScript document", Remedy::Convert),
    (b"\xFFWPC", "a WordPerfect document", Remedy::SaveAgain),
    (
        b"\xDB\xA5",
        "an old Word document (.doc)",
        Remedy::SaveAgain,
    ),
    (
        b"\x31\xBE\0\0",
        "an old Word document (.doc)",
        Remedy::SaveAgain,
    ),
    (b"\x1F\x8B", "a gzip archive", Remedy::Unpack),
    (b"BZh", "a bzip2 archive", Remedy::Unpack),
    (b"\xFD7zXZ\0", "an xz archive", Remedy::Unpack),
    (b"\x28\xB5\x2F\xFD", "a zstd archive", Remedy::Unpack),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", Remedy::Unpack),
    (b"Rar!\x1A\x07", "a RAR archive", Remedy::Unpack),
    (b"MSCF", "a CAB archive", Remedy::Unpack),
    (
        b"\x78\x9F\x3E\x22",
        "an Outlook attachment (winmail.dat)",
        Remedy::Unpack,
    ),
    (
        b"SQLite format 3\0",
        "an SQLite database",
        Remedy::AddDocument,
    ),
    (b"\x7FELF", "a program", Remedy::AddDocument),
    (b"MZ\x90", "a program", Remedy::AddDocument),
    (b"ID3", "a sound recording", Remedy::AddDocument),
    (b"OggS", "a sound recording", Remedy::AddDocument),
    (b"\x1A\x45\xDF\xA3", "a video", Remedy::AddDocument),
];

/// Told by the first bytes.
pub fn by_signature(bytes: &[u8]) -> Option<Refused> {
    let by_start = SIGNATURES
        .iter()
        .find(|(signature, _, _)| bytes.starts_with(signature))
        .map(|&(_, kind, remedy)| Refused::new(kind, remedy));
    by_start.or_else(|| by_box(bytes))
}

/// Those whose first bytes are a length or a container's name.
fn by_box(bytes: &[u8]) -> Option<Refused> {
    let (kind, remedy) = match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => ("a WebP picture", Remedy::Recognise),
        (Some(b"RIFF"), _, Some(b"WAVE")) => ("a sound recording", Remedy::AddDocument),
        (_, Some(b"ftyp"), Some(b"heic" | b"mif1" | b"avif")) => {
            ("a HEIF picture", Remedy::Recognise)
        }
        (_, Some(b"ftyp"), _) => ("a video", Remedy::AddDocument),
        (Some([b'B', b'M', ..]), _, _) if is_bitmap(bytes) => ("a BMP picture", Remedy::Recognise),
        _ if bytes.get(257..262) == Some(b"ustar") => ("a tar archive", Remedy::Unpack),
        _ => return None,
    };
    Some(Refused::new(kind, remedy))
}

/// `BM` also begins words: a bitmap has its own length in the next four bytes and then four zeros.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.get(6..10) == Some(&[0, 0, 0, 0])
}
