"""Opening a studio loads what its first picture needs, and no more: it is what everyone waits for first."""

import json

#: How many of our modules it may load; packages are not counted. It was 79 before it was made to wait, when roles held less.
MOST = 57

#: What a form asks about identifiers with, from its first words on.
ASKS = "teaching.journal.identifiers"

LATER = ("output.documents", "redesign.frontier", "redesign.moves", "redesign.polarity", "teaching", "research")

OPENED = """
import json, sys
import leadership_lib as ll

studio = ll.Studio("locality_clinical_lead")
ours = {name: module.__file__ for name, module in sys.modules.items() if name.startswith("leadership_lib.")}
print(json.dumps([name.partition(".")[2] for name, path in ours.items() if not path.endswith("__init__.py")]))
"""


def test_opening_a_studio_loads_what_its_first_picture_needs(python):
    loaded = json.loads(python(OPENED))
    assert "widgets.studio" in loaded
    assert "output.figures.overview" in loaded
    assert not [name for name in loaded if name.startswith(LATER) and name != ASKS]
    assert len(loaded) <= MOST, sorted(loaded)
