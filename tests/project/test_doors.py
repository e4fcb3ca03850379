"""The doors: the wheel in an environment of its own, the folder it makes, and what a Jupyter server does for it."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
from hashlib import sha256
from pathlib import Path

import browser
import nbformat
import pytest

from leadership_lib import __main__ as door
from leadership_lib.core import folders
from leadership_lib.core.folders import data_folder
from leadership_lib.teaching import distribution
from leadership_lib.widgets import server_extension


def test_the_list_of_what_is_shipped_is_that_of_the_notebooks(root):
    there = {
        path.relative_to(root / "notebooks").as_posix(): distribution.digest(nbformat.read(path, as_version=4))
        for path in (root / "notebooks").rglob("*.ipynb")
        if ".ipynb_checkpoints" not in path.parts
    }
    listed = (data_folder() / distribution.LIST).read_text("utf-8").splitlines()
    # `python tools/store_notebooks.py` writes it.
    assert listed == [f"{there[name]}  {name}" for name in sorted(there)]


@pytest.mark.parametrize(
    "change", ["a cell", "an output", "a script in a text", "what a notebook tells about itself"]
)
def test_a_notebook_in_which_anything_is_another_is_not_shipped(root, change):
    notebook = nbformat.read(root / "notebooks" / "01_spot_the_gaps.ipynb", as_version=4)
    assert distribution.is_shipped(notebook)
    code = next(cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs)
    match change:
        case "a cell":
            code.source += " "
        case "an output":
            code.outputs[0] = nbformat.v4.new_output("display_data", {"text/html": "<script>alert(1)</script>"})
        case "a script in a text":
            notebook.cells[0].source += "<img src=x onerror=alert(1)>"
        case _:
            notebook.metadata["widgets"] = {}
    assert not distribution.is_shipped(notebook)


def test_what_somebody_changed_stays_and_what_nobody_changed_is_renewed(tmp_path, monkeypatch):
    assert len(distribution.copy_to(tmp_path).new) == len(distribution.shipped())
    assert distribution.copy_to(tmp_path) == ((), ())
    mine, old = tmp_path / "notebooks" / "90_reference.ipynb", tmp_path / "notebooks" / "00_start_here.ipynb"
    mine.write_text("mine", "utf-8")
    # As an earlier edition had put it there.
    old.write_text("earlier", "utf-8")
    with (tmp_path / distribution.COPIED).open("a") as listed:
        listed.write(f"{sha256(b'earlier').hexdigest()}  00_start_here.ipynb\n")
    assert distribution.copy_to(tmp_path) == (("00_start_here.ipynb",), ("90_reference.ipynb",))
    assert mine.read_text("utf-8") == "mine"
    # Work is kept in the folder of the collection, from whichever notebook in it.
    monkeypatch.delenv(folders.VARIABLE)
    monkeypatch.setattr(folders, "checkout", lambda: None)
    monkeypatch.chdir(tmp_path / "notebooks" / "cases")
    assert folders.work_folder() == tmp_path / "my_work"


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit) as told:
        door.main([str(tmp_path / "file"), "--copy-only"])
    assert str(told.value).startswith("The notebooks could not be put there: ")
    assert "\n" not in str(told.value)


def test_a_server_opens_the_start_page_where_there_is_one_and_nothing_else_is_asked_for(tmp_path):
    class Server:
        default_url = "/user/someone/lab"

    server_extension.open_start(str(tmp_path), Server)
    assert Server.default_url == "/user/someone/lab"
    (tmp_path / "notebooks").mkdir()
    (tmp_path / folders.START).write_text("{}")
    server_extension.open_start(str(tmp_path), Server)
    assert Server.default_url == "/user/someone/lab/tree/notebooks/00_start_here.ipynb"
    Server.default_url = "/lab/tree/another.ipynb"
    server_extension.open_start(str(tmp_path), Server)
    assert Server.default_url == "/lab/tree/another.ipynb"


# --- the wheel, installed


@pytest.fixture(scope="module")
def installed(root, tmp_path_factory) -> Path:
    """The Python of an environment with the wheel in it, which borrows all other packages; its path has a ü."""
    top = tmp_path_factory.mktemp("für alle")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", top], cwd=root, check=True)
    subprocess.run([sys.executable, "-m", "venv", top / "env"], check=True)
    (python,) = (path for path in (top / "env").glob("*/python*") if path.stem == "python")
    run = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    own = Path(subprocess.run(run, check=True, capture_output=True, encoding="utf-8").stdout.strip())
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    (wheel,) = top.glob("*.whl")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel], check=True)
    here, there = Path(sys.prefix, "share/jupyter"), top / "env" / "share" / "jupyter"
    for name in ("lab/schemas", "lab/static", "lab/themes", "kernels", "labextensions", "nbconvert"):
        if (here / name).is_dir():
            (there / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(here / name, there / name, symlinks=True, dirs_exist_ok=True)
    return python


def alone(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment in which nothing of this project or of the person who runs the tests is found."""
    left = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", folders.VARIABLE)}
    return {**left, "JUPYTER_CONFIG_DIR": str(folder / "c"), "JUPYTER_DATA_DIR": str(folder / "d"), **more}


@pytest.mark.parametrize(
    "more", [{}, {"PYTHONOPTIMIZE": "2", "LC_ALL": "C", "PYTHONUTF8": "0"}], ids=["plain", "odd"]
)
def test_the_installed_wheel_makes_a_folder_and_finds_all_it_needs(installed, tmp_path, more):
    folder = tmp_path / "Größe"
    make = [installed.with_name("leadership-lib"), folder, "--copy-only"]  # which pipx and uvx start
    done = subprocess.run(make, env=alone(tmp_path, **more), capture_output=True, cwd=tmp_path, timeout=120)
    assert done.returncode == 0, done.stderr
    assert len(list(folder.rglob("*.ipynb"))) == len(distribution.shipped())
    code = (
        "import leadership_lib as ll; role = ll.load_role('place_lead'); "
        "print(ll.__file__.startswith(ll.sys.prefix), len(ll.traceability()), len(ll.diagnose(role).findings), "
        "ll.check_installation().works, '<svg' in ll.figures.layers()._repr_html_()); "
        "ll.write_description(role, 'role.docx')"
    )
    look = subprocess.run(
        [installed, "-c", code], env=alone(tmp_path, **more), capture_output=True, cwd=folder, timeout=120
    )
    assert look.stdout.decode().split() == ["True", "64", "39", "True", "True"], look.stderr
    assert (folder / "my_work").is_dir()


#: A page that a colleague has written over, and passed on.
PASSED_ON = "05_titles_and_accountability"


@pytest.fixture(scope="module")
def address(installed, tmp_path_factory):
    """Where the installed collection is opened, with one page in it that somebody passed on."""
    top = tmp_path_factory.mktemp("server")
    folder = top / "collection"
    make = [installed, "-m", "leadership_lib", folder, "--copy-only"]
    subprocess.run(make, env=alone(top), check=True, timeout=120)
    path = browser.notebook(folder / "notebooks" / f"{PASSED_ON}.ipynb", "open('ran.txt', 'w').close()")
    stranger = nbformat.read(path, as_version=4)
    stranger.cells[0].outputs = [nbformat.v4.new_output("display_data", {"text/html": "<script>alert(1)</script>"})]
    nbformat.write(stranger, path)
    start = [str(installed), "-m", "leadership_lib", str(folder)]
    with browser.lab(folder, top / "work", start, alone(top)) as address:
        yield address
    assert not (folder / "notebooks" / "ran.txt").exists()


def test_a_server_trusts_what_is_shipped_and_nothing_else_and_opens_the_start_page(address):
    def asked(path):
        with urllib.request.urlopen(f"{address}/{path}?token={browser.TOKEN}", timeout=60) as answer:
            return answer.url, answer.read()

    assert asked("")[0].partition("?")[0].endswith("/lab/tree/notebooks/00_start_here.ipynb")
    notice = json.loads(asked("lab/api/settings/@jupyterlab/apputils-extension:notification")[1])
    assert notice["schema"]["properties"]["fetchNews"]["default"] == "false"
    for name, trusted in (("00_start_here", True), ("cases/place_lead", True), (PASSED_ON, False)):
        cells = json.loads(asked(f"api/contents/notebooks/{name}.ipynb")[1])["content"]["cells"]
        marks = {cell["metadata"]["trusted"] for cell in cells if cell["cell_type"] == "code"}
        assert marks == {trusted}, name


def test_a_page_to_learn_from_is_run_as_it_is_opened_and_left_unasked_unless_someone_wrote_into_it(address, chromium):
    said = []
    with chromium.page({"width": 1366, "height": 8000}) as page:
        page.on("dialog", lambda dialog: (said.append(dialog.type), dialog.accept()))
        page.goto(f"{address}/?token={browser.TOKEN}")
        page.get_by_role("region", name="Journal and record", exact=True).wait_for()
        assert not page.locator(".jp-FileBrowser").is_visible()
        assert page.get_by_text("Run this cell to use it.").count() == 0
        page.get_by_role("link", name="5. Titles and accountability").click()
        page.locator(".jp-NotebookPanel:visible .jp-CodeCell").wait_for()
        page.wait_for_function("jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'")
        assert page.locator(".jp-NotebookPanel:visible .jp-InputPrompt").inner_text() == "[ ]:"
        page.goto(f"{address}/lab/tree/notebooks/20_redesign_your_role.ipynb")
        assert said == []
        page.get_by_role("region", name="Redesign studio: my role", exact=True).wait_for()
        page.locator(".jp-NotebookPanel:visible .jp-CodeCell .cm-content").first.click()
        page.keyboard.type("# mine")
        page.goto("about:blank")
    assert said == ["beforeunload"]
