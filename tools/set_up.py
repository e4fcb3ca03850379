"""Set up ``.venv`` for this folder: every package against its hash, then the project itself. Run by `make`.

It needs nothing but Python, and says in one line what is missing. A ``.venv`` of another folder, or of a Python that
is gone, is made anew; any other is brought up to date where it stands, because somebody may be using it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

LOCK = "requirements.lock"
ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / ".venv"
ALWAYS = {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
PYTHON = ("HOME", "PATH", "OPTIMIZE", "DONTWRITEBYTECODE")
ODD = {f"PYTHON{name}" for name in PYTHON} | {"PIP_TARGET", "PIP_PREFIX", "PIP_USER"}


def run(*command: object, **more: str) -> None:
    """Run a command that says something only where it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=surroundings() | more)
    if done.returncode:
        sys.exit(f"Setting up stopped at: {' '.join(map(str, command[:6]))} ... Mend what it says; run make again.")


def surroundings() -> dict[str, str]:
    """Return the environment, without what would make a Python lean on another one or leave out its docstrings."""
    return {name: value for name, value in os.environ.items() if name not in ODD} | ALWAYS


def packages(python: Path) -> None:
    """Install all packages, and count them while they come."""
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", LOCK]
    wanted = sum(line[:1].isalnum() for line in (ROOT / LOCK).read_text("utf-8").splitlines())
    seen, said, shown = 0, [], set()
    # A log keeps every line, so it gets one for each quarter; a terminal writes over the last.
    terminal = sys.stdout.isatty()
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8", "errors": "replace"}
    with subprocess.Popen([str(part) for part in command], cwd=ROOT, env=surroundings(), **pipe) as process:
        for line in process.stdout:
            said.append(line)
            seen += line.startswith(("Collecting ", "Processing ", "Requirement already satisfied"))
            now, step = f"{seen} of at most {wanted}", seen if terminal else 4 * seen // wanted
            if line.startswith("Installing collected"):
                now = step = "putting them into place"
            if step not in shown:
                shown.add(step)
                print(f"\r  packages: {now}".ljust(50) if terminal else f"  packages: {now}\n", end="", flush=True)
    print(end="\n" if terminal else "")
    if process.returncode:
        print("".join(said[-12:]))
        sys.exit("The packages could not be fetched (see above). Is there a network? Then run make again.")


def elsewhere() -> bool:
    """Tell whether the environment was made for another folder."""
    told = PLACE / "bin" / "activate"
    return told.is_file() and str(PLACE) not in told.read_text("utf-8")


def runs(python: Path) -> bool:
    """Tell whether a Python is there, and starts."""
    return python.exists() and not subprocess.run([python, "-S", "-c", ""], capture_output=True).returncode


def main() -> None:
    """Set up, and leave a mark that says for which folder."""
    print("Setting up, for about a minute, and only into .venv:")
    ready = PLACE / ".ready"
    python = PLACE / "bin" / "python"
    if PLACE.is_dir() and (elsewhere() or not runs(python)):
        shutil.rmtree(PLACE)
    if uv := shutil.which("uv"):
        run(uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, PLACE)
        install = [uv, "pip", "install", "--quiet", "--python", python]
        run(*install, "--compile-bytecode", "--require-hashes", "-r", LOCK)
    else:
        try:
            import ensurepip  # noqa: F401
        except ImportError:
            sys.exit("This Python cannot make an environment. On Debian: apt-get install python3-venv")
        run(sys.executable, "-m", "venv", PLACE)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        packages(python)
        # Python 3.11 brings an old one, which nothing here uses.
        run(python, "-m", "pip", "uninstall", "--quiet", "--yes", "--disable-pip-version-check", "setuptools")
    run(*install, "--no-deps", "--no-build-isolation", "--editable", ".")
    ready.write_text(f"{ROOT}\n", "utf-8")
    print("  ready")


if __name__ == "__main__":
    main()
