"""What a printer makes of the documents: every line in order, on A4."""

import re
import shutil
import subprocess

import pytest
from renderings import HOSTILE, cases, everywhere

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.output.documents import write_description, write_handout, write_questions
from leadership_lib.output.documents.description import description
from leadership_lib.output.documents.handout import handout
from leadership_lib.output.documents.question_sheet import question_sheet


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Give every document as LibreOffice prints it: its text in order, its pages and their size."""
    missing = [tool for tool in ("soffice", "pdftotext", "pdfinfo") if not shutil.which(tool)]
    if missing:
        install = "Debian: apt-get install libreoffice-writer-nogui poppler-utils"
        pytest.skip(f"left out: no {' and no '.join(missing)} here ({install})")
    folder = tmp_path_factory.mktemp("printed")
    for name, role in printable().items():
        write_description(role, folder / f"{name} description.docx")
    for name, (before, after) in pairs().items():
        write_handout(ll.compare(before, after), folder / f"{name} handout.docx")
    for name, asker in asked():
        write_questions(printable()[name], folder / f"{name} {asker}.docx", for_=asker)
    home = (folder / "home").as_uri()
    files = sorted(map(str, folder.glob("*.docx")))
    command = [
        "soffice",
        f"-env:UserInstallation={home}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    found = {}
    for path in folder.glob("*.pdf"):
        text, about = (
            subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=60).stdout
            for command in (["pdftotext", "-raw", str(path), "-"], ["pdfinfo", str(path)])
        )
        text = re.sub(r"(?m)^Page \d+ of \d+$", "", text)
        found[path.stem] = bare(text), dict(re.findall(r"(?m)^(Pages|Page size|Title): *(.*)$", about))
    assert len(found) == len(files)
    return found


def bare(text: str) -> str:
    """Give text without blanks, breaks and bullets, which is what printing changes."""
    return re.sub(r"[\s\x0c\uf0b7•]", "", text)


def printable() -> dict[str, Role]:
    # Letters that every fallback font has; the others are read back from the file itself.
    plain = [text for text in HOSTILE if text.isascii() and text.isprintable()]
    awkward = Role().with_({"title": "R&D <Ops>", "scope.boundaries": plain, "organisation": "=HYPERLINK(1)"})
    return {**cases(), "empty": Role(), "awkward": awkward}


def asked() -> list[tuple[str, str]]:
    return [(name, "applicant") for name in cases()] + [
        ("empty", asker) for asker in ("applicant", "holder", "board")
    ]


def pairs() -> dict[str, tuple[Role, Role]]:
    worked = {case.id: (case.as_found, case.redesigned) for case in ll.cases}
    back = {f"{name} back": pair[::-1] for name, pair in worked.items()}
    first = ll.cases["locality_clinical_lead"]
    long = {
        f"long {n}": (first.redesigned.with_(title=text), everywhere(text).with_(title=text))
        for n, text in enumerate(("W" * 5000, "WWW MMM " * 900, "漢字 " * 900))
    }
    return {**worked, **back, **long, "empty": (Role(), Role())}


def test_what_is_printed_has_every_line_in_order_on_a4(printed):
    for name, role in printable().items():
        text, about = printed[f"{name} description"]
        assert "A4" in about["Page size"]
        assert about["Title"] == description(role).title
        at = 0
        for line in map(bare, description(role).texts):
            found = text.find(line, at)
            assert found >= 0, (name, line[:80])
            at = found + len(line)


def test_the_description_of_an_ordinary_role_is_two_pages_at_most(printed):
    pages = {name: int(printed[f"{name} description"][1]["Pages"]) for name in cases()}
    assert max(pages[name] for name in pages if name.endswith("as_found")) == 2
    # A redesign states three facts of four; it has a page more where its objectives are many.
    assert max(pages.values()) <= 3
    assert printed["empty description"][1]["Pages"] == "1"


def test_the_questions_are_one_page_of_a4_with_every_line_in_order(printed):
    for name, asker in asked():
        text, about = printed[f"{name} {asker}"]
        assert (about["Pages"], "A4" in about["Page size"]) == ("1", True), name
        at = 0
        for line in map(bare, question_sheet(printable()[name], asker).texts):
            found = text.find(line, at)
            assert found >= 0, (name, line[:80])
            at = found + len(line)


def test_the_handout_is_one_page_of_a4_with_every_line_in_order(printed):
    for name, (before, after) in pairs().items():
        text, about = printed[f"{name} handout"]
        assert (about["Pages"], "A4" in about["Page size"]) == ("1", True), name
        if not name.startswith("long"):
            at = 0
            for line in map(bare, handout(ll.compare(before, after)).texts):
                found = text.find(line, at)
                assert found >= 0, (name, line[:80])
                at = found + len(line)
