"""Something is shown once the reader has decided."""

import pytest

import leadership_lib as ll


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
