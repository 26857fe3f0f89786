//! Objects: fields, what of them is asked, constants, and the rest.

use super::doc;
use super::lowering::Lowering;
use super::merged::Merged;
use crate::coverage::Treatment;
use crate::description::{Additional, Place, Role, Schema, SchemaId, Xml};
use crate::shape::{Constant, Definition, Field, Name, Rest, Struct, Type, XmlField};
use crate::value::Value;

impl Lowering<'_> {
    /// The struct of an object.
    pub(super) fn object(&mut self, id: SchemaId, merged: &Merged) -> Definition {
        let mut tags = self.inherited_tags(id);
        tags.extend(self.tags_fixed_by_unions(id, &tags));
        let mut constants: Vec<Constant> = tags
            .iter()
            .map(|(property, value)| self.tag(merged, property, value))
            .collect();
        let multipart = self.multipart.contains(&id);
        let mut fields = Vec::new();
        for (name, property) in &merged.properties {
            if tags.iter().any(|(tagged, _)| tagged == name) {
                continue;
            }
            let required = merged.required.contains(name);
            match self.constant(name, *property, required) {
                Some(constant) => constants.push(constant),
                None => fields.push(self.field(name, *property, required, multipart)),
            }
        }
        fields.extend(self.undeclared(id, merged, multipart));
        let rest = self.rest(id, merged);
        Definition::Struct(Struct {
            fields,
            constants,
            rest,
            rest_ident: String::new(),
            init_ident: String::new(),
            multipart,
            built: true,
        })
    }

    /// The constant of a tag.
    fn tag(&self, merged: &Merged, property: &str, value: &str) -> Constant {
        let xml = merged
            .properties
            .get(property)
            .map(|schema| self.xml_field(property, *schema));
        Constant {
            name: property.to_owned(),
            value: Value::String(value.into()),
            xml: xml.unwrap_or_default(),
        }
    }

    /// A required property of a single value.
    fn constant(&mut self, name: &str, property: SchemaId, required: bool) -> Option<Constant> {
        let merged = self.merge(property);
        let enumeration = merged.enumeration.as_ref()?;
        let is_fixed =
            required && !enumeration.open && !self.is_nullable(&merged) && !merged.read_only;
        match enumeration.values.as_slice() {
            [only] if is_fixed && !merged.types.array && !merged.types.object => Some(Constant {
                name: name.to_owned(),
                value: only.value.clone(),
                xml: self.xml_field(name, property),
            }),
            _ => None,
        }
    }

    fn field(&mut self, name: &str, property: SchemaId, required: bool, multipart: bool) -> Field {
        let schema = self.schemas[property].clone();
        let merged = self.merge(property);
        let (read_only, write_only) = (merged.read_only, merged.write_only);
        let file = if multipart {
            self.file_part(property)
        } else {
            None
        };
        let ty = file.unwrap_or_else(|| self.use_of(property).with_null());
        let ty = if merged.secret { secret(ty) } else { ty };
        let target = self.canonical(property);
        let limits = self.limits(property);
        // The words of a component are about the component; a property that only refers to it has none of its own.
        let own = (!self.is_component(property)).then_some(&schema);
        let client_name = own.and_then(|own| own.client_name.clone());
        let mut documentation = doc::of_property(own, &self.schemas[target], limits, read_only);
        let example = own.and_then(|own| own.example.clone());
        let example = example.or_else(|| self.schemas[target].example.clone());
        let optional = !required || read_only || write_only;
        if optional && matches!(self.resolved(&ty), Type::Nullable(_)) {
            documentation.notes.push(doc::ABSENT_OR_NULL.to_owned());
        }
        Field {
            name: Name::unsettled(
                name.to_owned(),
                client_name.unwrap_or_else(|| name.to_owned()),
            ),
            doc: documentation,
            ty,
            example: example.filter(|_| !merged.secret),
            optional,
            read_only,
            asked: required && !read_only,
            deprecated: own.is_some_and(|own| own.deprecated),
            xml: self.xml_field(name, property),
        }
    }

    fn rest(&mut self, id: SchemaId, merged: &Merged) -> Rest {
        if merged.property_names.is_some() {
            self.widen(id, "propertyNames", "the names of members are not checked");
        }
        match merged.additional {
            Additional::Typed(value) => match self.use_of(value).with_null() {
                Type::Any => Rest::Members,
                // What cannot be read as its type is kept among the others, so they must be able to hold it.
                ty if self.resolved(&ty) == Type::Map(Box::new(Type::Any)) => {
                    let note = "other members are any JSON values, and not only objects";
                    self.widen(id, merged.additional_keyword, note);
                    Rest::Members
                }
                ty => Rest::Typed(ty),
            },
            Additional::Forbidden if merged.object_parts <= 1 || self.schemas[id].unevaluated => {
                Rest::Forbidden
            }
            Additional::Forbidden => {
                let note = "an object of several parts keeps the members that none of them names";
                self.widen(id, merged.additional_keyword, note);
                Rest::Members
            }
            Additional::Unstated | Additional::Any => Rest::Members,
        }
    }

    /// Names in `required` that no property has: members that can be sent, and that may be absent in answers, for such a
    /// name is often a slip.
    fn undeclared(&mut self, id: SchemaId, merged: &Merged, multipart: bool) -> Vec<Field> {
        let names: Vec<&String> = merged
            .required
            .iter()
            .filter(|name| !merged.properties.contains_key(*name))
            .collect();
        let location = self.schemas[id].location.clone();
        let letters = |name: &str| -> String {
            let kept = name.chars().filter(|character| character.is_alphanumeric());
            kept.flat_map(char::to_lowercase).collect()
        };
        let mut fields = Vec::new();
        for name in names {
            let is_slip = merged
                .properties
                .keys()
                .any(|known| letters(known) == letters(name));
            let note = if is_slip {
                format!(
                    "`{name}` is required, but a property is only spelled alike: it can be given and is not asked for"
                )
            } else {
                format!(
                    "`{name}` is required but no property declares it: it is any value that the object may hold"
                )
            };
            self.note(&location, "required", Treatment::Widened, &note);
            let place = Place::Inside(id, Role::Property(name.clone()));
            let property = self.synthesize(Schema {
                reference: match merged.additional {
                    Additional::Typed(value) => Some(value),
                    _ => None,
                },
                ..Schema::empty(location.clone(), place)
            });
            let mut field = self.field(name, property, !is_slip, multipart);
            field.optional = true;
            fields.push(field);
        }
        fields
    }

    /// How a property is written as XML.
    pub(super) fn xml_field(&self, name: &str, property: SchemaId) -> XmlField {
        let schema = &self.schemas[self.canonical(property)];
        let bare = Xml::default();
        let is_own = !self.is_component(property);
        let own = if is_own {
            &self.schemas[property].xml
        } else {
            &bare
        };
        let item = schema
            .items
            .map(|items| &self.schemas[self.canonical(items)].xml);
        let is_list = item.is_some();
        let outer = if own.name.is_some() || own.wrapped || !is_list {
            own
        } else {
            &schema.xml
        };
        let wrapped = outer.wrapped || schema.xml.wrapped;
        // Inside a wrapper nothing says that an item is called as the property is; a component has a name of its own.
        let item_name = match schema
            .items
            .map(|items| &self.schemas[self.canonical(items)].place)
        {
            Some(Place::Component(component)) if wrapped => component,
            _ => name,
        };
        XmlField {
            name: outer.name.clone().unwrap_or_else(|| name.to_owned()),
            item: item.map(|item| item.name.clone().unwrap_or_else(|| item_name.to_owned())),
            namespace: outer.namespace.clone(),
            prefix: outer.prefix.clone(),
            attribute: outer.attribute,
            wrapped,
            text: outer.text,
        }
    }
}

fn secret(ty: Type) -> Type {
    match ty {
        Type::Nullable(inner) => Type::Nullable(Box::new(secret(*inner))),
        Type::Secret(_) => ty,
        Type::String => Type::Secret(Box::new(Type::String)),
        other => other,
    }
}
