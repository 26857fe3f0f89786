//! Whether the path of an operation and its parameters agree.
//!
//! A stranger would refuse a path with an undeclared variable. Eleven vendors publish such; what is missing is a
//! string, what is too much is left out, and both are warnings.

use super::owner::Owner;
use super::reader::Reader;
use super::table::Rank;
use super::template::{Expression, Piece, Template};
use crate::description::{Operation, Parameter, ParameterEncoding, ParameterIn, Schema, Style};
use crate::value::Location;

impl Reader<'_, '_> {
    /// Lets an operation's path and parameters agree.
    pub(super) fn reconcile(&mut self, key: &str, operation: &mut Operation, owner: &Owner) {
        let mut template = Template::parse(key);
        self.note_template(key, &template, &operation.location);
        self.settle_expressions(&mut template, operation, owner);
        operation.path = template.path();
        let variables = template.variables();
        for variable in &variables {
            if find(operation, ParameterIn::Path, variable).is_none() {
                self.declare_variable(variable, &variables, key, operation, owner);
            }
        }
        self.drop_unused(&variables, key, operation);
        self.settle_query(template.query, operation, owner);
    }

    fn note_template(&mut self, key: &str, template: &Template, at: &Location) {
        if template.has_stray_brace {
            let message = format!("A brace in the path `{key}` opens or closes no variable.");
            let help = "It is read as text: write `{name}` for a variable.";
            self.report.warning(at, "malformed-path", message, help);
        }
        if !key.starts_with('/') {
            let note = format!("The path is `/{key}`, for every path starts with a slash.");
            self.report.understood_at(at, "path", note);
        }
        if template.has_fragment {
            let note = "The fragment of the path tells operations apart; it is not sent.";
            self.report.understood_at(at, "path fragment", note);
        }
    }

    /// Reads `{+name}` and its like as the parameter `name`, and `{?name}` as one of the query.
    fn settle_expressions(
        &mut self,
        template: &mut Template,
        operation: &mut Operation,
        owner: &Owner,
    ) {
        for piece in &mut template.pieces {
            let Piece::Variable(text) = piece else {
                continue;
            };
            let expression = Expression::parse(text);
            let is_plain = expression.operator.is_none() && !expression.explodes;
            if is_plain || find(operation, ParameterIn::Path, text).is_some() {
                continue;
            }
            let note = format!("`{{{text}}}` is read as an expression of RFC 6570.");
            self.report
                .understood_at(&operation.location, "path expression", note);
            if let Some('?' | '&') = expression.operator {
                for name in expression.names {
                    self.declare_query(name, false, operation, owner);
                }
                *piece = Piece::Literal(String::new());
            } else if let [name] = expression.names[..] {
                if let Some(parameter) = find(operation, ParameterIn::Path, name) {
                    expand(&mut parameter.encoding, &expression);
                }
                *piece = Piece::Variable(name.to_owned());
            }
        }
    }

    fn declare_variable(
        &mut self,
        variable: &str,
        variables: &[String],
        key: &str,
        operation: &mut Operation,
        owner: &Owner,
    ) {
        let at = operation.location.clone();
        let message = format!(
            "The path `{key}` has a variable `{{{variable}}}`, but no path parameter is called so."
        );
        let similar = operation.parameters.iter_mut().find(|parameter| {
            parameter.place == ParameterIn::Path
                && plain(&parameter.name) == plain(variable)
                && !variables.contains(&parameter.name)
        });
        let help = if let Some(parameter) = similar {
            let help = format!("`{}` is taken for it: write both alike.", parameter.name);
            variable.clone_into(&mut parameter.name);
            help
        } else {
            let parameter = self.synthesize(variable, ParameterIn::Path, true, &at, owner);
            operation.parameters.push(parameter);
            format!(
                "It is read as a required string: declare a parameter `{variable}` with `in: path`."
            )
        };
        self.report
            .warning(&at, "undeclared-path-parameter", message, help);
    }

    fn drop_unused(&mut self, variables: &[String], key: &str, operation: &mut Operation) {
        operation.parameters.retain(|parameter| {
            let name = &parameter.name;
            let is_used = parameter.place != ParameterIn::Path || variables.contains(name);
            if !is_used {
                let message =
                    format!("The path parameter `{name}` is not a variable of the path `{key}`.");
                let help = format!(
                    "It is left out: write `{{{name}}}` into the path, or remove the parameter."
                );
                self.report
                    .warning(&operation.location, "unused-path-parameter", message, help);
                let note = format!("`{name}` is left out, for the path has no such variable.");
                self.report
                    .ignored_at(&parameter.location, "path parameter", note);
            }
            is_used
        });
    }

    /// A query in the path's key: constants, unless a parameter is declared or a variable asks for one.
    fn settle_query(
        &mut self,
        query: Vec<(String, String)>,
        operation: &mut Operation,
        owner: &Owner,
    ) {
        for (name, value) in query {
            if find(operation, ParameterIn::Query, &name).is_some() {
                continue;
            }
            let variable = value
                .strip_prefix('{')
                .and_then(|inner| inner.strip_suffix('}'));
            let Some(variable) = variable else {
                operation.fixed_query.push((name, value));
                continue;
            };
            if let Some(parameter) = find(operation, ParameterIn::Query, variable) {
                parameter
                    .client_name
                    .get_or_insert_with(|| variable.to_owned());
                parameter.name = name;
            } else {
                self.declare_query(&name, true, operation, owner);
            }
        }
    }

    fn declare_query(
        &mut self,
        name: &str,
        required: bool,
        operation: &mut Operation,
        owner: &Owner,
    ) {
        if find(operation, ParameterIn::Query, name).is_none() {
            let parameter = self.synthesize(
                name,
                ParameterIn::Query,
                required,
                &operation.location,
                owner,
            );
            operation.parameters.push(parameter);
        }
    }

    /// A string parameter that nobody declared.
    fn synthesize(
        &mut self,
        name: &str,
        place: ParameterIn,
        required: bool,
        location: &Location,
        owner: &Owner,
    ) -> Parameter {
        let mut schema = Schema::empty(location.clone(), owner.parameter(name));
        schema.types.string = true;
        let style = if place == ParameterIn::Path {
            Style::Simple
        } else {
            Style::Form
        };
        Parameter {
            location: location.clone(),
            name: name.to_owned(),
            client_name: None,
            place,
            required,
            doc: None,
            deprecated: false,
            schema: self.table.add(schema, Rank::Natural),
            encoding: ParameterEncoding::Style {
                style,
                explode: style == Style::Form,
                allow_reserved: false,
            },
            skip_encoding: false,
            allow_empty: false,
            header_prefix: None,
            client_request_id: false,
            client_default: None,
            example: None,
        }
    }
}

fn find<'o>(
    operation: &'o mut Operation,
    place: ParameterIn,
    name: &str,
) -> Option<&'o mut Parameter> {
    operation
        .parameters
        .iter_mut()
        .find(|parameter| parameter.place == place && parameter.name == name)
}

/// A name without what its authors vary.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Lets a parameter be written as a URI template's expression says.
fn expand(encoding: &mut ParameterEncoding, expression: &Expression<'_>) {
    if let ParameterEncoding::Style {
        style,
        explode,
        allow_reserved,
    } = encoding
    {
        *explode |= expression.explodes;
        match expression.operator {
            Some('+') => *allow_reserved = true,
            Some('.') => *style = Style::Label,
            Some(';') => *style = Style::Matrix,
            _ => {}
        }
    }
}
