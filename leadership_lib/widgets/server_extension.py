"""Server extension: what a Jupyter server does for the collection, however it was started.

It trusts the notebooks of the collection as they were sent out, so that their stored pictures show, and no others: a
file that somebody passed on runs nothing by being opened. It opens the start page, and lets JupyterLab run the pages
that people learn from as they are opened (``tools/lab_pages``). And it takes the views of our forms out of what is
saved: a form lives as long as its kernel, and a view that is stored would say "model not found" the next evening;
without it the sentence stands there that tells what to do.

``tools/jupyter_server_config.json`` tells every server of an environment in which the library is installed.
"""

from pathlib import Path
from typing import Any

from leadership_lib.core.folders import START
from leadership_lib.teaching import notebooks
from leadership_lib.teaching.distribution import is_shipped

VIEW = "application/vnd.jupyter.widget-view+json"

#: How the text of each of our forms ends, which tells it from anyone else's widget.
SENTENCE = "Run this cell to use it."


def without_views(model: dict[str, Any], **_: Any) -> None:
    """Take the views of our forms out of a notebook that is about to be saved.

    Parameters
    ----------
    model
        What is saved, as the server has it; it is changed in place.
    """
    notebook = model.get("content")
    if model.get("type") != "notebook" or not isinstance(notebook, dict):
        return
    for cell in notebook.get("cells", ()):
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if SENTENCE in "".join(data.get("text/plain", "")):
                data.pop(VIEW, None)


def trust_shipped(notary: Any) -> None:
    """Let a notary trust what is shipped, beside what it trusts already."""
    known = notary.check_signature
    notary.check_signature = lambda notebook: is_shipped(notebook) or known(notebook)


def start_page(root: str) -> Path | None:
    """Find the start page in the folder that a server shows."""
    return next((place for place in (START, Path(START.name)) if (Path(root) / place).is_file()), None)


def open_start(root: str, *apps: Any) -> None:
    """Let a server and its JupyterLab open the start page, where there is one and nothing else was asked for."""
    place = start_page(root)
    for app in apps:
        if place and app.default_url.rstrip("/").endswith("/lab"):
            app.default_url = f"{app.default_url.rstrip('/')}/tree/{place.as_posix()}"


def learners_pages(root: str) -> list[str]:
    """Return the pages in a server's folder that people learn from; the others run only when asked."""
    place = start_page(root)
    paths = (f"{one.id}.ipynb" for one in notebooks.load() if one.path in ("everyone", "learner"))
    return [(place.parent / path).as_posix() for path in paths] if place else []


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "leadership_lib.widgets.server_extension"}]


def _link_jupyter_server_extension(server: Any) -> None:
    # Later, the server has its redirections already. Now, it does not yet have the address of what it is started for.
    open_start(server.root_dir, server, *server.extension_manager.extension_apps.get("jupyterlab", ()))


def _load_jupyter_server_extension(server: Any) -> None:
    server.contents_manager.register_pre_save_hook(without_views)
    trust_shipped(server.contents_manager.notary)
    server.web_app.settings.setdefault("page_config_data", {})["greatJobs"] = learners_pages(server.root_dir)
