"""How Sphinx builds the documentation: the guides beside this file, and a reference made from the docstrings."""

import inspect
from pathlib import Path

import leadership_lib as ll
from leadership_lib.core.collection import Collection

project = "Great jobs for clinical leaders"
author = "The leadership-lib contributors"
release = version = ll.__version__
language = "en_GB"
extensions = ["myst_parser", "numpydoc", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
html_theme = "alabaster"
html_theme_options = {"description": "Find the gaps in a leadership role, and redesign it", "fixed_sidebar": True}
html_sidebars = {"**": ["about.html", "navigation.html", "searchbox.html"]}
autodoc_member_order = "bysource"
autodoc_typehints = "none"
numpydoc_show_class_members = False
# Several classes have a `value`; which one is meant, the sentence says.
suppress_warnings = ["ref.python"]

#: The rooms of the library that have public names, in order, and what each is about.
ROOMS = {
    "core": "What every record and file needs",
    "framework": "What the paper says",
    "role": "A role",
    "diagnosis": "Questions put to a role",
    "redesign": "Changing a role",
    "description": "Reading a document",
    "output": "Pictures and documents",
    "teaching": "Cases, exercises, journal",
    "research": "Many roles, many coders",
    "workshop": "People in one room",
    "widgets": "What people use instead of code",
}


def directive(name: str) -> tuple[str, list[str]]:
    """Return the room in which a public name stands, and how the reference shows it."""
    thing = getattr(ll, name)
    if isinstance(thing, Collection):
        (kind,) = {type(one) for one in thing}
        head = f"{len(thing)} records, each with an ``id``: ``ll.{name}[id]``, ``ll.{name}.to_frame()``."
        return kind.__module__.split(".")[1], [f".. py:data:: leadership_lib.{name}", "", f"   {head}", ""]
    if inspect.ismodule(thing):
        known = [getattr(ll, one) for one in ll.__all__]
        # What a module imports has another home; types that are a list of choices have none.
        homes = {one: getattr(getattr(thing, one), "__module__", "") for one in dir(thing) if not one.startswith("_")}
        own = [one for one, home in homes.items() if home.startswith(thing.__name__.rpartition(".")[0])]
        public = [one for one in own if not any(getattr(thing, one) is there for there in known)]
        lines = [f".. py:module:: {thing.__name__}", "", *(thing.__doc__ or "").strip().splitlines(), ""]
        for one in public:
            kind = "class" if inspect.isclass(getattr(thing, one)) else "function"
            lines += [f".. auto{kind}:: {thing.__name__}.{one}", ""]
        return thing.__name__.split(".")[1], lines
    if inspect.isclass(thing):
        options = ["   :members:"] if not issubclass(thing, Exception) else []
        return thing.__module__.split(".")[1], [f".. autoclass:: leadership_lib.{name}", *options, ""]
    return thing.__module__.split(".")[1], [f".. autofunction:: leadership_lib.{name}", ""]


def reference() -> str:
    """Return the page of all public names."""
    shown: dict[str, list[str]] = {room: [] for room in ROOMS}
    for name in ll.__all__:
        room, lines = directive(name)
        shown[room] += lines
    opening = "Every public name, used as ``ll.name`` after ``import leadership_lib as ll``."
    parts = ["Reference", "=========", "", opening, ""]
    for room, title in ROOMS.items():
        parts += [title, "-" * len(title), "", *shown[room]] if shown[room] else []
    return "\n".join(parts)


def setup(app: object) -> None:
    """Write the page of all public names before Sphinx reads it."""
    Path(__file__).with_name("reference.rst").write_text(reference(), "utf-8")
