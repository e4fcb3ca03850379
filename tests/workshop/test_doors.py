"""What stands in deploy/ fits the server it starts; a server loads nothing of what draws and computes."""

import json
import re
import types

import pytest
import yaml

from leadership_lib.workshop import __main__ as door


def test_a_server_loads_nothing_heavy(python):
    said = python(
        "import json, sys, leadership_lib.workshop.__main__, leadership_lib.workshop.hub\n"
        "from leadership_lib.workshop import instrument, pages\ninstrument.load(), pages.words()\n"
        "print(json.dumps([m for m in ('numpy', 'pandas', 'matplotlib', 'docx', 'psycopg', 'IPython') if m in sys.modules]))"
    )
    assert json.loads(said) == []


def test_the_facilitators_side_loads_no_server(python):
    said = python(
        "import sys, leadership_lib as ll; ll.Workshop; print('tornado' in sys.modules, 'sqlite3' in sys.modules)"
    )
    assert said.split() == ["False", "False"]


@pytest.fixture
def compose(root):
    return yaml.safe_load((root / "deploy" / "compose.yaml").read_text("utf-8"))


def test_the_container_is_told_what_the_server_knows(root, compose, monkeypatch):
    text = (root / "deploy" / "Containerfile").read_text("utf-8")
    entry = json.loads(re.search(r"^ENTRYPOINT (.*)$", text, re.MULTILINE)[1])
    assert entry[:3] == ["python", "-m", "leadership_lib.workshop"]
    seen = []

    async def serve(wanted):
        seen.append(wanted)

    monkeypatch.setattr(door, "serve", serve)
    for more in (
        json.loads(re.search(r"^CMD (.*)$", text, re.MULTILINE)[1]),
        compose["services"]["workshop"]["command"],
    ):
        monkeypatch.setattr("sys.argv", [*entry[2:], *more])
        door.main()
    assert [(one.folder, one.address, one.port, one.secure) for one in seen] == [
        ("/state", "0.0.0.0", 8810, True)
    ] * 2
    assert seen[1].database == "postgresql://workshop@database/workshop"
    for name in re.findall(r"^COPY (.*) \S+$", text, re.MULTILINE):
        assert all((root / part).exists() for part in name.split()), name
    wanted = (root / "pyproject.toml").read_text("utf-8")
    assert all(f'"{package}"' in wanted for package in re.findall(r'"((?:tornado|psycopg)[^"]+)"', text))


def test_the_services_know_one_another(root, compose):
    services = compose["services"]
    assert set(services) == {"database", "workshop", "caddy"}
    assert "reverse_proxy workshop:8810" in (root / "deploy" / "Caddyfile").read_text("utf-8")
    mounted = {one.split(":")[0] for service in services.values() for one in service.get("volumes", ())}
    assert set(compose["volumes"]) == {name for name in mounted if not name.startswith(".")}
    for name, service in services.items():
        assert set(service.get("depends_on", ())) < set(services), name


def test_the_hubs_configuration_can_be_read(root):
    config = types.SimpleNamespace(JupyterHub=types.SimpleNamespace(), Spawner=types.SimpleNamespace())
    path = root / "deploy" / "jupyterhub_config.py"
    exec(compile(path.read_text("utf-8"), path.name, "exec"), {"get_config": lambda: config})
    (service,) = config.JupyterHub.services
    assert service["command"][1:] == ["-m", "leadership_lib.workshop.hub"]
    assert f"access:services!service={service['name']}" in config.JupyterHub.load_roles[0]["scopes"]
