"""A text that would take the machine is refused at once, in one sentence; what people write is far below every bound."""

import time

import pytest
from refusals import refused

import leadership_lib as ll
from leadership_lib.core import toml
from leadership_lib.core.errors import Problem

HOSTILE = {
    "parts of a key": "a" + ".a" * 99 + " = 1\n",
    "parts in an inline table": "x = {a" + ".a" * 100_000 + " = 1}\n",
    "parts after a quoted sign": '"="' + ".a" * 20_000 + " = 1\n",
    "parts of a heading": '["="' + ".a" * 20_000 + "]\n",
    "parts with spaces": "a" + " . a" * 20_000 + " = 1\n",
    "quoted parts": '"a"' + ".'a'" * 20_000 + " = 1\n",
    "deep headings": "".join(f"[a{n}{'.a' * 99}]\n" for n in range(2_000)),
    "lists in lists": "x = " + "[" * 90_000 + "]" * 90_000 + "\n",
    "tables in tables": "x = " + "{a=" * 900 + "1" + "}" * 900 + "\n",
    "tables": "[[objectives]]\ntext='a'\n" * 200_000,
    "unknown keys": "".join(f"k{n}=1\n" for n in range(90_000)),
    "wrong items": "development.before=[" + "1," * 90_000 + "]\n",
    "a long name": "k" * 1_000_000 + "=1\n",
    "a name without an end": "a" * 5_000_000,
    "marks without an end": '"""\\' * 1_000_000,
    "other marks without an end": "'''a" * 1_000_001,
    "a long number": "title = 1" + "0" * 5_000 + "\n",
    "a long hexadecimal number": "title = 0x" + "f" * 500_000 + "\n",
    "a long text": 'title = "' + "x" * 10_000_000 + '"\n',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_text_that_would_take_the_machine_is_one_short_problem(text):
    # The processor's own time, which a busy machine does not lengthen; some of them took minutes before.
    begin = time.process_time()
    problem = refused(ll.Role.from_toml, text)
    assert time.process_time() - begin < 20
    assert len(str(problem)) < 30_000


def test_a_file_is_read_no_further_than_it_may_be_long(tmp_path):
    path = tmp_path / "role.toml"
    path.write_bytes(b"#" * (toml.MOST_BYTES + 1))
    assert "more than 10 MB" in str(refused(ll.Role.from_file, path))


@pytest.mark.parametrize(
    "text",
    [
        'title = "' + "a.b " * 100 + '"',
        "title = '''\n" + "a = [1.2.3]\n" * 100 + "'''",
        'title = """\n' + 'x.y.z "quoted" \\" ' * 100 + '"""',
        'title = "Lead" # ' + "a.b." * 100,
        "title = 'Lead'\norganisation = \"\"\"it's\"\"\" # ''' " + "a." * 50,
    ],
)
def test_dots_in_words_and_comments_count_for_nothing(text):
    assert ll.Role.from_toml(text).title


def test_a_problem_tells_a_hundred_faults_and_holds_them_all():
    problem = refused(ll.Role.from_toml, "".join(f"k{n}=1\n" for n in range(150)))
    assert len(problem.faults) == 150
    assert str(problem).count("\n  - k") == 100
    assert str(problem).endswith("\n  - and 50 more")


def test_nothing_is_kept_that_could_not_be_read_again(tmp_path, monkeypatch):
    studio = ll.Session(ll.Role(title="Lead"), tmp_path / "a.studio.toml")
    studio.change({"title": "Clinical Lead"})
    monkeypatch.setattr(toml, "MOST_SIGNS", 20)
    studio.change({"development.before": ["a course"] * 30})
    studio.save()
    assert "was not saved" in studio.problem
    assert "could not be read again: more than 20 names and values" in studio.problem


def test_every_toml_text_goes_through_the_bounds(root):
    modules = (root / "leadership_lib").rglob("*.py")
    assert [path.name for path in modules if "tomllib" in path.read_text("utf-8")] == ["toml.py"]
    with pytest.raises(Problem, match="a name of more than 16 parts"):
        toml.loads("a" + ".a" * 16 + "=1")
    assert toml.loads("a" + ".a" * 15 + "=1")
