//! Objects through tables: presence, unknown members, duplicates, what is fixed, faults with paths.
#![allow(missing_docs)]
use restwright_runtime::Members;
use restwright_runtime::json::{
    self, Constant, Decode, Encode, Fault, Object, Reader, Table, Writer,
};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
struct Item {
    name: String,
    count: Option<i64>,
    note: Option<Option<String>>,
    children: Option<Vec<Item>>,
    other: Members,
}

const ITEM: Table = Table::new(&["name", "count", "note", "children"], &[0]);

impl Object for Item {
    fn table(&self) -> &'static Table {
        &ITEM
    }
    fn member(&self, index: usize) -> Option<&dyn Encode> {
        Some(match index {
            0 => &self.name,
            1 => &self.count,
            2 => &self.note,
            3 => &self.children,
            _ => return None,
        })
    }
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Decode> {
        Some(match index {
            0 => &mut self.name,
            1 => &mut self.count,
            2 => &mut self.note,
            3 => &mut self.children,
            _ => return None,
        })
    }
    fn rest(&self) -> Option<&dyn json::Rest> {
        Some(&self.other)
    }
    fn rest_mut(&mut self) -> Option<&mut dyn json::RestMut> {
        Some(&mut self.other)
    }
}

impl Encode for Item {
    fn encode(&self, writer: &mut Writer) {
        writer.object(self);
    }
}

impl Decode for Item {
    fn blank() -> Item {
        Item {
            name: String::blank(),
            count: None,
            note: None,
            children: None,
            other: Members::new(),
        }
    }
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.object(self)
    }
}

#[test]
fn reads_and_writes() {
    let text = r#"{"name":"a","note":null,"children":[{"name":"b","x":[1,2.5]}],"z":{"y":1}}"#;
    let item: Item = json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(item.note, Some(None));
    assert_eq!(json::to_string(&item), text);
}
