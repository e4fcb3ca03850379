"""``python -m leadership_lib``: put the notebooks into a folder, and open them in JupyterLab."""

import argparse
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import checkout
from leadership_lib.core.text import counted
from leadership_lib.teaching.distribution import copy_to

#: Where the notebooks go when no folder is named.
FOLDER = "great_jobs"


def _prepared(named: str | None) -> Path:
    """Return the folder of the collection, with the notebooks in it."""
    project = checkout()
    if project and (not named or Path(named).resolve() == project):
        return project
    folder = Path(named or FOLDER).resolve()
    copied = copy_to(folder)
    came = f"{counted(len(copied.new), 'notebook')} put into it" if copied.new else "the notebooks are there"
    print(f"The collection is in {folder}: {came}.")
    if copied.left:
        print(f"Changed by you, and left as they are: {', '.join(copied.left)}.")
    return folder


def main(arguments: list[str] | None = None) -> int:
    """Open the collection; everything that is not ours goes on to JupyterLab."""
    told = argparse.ArgumentParser(prog="python -m leadership_lib", description=__doc__, allow_abbrev=False)
    told.add_argument("folder", nargs="?", help=f"where the notebooks are to be (when none is named: {FOLDER})")
    told.add_argument("--copy-only", action="store_true", help="put them there, and do not start JupyterLab")
    wanted, more = told.parse_known_args(arguments)
    try:
        folder = _prepared(wanted.folder)
    except (Problem, OSError) as error:
        sys.exit(f"The notebooks could not be put there: {error}")
    if wanted.copy_only:
        return 0
    if not find_spec("jupyterlab"):
        sys.exit("JupyterLab is missing here. Install it with:  pip install 'leadership-lib[lab]'")
    from jupyterlab.labapp import main as lab

    # The project's own kernel, whatever else the user has registered.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    # Some machines switch bytecode off; every kernel would then start three times as slowly.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    options = {"--ServerApp.root_dir": f"--ServerApp.root_dir={folder}"}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options["--allow-root"] = "--allow-root"
    ours = [option for name, option in options.items() if not any(one.startswith(name) for one in more)]
    sys.argv = ["jupyter-lab", *ours, *more]
    return lab() or 0


if __name__ == "__main__":
    sys.exit(main())
