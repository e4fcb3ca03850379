"""Clusters: which roles answer alike, as a tree that joins the nearest first."""

from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.core.text import counted
from leadership_lib.output.drawing.marks import BLUE, EDGE, INK, QUIET, Line, Text
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.text import text_width
from leadership_lib.output.figures.frame import WIDTH, begin, check_made, end

#: How many roles a tree can show.
MOST = 80

_SIZE, _PITCH = 11.0, 18.0


def clusters(found: Any, *, width: float = WIDTH) -> Drawing:
    """Draw roles as a tree: the further right two branches join, the less alike they are.

    Parameters
    ----------
    found
        From `Portfolio.clusters`.
    width
        Of the picture, in points.
    """
    check_made(found, "merges", "Portfolio.clusters")
    count = len(found.ids)
    if count > MOST:
        raise Problem(f"A tree of {count:,} roles cannot be read; up to {MOST} can. The clusters are in .members.")
    members = {row.role: row for row in found.members.itertuples(index=False)}
    total = max(row.cluster for row in members.values())
    sheet = begin(width, "Roles that answer alike", f"{count} roles in {counted(total, 'cluster')}")
    names = {n: f"{members[key].cluster}. {key}" for n, key in enumerate(found.ids)}
    room = min(sheet.inner * 0.5, max(text_width(name, _SIZE) for name in names.values()) + 4)
    left, right, top = sheet.left + room + 8, sheet.right - 10, sheet.y
    height: dict[int, float] = {}
    for place, n in enumerate(found.order):
        height[n] = top + (place + 0.5) * _PITCH
        sheet.add(Text(sheet.left, height[n] + 4, _fitted(names[n], room), _SIZE))
    _branches(sheet, found, height, left, right)
    bottom = top + count * _PITCH + 4
    sheet.add(Line(((left, bottom), (right, bottom)), EDGE))
    sheet.y = bottom + 3
    sheet.say_ends("0: every answer alike", "1: no answer alike", left, right)
    sheet.y += 8
    sheet.say("The number before a name is its cluster; branches within one cluster are thick.", 11, colour=QUIET)
    rows = ((row.role, row.cluster, f"{row.held:.0%}" if row.held == row.held else "") for row in members.values())
    head = ("role", "cluster", "stays with its cluster when checks are drawn again")
    return end(sheet, _told(found), head, rows)


def _fitted(name: str, room: float) -> str:
    """Fit a name on one line, cut where there is no room for all of it; the table has it whole."""
    if text_width(name, _SIZE) <= room:
        return name
    while name and text_width(f"{name}…", _SIZE) > room:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _branches(sheet: Any, found: Any, height: dict[int, float], left: float, right: float) -> None:
    cluster = dict(zip(found.members["role"], found.members["cluster"], strict=True))
    group: dict[int, int | None] = {n: cluster[key] for n, key in enumerate(found.ids)}
    start = dict.fromkeys(height, left)
    for new, (first, second, distance, _) in enumerate(found.merges, len(found.ids)):
        first, second = int(first), int(second)
        x = left + (right - left) * distance
        group[new] = group[first] if group[first] == group[second] else None
        style = (INK, 1.0) if group[new] is None else (BLUE, 2.5)
        for branch in (first, second):
            inner = group[branch] is not None and group[new] is not None
            colour, thick = style if inner else (INK, 1.0)
            sheet.add(Line(((start[branch], height[branch]), (x, height[branch])), colour, thick))
        sheet.add(Line(((x, height[first]), (x, height[second])), *style))
        height[new], start[new] = (height[first] + height[second]) / 2, x


def _told(found: Any) -> list[str]:
    told = ["The further apart two roles are, from 0 to 1, the fewer answers they share."]
    place = {key: n for n, key in enumerate(found.ids)}
    for number, group in found.members.groupby("cluster"):
        roles = list(group["role"])
        inner = [found.distances[place[a], place[b]] for a in roles for b in roles if a < b]
        apart = f"; on average {sum(inner) / len(inner):.2f} apart" if inner else ""
        told.append(f"Cluster {number}: {', '.join(roles)}{apart}.")
    told += [f"Branches join at {', '.join(f'{step[2]:.2f}' for step in found.merges)}."]
    return told
