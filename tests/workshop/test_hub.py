"""The door of a JupyterHub, without one: a stand-in answers as the Hub's API does."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from workshops import ROOT, free_port

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.workshop.calls import ask

PREFIX = "/services/workshop/"
SCOPES = {
    "may": ["access:services!service=workshop", "read:users!user=ann"],
    "may-all": ["access:services"],
    "may-not": ["access:services!service=other", "access:servers!user=bob"],
}


class Hub(BaseHTTPRequestHandler):
    def do_GET(self):
        token = self.headers["Authorization"].removeprefix("token ")
        known = self.path == "/hub/api/user" and token in SCOPES
        self.send_response(200 if known else 403)
        self.end_headers()
        self.wfile.write(json.dumps({"name": "ann", "scopes": SCOPES.get(token, [])}).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def service(tmp_path):
    """The workshop as the Hub would start it."""
    hub, port = ThreadingHTTPServer(("127.0.0.1", 0), Hub), free_port()
    threading.Thread(target=hub.serve_forever, daemon=True).start()
    told = {
        "JUPYTERHUB_API_URL": f"http://127.0.0.1:{hub.server_address[1]}/hub/api",
        "JUPYTERHUB_SERVICE_NAME": "workshop",
        "JUPYTERHUB_SERVICE_PREFIX": PREFIX,
        "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{port}",
        "WORKSHOP_DATABASE": str(tmp_path / "hub.sqlite"),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    }
    command = [sys.executable, "-m", "leadership_lib.workshop.hub"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | told)
    assert process.stdout.readline() == b"ready\n"
    yield f"http://127.0.0.1:{port}{PREFIX}".rstrip("/")
    process.kill()
    process.wait()
    process.stdout.close()
    hub.shutdown()
    hub.server_close()


def test_a_token_with_the_services_scope_makes_a_workshop_and_no_login_joins_it(service, monkeypatch):
    for token in ("may-not", "unknown", "", "a b\n", "é"):
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token.strip())
        with pytest.raises(Problem, match="needs the right to make workshops"):
            ll.Workshop("pcn_clinical_director", at=service)
    for token in ("may", "may-all"):
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token)
        workshop = ll.Workshop("pcn_clinical_director", ("GP", "Manager"), at=service, again=True, rehearsal=True)
        workshop.open()
        assert workshop.address == f"{service}/j/{workshop.code}"
        assert workshop.rehearse(6) == 6
        workshop.reveal()
        assert workshop.rows()
    with pytest.raises(Problem, match="nothing here"):
        ask(f"{service}/stop", {}, {"Authorization": "token may"})
