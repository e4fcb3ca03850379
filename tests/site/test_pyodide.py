"""The Python of the browser edition, put together from a small distribution made here."""

import hashlib
import io
import json
import threading
import zipfile

import pyodide
import pytest
import serve

STUBS = "jedi/third_party/typeshed"


def packed(files: dict[str, str]) -> bytes:
    """Give a zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as written:
        for name, text in files.items():
            written.writestr(name, text)
    return data.getvalue()


@pytest.fixture
def distribution(tmp_path):
    """A folder as an official distribution is, with wheels of one line each and one that nobody asks for."""
    folder = tmp_path / "distribution"
    folder.mkdir()
    packages = {}
    for name in (*pyodide.WANTED, "numpy", "scipy"):
        files = {f"{name}/__init__.py": ""}
        if name == "jedi":
            files |= {f"{STUBS}/stdlib/3/os.pyi": "", f"{STUBS}/third_party/2and3/yaml.pyi": ""}
        wheel = packed(files)
        (folder / f"{name}-1.whl").write_bytes(wheel)
        packages[name] = {
            "file_name": f"{name}-1.whl",
            "depends": ["numpy"] if name == "pandas" else [],
            "sha256": hashlib.sha256(wheel).hexdigest(),
        }
    for name in pyodide.CORE:
        (folder / name).write_bytes(packed({"abc.py": ""}) if name.endswith(".zip") else name.encode())
    (folder / pyodide.LOCK).write_text(json.dumps({"packages": packages}), "utf-8")
    return folder


@pytest.fixture
def own(tmp_path):
    """A wheel of our own, which asks for pandas and for ipython."""
    metadata = (
        "Name: leadership-lib\nRequires-Dist: pandas>=2\nRequires-Dist: ipython\nRequires-Dist: x; extra == 'y'\n"
    )
    path = tmp_path / "leadership_lib-0.3.0-py3-none-any.whl"
    notebook = {"leadership_lib/notebooks/a.ipynb": "{}"}
    path.write_bytes(
        packed(notebook | {"leadership_lib/a.py": "", "leadership_lib-0.3.0.dist-info/METADATA": metadata})
    )
    return path


def assembled(distribution, own, out):
    pyodide.assemble(pyodide.from_distribution(str(distribution)), [own], out)
    return json.loads((out / pyodide.LOCK).read_text("utf-8"))["packages"]


def test_what_is_put_together_is_what_its_lock_says(distribution, own, tmp_path):
    out = tmp_path / "out"
    lock = assembled(distribution, own, out)
    assert set(lock) == {*pyodide.WANTED, "numpy", "leadership-lib"}
    for package in lock.values():
        assert hashlib.sha256((out / package["file_name"]).read_bytes()).hexdigest() == package["sha256"]
    # pandas is fetched when it is first imported, so no page waits for it.
    assert lock["leadership-lib"]["depends"] == ["ipython"]
    assert lock["leadership-lib"]["imports"] == ["leadership_lib"]


def test_a_distribution_may_stand_at_an_address(distribution, own, tmp_path):
    assembled(distribution, own, tmp_path / "one")
    with serve.server(distribution) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = f"http://127.0.0.1:{server.server_port}/"
        pyodide.assemble(pyodide.from_distribution(where), [own], tmp_path / "two")
        server.shutdown()
    assert {p.name: p.stat().st_size for p in (tmp_path / "one").iterdir()} == {
        p.name: p.stat().st_size for p in (tmp_path / "two").iterdir()
    }


def test_a_file_that_is_not_the_one_locked_stops_the_build_and_is_named(distribution, own, tmp_path):
    (distribution / "pandas-1.whl").write_bytes(packed({"pandas/__init__.py": "print('not this one')"}))
    with pytest.raises(SystemExit, match=r"pandas-1\.whl.*lock"):
        assembled(distribution, own, tmp_path / "out")


def test_only_stubs_of_other_libraries_and_the_notebooks_are_left_out(distribution, own, tmp_path):
    assembled(distribution, own, tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "out" / own.name) as wheel:
        assert wheel.namelist() == ["leadership_lib/a.py", "leadership_lib-0.3.0.dist-info/METADATA"]
    with zipfile.ZipFile(tmp_path / "out" / "jedi-1.whl") as wheel:
        assert wheel.namelist() == ["jedi/__init__.py", f"{STUBS}/stdlib/3/os.pyi"]
    with zipfile.ZipFile(tmp_path / "out" / "python_stdlib.zip") as library:
        assert library.namelist() == ["abc.py", "sitecustomize.py"]


def test_a_start_loads_no_more_than_its_packages_need(distribution, own, tmp_path):
    assembled(distribution, own, tmp_path / "out")
    files = pyodide.of_a_start(tmp_path / "out", ["micropip", "leadership-lib"])
    assert [name for name in files if name.endswith(".whl")] == [
        "ipython-1.whl",
        "leadership_lib-0.3.0-py3-none-any.whl",
        "micropip-1.whl",
    ]
    assert {"pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip", pyodide.LOCK} <= set(files)


def test_the_working_folder_is_taken_off_the_path_once_and_can_come_back(python, root):
    said = python(
        "import runpy, sys\n"
        "sys.path.remove('')\n"
        f"runpy.run_path({str(root / 'site' / 'sitecustomize.py')!r})\n"
        "finders = len(sys.meta_path)\n"
        "import colorsys; print('' in sys.path, finders - len(sys.meta_path))\n"
        "sys.path.insert(0, '')\n"
        "import wave; print('' in sys.path, finders - len(sys.meta_path))\n"
        "sys.path.insert(0, '')\n"
        "import mailbox; print('' in sys.path, finders - len(sys.meta_path))\n"
    )
    assert said.splitlines() == ["False 0", "False 1", "True 1"]
