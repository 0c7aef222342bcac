//! Content of pages unpacked by one decompressor. A page may be written in many small pieces; a decompressor made and
//! dropped for each of them leaves the memory of a long file in shreds.

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::{Object, Stream};

use super::document::File;

/// Unpacks streams that are packed in the one plain way; all others are left to the file.
pub struct Inflater {
    state: Decompress,
}

/// So much is unpacked before room is made for more.
const ROOM: usize = 16 * 1024;

impl Inflater {
    /// For any number of streams.
    pub fn new() -> Inflater {
        Inflater {
            state: Decompress::new(true),
        }
    }

    /// Adds a stream's data to what is there, as [`File::data`] gives it.
    pub fn append(&mut self, file: &File, stream: &Stream, data: &mut Vec<u8>) {
        let before = data.len();
        let limit = file.most_to_decode();
        if is_plainly_packed(stream) && self.inflate(&stream.content, limit, data).is_some() {
            file.count_decoded(data.len() - before);
            return;
        }
        // What is damaged or too large is judged in one place; of what both made of it, the longer one is kept.
        let other = file.data(stream);
        let unpacked = data.len() - before;
        file.count_decoded(unpacked);
        if unpacked <= other.len() || unpacked > limit {
            data.truncate(before);
            data.extend(other);
        }
    }

    /// `None` where the stream has no sound end within the limit.
    fn inflate(&mut self, packed: &[u8], limit: usize, data: &mut Vec<u8>) -> Option<()> {
        self.state.reset(true);
        let most = data.len().saturating_add(limit);
        loop {
            let rest = packed.get(usize::try_from(self.state.total_in()).ok()?..)?;
            let (before, left) = (data.len(), rest.len());
            data.reserve(ROOM);
            let status = self
                .state
                .decompress_vec(rest, data, FlushDecompress::None)
                .ok()?;
            if data.len() > most {
                return None;
            }
            let unread = packed.len() - usize::try_from(self.state.total_in()).ok()?;
            match status {
                Status::StreamEnd => return Some(()),
                _ if data.len() == before && unread == left => return None,
                _ => {}
            }
        }
    }
}

/// Packed by the usual filter alone, without anything done to the data before.
fn is_plainly_packed(stream: &Stream) -> bool {
    let filter = match stream.dict.get(b"Filter") {
        Ok(Object::Array(filters)) if filters.len() == 1 => filters.first(),
        Ok(filter) => Some(filter),
        Err(_) => None,
    };
    let is_usual =
        matches!(filter, Some(Object::Name(name)) if name == b"FlateDecode" || name == b"Fl");
    is_usual && matches!(stream.dict.get(b"DecodeParms"), Err(_) | Ok(Object::Null))
}
