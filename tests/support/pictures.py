"""What a drawing is made of, measured as a person would see it."""

from types import SimpleNamespace
from xml.etree import ElementTree

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text as Words

from leadership_lib.diagnosis.bounds import Bounds
from leadership_lib.output import figures
from leadership_lib.output.drawing.marks import Box, Dot
from leadership_lib.role.role import Role


def tree(drawing):
    return ElementTree.fromstring(drawing.svg())


def measured(drawing):
    """Give each text of a picture with the edges that matplotlib's own font metrics find for it."""
    figure = drawing.figure()
    figure.set_dpi(72)
    renderer = FigureCanvasAgg(figure).get_renderer()
    for artist in figure.axes[0].get_children():
        if isinstance(artist, Words) and artist.get_text():
            box = artist.get_window_extent(renderer)
            yield artist.get_text(), (box.x0, drawing.height - box.y1, box.x1, drawing.height - box.y0)


def edges(mark):
    """Give the edges of a mark that is not text."""
    if isinstance(mark, Box):
        return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    if isinstance(mark, Dot):
        return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius
    across, down = zip(*mark.points, strict=True)
    return min(across), min(down), max(across), max(down)


def within(inner, outer, slack=0.0):
    return all(a >= b - slack for a, b in zip(inner[:2], outer[:2], strict=True)) and all(
        a <= b + slack for a, b in zip(inner[2:], outer[2:], strict=True)
    )


def overlap(one, other, slack=0.0):
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > slack
        and min(one[3], other[3]) - max(one[1], other[1]) > slack
    )


FEATURES = ("purpose", "influence", "clarity", "autonomy", "fairness")


GAPS = ("professional_culture", "training_focus", "peer_relationships", "value_and_reward", "degrees_of_separation")


SIDES = ("expectation", "capacity", "dexterity")


QUARTERS = Bounds(met=1, not_met=1, not_stated=2)  # 1 to 3 of 4: from .25 to .75


def stand_in(*bounds, short=(), paid=None, needed=None, title="Locality Clinical Lead"):
    """Give a diagnosis in which rows take these bounds in turn."""

    def deal(keys):
        return {key: bounds[n % len(bounds)] for n, key in enumerate(keys)}

    alignment = SimpleNamespace(sides=deal(SIDES), falls_short=short, hours_paid=paid, hours_needed=needed)
    role = SimpleNamespace(title=title)
    return SimpleNamespace(profile=deal(FEATURES), bridges=deal(GAPS), alignment=alignment, role=role)


NOW = stand_in(Bounds(2, 2, 1, 2), QUARTERS, Bounds(7), Bounds(0, 1, 6), short=("capacity",), paid=8, needed=14.5)


FOUND = stand_in(Bounds(0, 0, 0, 7), Bounds(1, 1, 2), Bounds(2, 2, 1, 2), short=SIDES, paid=8)


BARE = stand_in(Bounds(0, 0, 0, 12), Bounds(), title=None)


QUALITY_LEAD = Role(
    title="Cluster Quality Lead",
    layer="cluster_scotland",
    influence={"works_across": ["practice_scotland", "partnership_scotland"]},
)


LEAD = Role.from_dict(
    {
        "title": "Locality Clinical Lead",
        "layer": "locality",
        "influence": {"works_across": ["practice", "ccg", "pcn"]},
    }
)


def every(width):
    """Give every kind of picture at a width."""
    for draw in (figures.profile, figures.bridges, figures.alignment):
        for now, before in ((NOW, None), (NOW, FOUND), (BARE, NOW), (FOUND, BARE)):
            yield draw(now, before, width=width)
    for role in (None, LEAD, QUALITY_LEAD, Role()):
        yield figures.layers(role, width=width)
    yield figures.one_page([LEAD, QUALITY_LEAD, Role()], width=width)
    yield figures.timeline(width=width)
