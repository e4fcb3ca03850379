"""Save hook: what a notebook keeps of our forms when it is saved.

A form lives as long as its kernel. A view of it that is stored would say "model not found" the next evening; without
the view the sentence stands there that tells what to do. A Jupyter server calls `without_views` before each save:
this module is one of its extensions, which ``tools/jupyter_server_config.json`` tells it.
"""

from typing import Any

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


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "leadership_lib.widgets.save_hook"}]


def _load_jupyter_server_extension(server: Any) -> None:
    server.contents_manager.register_pre_save_hook(without_views)
