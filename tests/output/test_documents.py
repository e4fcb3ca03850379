"""Documents: opened with other programs, they say all that the role says, in order, and never what it does not say."""

import hashlib
import re
import shutil
import subprocess
from collections import Counter
from io import BytesIO
from typing import Literal, get_args, get_origin
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from examples import EXAMPLES, answer_of, reason_of
from hypothesis import example, given, settings
from renderings import READ, RENDER, Page, as_page, expected
from strategies import AWKWARD, roles

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.core import files
from leadership_lib.core.records import field_kinds
from leadership_lib.framework import concepts
from leadership_lib.output.documents import markdown, web, word, wording, write_description, write_handout, writing
from leadership_lib.output.documents.content import Bullets, Content, Paragraph, Table
from leadership_lib.output.documents.description import description
from leadership_lib.output.documents.handout import handout
from leadership_lib.output.documents.lines import clean, plain
from leadership_lib.research.coding.codebook import content as codebook
from leadership_lib.research.coding.guidance import CODES, codes, told
from leadership_lib.research.coding.guidance import load as load_guidance
from leadership_lib.role.role import DecisionRight, Objective, fact_kind, fact_paths, says_none

SECTIONS = [
    "The post",
    "Purpose",
    "Accountable to, and for what",
    "Key relationships",
    "Objectives",
    "Boundaries and latitude",
    "Decision rights",
    "Time and support",
    "Reward and recognition",
    "Tensions and how they are handled",
    "Development",
    "Term and review",
    "Still to be agreed",
]
STATEMENT = "The post holder is accountable for the role and not for clinical practice."
CONTRARY = {
    "accountability.for_what": "other people's practice",
    "accountability.excludes_clinical_practice": False,
    "accountability.manages_peers": True,
}
HOSTILE = (
    "R&D <Ops> &amp; <script>alert('x')</script> <!-- gone? -->",
    '=HYPERLINK("http://example.org","press")',
    "[press](http://example.org) ![](x.png) <http://example.org> www.example.org",
    "# not a heading",
    "1. not a list",
    "- nor this\n+ nor this\n> nor this\n===\n---\n```\ncode",
    "| a | b |\n|---|---|\n\\| c \\\\",
    "*bold* _slant_ `code` ~~gone~~ $x^2$ {0} %s \\u0041 ends in a backslash \\",
    "\x00\x07\x1b control \x7f\x9f signs \ufffe",
    "שלום عليكم \u202eturned round\u202c 漢字 👩🏽‍⚕️ e\u0301",
    "lone\nlines\r\n\n\nand\u2028more\x0bof\x85them\t.",
    "W" * 3000,
    "a very long text " * 600,
)
REASONS = {each.code: set(each.reasons) for each in load_guidance().codes}


def everywhere(text: str) -> Role:
    """Give a role that says one text wherever a text can stand, and twice in every list."""
    objective = {"text": text, "measure": text, "by": text, "milestones": [text, text], "shared_with": [text, text]}
    right = {"what": text, "limit": text}
    special = {"objectives": [objective], "influence.decision_rights": [right]}
    facts = {}
    for path in fact_paths():
        kind = fact_kind(path)
        if kind is str:
            facts[path] = text
        elif get_origin(kind) is tuple and get_args(kind)[0] is str:
            facts[path] = [text, text]
    return Role().with_({**facts, **special})


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
    known = {*concepts.load("layers").ids, *CHOICES}
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
    )
    for choices in literals(kind)
    for choice in choices
}


# --- the files, read back by other programs


def same(content: Content, kinds=tuple(RENDER)) -> None:
    for kind in kinds:
        assert READ[kind](RENDER[kind](content)) == expected(content, kind), kind


def cases() -> dict[str, Role]:
    return {f"{case.id} {name}": getattr(case, name) for case in ll.cases for name in ("as_found", "redesigned")}


@pytest.mark.parametrize("name", [*cases(), "empty", "best"])
def test_the_three_formats_say_the_same_and_nothing_is_lost(name, best):
    role = {**cases(), "empty": Role(), "best": best}[name]
    content = description(role)
    same(content)
    whole = "\n".join(content.texts)
    assert [text for text in typed(role) if clean(text) not in whole] == []
    for line in (STATEMENT, "leadership-lib"):
        assert line in whole


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


# --- printed


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


# --- the description


def headings(kind: str, data: bytes) -> list[tuple[str, str]]:
    """Give level and text of every heading."""
    if kind == "docx":
        styles = {"Title": "h1", "Heading 1": "h2", "Heading 2": "h3"}
        paragraphs = Document(BytesIO(data)).paragraphs
        return [(styles[p.style.name], p.text) for p in paragraphs if p.style.name in styles]
    return (Page(data.decode()) if kind == "html" else as_page(data)).headings


@pytest.mark.parametrize("kind", RENDER)
@pytest.mark.parametrize("name", [*cases(), "empty"])
def test_the_sections_stand_in_the_order_that_hr_expects(kind, name):
    role = {**cases(), "empty": Role()}[name]
    found = headings(kind, RENDER[kind](description(role)))
    title = f"Role description: {role.title}" if role.title else "Role description"
    assert [text for level, text in found if level == "h1"] == [title] == [found[0][1]]
    assert [text for level, text in found if level == "h2"] == SECTIONS
    below = [f"Objective {n}" for n in range(1, len(role.objectives or ()) + 1)]
    assert [text for level, text in found if level == "h3"] == below + [p.title for p in concepts.load("paradoxes")]


def gaps(content: Content) -> Counter:
    spans = [span for block in content.blocks for line in block.lines() for span in line]
    assert all(span.text.startswith("[To be agreed: ") for span in spans if span.kind == "gap")
    return Counter(span.text for span in spans if span.kind == "gap")


def unstated(role: Role) -> Counter:
    """Give the question of everything that a role leaves out, down to the parts of an objective."""
    fixed = wording.load()
    says = {saying.fact: saying for section in fixed.sections for saying in section.says}
    tension = {saying.fact: saying for saying in fixed.tension.says}
    asked = []
    for path in fact_paths():
        if role[path] is None:
            saying = tension[path.rpartition(".")[2]] if path.startswith("tensions.") else says[path]
            asked.append(saying.question(path))
    for items, grid in ((role.objectives, fixed.objective), (role.influence.decision_rights, fixed.right)):
        asked += [s.ask for item in items or () for s in grid.says if getattr(item, s.fact) is None]
    return Counter(f"[To be agreed: {question}]" for question in asked)


@given(roles())
@example(Role())
def test_what_is_not_stated_is_a_gap_and_what_is_stated_never(role):
    content = description(role)
    assert gaps(content) == unstated(role)
    assert STATEMENT in "\n".join(content.texts)


def test_the_facts_questions_are_what_the_gaps_ask():
    own = {saying.fact for section in wording.load().sections for saying in section.says if saying.ask}
    said = "\n".join(description(Role()).texts)
    for fact in concepts.load("facts"):
        if fact.id not in own and not fact.id.endswith(".named"):
            assert f"[To be agreed: {fact.question}]" in said
    # Where the description itself is the answer, the question about a description would read oddly.
    assert own == {"accountability.excludes_clinical_practice", "accountability.manages_peers", "reward.demands"}


def test_every_fact_is_said_once_and_in_every_way_it_can_be():
    fixed = wording.load()
    says = [saying for section in fixed.sections for saying in section.says]
    tensions = [f"tensions.{p.id}.{saying.fact}" for p in concepts.load("paradoxes") for saying in fixed.tension.says]
    assert Counter([*(saying.fact for saying in says), *tensions]) == Counter(fact_paths())
    parts = [(fact_kind(s.fact), s) for s in says]
    parts += [(fact_kind(f"tensions.professional_autonomy.{s.fact}"), s) for s in fixed.tension.says]
    for kind, saying in parts:
        inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
        choices = next(literals(inner), ())
        if kind is bool:
            needed = {"yes", "no"}
        elif inner is not kind or choices:
            needed = {choice for choice in choices if choice != "none"}
        else:
            needed = set() if kind is str or saying.names else {"one", "other"}
        assert set(saying.words) == needed, saying.fact
        may_be_none = kind is str or get_origin(kind) is tuple or "none" in choices or "one" in needed
        assert bool(saying.none) == may_be_none, saying.fact


def test_what_is_stated_as_none_is_said_in_a_sentence():
    nothing = {}
    for section in wording.load().sections:
        for saying in section.says:
            if saying.none:
                kind = fact_kind(saying.fact)
                value = [] if get_origin(kind) is tuple else 0 if "other" in saying.words else "none"
                nothing[saying.fact] = value
    content = description(Role().with_(nothing))
    whole = "\n".join(content.texts)
    assert "There is no cover in the practice." in whole
    assert "No hours are paid." in whole
    for section in wording.load().sections:
        for saying in section.says:
            assert (saying.none in whole) if saying.none else True, saying.fact
    same(content)


def test_figures_have_units_and_ids_have_titles():
    role = Role().with_({"capacity.hours_paid": 1, "capacity.hours_expected": 14.5, "layer": "pcn"})
    whole = "\n".join(description(role.with_({"appointment.length_months": 36})).texts)
    for words in (
        "paid for 1 hour a week.",
        "take 14.5 hours a week.",
        "for 36 months.",
        "Primary care network (PCN)",
    ):
        assert words in whole


@pytest.mark.parametrize("path", CONTRARY)
def test_a_contradiction_of_the_statement_is_shown_as_a_point_to_settle(path):
    content = description(Role().with_({path: CONTRARY[path]}))
    texts = "\n".join(content.texts)
    assert STATEMENT in texts
    assert texts.count("[To be settled: ") == 1
    assert "1 point contradicts" in texts
    same(content)


def test_no_contradiction_no_point_to_settle(best):
    for role in (Role(), best):
        assert "To be settled" not in "\n".join(description(role).texts)


def test_the_gaps_are_counted_section_by_section(best):
    for role in (*cases().values(), Role()):
        texts, number = description(role).texts, sum(unstated(role).values())
        tail = texts[texts.index("Still to be agreed") + 1 :]
        counted = [int(m.group(1)) for line in tail if (m := re.fullmatch(r".+: (\d+)", line))]
        assert sum(counted) == number
        assert any(line.startswith(f"{number} point") for line in tail) == bool(number)
    assert "Every point of this description is stated." in description(best).texts


def test_the_poles_of_a_tension_go_by_their_names(best):
    tables = [block for block in description(best).blocks if isinstance(block, Table)][-4:]
    for table, paradox in zip(tables, concepts.load("paradoxes"), strict=True):
        assert [row[0][0][0].text for row in table.rows] == [*paradox.poles, "Early warnings"]


# --- the handout


def handout_of(before: Role, after: Role) -> tuple[Content, dict[str, list[str]]]:
    """Give a handout, and its lines by heading."""
    content = handout(ll.compare(before, after))
    parts, key = {}, ""
    for line in content.texts:
        if line in (
            "Before and after",
            "What moved, and why",
            "What got worse",
            "What stays open",
            "Three next steps",
        ):
            key = line
        parts.setdefault(key, []).append(line)
    return content, {key: lines[1:] for key, lines in parts.items()}


@pytest.mark.parametrize("case", list(ll.cases), ids=lambda case: case.id)
def test_the_handout_says_what_moved_what_is_open_and_what_next(case):
    content, parts = handout_of(case.as_found, case.redesigned)
    same(content)
    comparison = ll.compare(case.as_found, case.redesigned)
    table = parts["Before and after"]
    for diagnosis in (comparison.before, comparison.after):
        for bounds in (*diagnosis.profile.values(), *diagnosis.bridges.values()):
            assert str(bounds) in table
    assert table.count("As found") == table.count("Now") == 2
    assert any(" more." in line for line in parts["What moved, and why"])
    assert parts["What got worse"] == ["Nothing got worse."]
    assert any(line.startswith("Questions not fully met") for line in parts["What stays open"])
    steps = parts["Three next steps"][:3]
    urgent = comparison.after.most_urgent(3)
    assert all(finding.question in step for finding, step in zip(urgent, steps, strict=False))
    assert "not a validated scale; there is no total score" in "\n".join(content.texts)
    assert f"now: {case.redesigned.title};" in content.texts[1]


def test_a_handout_says_what_got_worse():
    case = ll.cases["locality_clinical_lead"]
    _, parts = handout_of(case.redesigned, case.as_found)
    worse = ll.compare(case.redesigned, case.as_found).got_worse
    assert parts["What got worse"][-1] == f"And {len(worse) - 3} more."
    assert parts["What got worse"][0].startswith(f"{worse[0].check.question} From met to ")


def test_a_handout_of_nothing_changed_and_one_with_nothing_urgent(best):
    content, parts = handout_of(Role(), Role())
    assert parts["What moved, and why"] == ["No finding moved."]
    assert "0 facts changed" in content.texts[1]
    assert all("Ask first: " in step for step in parts["Three next steps"][:3])
    _, parts = handout_of(Role(), best)
    develop = [left.develop for left in ll.diagnose(best).residual]
    steps = [
        block for block in handout(ll.compare(Role(), best)).blocks if isinstance(block, Bullets) and block.numbered
    ]
    assert len(steps[0].items) == 3
    assert all(any(text in step for text in develop) for step in parts["Three next steps"][:3])
    assert not any(line.startswith("Questions not fully met") for line in parts["What stays open"])


def test_a_handout_cuts_long_words_and_says_where_the_whole_is():
    content, _ = handout_of(Role(title="Lead " * 500), Role(title="W" * 5000))
    assert content.title.endswith("W…")
    assert len(content.title) < 100
    assert "Lead Lead…" in content.texts[1]
    assert "words that end in … stand there whole" in content.texts[-1]


# --- the files


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


# --- something else in the place of what a document needs


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


# --- shown once the reader has decided


class Silent:
    def _repr_html_(self):
        return None

    def __str__(self):
        return "a <b>silent</b> thing"


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("R&D <Ops>", "<p>R&amp;D &lt;Ops&gt;</p>"),
        (3, "<p>3</p>"),
        (None, "<p>None</p>"),
        (Silent(), "<p>a &lt;b&gt;silent&lt;/b&gt; thing</p>"),
        (ll.gaps, ll.gaps._repr_html_()),
    ],
)
def test_text_and_numbers_are_revealed_too(answer, shown):
    page = ll.Reveal(answer)._repr_html_()
    assert shown in page
    assert "<summary>I have decided. Show me.</summary>" in page


# --- what coders are told


@pytest.mark.parametrize("check", ll.checks.ids)
def test_a_question_offers_the_answers_that_occur_and_no_other(check):
    one = ll.checks[check]
    occur = {answer_of(name) for name in EXAMPLES[check]} | {"not stated"}
    assert codes(one) == tuple(code for code in CODES if code in occur)
    # Each example is asked, so that what is said to occur does.
    for name, facts in EXAMPLES[check].items():
        verdict = one.ask(Role().with_(facts)).verdict
        assert (verdict.outcome.answer, verdict.because) == (answer_of(name), reason_of(name))
        assert verdict.because in REASONS[verdict.outcome.answer]


@given(roles())
@example(Role().with_(objectives=[{"text": "Visits", "by": "soon", "milestones": []}]))
@example(Role().with_(objectives=[{"text": "Visits", "by": "soon", "milestones": ["x"]}]))
def test_every_answer_of_any_role_has_a_code_that_its_reason_goes_with(role):
    for finding in ll.diagnose(role).findings:
        assert finding.answer in codes(finding.check)
        assert finding.verdict.because in REASONS[finding.answer]


def test_the_codebook_names_every_reason_there_is_and_no_other():
    there = {name for one in ll.checks for name in one.reasons}
    assert set().union(*REASONS.values()) == there
    assert tuple(REASONS) == CODES
    for one in ll.checks:
        said = [sentence for code in codes(one) for sentence in told(one, code)]
        assert set(said) == {re.sub(r"\{[^}]*\}", "…", sentence) for sentence in one.reasons.values()}
    assert told(ll.checks["clarity.translation"], "partly") == []


def test_the_codebook_has_the_rules_and_every_reason_under_its_code():
    page = codebook().texts
    guidance = load_guidance()
    for text in (*guidance.rules, guidance.about_reasons, guidance.caution, *(each.says for each in guidance.codes)):
        assert page.count(text) == 1
    assert not any("other reasons" in text for text in page)
    frame = ll.research.Codebook().to_frame().set_index("check")
    assert frame.loc["purpose.both_clients", "code_not_met"].count(" / ") == 2
    assert frame.loc["clarity.translation", "codes"] == "met | not met | not stated"
    assert frame.loc["clarity.translation", "code_partly"] == ""
