"""Files damaged at random: only text or `Unreadable` comes out, and soon.

The same ones in the same order in every run, for ten seconds; ``LEADERSHIP_FUZZ=60`` goes on for as many.
"""

import os
import random
import sys
import zipfile
from io import BytesIO
from time import monotonic, process_time

import pytest
from document_files import odt, p, pdf, row, word, zipped

from leadership_lib.description.file import MOST_TEXT, Unreadable, text_of

#: Seconds for all kinds together, and the most of a processor's that one file may take.
SECONDS, LONGEST = float(os.environ.get("LEADERSHIP_FUZZ", "10")), 10

PAGE = (
    "<!doctype html><html><head><title>x</title><style>p{}</style></head><body><nav>a</nav><main><h1>Lead</h1><!-- c -->"
    "<dl><dt>Hours<dd>8 &amp; more</dl><table><tr><td>Pay<td>&pound;80</table><ul><li hidden>a<li>b<p>c</ul></main>"
)
BOX = "<mc:AlternateContent><w:txbxContent><w:p><w:r><w:t>in</w:t></w:r></w:p></w:txbxContent></mc:AlternateContent>"
WORD = row("Pay", p("£80") + row("a", "b", "c")) + p("Lead", '<w:numPr><w:numId w:val="2"/></w:numPr>') + p(BOX)
ODT = (
    "<text:h>Lead</text:h><text:list><text:list-item><text:p>a<text:s/></text:p></text:list-item></text:list>"
    "<table:table-row><table:table-cell><text:p>Pay</text:p></table:table-cell></table:table-row>"
)
LINES = [
    "You lead the work on frailty in the locality",
    "for two years",
    "with eight hours a week",
    "and answer to the board of the practices",
]
VALID = {
    "word": word(WORD, zipfile.ZIP_STORED),
    "packed word": word(WORD),
    "odt": odt(ODT),
    "html": PAGE.encode(),
    "pdf": pdf(LINES, LINES[::-1]),
    "packed pdf": pdf(LINES, packed=True),
}
READ_BY = [(kind, library) for kind in VALID for library in ("pypdfium2", "pypdf") if "pdf" in kind or "2" in library]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few bytes flipped, a piece cut out, or a piece of it put elsewhere; or several of these."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        first, last = sorted(chance.randrange(len(changed) + 1) for _ in range(2))
        match chance.randrange(4):
            case 0 if changed:
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            case 1:
                del changed[first : min(last, first + 40)]
            case 2:
                changed[first:first] = changed[last : last + 60] * chance.choice((1, 1, 2, 300))
            case 3 if chance.random() < 0.2:
                del changed[first:]
    return bytes(changed)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """Return an archive that is whole, with damage in its parts; anything else damaged as it is."""
    if not data.startswith(b"PK"):
        return damaged(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: damaged(part, chance) if "xml" in name else part for name, part in parts.items()})


@pytest.mark.parametrize(("kind", "library"), READ_BY)
def test_a_damaged_file_is_text_or_unreadable(kind, library, monkeypatch):
    if library == "pypdf":
        monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert text_of(VALID[kind], kind)
    chance, end, read = random.Random(kind), monotonic() + SECONDS / len(READ_BY), 0
    while monotonic() < end:
        began = process_time()
        data = chance.choice((damaged, damaged_inside))(VALID[kind], chance)
        try:
            assert len(text_of(data, kind)) <= MOST_TEXT
            read += 1
        except Unreadable as refusal:
            assert str(refusal).endswith(".")
        assert process_time() - began < LONGEST
    assert read
