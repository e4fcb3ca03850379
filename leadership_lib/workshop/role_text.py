"""Role text: the role as participants read it on their own device: what it states, and no answers."""

import json

from leadership_lib.output.documents.content import Heading, Table
from leadership_lib.output.documents.description import stated_blocks
from leadership_lib.output.documents.lines import said
from leadership_lib.role.role import Role
from leadership_lib.workshop.record import words

#: Bytes of JSON that are sent to the server, which takes no request above 16 KB.
LONGEST = 14_000


def parts(role: Role) -> list[list[str]]:
    """Return the text for a small screen: parts, each a heading and its lines; what is too long stays on paper."""
    found, sent = list[list[str]](), 0
    for heading, *lines in _parts(role):
        sent += len(json.dumps([heading, *lines]))
        if sent > LONGEST:
            return [*found, [words().rest_on_paper]]
        found.append([heading, *lines])
    return found


def _parts(role: Role) -> list[list[str]]:
    found: list[list[str]] = []
    for block in stated_blocks(role):
        if isinstance(block, Heading):
            found.append([block.text])
        elif isinstance(block, Table):
            rows = ((said(label[0]), " ".join(" ".join(map(said, cell)).split())) for label, cell in block.rows)
            found.append([block.caption, *(f"{label}: {text}" for label, text in rows)])
        else:
            found[-1] += (" ".join(said(line).split()) for line in block.lines())
    return found
