"""Documents: opened with other programs, they say all that the role says, in order, and never what it does not say."""

import hashlib
import re
from collections import Counter
from io import BytesIO
from typing import Literal, get_args, get_origin
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from renderings import HOSTILE, RENDER, Page, cases, everywhere, same
from strategies import AWKWARD, roles

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.core import files
from leadership_lib.core.records import field_kinds
from leadership_lib.framework import concepts
from leadership_lib.output.documents import markdown, web, word, write_description, write_handout, writing
from leadership_lib.output.documents.content import Bullets, Content, Paragraph, Table
from leadership_lib.output.documents.description import description
from leadership_lib.output.documents.handout import handout
from leadership_lib.output.documents.lines import clean, plain
from leadership_lib.role.parts import DecisionRight, Judgement, Line, Objective
from leadership_lib.role.role import fact_kind, fact_paths, says_none


def strings(value) -> list[str]:
    """Give every text in plain data."""
    match value:
        case str():
            return [value]
        case dict():
            return [text for inner in value.values() for text in strings(inner)]
        case list():
            return [text for inner in value for text in strings(inner)]
    return []


def typed(role: Role) -> list[str]:
    """Give every text that somebody typed into a role: no choices, no ids, no *none*."""
    known = {*concepts.load("layers").ids, *concepts.check_ids(), *CHOICES}
    return [text for text in strings(role.to_dict()) if text not in known and not says_none(text)]


def literals(kind):
    """Give the choices of every ``Literal`` in a type."""
    if get_origin(kind) is Literal:
        yield get_args(kind)
    for inner in get_args(kind):
        yield from literals(inner)


CHOICES = {
    choice
    for kind in (
        *map(fact_kind, fact_paths()),
        *field_kinds(Objective).values(),
        *field_kinds(DecisionRight).values(),
        *field_kinds(Line).values(),
        *field_kinds(Judgement).values(),
    )
    for choices in literals(kind)
    for choice in choices
}


@pytest.mark.parametrize("name", [*cases(), "empty", "best"])
def test_the_three_formats_say_the_same_and_nothing_is_lost(name, best):
    role = {**cases(), "empty": Role(), "best": best}[name]
    content = description(role)
    same(content)
    whole = "\n".join(content.texts)
    assert [text for text in typed(role) if clean(text) not in whole] == []
    assert "leadership-lib" in whole


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_hostile_text_comes_out_as_text_wherever_it_stands(text):
    role = everywhere(text)
    content = description(role)
    same(content)
    said = "\n".join(content.texts)
    assert said.count(clean(text)) >= len(typed(role))
    same(handout(ll.compare(Role(), role)))


def test_awkward_texts_come_out_as_text_side_by_side():
    texts = [text for text in AWKWARD if not says_none(text)]
    objectives = [{"text": text, "milestones": [text, "plain"]} for text in texts]
    same(description(Role().with_({"scope.boundaries": texts, "reward.demands": texts, "objectives": objectives})))


@settings(max_examples=100)
@given(roles())
@example(Role())
def test_any_role_comes_out_whole_as_page_and_markdown(role):
    content = description(role)
    same(content, ("html", "md"))
    whole = "\n".join(content.texts)
    assert [
        text for text in typed(role) if clean(text) not in whole and clean(text).replace("\n", " ") not in whole
    ] == []


@settings(max_examples=15)
@given(roles(), roles())
def test_any_role_comes_out_whole_in_word(before, after):
    same(description(after), ("docx",))
    same(handout(ll.compare(before, after)), ("docx", "html", "md"))


def test_the_same_role_gives_the_same_bytes_in_any_process(tmp_path, python):
    case = ll.cases["pcn_clinical_director"]
    program = (
        "import hashlib, sys, leadership_lib as ll\n"
        "from leadership_lib.output.documents import write_description, write_handout\n"
        "case = ll.cases['pcn_clinical_director']\n"
        "for kind in ('docx', 'html', 'md'):\n"
        f"    path = write_description(case.as_found, {str(tmp_path)!r} + '/other.' + kind)\n"
        "    print(hashlib.sha256(path.read_bytes()).hexdigest())\n"
        f"    path = write_handout(ll.compare(case.as_found, case.redesigned), {str(tmp_path)!r} + '/other.' + kind)\n"
        "    print(hashlib.sha256(path.read_bytes()).hexdigest())\n"
    )
    ours = []
    for kind in RENDER:
        ours.append(write_description(case.as_found, tmp_path / f"ours.{kind}").read_bytes())
        ours.append(write_handout(ll.compare(case.as_found, case.redesigned), tmp_path / f"ours.{kind}").read_bytes())
    assert python(program, PYTHONHASHSEED="7").split() == [hashlib.sha256(data).hexdigest() for data in ours]
    with ZipFile(BytesIO(ours[0])) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_word_file_has_properties_styles_language_and_headed_tables():
    case = ll.cases["locality_clinical_lead"]
    for content in (description(case.as_found), handout(ll.compare(case.as_found, case.redesigned))):
        document = Document(BytesIO(word.render(content)))
        about = document.core_properties
        assert (about.title, about.subject, about.author, about.language) == (
            content.title,
            content.subject,
            "",
            "en-GB",
        )
        assert (about.created, about.modified, about.comments, about.last_modified_by) == (None, None, "", "")
        assert {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
        section = document.sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert document.paragraphs[0].style.name == "Title"
        assert document.tables
        for table in document.tables:
            assert table.style.name == "Table Grid"
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
            assert "Columns: " in table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        used = {run.style.name for p in document.paragraphs for run in p.runs}
        assert used <= {"Default Paragraph Font", "Strong", "To Be Agreed", "To Be Settled"}
        assert all(document.styles[name].font.bold for name in ("To Be Agreed", "To Be Settled"))
        with ZipFile(BytesIO(word.render(content))) as archive:
            assert not [name for name in archive.namelist() if "thumbnail" in name]
            links = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
            assert b"External" not in links


def test_a_title_too_long_for_a_property_stands_whole_in_the_document():
    content = description(Role(title="Lead " * 200))
    document = Document(BytesIO(word.render(content)))
    assert len(document.core_properties.title) == 255
    assert document.paragraphs[0].text == content.title


def test_a_page_stands_alone_and_a_screen_reader_can_follow_it():
    for content in (description(ll.load_role("locality_clinical_lead")), handout(ll.compare(Role(), Role()))):
        text = web.render(content).decode()
        page = Page(text)
        tags = Counter(tag for tag, _ in page.tags)
        assert tags["h1"] == tags["main"] == tags["title"] == 1
        assert dict(page.tags)["html"] == {"lang": "en-GB"}
        assert f"<title>{content.title}</title>" in text
        assert tags["table"] == tags["caption"] == tags["thead"] > 0
        scopes = Counter(attrs.get("scope") for tag, attrs in page.tags if tag == "th")
        tables = [block for block in content.blocks if isinstance(block, Table)]
        assert scopes == {"col": sum(len(t.head) for t in tables), "row": sum(len(t.rows) for t in tables)}
        assert not re.search(r"https?:|src=|url\(|<script|<link|@import", text)
        assert "@page { size: A4" in text


def test_markdown_needs_no_more_than_tables():
    text = markdown.render(Content("T", "S", (Paragraph(plain("a * b")), Bullets((plain("1. c"),), True)))).decode()
    assert text == "# T\n\na \\* b\n\n1. 1\\. c\n"


@pytest.mark.parametrize("name", ["role.pdf", "role", "role.doc", ".docx"])
def test_another_ending_is_a_problem_that_says_which_there_are(tmp_path, name):
    for write, what in ((write_description, Role()), (write_handout, ll.compare(Role(), Role()))):
        with pytest.raises(Problem, match=r"\.docx, \.html or \.md"):
            write(what, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["docx", "html", "md", "DOCX", "Html"])
def test_writing_gives_the_path_of_an_ordinary_file_and_makes_its_folder(tmp_path, kind):
    path = write_description(Role(), str(tmp_path / "new" / f"role.{kind}"))
    assert path == tmp_path / "new" / f"role.{kind}"
    ordinary = tmp_path / "ordinary"
    ordinary.write_text("")
    assert path.stat().st_mode == ordinary.stat().st_mode
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_what_cannot_be_written_is_a_problem_and_leaves_the_old_file(tmp_path, monkeypatch):
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "file").write_text("kept")
    for bad in (tmp_path / "folder.md", tmp_path / "file" / "role.md", tmp_path / "a\0b.md"):
        with pytest.raises(Problem, match="cannot be written"):
            write_description(Role(), bad)
    old = write_description(Role(), tmp_path / "role.md").read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(Problem, match="No space left"):
        write_description(Role(title="New"), tmp_path / "role.md")
    assert (tmp_path / "role.md").read_bytes() == old
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.md", "role.md"]


def test_where_word_cannot_be_written_it_is_a_page_and_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(writing, "WORD", False)
    written = write_description(Role(title="Lead"), tmp_path / "role.docx")
    assert written == tmp_path / "role.html"
    assert "Lead" in written.read_text("utf-8")
    assert "python-docx" in capsys.readouterr().out


def test_documents_other_than_word_load_nothing_of_word(tmp_path, python):
    program = (
        "import sys\n"
        "from leadership_lib.output.documents import write_description, write_handout\n"
        "import leadership_lib as ll\n"
        f"write_description(ll.Role(), {str(tmp_path / 'role.md')!r})\n"
        f"write_handout(ll.compare(ll.Role(), ll.Role()), {str(tmp_path / 'page.html')!r})\n"
        "print(sorted({'docx', 'lxml', 'pandas', 'matplotlib', 'ipywidgets'} & set(sys.modules)))"
    )
    assert python(program).strip() == "[]"


CASE = ll.cases["locality_clinical_lead"]


@pytest.mark.parametrize(
    ("write", "given_", "said"),
    [
        (ll.write_description, CASE, "needs a Role, such as case.as_found; what was given is of type Case"),
        (ll.write_handout, Role(), r"ll\.compare\(before, after\); what was given is of type Role"),
        (ll.write_grid, Role(), "needs a PolarityGrid; what was given is of type Role"),
        (ll.write_reflection, 5, "needs a Journal or a Reflection; what was given is of type int"),
        (ll.write_journal, 5, "needs a Journal, or its entries; what was given is of type int"),
        (ll.write_journal, ["text"], "needs a Journal, or its entries; what was given is of type str"),
        (ll.write_journal, "text", "needs a Journal, or its entries; what was given is of type str"),
        (ll.write_description, None, "needs a Role, such as case.as_found; what was given is of type NoneType"),
    ],
)
def test_something_else_is_a_problem_that_says_what_is_needed(write, given_, said, tmp_path):
    with pytest.raises(Problem, match=said):
        write(given_, tmp_path / "document.md")
    assert list(tmp_path.iterdir()) == []


def test_a_journal_is_written_as_it_is_or_by_its_entries(tmp_path):
    journal = ll.Journal(tmp_path / "journal.toml", clock=lambda: "2026-01-05T10:00:00+00:00")
    journal.record("01_spot_the_gaps", "scene_1", "peer_relationships")
    whole = ll.write_journal(journal, tmp_path / "whole.md").read_bytes()
    assert whole == ll.write_journal(journal.entries, tmp_path / "entries.md").read_bytes()
    assert ll.write_reflection(journal, tmp_path / "record.md").stat().st_size > 0
