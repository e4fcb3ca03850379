"""The codebook: the same in every format, and no answer outside it."""

from hypothesis import given
from strategies import roles

import leadership_lib as ll
from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.output.documents import markdown, web
from leadership_lib.research.coding.codebook import Codebook, content, write_codebook
from leadership_lib.research.coding.guidance import CODES, codes


def test_the_codebook_says_the_same_in_every_format(tmp_path):
    made = content()
    for one in checks():
        assert one.question in made.texts
        assert one.looks_for in made.texts
        assert any(one.id in text for text in made.texts)
    for code in CODES:
        assert code in made.texts
    for renderer in (markdown, web):
        assert renderer.render(made) == renderer.render(made)
    for ending in (".md", ".docx", ".html"):
        assert write_codebook(tmp_path / f"book{ending}").stat().st_size > 10_000
    page = (tmp_path / "book.md").read_text("utf-8")
    assert page.count("\n### ") == 39
    assert "{" not in page.replace("\\{", "")


def test_the_codebook_is_a_frame_too():
    frame = Codebook().to_frame()
    assert frame["check"].tolist() == list(checks().ids)
    assert (frame["looks_for"].str.len() > 10).all()
    assert len(repr(Codebook()).splitlines()) == 40
    assert "39 questions" in Codebook()._repr_html_()


@given(roles())
def test_no_role_has_an_answer_that_the_codebook_does_not_allow(role):
    for finding in ll.diagnose(role).findings:
        assert finding.answer in codes(finding.check)


def test_every_answer_of_every_case_is_allowed(found, redesigned):
    for one in checks():
        for table in (found.answers, redesigned.answers):
            assert set(table[one.id]) <= set(codes(one))
