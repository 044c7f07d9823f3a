"""Holds reports of changes against what programs expect of them: JSON against its published schema,
SARIF against the schema of SARIF 2.1.0, JUnit against XML.

    python validate.py SCHEMA FOLDER…

Each folder has `expected.json`, `expected.sarif` and `expected.xml`.
"""

import json
import pathlib
import sys
import xml.etree.ElementTree

import jsonschema
import pydantic
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif


def refuses(check):
    """A judge that lets anything pass is none."""
    try:
        check()
    except (jsonschema.ValidationError, pydantic.ValidationError):
        return True
    return False


def main():
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for folder in map(pathlib.Path, sys.argv[2:]):
        report = json.loads((folder / "expected.json").read_text())
        validator.validate(report)
        assert refuses(lambda: validator.validate({**report, "more": 1})), "the schema is open"
        sarif = json.loads((folder / "expected.sarif").read_text())
        Sarif.model_validate(sarif)
        broken = json.loads(json.dumps(sarif))
        broken["runs"][0]["results"][0]["level"] = "grave"
        assert refuses(lambda: Sarif.model_validate(broken)), "the judge of SARIF lets anything pass"
        del sarif["runs"][0]["tool"]["driver"]["name"]
        assert refuses(lambda: Sarif.model_validate(sarif)), "the judge of SARIF lets anything pass"
        xml.etree.ElementTree.parse(folder / "expected.xml")
        print(f"{folder}: JSON, SARIF and JUnit are as programs expect them")


main()
