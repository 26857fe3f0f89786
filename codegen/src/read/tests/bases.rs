//! A small description of each family of dialects with an object of nearly every kind, to be damaged by tests.
//!
//! A stranger would read keywords off them: `tests/keywords/` has those, with a place for each.

pub(super) const SWAGGER_BASE: &str = r##"{
    "swagger": "2.0",
    "info": {"title": "T", "version": "1"},
    "host": "example.com",
    "paths": {"/{p}": {
        "parameters": [{"$ref": "#/parameters/P"}],
        "post": {
            "parameters": [
                {"name": "q", "in": "query", "type": "array", "items": {"type": "array", "items": {"type": "string"}}},
                {"name": "b", "in": "body", "schema": {"$ref": "#/definitions/S"}}
            ],
            "responses": {"200": {
                "description": "d",
                "schema": {"type": "string"},
                "headers": {"H": {"type": "array", "items": {"type": "string"}}}
            }, "400": {"$ref": "#/responses/R"}}
        },
        "put": {
            "parameters": [{"name": "f", "in": "formData", "type": "array", "items": {"type": "string"}}],
            "responses": {}
        }
    }},
    "definitions": {"S": {"type": "object"}, "S2": {}},
    "parameters": {"P": {"name": "p", "in": "path", "required": true, "type": "string"}},
    "responses": {"R": {"description": "d"}},
    "securityDefinitions": {"K": {"type": "apiKey", "in": "header", "name": "X-Key"}}
}"##;

pub(super) const OPENAPI_BASE: &str = r##"{
    "openapi": "VERSION",
    "info": {"title": "T", "version": "1"},
    "servers": [{"url": "https://{v}.example.com", "variables": {"v": {"default": "a"}}}],
    "paths": {"/": {"post": {
        "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}, {"$ref": "#/components/parameters/P"}],
        "requestBody": {"content": {
            "multipart/form-data": {"schema": {"type": "object"}, "encoding": {"e": {}}}
        }},
        "responses": {
            "200": {"description": "d", "headers": {"H": {"schema": {"type": "string"}}, "I": {"$ref": "#/components/headers/H"}}},
            "400": {"$ref": "#/components/responses/R"}
        },
        "callbacks": {"c": {"$ref": "#/components/callbacks/C"}}
    }, "put": {"requestBody": {"$ref": "#/components/requestBodies/B"}}}, "/i": {"$ref": "#/components/pathItems/I"}},
    "components": {
        "schemas": {"S": {"type": "object"}, "D": {"discriminator": {"propertyName": "k"}, "xml": {"name": "n"}, "type": "array"}},
        "responses": {"R": {"description": "d"}},
        "parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "string"}}},
        "requestBodies": {"B": {"content": {"a/b": {"$ref": "#/components/mediaTypes/M"}}}},
        "headers": {"H": {"schema": {"type": "string"}}},
        "securitySchemes": {"K": {"type": "apiKey", "in": "header", "name": "X-Key"}, "H": {"type": "http", "scheme": "x"}},
        "callbacks": {"C": {}},
        "pathItems": {"I": {"trace": {}}},
        "mediaTypes": {"M": {}}
    }
}"##;
