"""How to cite: valid by the schema of the Citation File Format 1.2.0, and the same in every file that says it.

The schema is beside this file: S. Druskat and others, Citation File Format (version 1.2.0), CC BY 4.0.
"""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml


def cited(text: str) -> dict:
    """What the file says, with dates as the text that they are in JSON."""
    plain = yaml.SafeLoader
    loader = type("Plain", (plain,), {"yaml_implicit_resolvers": dict(plain.yaml_implicit_resolvers)})
    for first, known in loader.yaml_implicit_resolvers.items():
        loader.yaml_implicit_resolvers[first] = [one for one in known if not one[0].endswith(":timestamp")]
    return yaml.load(text, loader)


@pytest.fixture(scope="module")
def text(root) -> str:
    return (root / "CITATION.cff").read_text("utf-8")


@pytest.fixture(scope="module")
def meta(root) -> dict:
    return json.loads((root / "codemeta.json").read_text("utf-8"))


def valid(said: dict) -> None:
    schema = json.loads((Path(__file__).parent / "citation_file_format.schema.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(said)


def test_the_citation_is_valid(text):
    valid(cited(text))
    with pytest.raises(jsonschema.ValidationError):
        valid(cited(text.replace("type: software", "type: notebooks")))


def test_a_release_fills_in_its_authors_and_doi_and_it_is_valid_then(text):
    filled = re.sub(r"^# doi: .*$", "doi: 10.5281/zenodo.1234567", text, flags=re.MULTILINE).replace(
        '- name: "The leadership-lib contributors"',
        "- family-names: Doe\n    given-names: Jo\n    orcid: https://orcid.org/0000-0002-1825-0097",
    )
    said = cited(filled)
    assert said["doi"].startswith("10.5281")
    assert said["authors"][0]["family-names"] == "Doe"
    valid(said)


def test_codemeta_says_the_same(text, meta):
    said = cited(text)
    assert (meta["name"], meta["description"]) == (said["title"], said["abstract"])
    assert (meta["version"], meta["datePublished"]) == (said["version"], said["date-released"])
    assert meta.get("identifier") == (f"https://doi.org/{said['doi']}" if "doi" in said else None)
    assert [one.rpartition("/")[2] for one in meta["license"]] == said["license"]
    assert meta["keywords"] == said["keywords"]
    people = [(one.get("familyName"), one.get("givenName"), one.get("name")) for one in meta["author"]]
    assert people == [(one.get("family-names"), one.get("given-names"), one.get("name")) for one in said["authors"]]
    paper, (reference,) = meta["referencePublication"], said["references"]
    assert (paper["name"], paper["datePublished"]) == (reference["title"], str(reference["year"]))
    assert paper["author"][0]["familyName"] == reference["authors"][0]["family-names"] == "Greene"


def test_the_paper_has_one_title_everywhere(root, text):
    title = cited(text)["references"][0]["title"]
    assert title in " ".join((root / "README.md").read_text("utf-8").split())
    assert title.partition(":")[0] in (root / "leadership_lib/research/coding/codebook.py").read_text("utf-8")
