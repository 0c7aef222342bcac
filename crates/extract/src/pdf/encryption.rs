//! The dictionary that says how a file is encrypted may stand in the trailer itself, as some programs write it. The
//! reader of objects follows only a reference, so such a file is given one, as if it had been saved again.

use lopdf::{Dictionary, Document, Object};

/// What the trailer of the saved file takes over.
const KEPT: [&[u8]; 3] = [b"Root", b"Info", b"ID"];

/// The file with the dictionary as an object at its end. `None` where there is none in the trailer.
pub fn with_reference(bytes: &[u8], document: &Document) -> Option<Vec<u8>> {
    let Ok(Object::Dictionary(dictionary)) = document.trailer.get(b"Encrypt") else {
        return None;
    };
    let number = document.max_id.checked_add(1)?;
    let size = number.checked_add(1)?;
    let header = memchr::memmem::find(bytes, b"%PDF-").unwrap_or(0);
    let mut file = [bytes, b"\n"].concat();
    let object = file.len() - header;
    file.extend(format!("{number} 0 obj\n").bytes());
    write_dictionary(dictionary, &mut file);
    file.extend(b"\nendobj\n");
    let table = file.len() - header;
    file.extend(format!("xref\n{number} 1\n{object:010} 00000 n \ntrailer\n<<").bytes());
    for key in KEPT {
        if let Ok(value) = document.trailer.get(key) {
            write_name(key, &mut file);
            file.push(b' ');
            write(value, &mut file);
        }
    }
    let earlier = start_of_table(bytes).map_or(String::new(), |at| format!("/Prev {at}"));
    let end = format!("/Size {size}/Encrypt {number} 0 R{earlier}>>\nstartxref\n{table}\n%%EOF\n");
    file.extend(end.bytes());
    Some(file)
}

/// Where the file says that its newest table of objects is.
fn start_of_table(bytes: &[u8]) -> Option<u64> {
    let mark = b"startxref";
    let at = memchr::memmem::rfind(bytes, mark)? + mark.len();
    let digits = bytes.get(at..)?.trim_ascii_start();
    let digits = digits.split(|byte| !byte.is_ascii_digit()).next()?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn write(object: &Object, file: &mut Vec<u8>) {
    match object {
        Object::Boolean(value) => file.extend(value.to_string().bytes()),
        Object::Integer(value) => file.extend(value.to_string().bytes()),
        Object::Real(value) => file.extend(value.to_string().bytes()),
        Object::Name(name) => write_name(name, file),
        Object::String(string, _) => {
            file.push(b'<');
            file.extend(string.iter().flat_map(|byte| hexadecimal(*byte)));
            file.push(b'>');
        }
        Object::Array(items) => {
            file.push(b'[');
            for item in items {
                write(item, file);
                file.push(b' ');
            }
            file.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(dictionary, file),
        Object::Reference((number, generation)) => {
            file.extend(format!("{number} {generation} R").bytes());
        }
        // A stream cannot stand in a dictionary.
        Object::Null | Object::Stream(_) => file.extend(b"null"),
    }
}

fn write_dictionary(dictionary: &Dictionary, file: &mut Vec<u8>) {
    file.extend(b"<<");
    for (key, value) in dictionary {
        write_name(key, file);
        file.push(b' ');
        write(value, file);
    }
    file.extend(b">>");
}

fn write_name(name: &[u8], file: &mut Vec<u8>) {
    file.push(b'/');
    for &byte in name {
        if byte.is_ascii_alphanumeric() {
            file.push(byte);
        } else {
            file.push(b'#');
            file.extend(hexadecimal(byte));
        }
    }
}

fn hexadecimal(byte: u8) -> impl Iterator<Item = u8> {
    format!("{byte:02x}").into_bytes().into_iter()
}
