"""The browser edition on a server: under the policy that its page for IT names, some files changed on their way."""

import contextlib
import fnmatch
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import serve

#: Patterns of files, and what becomes of their text.
Changes = Mapping[str, Callable[[str], str]]


def _nothing_for_later(listed: str) -> str:
    return json.dumps(json.loads(listed) | {"every": []})


#: A page that has been run then fetches the rest of the site, once a browser; only one test is about that.
NOTHING_FOR_LATER: Changes = {"files.json": _nothing_for_later}


def policy(site: Path) -> str:
    """Return the content security policy that the page for IT says is enough."""
    said = re.search(r"content security policy needs (.*?)\.</li>", (site / "it.html").read_text("utf-8"), re.DOTALL)
    return "; ".join(["default-src 'self'", *re.findall("<code>(.*?),?</code>", said[1])])


@contextlib.contextmanager
def served(site: Path, changes: Changes = NOTHING_FOR_LATER, under: str = "") -> Iterator[tuple[serve.Server, str]]:
    """Start a server of its own, whose visitors have never been here; yields it and its address, which may be a folder."""
    guarded = policy(site)

    class Handler(serve.Handler):
        def translate_path(self, path):
            return super().translate_path(path.removeprefix(under) if path.startswith(under) else "/nothing here")

        def do_GET(self):
            path = Path(self.translate_path(self.path))
            name = path.relative_to(site).as_posix()
            change = next((change for pattern, change in changes.items() if fnmatch.fnmatch(name, pattern)), None)
            if change is None:
                super().do_GET()
                return
            body = change(path.read_text("utf-8")).encode()
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(path))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def end_headers(self):
            self.send_header("Content-Security-Policy", guarded)
            super().end_headers()

    with serve.server(site, handler=Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server, f"http://127.0.0.1:{server.server_port}{under}"
        server.shutdown()
