"""What to add to a JupyterHub's own configuration so that it runs workshops as a service.

Participants need no login. A facilitator's server may make a workshop, because its token has the service's scope.
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
# A server's token has no more rights than its user, so both get the scope. To let only some people make workshops,
# give the first scope to a group of them instead of to every user.
c.JupyterHub.load_roles = [
    {"name": "user", "scopes": ["self", "access:services!service=workshop"]},
    {
        "name": "server",
        "scopes": ["users:activity!user", "access:servers!server", "access:services!service=workshop"],
    },
]
c.Spawner.environment = {"LEADERSHIP_WORKSHOP": "https://hub.example.org/services/workshop"}
