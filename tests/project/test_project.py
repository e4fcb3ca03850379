"""The project as a whole: packages, versions, what loads when, which room imports which, and the wheel."""

import fnmatch
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import leadership_lib as ll

HEAVY = ("pandas", "numpy", "matplotlib", "ipywidgets", "anywidget", "IPython")


def read(path: Path) -> str:
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def project(root) -> dict:
    return tomllib.loads(read(root / "pyproject.toml"))["project"]


def requirements(project: dict) -> dict[str, SpecifierSet]:
    # What makes mutants or documentation or drives other browsers stands in an environment of its own.
    own = ("browsers", "docs", "mutants")
    extras = {name: lines for name, lines in project["optional-dependencies"].items() if name not in own}
    lists = [project["dependencies"], *extras.values()]
    wanted = [Requirement(line) for lines in lists for line in lines]
    return {canonicalize_name(item.name): item.specifier for item in wanted}


def committed(folder: Path, root: Path):
    """Give every file below a folder that git would keep."""
    ignored = [line.strip().rstrip("/") for line in read(root / ".gitignore").splitlines() if line.strip()] + [".git"]

    def kept(names: list[str]) -> list[str]:
        return sorted(name for name in names if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored))

    for inner, folders, files in os.walk(folder):
        folders[:] = kept(folders)
        yield from (Path(inner) / name for name in kept(files))


# --- packages


def test_conda_and_pip_are_told_the_same(root, project):
    environment = yaml.safe_load(read(root / "environment.yml"))
    assert environment["channels"] == ["conda-forge"]
    lines = [item for item in environment["dependencies"] if isinstance(item, str)]
    conda = {canonicalize_name(item.name): item.specifier for item in map(Requirement, lines)}
    assert conda.pop("python") == SpecifierSet(project["requires-python"]) == SpecifierSet(">=3.11")
    from_pip = [line for item in environment["dependencies"] if isinstance(item, dict) for line in item["pip"]]
    assert from_pip.pop() == "--editable ."
    pip = {canonicalize_name(item.name): item.specifier for item in map(Requirement, from_pip)}
    assert not set(pip) & set(conda)
    assert conda | pip == requirements(project)


def locked(root: Path) -> list[tuple[Requirement, list[str]]]:
    text = read(root / "requirements.lock").replace("\\\n", " ")
    lines = [line.partition(" #")[0].strip() for line in text.splitlines()]
    found = []
    for line in filter(lambda line: line and not line.startswith("#"), lines):
        wanted, *hashes = line.split("--hash=")
        found.append((Requirement(wanted.strip()), [item.strip() for item in hashes]))
    return found


def test_every_locked_package_has_hashes_and_no_host(root):
    packages = locked(root)
    assert len(packages) > 50
    for package, hashes in packages:
        assert re.fullmatch(r"==[^*,]+", str(package.specifier)), package
        assert hashes, package
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", item) for item in hashes), package
    assert "://" not in read(root / "requirements.lock")


def test_the_lock_satisfies_what_the_project_asks_for(root, project):
    versions: dict[str, list[str]] = {}
    for package, _ in locked(root):
        versions.setdefault(canonicalize_name(package.name), []).append(str(package.specifier).removeprefix("=="))
    for name, allowed in requirements(project).items():
        assert versions.get(name), name
        assert all(allowed.contains(version, prereleases=True) for version in versions[name]), name


def test_the_version_is_the_same_everywhere(root, project):
    citation = yaml.safe_load(read(root / "CITATION.cff"))
    assert ll.__version__ == project["version"] == str(citation["version"])
    assert ll.__version__ in read(root / "CHANGELOG.md")


def test_the_files_of_a_well_kept_project_are_there_and_say_something(root):
    for name in (
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "CITATION.cff",
        "Makefile",
        "data/README.md",
    ):
        assert len(read(root / name)) > 200, name
    assert "CC BY 4.0" in read(root / "LICENSE") or "Attribution 4.0" in read(root / "LICENSE")
    assert "MIT" in read(root / "LICENSE")


def test_the_source_package_holds_what_the_tests_and_the_commands_need(root):
    build = tomllib.loads(read(root / "pyproject.toml"))["tool"]["hatch"]["build"]["targets"]["sdist"]
    top = {path.relative_to(root).parts[0] for path in committed(root, root)}
    assert {name for name in top if not name.startswith(".")} - {*build["include"], "pyproject.toml"} == set()


# --- minutes


@pytest.mark.parametrize("notebook", ll.notebooks, ids=lambda notebook: notebook.id)
def test_the_minutes_of_a_notebook_are_the_same_everywhere_and_add_up(root, notebook):
    cells = json.loads(read(root / "notebooks" / f"{notebook.id}.ipynb"))["cells"]
    said = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    first = re.search(r"(?<=\. )\d+ minutes.*?\*\*", said)[0]
    assert str(notebook.minutes) in re.findall(r"\d+", first)
    sections = [int(minutes) for minutes in re.findall(r"^## .*\((\d+) minutes?\)$", said, re.MULTILINE)]
    assert sum(sections) in (0, notebook.minutes)
    row = re.search(rf"\(notebooks/{notebook.id}\.ipynb\).*\| (\d+) \|$", read(root / "README.md"), re.MULTILINE)
    assert row is None or int(row[1]) == notebook.minutes


def test_a_cell_of_a_notebook_is_short_and_holds_no_program(root):
    paths = sorted((root / "notebooks").rglob("[0-9a-z]*.ipynb"))
    assert len(paths) > 30
    for path in paths:
        for cell in json.loads(read(path))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code":
                assert len(source.splitlines()) <= 15, (path.name, source)
                assert not re.search(r"^\s*(?:def|class|for|while)\b", source, re.MULTILINE), (path.name, source)


# --- what loads when


def test_diagnosing_a_case_loads_nothing_heavy(python):
    said = python(
        "import sys, leadership_lib as ll\n"
        "role = ll.load_role('locality_clinical_lead')\n"
        "case = ll.cases['pcn_clinical_director']\n"
        "ll.diagnose(role).summary, repr(ll.diagnose(role)), ll.diagnose(role)._repr_html_()\n"
        "ll.compare(case.as_found, case.redesigned)._repr_html_()\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    assert said.strip() == "[]"


def test_importing_the_library_loads_no_module_of_it_but_what_loads_the_rest(python):
    said = python(
        "import sys, leadership_lib; print(*sorted(m for m in sys.modules if m.startswith('leadership_lib')))"
    )
    assert said.split() == ["leadership_lib", "leadership_lib.core", "leadership_lib.core.lazy"]


def test_the_library_works_from_any_folder(python):
    said = python("import leadership_lib as ll; print(len(ll.propositions), *ll.cases.ids)").split()
    assert said == ["64", *ll.cases.ids]


# --- the wheel


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory) -> Path:
    """The wheel, built and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_wheel_holds_the_library_its_data_and_the_notebooks_and_nothing_else(root, wheel):
    packed = {p.relative_to(wheel).as_posix() for p in wheel.rglob("*") if p.is_file() and ".dist-info" not in str(p)}
    library = {p.relative_to(root).as_posix() for p in committed(root / "leadership_lib", root)}
    data = {f"leadership_lib/{p.relative_to(root).as_posix()}" for p in committed(root / "data", root)}
    notebooks = {f"leadership_lib/{p.relative_to(root).as_posix()}" for p in committed(root / "notebooks", root)}
    place = f"leadership_lib-{ll.__version__}.data/data"
    jupyter = {
        f"{place}/etc/jupyter/jupyter_server_config.d/leadership-lib.json",
        f"{place}/share/jupyter/lab/settings/overrides.d/leadership-lib.json",
        *(f"{place}/share/jupyter/labextensions/great-jobs/{name}" for name in ("package.json", "pages.js")),
    }
    assert packed == library | data | notebooks | jupyter
    assert "leadership_lib/data/framework/propositions.toml" in packed


# --- the installation, looked at


def test_the_installation_has_a_tick_for_every_part():
    installation = ll.check_installation()
    assert installation.works
    assert all(line.startswith("✓") for line in repr(installation).splitlines()[:-1])
    assert "✗" not in installation._repr_html_()


@pytest.mark.parametrize("package", ["pandas", "matplotlib", "ipywidgets"])
def test_a_missing_package_has_its_exact_remedy(monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    installation = ll.check_installation()
    assert not installation.works
    (faulty,) = (part for part in installation if not part.works)
    assert package in faulty.title
    assert "make lab" in str(faulty)
    assert str(faulty).startswith("✗")
    assert "make lab" in installation._repr_html_()
    assert installation.summary.startswith("1 of ")


# --- nothing of this machine


def test_no_file_names_a_folder_of_some_machine_or_a_package_index(root):
    folder = r"(?<![\w.~*-])/(?:root|home|Users|work|opt|mnt|var/folders)/\w|[A-Z]:\\+Users\\|file:/" + "/"
    index = "|".join(
        map(re.escape, ("pypi" + ".org", "pythonhosted" + ".org", "anaconda" + ".org", "npmjs" + ".org"))
    )
    option = "(?<!no-emit)-" + "-(?:extra-)?index-url"
    pattern = re.compile(f"{folder}|{index}|{option}")
    found = []
    for path in committed(root, root):
        try:
            text = read(path)
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(root)}: {m.group()}" for m in pattern.finditer(text)]
    assert found == []


# --- what others run for us


def test_actions_are_pinned_by_commit_and_no_publishing_is_cut_short(root):
    for path in (root / ".github" / "workflows").glob("*.yml"):
        used = re.findall(r"uses: (\S+)(.*)", read(path))
        assert used
        for action, version in used:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), f"{path.name}: {action}"
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", version), f"{path.name}: {action}"
        told = yaml.safe_load(read(path))
        assert told["permissions"] == {"contents": "read"}
        assert told.get("concurrency", {}).get("cancel-in-progress", False) is not True


def test_every_test_that_holds_a_promise_is_there(root):
    named = re.findall(r"`((?:tests|tools|deploy|\.github)/[^`]*)`", read(root / "SECURITY.md"))
    assert len(named) > 10
    assert [name for name in named if not list(root.glob(name.rstrip("/")))] == []
