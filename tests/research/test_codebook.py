"""The codebook: the same in every format, and no answer outside it."""

from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.output.documents import markdown, web
from leadership_lib.research.coding.codebook import Codebook, content, write_codebook
from leadership_lib.research.coding.guidance import CODES


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


def test_the_codebook_says_what_is_the_papers_what_is_ours_and_what_is_the_contrary():
    texts, frame = content().texts, Codebook().to_frame().set_index("check")
    for one in checks():
        for said in (one.basis, one.example, one.bad_example, *filter(None, [one.applies])):
            assert said in texts
        assert tuple(frame.loc[one.id, ["basis", "bad_example", "applies"]]) == (
            one.basis,
            one.bad_example,
            one.applies or "",
        )
