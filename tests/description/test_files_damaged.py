"""Files damaged at random: only text or `Unreadable` comes out, and soon.

The same ones in the same order in every run, for ten seconds; ``LEADERSHIP_FUZZ=60`` goes on for as many.
"""

import os
import random
import sys
import zipfile
from time import monotonic, process_time

import pytest
from damage import damaged, damaged_inside
from document_files import odt, p, pdf, row, word

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
