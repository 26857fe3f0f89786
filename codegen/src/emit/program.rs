//! The text of an example: what documentation shows and files hold.
//!
//! A stranger would put it beside what makes examples, which needs documentation itself.

use std::fmt::Write;

/// A program that makes the request of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The `use` declarations, a line each.
    pub imports: String,
    /// The statements; a `?` stands where something can fail.
    pub body: String,
}

impl Program {
    /// The whole program, with a `main`.
    pub fn with_main(&self) -> String {
        let body = self.body.lines().fold(String::new(), |mut text, line| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "    {line}");
            text
        });
        format!(
            "{}\nfn main() -> Result<(), Box<dyn std::error::Error>> {{\n{body}    Ok(())\n}}\n",
            self.imports
        )
    }
}
