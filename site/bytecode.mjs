// Compile every Python file of a Pyodide folder beforehand, with that very Pyodide: a third off the start.
// usage: node bytecode.mjs FOLDER
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: folder });
python.FS.mkdirTree("/site");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/site");
python.runPython(`
import hashlib, json, warnings, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash
from pathlib import Path

warnings.simplefilter("ignore")
folder = Path("/site")


def compiled(packed):
    draft = packed.with_name(packed.name + ".draft")
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for item in old.infolist():
            data, name = old.read(item), item.filename
            if name.endswith(".py") and ".data/" not in name:
                try:
                    code = compile(data, name, "exec", dont_inherit=True)
                    # Unchecked: nothing changes a file after it is published, so nothing need be hashed at every start.
                    data, name = _code_to_hash_pyc(code, source_hash(data), False), name + "c"
                except (SyntaxError, ValueError):
                    pass  # a template or a test of another Python stays as it is
            new.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), bytes(data), zipfile.ZIP_DEFLATED)
    draft.rename(packed)


lock = json.loads((folder / "pyodide-lock.json").read_text())
compiled(folder / "python_stdlib.zip")
for package in lock["packages"].values():
    packed = folder / package["file_name"]
    if packed.suffix == ".whl":
        compiled(packed)
        package["sha256"] = hashlib.sha256(packed.read_bytes()).hexdigest()
(folder / "pyodide-lock.json").write_text(json.dumps(lock))
`);
