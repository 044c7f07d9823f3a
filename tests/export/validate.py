#!/usr/bin/env python3
"""Checks an exported OpenAPI document with tools that have nothing to do with this repository.

    validate.py DOCUMENT.json DOCUMENT.yaml

The document must be OpenAPI 3.1, its YAML must say the same as its JSON to a reader of YAML 1.1,
and every example must fit its schema. Needs the packages of requirements.txt.
"""

import json
import sys

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

FORMATS = FormatChecker(["date-time", "uri", "uri-reference"])


def main(json_path, yaml_path):
    with open(json_path, encoding="utf-8") as file:
        document = json.load(file)
    with open(yaml_path, encoding="utf-8") as file:
        same = yaml.safe_load(file) == document
    faults = [] if same else ["the YAML does not say what the JSON says"]
    faults += spec_faults(document)
    examples = list(find_examples(document))
    if not faults:
        faults += example_faults(document, examples)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(examples)} examples, {len(faults)} faults")
    return 1 if faults else 0


def spec_faults(document):
    """What the specification of OpenAPI does not allow."""
    if not str(document.get("openapi", "")).startswith("3.1."):
        return ["the document does not say that it is OpenAPI 3.1"]
    try:
        errors = OpenAPIV31SpecValidator(document).iter_errors()
        return [f"{place(error)}: {error.message}" for error in errors]
    except Unresolvable as error:
        return [f"a pointer leads nowhere: {str(error)[:200]}"]


def find_examples(document):
    """Every named example with the pointer to its schema."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method == "parameters":
                continue
            at = ["paths", path, method]
            for index, parameter in enumerate(operation.get("parameters", [])):
                yield from named(parameter, at + ["parameters", index])
            for media, content in operation.get("requestBody", {}).get("content", {}).items():
                yield from named(content, at + ["requestBody", "content", media])
            for status, response in operation["responses"].items():
                for media, content in response.get("content", {}).items():
                    yield from named(content, at + ["responses", status, "content", media])


def named(holder, at):
    for name, example in holder.get("examples", {}).items():
        yield at + ["schema"], f"{'/'.join(map(str, at))}, example {name}", example["value"]


def example_faults(document, examples):
    if not examples:
        return ["the document has no examples"]
    resource = DRAFT202012.create_resource(document)
    registry = Registry().with_resource("urn:document", resource)
    faults = []
    for pointer, title, value in examples:
        schema = {"$ref": "urn:document#" + "".join("/" + escape(str(part)) for part in pointer)}
        validator = Draft202012Validator(schema, registry=registry, format_checker=FORMATS)
        faults += [f"{title}: {place(error)}: {error.message}" for error in validator.iter_errors(value)]
    return faults


def escape(part):
    """A part of a JSON pointer in a fragment of a URI."""
    escaped = part.replace("~", "~0").replace("/", "~1")
    return escaped.replace("%", "%25").replace("{", "%7B").replace("}", "%7D")


def place(error):
    return "/".join(map(str, error.absolute_path)) or "the whole"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
