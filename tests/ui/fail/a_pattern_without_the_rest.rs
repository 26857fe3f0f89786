//! A model is taken apart with `..`: it may get more fields.

use generated::customer_insights::v2017_04_26::models::ErrorAdditionalInfo;

fn main() {
    let ErrorAdditionalInfo { r#type: _, info: _, other: _ } = ErrorAdditionalInfo::default();
}
