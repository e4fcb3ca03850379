"""What a notebook keeps of our forms when it is saved."""

import leadership_lib as ll
from leadership_lib.widgets import server_extension


def test_only_our_own_forms_leave_no_view_in_a_saved_notebook():
    ours, theirs = (
        {"data": {"text/plain": said, server_extension.VIEW: {"model_id": "x"}}}
        for said in (repr(ll.Note("What?", "n", "a")), "IntText()")
    )
    bare = {"output_type": "stream", "text": "hello"}
    model = {"type": "notebook", "content": {"cells": [{"outputs": [ours, theirs, bare]}, {"source": "text"}]}}
    server_extension.without_views(model=model, path="x.ipynb", contents_manager=None)
    assert server_extension.VIEW not in ours["data"]
    assert server_extension.VIEW in theirs["data"]
    for other in ({"type": "file", "content": "text"}, {"type": "notebook", "content": None}, {"type": "directory"}):
        server_extension.without_views(model=other, path="x")
