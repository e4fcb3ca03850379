"""Pages to read and print: a worksheet for every widget, one order of headings, links that lead somewhere, paper."""

import contextlib
import functools
import html
import http.server
import re
import shutil
import subprocess
import sys
import threading
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import browser
import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st

import leadership_lib as ll
from leadership_lib.core.html import wrap
from leadership_lib.framework import concepts
from leadership_lib.teaching.journal import appraisal
from leadership_lib.widgets.form import Form

# The folder of the builder is no package: its scripts are run where they are.
ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "site"))

import pages_to_read  # noqa: E402
from notebook_worksheets import worksheets  # noqa: E402

LEARNERS, CASE, REFERENCE = "01_spot_the_gaps", "cases/place_lead", "90_reference"


class Seen(HTMLParser):
    """What a page is made of."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.headings, self.links, self.ids = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, name, attrs):
        given = dict(attrs)
        self.tags.append((name, given))
        self.headings += [int(name[1])] if re.fullmatch("h[1-6]", name) else []
        self.links += [given["href"]] if name == "a" and "href" in given else []
        self.ids += [given["id"]] if "id" in given else []

    handle_startendtag = handle_starttag

    def all(self, name):
        return [given for tag, given in self.tags if tag == name]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The folder into which the command has written every page, and what it said."""
    folder = tmp_path_factory.mktemp("read")
    command = [sys.executable, ROOT / "site" / "pages_to_read.py", folder / "out"]
    return folder / "out", subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder).stdout


@pytest.fixture(scope="module")
def folder(written):
    return written[0]


@pytest.fixture(scope="module")
def pages(folder):
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}


def no_level_is_left_out(levels):
    return all(after - before <= 1 for before, after in pairwise(levels))


def sheet(*sources):
    return worksheets(["import leadership_lib as ll", *sources])[-1]


def page(*cells, which=LEARNERS, opened=None, ids=(LEARNERS,)):
    made = [nbformat.v4.new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    return pages_to_read.body(made, ll.notebooks[which], pages_to_read.Flow(which, ids), opened)


def code(source="0", **data):
    return nbformat.v4.new_code_cell(source, outputs=[nbformat.v4.new_output("display_data", data)] if data else [])


def test_what_compares_with_a_readers_own_entries_is_not_on_paper():
    made = ["studio = ll.Studio('place_lead')\nstudio", "redesigned = ll.cases['place_lead'].redesigned"]
    assert sheet(*made, "ll.compare(studio.value, redesigned)").body == ""
    assert sheet(*made, "ll.compare(ll.cases['place_lead'].as_found, redesigned)") is None
    assert sheet(*made, "studio.session.comparison").body == ""
    assert sheet(*made, "other = redesigned", "other.title") is None


# --- every page


def test_every_notebook_has_a_page_and_the_list_has_them_all(pages):
    there = [one for one in ll.notebooks if (ROOT / "notebooks" / f"{one.id}.ipynb").exists()]
    assert set(pages) == {"index.html", *(f"{one.id}.html" for one in there)}
    assert Seen(pages["index.html"]).links[1:] == [f"{one.id}.html" for one in there]
    for one in there:
        assert html.escape(one.able_to) in pages["index.html"]


def test_every_page_can_be_followed_without_seeing_it(pages):
    for name, text in pages.items():
        seen = Seen(text)
        assert seen.all("html") == [{"lang": "en-GB"}], name
        assert text.count("<title>") == 1
        assert len(seen.all("main")) == 1
        assert seen.links[0] == "#main"
        assert seen.headings[0] == seen.headings.count(1) == 1, name
        assert no_level_is_left_out(seen.headings), name
        assert len(seen.ids) == len(set(seen.ids)), name
        assert all("scope" in th for th in seen.all("th")), name
        assert text.count("<table") == text.count("<caption"), name
        for svg in seen.all("svg"):
            assert svg.get("role") == "img", name
            assert svg.get("aria-label") or svg.get("aria-labelledby"), name


def test_every_link_leads_to_something(folder, pages):
    seen = {(folder / name).resolve(): Seen(text) for name, text in pages.items()}
    for page_, one in seen.items():
        for link in one.links:
            if not link.startswith(("https:", "http:")):
                path, _, part = link.partition("#")
                target = (page_.parent / path).resolve() if path else page_
                assert target in seen, (page_, link)
                assert not part or part in seen[target].ids, (page_, link)


def test_nothing_is_asked_for_from_elsewhere_and_no_script_comes_from_a_notebook(pages):
    frame = (ROOT / "site" / "pages" / "read.html").read_text("utf-8")
    for name, text in pages.items():
        seen = Seen(text)
        assert len(seen.all("script")) == frame.count("<script"), name
        assert not any(given.get("src") for _, given in seen.tags), name
        assert [given["href"] for given in seen.all("link")] == ["../" * name.count("/") + "pages.css", "data:,"]
        assert len(re.findall(r"<style", text)) == len(set(re.findall(r"<style.*?</style>", text, re.S)))


def test_code_is_shown_to_researchers_alone(pages):
    for one in ll.notebooks:
        if f"{one.id}.html" in pages:
            shown = "<pre><code>" in pages[f"{one.id}.html"]
            assert shown == (one.path == "researcher"), one.id


def test_no_widget_is_left_as_the_words_that_stand_for_it(pages):
    assert not [name for name, text in pages.items() if "Run this cell to use it" in text]


# --- the pieces of a page


@given(st.lists(st.tuples(st.booleans(), st.lists(st.integers(1, 6), max_size=4)), max_size=6))
def test_headings_never_leave_out_a_level(cells):
    flow = pages_to_read.Flow()
    for written, levels in cells:
        flow.add("".join(f"<h{n}>x</h{n}>" for n in levels), highest=1 if written else 3)
    levels = [int(n) for n in re.findall(r"<h(\d)", "".join(flow.parts))]
    assert levels == [int(n) for n in re.findall(r"</h(\d)", "".join(flow.parts))]
    assert levels[:1] in ([], [1])
    assert levels.count(1) <= 1
    assert no_level_is_left_out(levels)


def test_headings_of_one_output_keep_their_distances():
    said = page("# A\n\n## B", code(**{"text/html": "<h4>one</h4><h5>below</h5><h4>two</h4>"}))
    assert re.findall(r"<h(\d)>(\w+)<", said.split("</nav>")[1]) == [("3", "one"), ("4", "below"), ("3", "two")]


def test_links_to_notebooks_become_links_to_pages_and_others_go():
    ids = ("00_start_here", "01_spot_the_gaps", CASE)
    links = "[a](../00_start_here.ipynb#part) [b](place_lead.ipynb) [c](../missing.ipynb) [d](../README.md) [e](https://x.org)"
    said = page(f"# T\n\n{links}", which=CASE, ids=ids)
    assert re.findall(r"<a([^>]*)>(\w)</a>", said) == [
        (' href="../00_start_here.html#part"', "a"),
        (' href="place_lead.html"', "b"),
        (" ", "c"),
        (" ", "d"),
        (' href="https://x.org"', "e"),
    ]


def test_what_is_stored_is_kept_without_scripts_and_a_style_stands_once():
    svg = '<svg viewBox="0 0 1 1" role="img" aria-label="x &amp; y"><path d="M0 0" /></svg>'
    stored = wrap("a < b") + "<script>alert(1)</script><style>p { color: red }</style>" + svg
    flow = pages_to_read.Flow()
    flow.add(stored)
    flow.add(stored)
    said = "".join(flow.parts)
    assert said == 2 * f'<div class="ll">a &lt; b</div>{svg}'
    assert len(flow.styles) == 2


def test_a_table_without_caption_or_scopes_gets_them():
    frame = "<table><thead><tr><th></th><th>n</th></tr></thead><tbody><tr><th>a</th><td>1</td></tr></tbody></table>"
    said = page("# T\n\n## Numbers\n\n| a | b |\n|---|---|\n| 1 | 2 |", code(**{"text/html": frame}))
    assert said.count('<caption class="unseen">Numbers</caption>') == 2
    assert '<td></td><th scope="col">n</th>' in said
    assert '<th scope="row">a</th>' in said


def test_text_is_escaped_and_error_output_is_left_out():
    cell = code(**{"text/plain": "1 < 2"})
    cell.outputs += [nbformat.v4.new_output("stream", name=name, text=f"<{name}>") for name in ("stdout", "stderr")]
    said = page("# T", cell)
    assert "<pre>1 &lt; 2</pre><pre>&lt;stdout&gt;</pre>" in said
    assert "stderr" not in said


def test_a_page_in_the_site_leads_to_its_notebook(tmp_path):
    notebook = tmp_path / "notebooks" / f"{CASE}.ipynb"
    notebook.parent.mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / f"{CASE}.ipynb", notebook)
    pages_to_read.write(
        tmp_path / "read",
        stylesheet="../pages.css",
        home="../index.html",
        opens=lambda one: f"../lab?p={one.id}",
        notebooks=tmp_path / "notebooks",
    )
    case = (tmp_path / "read" / f"{CASE}.html").read_text("utf-8")
    assert f'<a href="../../lab?p={CASE}">Open it to work in it.</a>' in case
    assert '<link rel="stylesheet" href="../../pages.css">' in case
    assert '<a href="../../index.html">' in case
    assert not (tmp_path / "read" / "pages.css").exists()
    assert '<a href="../index.html">' in (tmp_path / "read" / "index.html").read_text("utf-8")


def test_the_command_says_where_to_begin(written):
    folder, said = written
    assert str(folder / "index.html") in said


# --- worksheets


#: What the widgets need that ask for something.
NEEDS = {
    "Examiner": "['title'], ['influence.truer_title']",
    "Note": "'What?', 'notebook', 'activity'",
    "Writing": "'an_objective'",
    "Quiz": "'gaps'",
    "Rating": "'place_lead'",
}


def test_every_form_of_the_collection_has_a_sheet_and_what_hands_out_a_file_has_none():
    public = {name: getattr(ll, name) for name in ll.__all__}
    forms = [name for name, what in public.items() if isinstance(what, type) and issubclass(what, Form)]
    forms.remove("OnDemand")
    assert set(forms) > set(NEEDS)
    for name in forms:
        made = sheet(f"ll.{name}({NEEDS.get(name, '')})")
        assert 'class="lines"' in made.body or 'class="box' in made.body or 'class="scale"' in made.body, name
    assert sheet("ll.Backup()").body == sheet("ll.OnDemand('Make it', lambda: {})").body == ""
    assert (
        sheet("ll.Download(ll.write_handout(ll.compare(ll.Role(), ll.Role()), ll.work_folder() / 'a.html'))").body
        == ""
    )


def test_a_quiz_has_all_its_scenes_and_its_answers_apart():
    made = sheet("ll.Quiz('gaps', difficulty=1)")
    asked = [one for one in ll.exercises if one.kind == "gaps" and one.difficulty == 1]
    assert made.body.count('class="box"') == sum(len(one.choices) for one in asked)
    for one in asked:
        assert html.escape(one.title) in made.body
        assert html.escape(one.title) in made.answers
        assert not any(html.escape(choice.feedback) in made.body for choice in one.choices)
    assert made.answers.count("(fits best)") == sum(c.verdict == "best" for one in asked for c in one.choices)


def test_answers_stand_last_on_their_page():
    said = page("# T", code("import leadership_lib as ll\nll.Quiz('layers')"), "## Sources")
    assert said.index(">Sources</h2>") < said.index(">Answers</h2>")
    assert '<a href="#answers-1">' in said
    assert 'id="answers-1"' in said


def test_a_note_asks_its_question():
    made = sheet("ll.Note('What <happened>?', 'notebook', 'activity')")
    assert "What &lt;happened&gt;?" in made.body
    assert made.body.count('class="lines"') >= 3
    assert made.answers is None


def test_a_studio_says_what_the_role_says_now():
    role = ll.cases["place_lead"].as_found
    for source in (
        "ll.Studio('place_lead')",
        "case = ll.cases['place_lead']\nstudio = ll.Studio(case.as_found)\nstudio",
    ):
        made = sheet(source)
        assert role.title in made.body
        assert all(html.escape(fact.question) in made.body for fact in concepts.load("facts"))
        assert all(f"<summary>{group}</summary>" in made.body for group in concepts.tasks().ids)
    assert "not stated" in sheet("ll.Studio()").body


def test_an_examiner_knows_a_role_that_an_earlier_cell_named():
    asks = "ll.Examiner(['capacity.hours_paid', 'objectives'], ['fairness.backfill'], role, title='Hours')"
    made = sheet("role = ll.load_role('locality_clinical_lead').with_({'capacity.hours_paid': 7.5})", asks)
    assert "Worksheet: Hours" in made.body
    assert ">7.5<" in made.body
    assert "Objective 2" in made.body
    assert ll.checks["fairness.backfill"].question in made.body
    assert "The role says" not in sheet("role = ll.Role()", asks).body
    aim = "aim = 'Fewer' + ' falls'\nrole = ll.Role(objectives=[{'text': aim}])"
    assert "Fewer falls" in sheet(aim, asks).body


def test_a_grid_has_the_poles_of_its_paradox_and_room():
    made = sheet("case = ll.cases['place_lead']", "ll.GridForm(case.paradox, name='x')")
    for pole in ll.paradoxes[ll.cases["place_lead"].paradox].poles:
        assert pole in made.body
    for part in ("Gains", "Losses", "Action steps", "Early warnings", "Greater purpose", "Deeper fear"):
        assert part in made.body
    assert "First pole" in sheet("form = ll.GridForm()\nform.edit([('first.name', None)])\nform").body


def test_a_rating_has_five_rows_of_eleven():
    made = sheet("ll.Rating(ll.load_role('place_lead'))")
    assert made.body.count("0 1 2 3 4 5 6 7 8 9 10") == len(ll.features) == 5


def test_a_journal_asks_what_the_record_asks():
    body = sheet("ll.JournalForm()").body
    assert all(title in body for title in appraisal.load().sections.values())
    assert all(html.escape(choice.title) in body for choice in appraisal.choices("supporting_information"))


def test_a_form_that_no_one_has_thought_of_asks_what_is_asked_in_it():
    asks = [
        {"id": "a", "question": "Who <rates> it?", "kind": "text"},
        {"id": "b", "question": "How many?", "kind": "number"},
    ]
    made = sheet(
        f"groups = [{{'title': 'Round', 'fields': {asks}}}]",
        "from leadership_lib.widgets.form import Form\nForm(label='Panel', groups=groups)",
    )
    assert made.title == "Panel"
    assert "Who &lt;rates&gt; it?" in made.body
    assert made.body.count('class="lines"') == 2
    assert made.body.count('class="blank"') == 1
    assert "Round" not in made.body


@pytest.mark.parametrize(
    "source", ["", "ll.gaps", "ll.diagnose(ll.Role())", "%matplotlib inline", "studio = ll.Studio()", "x = ["]
)
def test_other_cells_have_none(source):
    assert sheet(source) is None


def test_a_cell_that_fails_says_in_which_notebook_it_stands():
    with pytest.raises(NameError) as failed:
        worksheets(["x = 1", "y"], "01_spot_the_gaps")
    assert failed.traceback[-1].path == "01_spot_the_gaps, cell 2"


def test_a_sheet_shows_no_ones_own_work_and_leaves_none(tmp_path, monkeypatch, capsys):
    work = tmp_path / "work"
    monkeypatch.setenv("LEADERSHIP_WORK", str(work))
    ll.Studio(name="mine").edit([("title", "My own post")])
    ll.Note("What?", "notebook", "activity").edit([("note", "My own words")])
    before = {path: path.read_bytes() for path in work.iterdir()}
    assert "My own post" not in sheet("ll.Studio(name='mine')").body
    assert "My own words" not in sheet("ll.Note('What?', 'notebook', 'activity')").body
    sheet("studio = ll.Studio(name='other')\nstudio.edit([('title', 'Lead')])\nprint('said')\nstudio")
    assert {path: path.read_bytes() for path in work.iterdir()} == before
    assert ll.work_folder() == work
    assert capsys.readouterr().out == ""


# --- in a browser, and on paper


@contextlib.contextmanager
def opened(folder, chromium):
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with chromium.page() as tab:
            yield tab, f"http://127.0.0.1:{server.server_port}"
            assert tab.troubles == []
        server.shutdown()


def test_axe_finds_nothing_and_nothing_sticks_out(folder, chromium):
    with opened(folder, chromium) as (tab, address):
        for name in ("index", LEARNERS, CASE, REFERENCE):
            tab.goto(f"{address}/{name}.html")
            # Everything that is seen folded is seen unfolded too: one page is enough to try both.
            for unfolded in (False, True) if name == LEARNERS else (True,):
                tab.evaluate(
                    "open => document.querySelectorAll('details').forEach(d => { d.open = open; })", unfolded
                )
                found = Axe().run(tab).response["violations"]
                assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == [], name
                assert tab.evaluate("document.documentElement.scrollWidth") <= browser.SIZE["width"], name


def test_no_table_is_wider_than_a_sheet(folder, pages, chromium):
    sheet = {"width": 680, "height": 1000}  # A4 less its margins, in CSS pixels
    with opened(folder, chromium) as (tab, address):
        tab.set_viewport_size(sheet)
        tab.emulate_media(media="print")
        for name in pages:
            tab.goto(f"{address}/{name}")
            assert tab.evaluate("document.documentElement.scrollWidth") <= sheet["width"], name


def test_a_keyboard_comes_to_the_content_first(folder, chromium):
    with opened(folder, chromium) as (tab, address):
        tab.goto(f"{address}/{CASE}.html")
        tab.keyboard.press("Tab")
        browser.expect(tab.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "main"


def test_paper_shows_what_is_folded_and_no_way_to_click(folder, chromium):
    with opened(folder, chromium) as (tab, address):
        tab.goto(f"{address}/{LEARNERS}.html")
        feedback = tab.locator(".answers li").first
        assert not feedback.is_visible()
        tab.emulate_media(media="print")
        assert feedback.is_visible()
        assert not tab.get_by_role("navigation").first.is_visible()
        # Browsers that leave folded parts folded on paper are told to unfold them.
        tab.emulate_media(media="screen")
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert feedback.is_visible()
        assert tab.pdf(format="A4").startswith(b"%PDF")
