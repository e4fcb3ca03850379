"""The house: eleven rooms in one order, no circle anywhere, and tests that mirror them."""

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

#: The rooms, in the order in which data flows: each uses only rooms before it. The front door stands outside.
ROOMS = (
    "core",
    "framework",
    "role",
    "diagnosis",
    "redesign",
    "description",
    "output",
    "teaching",
    "research",
    "workshop",
    "widgets",
)

#: Rooms that stand side by side.
STRANGERS = {("description", "redesign"), ("research", "teaching"), ("workshop", "teaching")}


def modules(package: Path) -> dict[str, Path]:
    """Return every module of the package by its dotted name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path) -> set[str]:
    """Return the full name of everything that a module imports, wherever in it that stands, types included."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import():
                names |= {alias.name for alias in node.names}
            case ast.ImportFrom():
                assert node.level == 0, f"{path.name} has a relative import"
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def module_of(name: str, known: dict[str, Path]) -> str | None:
    """Return the module in which an imported name stands; None where it is not ours."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or None


@pytest.fixture(scope="module")
def package(root) -> Path:
    return root / "leadership_lib"


@pytest.fixture(scope="module")
def arrows(package) -> dict[str, set[str]]:
    """The modules that each module imports."""
    known = modules(package)
    return {
        name: {found for one in imported(path) if (found := module_of(one, known))} - {"leadership_lib"}
        for name, path in known.items()
    }


def room(module: str) -> str:
    return module.split(".")[1]


def test_a_room_imports_only_rooms_before_it(arrows):
    for module, others in arrows.items():
        if module in ("leadership_lib", "leadership_lib.__main__"):
            continue
        for other in others:
            assert ROOMS.index(room(other)) <= ROOMS.index(room(module)), f"{module} imports {other}"
            assert (room(module), room(other)) not in STRANGERS, f"{module} imports {other}"


def test_no_import_runs_in_a_circle_not_even_late_or_for_a_type(arrows):
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_nothing_stands_in_the_hall(package):
    assert sorted(path.name for path in package.iterdir() if path.is_dir() and path.name != "__pycache__") == sorted(
        ROOMS
    )
    assert [path.name for path in sorted(package.glob("*.py"))] == ["__init__.py", "__main__.py"]


def test_only_the_widgets_import_what_draws_controls(package):
    controls = {"ipywidgets", "anywidget", "traitlets", "IPython"}
    known = modules(package)
    users = {room(name) for name, path in known.items() if {one.split(".")[0] for one in imported(path)} & controls}
    assert users == {"widgets"}


def test_the_front_door_imports_nothing_at_once_but_what_loads_the_rest(package):
    names = imported(package / "__init__.py")
    assert names == {"importlib.import_module", "leadership_lib.core.lazy.face", "sys"}


def test_the_readme_shows_the_rooms_in_their_order(root):
    listed = re.findall(r"^    (\w+)/ ", (root / "README.md").read_text("utf-8"), re.MULTILINE)
    assert listed == list(ROOMS)


def test_the_tests_mirror_the_rooms_and_import_nothing_from_one_another(root):
    folders = {path.name for path in (root / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {*ROOMS, "project", "site", "support", "blind_roles", "descriptions"}
    tests = {path.stem: path for path in (root / "tests").rglob("test_*.py")}
    for path in tests.values():
        assert path.parent.name in folders - {"support"}
        assert not {name.split(".")[0] for name in imported(path)} & (set(tests) | {"conftest", "tests"}), path.name


def test_no_test_file_is_longer_than_one_reading(root):
    long = {
        path.name: n
        for path in (root / "tests").rglob("*.py")
        if (n := len(path.read_text("utf-8").splitlines())) > 500
    }
    assert not long
