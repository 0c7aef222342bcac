//! Looks at every text of a value, however deep it lies, without making anything of them.

use std::fmt::{self, Display};

use serde::Serialize;
use serde::ser::{
    Error, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// Whether any text of a value is such a one. Names of fields and variants are none.
pub fn any_text<T: Serialize>(value: &T, is_wanted: fn(&str) -> bool) -> bool {
    value.serialize(Looking(is_wanted)).is_err()
}

/// Goes through a value until it finds.
#[derive(Clone, Copy)]
struct Looking(fn(&str) -> bool);

/// Ends the looking: a text is found, or the value cannot be looked at, which is to be on the safe side.
#[derive(Debug)]
struct Found;

impl Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("found")
    }
}

impl std::error::Error for Found {}

impl Error for Found {
    fn custom<T: Display>(_: T) -> Found {
        Found
    }
}

type Looked = Result<(), Found>;

/// Values that are no text.
macro_rules! passed_over {
    ($($name:ident: $type:ty),*) => {
        $(fn $name(self, _: $type) -> Looked {
            Ok(())
        })*
    };
}

impl Serializer for Looking {
    type Ok = ();
    type Error = Found;
    type SerializeSeq = Looking;
    type SerializeTuple = Looking;
    type SerializeTupleStruct = Looking;
    type SerializeTupleVariant = Looking;
    type SerializeMap = Looking;
    type SerializeStruct = Looking;
    type SerializeStructVariant = Looking;

    fn serialize_str(self, text: &str) -> Looked {
        match (self.0)(text) {
            true => Err(Found),
            false => Ok(()),
        }
    }

    fn serialize_char(self, letter: char) -> Looked {
        self.serialize_str(letter.encode_utf8(&mut [0; 4]))
    }

    passed_over! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_bytes: &[u8], serialize_unit_struct: &'static str
    }

    fn serialize_none(self) -> Looked {
        Ok(())
    }

    fn serialize_unit(self) -> Looked {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Looked {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Looked {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Looked {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Looked {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Looking, Found> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Looking, Found> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Looking, Found> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Looking, Found> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Looking, Found> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Looking, Found> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Looking, Found> {
        Ok(self)
    }
}

/// Elements without names.
macro_rules! elements {
    ($($trait:ident: $method:ident),*) => {
        $(impl $trait for Looking {
            type Ok = ();
            type Error = Found;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Looked {
                value.serialize(*self)
            }

            fn end(self) -> Looked {
                Ok(())
            }
        })*
    };
}

/// Elements with names that the program gives.
macro_rules! fields {
    ($($trait:ident),*) => {
        $(impl $trait for Looking {
            type Ok = ();
            type Error = Found;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Looked {
                value.serialize(*self)
            }

            fn end(self) -> Looked {
                Ok(())
            }
        })*
    };
}

elements! {
    SerializeSeq: serialize_element, SerializeTuple: serialize_element, SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
}
fields! { SerializeStruct, SerializeStructVariant }

impl SerializeMap for Looking {
    type Ok = ();
    type Error = Found;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, _: &T) -> Looked {
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Looked {
        value.serialize(*self)
    }

    fn end(self) -> Looked {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::any_text;

    #[derive(Serialize)]
    enum Kind {
        Wanted,
        Deep { place: (u32, Option<&'static str>) },
        New(Vec<String>),
        Pair(char, &'static str),
    }

    fn finds(value: &impl Serialize) -> bool {
        any_text(value, |text| text == "wanted")
    }

    #[test]
    fn a_text_is_found_however_deep_it_lies() {
        let place = (1, Some("wanted"));
        assert!(finds(&vec![Kind::New(Vec::new()), Kind::Deep { place }]));
        assert!(finds(&Kind::New(vec![String::new(), "wanted".to_owned()])));
        assert!(finds(&Some(Kind::Pair('a', "wanted"))));
        assert!(finds(&BTreeMap::from([("a", Box::new("wanted"))])));
    }

    #[test]
    fn numbers_and_names_are_no_texts() {
        let place = (1, None);
        assert!(!finds(&(Kind::Wanted, Kind::Deep { place }, 1.5, true, ())));
        assert!(!finds(&BTreeMap::from([("wanted", ["other", "texts"])])));
    }
}
