//! Arrays and tuples: lists of a fixed length, as `prefixItems` describes them.
//!
//! What surprises: a list that is too long is as wrong as one that is too short. What would be dropped cannot be written
//! again, and a union with an arm for longer lists must not take this one.

use super::{Decode, Encode, Fault, List, Reader, Writer};

/// The elements of a list of a fixed length, to be read.
fn read_elements(reader: &mut Reader<'_>, elements: &mut [&mut dyn Decode]) -> Result<(), Fault> {
    let (mut next, expected) = (0, length(elements.len()));
    let mut ahead = reader.ahead();
    let mut found = 0;
    ahead.array(&mut |reader| {
        found += 1;
        reader.skip()
    })?;
    if found != elements.len() {
        reader.next_byte();
        return Err(reader.mismatch_with(expected, format!("a list of {found}")));
    }
    reader.array(&mut |reader| {
        let element = elements.get_mut(next);
        next += 1;
        element.map_or(Ok(()), |element| element.decode(reader))
    })
}

const fn length(count: usize) -> &'static str {
    match count {
        1 => "a list of one element",
        2 => "a list of two elements",
        3 => "a list of three elements",
        4 => "a list of four elements",
        _ => "a list of a fixed length",
    }
}

impl<T: Encode, const N: usize> List for [T; N] {
    fn item(&self, index: usize) -> Option<&dyn Encode> {
        self.get(index).map(|item| item as &dyn Encode)
    }
}

impl<T: Encode, const N: usize> Encode for [T; N] {
    fn encode(&self, writer: &mut Writer) {
        writer.array(self);
    }
}

impl<T: Decode, const N: usize> Decode for [T; N] {
    fn blank() -> [T; N] {
        std::array::from_fn(|_| T::blank())
    }

    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let mut elements = self.each_mut().map(|element| element as &mut dyn Decode);
        read_elements(reader, &mut elements)
    }
}

/// Tuples differ in nothing but their length, which takes a macro to say.
macro_rules! tuples {
    ($(($($element:ident $index:tt),*))*) => {$(
        impl<$($element: Encode),*> List for ($($element,)*) {
            fn item(&self, index: usize) -> Option<&dyn Encode> {
                match index {
                    $($index => Some(&self.$index),)*
                    _ => None,
                }
            }
        }

        impl<$($element: Encode),*> Encode for ($($element,)*) {
            fn encode(&self, writer: &mut Writer) {
                writer.array(self);
            }
        }

        impl<$($element: Decode),*> Decode for ($($element,)*) {
            fn blank() -> Self {
                ($($element::blank(),)*)
            }

            fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
                read_elements(reader, &mut [$(&mut self.$index),*])
            }
        }
    )*};
}

tuples! {
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}
