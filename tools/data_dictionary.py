"""Write the table of a role's facts into data/README.md, from data/framework/facts.toml and the types in role.py."""

import typing
from pathlib import Path

from leadership_lib import framework, role
from leadership_lib.records import Between, OneOf, field_kinds, optional

README = Path(__file__).resolve().parent.parent / "data" / "README.md"
START, END = "<!-- role facts: written by `make dictionary` -->\n", "<!-- end of role facts -->"


def allowed(kind: object) -> str:
    """Say in words which values a type allows."""
    kind, _ = optional(kind)
    if typing.get_origin(kind) is typing.Annotated:
        _, note = typing.get_args(kind)
        if isinstance(note, Between):
            return f"number, {note.low:g} to {note.high:g} {note.unit}"
        return "id of a layer" if isinstance(note, OneOf) else "text"
    if typing.get_origin(kind) is typing.Literal:
        return " / ".join(typing.get_args(kind))
    if typing.get_origin(kind) is tuple:
        return f"list of: {allowed(typing.get_args(kind)[0])}"
    if isinstance(kind, type) and hasattr(kind, "WHAT"):
        return "table of " + ", ".join(f"`{name}` ({allowed(inner)})" for name, inner in field_kinds(kind).items())
    return {str: "text", bool: "true / false"}.get(kind, str(kind))


def dictionary() -> str:
    """Give the table in Markdown, one row a fact."""
    rows = ["| fact | meaning | allowed | paper |", "|---|---|---|---|"]
    for fact in framework.load("facts"):
        cells = (f"`{fact.id}`", fact.meaning, allowed(role.fact_kind(fact.id)), ", ".join(fact.propositions))
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def renewed(text: str) -> str:
    """Give the page with the table as it should be now."""
    before, rest = text.split(START)
    return before + START + dictionary() + END + rest.split(END)[1]


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
