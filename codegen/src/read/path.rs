//! Path items, and whether a path and its parameters agree.
//!
//! A stranger would refuse a path with an undeclared variable. Eleven vendors publish such; what is missing is a
//! string, what is too much is left out, and both are warnings.

use super::Reader;
use super::cursor::{Cursor, Fields};
use super::kind::Kind;
use super::owner::Owner;
use super::table::{Rank, blank};
use super::template::{Expression, Piece, Template};
use crate::description::{
    IncomingOperation, Operation, OperationPlace, Parameter, ParameterEncoding, ParameterIn, Place,
    Style,
};
use crate::value::Location;

/// Who calls the operations of a path item.
#[derive(Clone, Copy, Debug)]
pub(super) enum Direction<'a> {
    /// The client; the key is a path.
    Outgoing,
    /// The service: a webhook or callback of this name.
    Incoming(&'a str),
}

/// What the operations of a path item share.
pub(super) struct PathItem<'a, 'd> {
    pub(super) key: &'a str,
    pub(super) direction: Direction<'a>,
    pub(super) parameters: Vec<Cursor<'d>>,
    pub(super) servers: Option<Cursor<'d>>,
}

impl<'d> Reader<'d, '_> {
    /// The path items of `paths` and of `x-ms-paths`, by their paths, so that no order of keys matters.
    pub(super) fn read_paths(&mut self, root: &mut Fields<'d>) {
        let mut items = self.path_items(root, "paths");
        items.extend(self.path_items(root, "x-ms-paths"));
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by_key(|index| items[*index].0);
        let mut ranks = Vec::new();
        for index in order {
            let (key, cursor) = &items[index];
            self.read_path_item(key, cursor, Direction::Outgoing);
            ranks.resize(self.operations.len(), index);
        }
        self.restore_order(&ranks);
    }

    /// Brings the operations into the order of the document.
    fn restore_order(&mut self, ranks: &[usize]) {
        let mut order: Vec<usize> = (0..ranks.len()).collect();
        order.sort_by_key(|index| ranks[*index]);
        let mut moved = vec![0_u32; order.len()];
        for (to, from) in order.iter().enumerate() {
            moved[*from] = u32::try_from(to).unwrap_or(u32::MAX);
        }
        for schema in &mut self.table.schemas.0 {
            if let Place::Operation(OperationPlace::Outgoing(index), _) = &mut schema.place {
                *index = moved[*index as usize];
            }
        }
        let mut operations: Vec<Option<Operation>> = self.operations.drain(..).map(Some).collect();
        self.operations = order
            .iter()
            .filter_map(|from| operations[*from].take())
            .collect();
    }

    fn path_items(&mut self, root: &mut Fields<'d>, keyword: &str) -> Vec<(&'d str, Cursor<'d>)> {
        let Some(cursor) = root.take_present(keyword, &mut self.report) else {
            return Vec::new();
        };
        self.named_path_items(&cursor)
    }

    /// The path items of an object whose other keys are extensions.
    pub(super) fn named_path_items(&mut self, cursor: &Cursor<'d>) -> Vec<(&'d str, Cursor<'d>)> {
        let Some(mut fields) = self.open(cursor, Kind::Paths) else {
            return Vec::new();
        };
        let items = fields.rest();
        items
            .into_iter()
            .filter(|(key, _)| !key.starts_with("x-"))
            .collect()
    }

    /// A path item, its operations and the callbacks of those.
    pub(super) fn read_path_item(
        &mut self,
        key: &str,
        cursor: &Cursor<'d>,
        direction: Direction<'_>,
    ) {
        let Some(cursor) = self.report.present(cursor.clone()) else {
            return;
        };
        let Some(mut fields) = self.open(&cursor, Kind::PathItem) else {
            return;
        };
        let item = PathItem {
            key,
            direction,
            parameters: fields.list("parameters", &mut self.report),
            servers: fields.take_present("servers", &mut self.report),
        };
        let keywords: Vec<Cursor<'d>> = fields.keywords().collect();
        for keyword in keywords {
            let Some(method) = method(keyword.key()) else {
                continue;
            };
            if let Some(operation) = fields.take_present(keyword.key(), &mut self.report) {
                self.note_method(&operation);
                self.read_operation_of(&item, method, &operation);
            }
        }
        for (method, operation) in self.entries(&mut fields, "additionalOperations") {
            self.read_operation_of(&item, method, &operation);
        }
        fields.finish(&mut self.report);
    }

    fn note_method(&mut self, operation: &Cursor<'d>) {
        let key = operation.key();
        if key.chars().any(|letter| letter.is_ascii_uppercase()) {
            self.report.understood(
                operation,
                "method",
                format!("`{key}` is read as the method in lower case."),
            );
        }
        if key.eq_ignore_ascii_case("query")
            && self.report.dialect < super::dialect::Dialect::OpenApi32
        {
            self.report.understood(
                operation,
                "query",
                "A method of OpenAPI 3.2: read as there.",
            );
        }
    }

    fn read_operation_of(&mut self, item: &PathItem<'_, 'd>, method: &str, cursor: &Cursor<'d>) {
        let callbacks = match item.direction {
            Direction::Outgoing => {
                let place = OperationPlace::Outgoing(
                    u32::try_from(self.operations.len()).unwrap_or(u32::MAX),
                );
                let Some((operation, callbacks)) = self.read_operation(item, method, cursor, place)
                else {
                    return;
                };
                self.operations.push(operation);
                callbacks
            }
            Direction::Incoming(name) => {
                let place = OperationPlace::Incoming(
                    u32::try_from(self.incoming.len()).unwrap_or(u32::MAX),
                );
                let Some((operation, callbacks)) = self.read_operation(item, method, cursor, place)
                else {
                    return;
                };
                self.incoming.push(IncomingOperation {
                    name: name.to_owned(),
                    operation,
                });
                callbacks
            }
        };
        for (name, callback) in callbacks {
            self.read_callback(&name, &callback);
        }
    }

    /// The path items of a callback, unless it is being read already.
    fn read_callback(&mut self, name: &str, cursor: &Cursor<'d>) {
        let Some(layers) = self.follow(cursor) else {
            return;
        };
        let Some(target) = layers.last() else { return };
        if !self.following.insert(target.node_address()) {
            self.report.ignored(
                cursor,
                "callbacks",
                "This callback contains itself: the inner one is left out.",
            );
            return;
        }
        for (expression, item) in self.named_path_items(target) {
            self.read_path_item(expression, &item, Direction::Incoming(name));
        }
        self.following.remove(&target.node_address());
    }

    /// Lets an operation's path and parameters agree.
    pub(super) fn reconcile(&mut self, key: &str, operation: &mut Operation, owner: &Owner) {
        let mut template = Template::parse(key);
        let location = operation.location.clone();
        if template.has_stray_brace {
            let message = format!("A brace in the path `{key}` opens or closes no variable.");
            let help = "It is read as text: write `{name}` for a variable.";
            self.report
                .warning(&location, "malformed-path", message, help);
        }
        if !key.starts_with('/') {
            let note = format!("The path is `/{key}`, for every path starts with a slash.");
            self.report.coverage.add(
                &location,
                "path",
                crate::coverage::Treatment::Understood,
                note,
            );
        }
        if template.has_fragment {
            let note = "The fragment of the path tells operations apart; it is not sent.";
            self.report.coverage.add(
                &location,
                "path fragment",
                crate::coverage::Treatment::Understood,
                note,
            );
        }
        self.settle_expressions(&mut template, operation, owner);
        operation.path = template.path();
        let variables = template.variables();
        for variable in &variables {
            self.declare_variable(variable, key, operation, owner);
        }
        self.drop_unused(&variables, key, operation);
        self.settle_query(template.query, operation, owner);
    }

    /// Reads `{+name}` and its like as the parameter `name`, if that is declared.
    fn settle_expressions(
        &mut self,
        template: &mut Template,
        operation: &mut Operation,
        owner: &Owner,
    ) {
        let mut missing = Vec::new();
        for piece in &mut template.pieces {
            let Piece::Variable(text) = piece else {
                continue;
            };
            if operation
                .parameters
                .iter()
                .any(|parameter| is_path_parameter(parameter, text))
            {
                continue;
            }
            let expression = Expression::parse(text);
            if expression.operator.is_none() && !expression.explodes {
                continue;
            }
            let note = format!("`{{{text}}}` is read as an expression of RFC 6570.");
            let understood = crate::coverage::Treatment::Understood;
            self.report
                .coverage
                .add(&operation.location, "path expression", understood, note);
            if let Some('?' | '&') = expression.operator {
                missing.extend(expression.names.iter().map(|name| (*name).to_owned()));
                *piece = Piece::Literal(String::new());
            } else if let [name] = expression.names[..] {
                let declared = operation
                    .parameters
                    .iter_mut()
                    .find(|parameter| is_path_parameter(parameter, name));
                if let Some(parameter) = declared {
                    expand(&mut parameter.encoding, &expression);
                }
                *piece = Piece::Variable(name.to_owned());
            }
        }
        for name in missing {
            if !operation
                .parameters
                .iter()
                .any(|parameter| parameter.name == name)
            {
                let parameter =
                    self.synthesize(name, ParameterIn::Query, false, &operation.location, owner);
                operation.parameters.push(parameter);
            }
        }
    }

    fn declare_variable(
        &mut self,
        variable: &str,
        key: &str,
        operation: &mut Operation,
        owner: &Owner,
    ) {
        if operation
            .parameters
            .iter()
            .any(|parameter| is_path_parameter(parameter, variable))
        {
            return;
        }
        let location = operation.location.clone();
        let similar = operation.parameters.iter_mut().find(|parameter| {
            parameter.place == ParameterIn::Path && plain(&parameter.name) == plain(variable)
        });
        let message = format!(
            "The path `{key}` has a variable `{{{variable}}}`, but no path parameter is called so."
        );
        if let Some(parameter) = similar {
            let help = format!("`{}` is taken for it: write both alike.", parameter.name);
            variable.clone_into(&mut parameter.name);
            self.report
                .warning(&location, "undeclared-path-parameter", message, help);
            return;
        }
        let help = format!(
            "It is read as a required string: declare a parameter `{variable}` with `in: path`."
        );
        self.report
            .warning(&location, "undeclared-path-parameter", message, help);
        let parameter = self.synthesize(
            variable.to_owned(),
            ParameterIn::Path,
            true,
            &location,
            owner,
        );
        operation.parameters.push(parameter);
    }

    fn drop_unused(&mut self, variables: &[String], key: &str, operation: &mut Operation) {
        operation.parameters.retain(|parameter| {
            let is_used =
                parameter.place != ParameterIn::Path || variables.contains(&parameter.name);
            if !is_used {
                let name = &parameter.name;
                let message =
                    format!("The path parameter `{name}` is not a variable of the path `{key}`.");
                let help = format!(
                    "It is left out: write `{{{name}}}` into the path, or remove the parameter."
                );
                self.report
                    .warning(&operation.location, "unused-path-parameter", message, help);
                let note = format!("`{name}` is left out, for the path has no such variable.");
                let ignored = crate::coverage::Treatment::Ignored;
                self.report
                    .coverage
                    .add(&parameter.location, "path parameter", ignored, note);
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
            if operation
                .parameters
                .iter()
                .any(|parameter| is_query_parameter(parameter, &name))
            {
                continue;
            }
            let Some(variable) = value
                .strip_prefix('{')
                .and_then(|inner| inner.strip_suffix('}'))
            else {
                operation.fixed_query.push((name, value));
                continue;
            };
            let declared = operation
                .parameters
                .iter_mut()
                .find(|parameter| is_query_parameter(parameter, variable));
            if let Some(parameter) = declared {
                parameter
                    .client_name
                    .get_or_insert_with(|| variable.to_owned());
                parameter.name = name;
            } else {
                let parameter =
                    self.synthesize(name, ParameterIn::Query, true, &operation.location, owner);
                operation.parameters.push(parameter);
            }
        }
    }

    /// A string parameter that nobody declared.
    fn synthesize(
        &mut self,
        name: String,
        place: ParameterIn,
        required: bool,
        location: &Location,
        owner: &Owner,
    ) -> Parameter {
        let mut schema = blank(location.clone(), owner.parameter(&name));
        schema.types.string = true;
        let style = if place == ParameterIn::Path {
            Style::Simple
        } else {
            Style::Form
        };
        Parameter {
            location: location.clone(),
            name,
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
        }
    }
}

/// The method that a keyword of a path item names.
fn method(keyword: &str) -> Option<&'static str> {
    [
        "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY",
    ]
    .into_iter()
    .find(|method| method.eq_ignore_ascii_case(keyword))
}

fn is_path_parameter(parameter: &Parameter, name: &str) -> bool {
    parameter.place == ParameterIn::Path && parameter.name == name
}

fn is_query_parameter(parameter: &Parameter, name: &str) -> bool {
    parameter.place == ParameterIn::Query && parameter.name == name
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
