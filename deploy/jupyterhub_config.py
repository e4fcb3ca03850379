"""What a JupyterHub's own configuration has to say to run workshops as its service.

Participants need no login; a facilitator's server may make a workshop, because its token has the service's scope.
"""

import os
import sys

c = get_config()  # noqa: F821

c.JupyterHub.services = [
    {
        "name": "workshop",
        "url": "http://127.0.0.1:8811",
        "command": [sys.executable, "-m", "leadership_lib.workshop.hub"],
        "environment": {
            "WORKSHOP_DATABASE": os.environ.get("WORKSHOP_DATABASE", "workshops.sqlite"),
            "WORKSHOP_SECURE": "1",
        },
        "display": False,
    }
]
# A server's token can have no more than its user: so both are told. Leave the first to a group to say who may.
c.JupyterHub.load_roles = [
    {"name": "user", "scopes": ["self", "access:services!service=workshop"]},
    {
        "name": "server",
        "scopes": ["users:activity!user", "access:servers!server", "access:services!service=workshop"],
    },
]
c.Spawner.environment = {"LEADERSHIP_WORKSHOP": "https://hub.example.org/services/workshop"}
