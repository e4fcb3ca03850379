"""Room board: the big screen of a workshop, one thing at a time, and the facilitator's moves."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

import anywidget
import traitlets

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.folders import work_folder
from leadership_lib.core.html import Markup, listing, style, tag
from leadership_lib.core.text import joined
from leadership_lib.output import figures
from leadership_lib.output.figures.room_board import MOST_BARS, MOST_ROWS
from leadership_lib.output.figures.room_words import screen
from leadership_lib.widgets.form import sources
from leadership_lib.workshop import polls
from leadership_lib.workshop.calls import Unreachable
from leadership_lib.workshop.chosen import Chosen
from leadership_lib.workshop.client import Workshop, words
from leadership_lib.workshop.results import Row

#: Which moves can be made in which phase, the likeliest first.
MOVES: Mapping[str, tuple[str, ...]] = {
    "lobby": ("open",),
    "open": ("reveal",),
    "revealed": ("next", "close"),
    "closed": (),
}

#: What can be asked of the room in which phase, and what then makes each step.
ASKS: Mapping[str, tuple[polls.Kind, ...]] = {"revealed": ("change", "evaluation"), "closed": ("evaluation",)}

#: How long one question to the server may wait for news, and the pauses after it did not answer, in seconds.
WAIT, PAUSES = 20.0, (1.0, 2.0, 5.0)


class View(NamedTuple):
    """One thing to show: a key that stays the same, what it is called, what it draws, and what to ask next."""

    key: str
    title: str
    draw: Callable[[], Markup]
    ask: str = ""  # a single row's stands in its picture


class Board(anywidget.AnyWidget):
    """The board of a workshop: it follows what happens, shows one thing at a time, and asks before it moves on.

    Until a round is revealed there is nothing of it to show but counts; the server tells no more. The page sends
    ``{"go": key}`` to show something, ``{"step": 1}`` or ``{"step": -1}``, ``{"move": name}`` for a move, which is
    made once ``{"confirm": true}`` follows; where there is something to choose, with the places of what was ticked.

    Parameters
    ----------
    workshop
        The workshop.
    follow
        Whether to follow it by itself; without, `look` asks once.

    Attributes
    ----------
    value : dict
        The board's figures, as the server last told them.
    stage : str
        HTML: what the room sees.
    state : dict
        What stands around it: counts, the place among the views, the next question, moves, what is to be confirmed.

    Raises
    ------
    Problem
        This is no workshop.
    """

    _esm = sources("controls.js", "room_board.js")
    _css = style() + sources("form.css", "room_board.css")

    label = traitlets.Unicode("").tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    stage = traitlets.Unicode("").tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    _end: threading.Event | None = None

    def __init__(self, workshop: Workshop, *, follow: bool = True):
        self.workshop = needed(workshop, Workshop, "A board is made of a workshop")
        self.value: dict[str, Any] = {}
        self._lock = threading.RLock()
        self._end = threading.Event()
        self._key, self._asked_move, self._notice, self._lost = "", "", "", False
        self._views: list[View] = []
        self._choices: list[tuple[str, bool]] = []
        super().__init__(label=screen()["label"], words=_page_words())
        self.on_msg(self._receive)
        self.look()
        if follow and not workshop.alone:
            threading.Thread(target=self._follow, args=(self._end,), daemon=True, name="board").start()

    # --- following

    def look(self, wait: float = 0) -> bool:
        """Ask the server how it stands, waiting for news if told to; returns whether it answered."""
        try:
            found = self.workshop.board(self.value.get("version", -1) if wait else -1, wait)
        except Problem as problem:
            with self._lock:
                # The server is not there, or it is and knows of no such workshop any more.
                self._lost = isinstance(problem, Unreachable)
                if not self._lost and self._end:
                    self._end.set()
                self._notice = "" if self._lost else self._notice or screen()["gone"]
                self._show()
            return False
        with self._lock:
            if found["version"] < self.value.get("version", -1):  # a question that waited, overtaken by another
                found = self.value
            news = found != self.value or self._lost
            self._lost = False
            if news:
                self._take(found)
        return True

    def _follow(self, end: threading.Event) -> None:
        missed = 0
        while not end.is_set():
            if self.look(WAIT):
                missed = 0
            else:
                end.wait(PAUSES[min(missed, len(PAUSES) - 1)])
                missed += 1

    def close(self) -> None:
        """Follow no longer."""
        if self._end:
            self._end.set()
        super().close()

    def _take(self, found: dict[str, Any]) -> None:
        """Take over new figures; what has just been opened or revealed comes on the screen by itself."""
        before, asked = (self.value.get("phase"), self.value.get("round")), self.value.get("polls", {})
        self.value = found
        self._views = list(_views(self.workshop, found))
        keys = [view.key for view in self._views]
        if (found["phase"], found["round"]) != before:
            self._asked_move = ""
            self._key = keys[1] if found["phase"] == "revealed" and len(keys) > 1 else keys[0]
        elif self._key not in keys:
            self._key = keys[0]
        if new := [kind for kind, one in found["polls"].items() if _stage_of(asked.get(kind)) != _stage_of(one)]:
            self._key = next((kind for kind in new if kind in keys), self._key)
        self._show()

    # --- what the buttons do

    @property
    def views(self) -> tuple[str, ...]:
        """The keys of all that can be shown now, in order."""
        return tuple(view.key for view in self._views)

    def go(self, key: str) -> None:
        """Show something by its key."""
        with self._lock:
            if key in self.views:
                self._key = key
            self._show()

    def step(self, by: int) -> None:
        """Show what comes next, or came before."""
        with self._lock:
            place = self.views.index(self._key) + by
            self.go(self.views[min(max(place, 0), len(self.views) - 1)])

    def move(self, name: str) -> None:
        """Ask whether to make a move; nothing is done before `confirm`."""
        with self._lock:
            self._asked_move = name if name in self.moves else ""
            self._notice, self._choices = "", []
            try:
                self._choices = list(self._offered(self._asked_move))
            except Problem as problem:
                self._asked_move, self._notice = "", str(problem)
            self._show()

    def _offered(self, move: str) -> Iterator[tuple[str, bool]]:
        """Return what the facilitator reads and chooses from before the room sees it, and what is ticked."""
        if move == "vote":
            yield from ((text, place < polls.MOST_OPTIONS) for place, text in enumerate(self.workshop.changes()))
        if move == "purge":
            yield screen()["sure"], False
        if move == "words":
            there = self.workshop.sentences()
            if not there:
                raise Problem(screen()["no_words"])
            yield from ((text, [self.value["round"], text] in self.value["words"]) for text in there)

    def confirm(self, yes: bool = True, chosen: Sequence[int] | None = None) -> None:
        """Make the move that was asked about, or leave it.

        Parameters
        ----------
        yes
            Whether to make it.
        chosen
            The places of what was ticked, where there is something to choose; by default as it was offered.
        """
        with self._lock:
            move, self._asked_move, self._notice = self._asked_move, "", ""
            ticked = [place for place, (_, on) in enumerate(self._choices) if on] if chosen is None else chosen
            texts = [text for place, (text, _) in enumerate(self._choices) if place in ticked]
            self._choices = []
        if yes and move in self.moves:
            try:
                self._make(move, texts)
            except Problem as problem:
                self._notice = str(problem)
        self.look()
        with self._lock:
            self._show()

    def _make(self, move: str, texts: Sequence[str]) -> None:
        steps: Mapping[str, Callable[[], object]] = {
            "change": self.workshop.ask_for_changes,
            "vote": lambda: self.workshop.put_to_vote(texts),
            "dots": self.workshop.show_votes,
            "evaluation": self.workshop.ask_how_it_was,
            "take": self.workshop.take_evaluation,
            "words": lambda: self.workshop.release(texts),
            "papers": self._write_papers,
            "shut": self.workshop.close_door,
            "admit": self.workshop.open_door,
            "purge": lambda: self._purge(bool(texts)),
        }
        steps.get(move, lambda: self.workshop.move(move))()  # type: ignore[arg-type]

    def _purge(self, sure: bool) -> None:
        if not sure:
            raise Problem(screen()["unsure"])
        self.workshop.purge(self.workshop.code)

    def _write_papers(self) -> None:
        """Write the record, and the description with the room's changes, into the folder of one's work."""
        place = work_folder() / f"workshop_{self.workshop.code}"
        files = [self.workshop.write_record(place.with_name(f"{place.name}_record.docx"))]
        if self.workshop.chosen(board=self.value).votes:
            files.append(self.workshop.write_description(place.with_name(f"{place.name}_description.docx")))
        self._notice = screen()["written"].format(files=joined([path.name for path in files]), folder=place.parent)

    @property
    def moves(self) -> tuple[str, ...]:
        """The moves that can be made now."""
        if not self.value:
            return ()
        phase, asked = self.value["phase"], self.value["polls"]
        after = {"change": "vote", "vote": "dots", "evaluation": "take"}
        door = () if phase == "closed" else ("shut",) if self.value["door"] else ("admit",)
        words = ("words",) if phase != "open" and self.value["shown"] else ()
        papers = ("papers", "purge") if phase == "closed" and self.value["shown"] else ()
        if (kind := polls.open_now(asked)) and phase != "open":
            return (after[kind], *MOVES[phase], *words, *papers, *door)
        asks = (kind for kind in ASKS.get(phase, ()) if kind not in asked)
        return (*MOVES[phase], *asks, *words, *papers, *door)

    # --- the page

    def _show(self) -> None:
        said, board = screen(), self.value
        view = next((one for one in self._views if one.key == self._key), None)
        titles = [[one.key, one.title] for one in self._views]
        place = self.views.index(self._key) if view else 0
        told = {name: board.get(name) for name in ("round", "answered", "joined", "expected")}
        confirm = said["confirm"][self._asked_move].format(**told) if self._asked_move else ""
        yes = said["yes"].format(move=said["moves"][self._asked_move].lower()) if self._asked_move else said["no"]
        stage = str(view.draw()) if view else ""
        state = {
            "counts": _counts(board) if board else "",
            "place": said["place"].format(place=place + 1, count=len(titles)) if view else "",
            "key": self._key,
            "views": titles,
            "first": place == 0,
            "last": place >= len(titles) - 1,
            "ask": view.ask if view else "",
            "moves": [[move, said["moves"][move]] for move in self.moves],
            "confirm": confirm,
            "choices": [list(one) for one in self._choices],
            "yes": yes,
            "notice": said["lost"] if self._lost else self._notice,
        }
        with self.hold_sync():
            self.stage = stage
            self.state = state

    def _receive(self, _widget: Any, message: Any, _buffers: Any) -> None:
        match message:
            case {"go": str(key)}:
                self.go(key)
            case {"step": 1 | -1 as by}:
                self.step(by)
            case {"move": str(name)}:
                self.move(name)
            case {"confirm": bool(yes), "chosen": list(chosen)}:
                self.confirm(yes, chosen)
            case {"confirm": bool(yes)}:
                self.confirm(yes)

    def __repr__(self) -> str:
        return f"{self.label}. Run this cell to use it."


def _page_words() -> dict[str, str]:
    """Return what stands on the buttons, and the style sheet for a page of its own."""
    around = ("help", "stage", "choose", "previous", "following", "full", "apart", "blocked", "ask", "no")
    names = (*around, "minutes", "start", "stop", "up")
    return {name: screen()[name] for name in names} | {"sheet": sources("form.css", "room_board.css")}


def _counts(board: Mapping[str, Any]) -> str:
    """Say how far the workshop is."""
    said = screen()
    if board["phase"] == "lobby":
        text = said["waiting" if board["expected"] is None else "waiting_expected"]
    else:
        text = {"open": said["counts"], "revealed": said["revealed"], "closed": said["over"]}[board["phase"]]
    return str(text).format(**{name: board[name] for name in ("round", "answered", "joined", "expected")})


def _views(workshop: Workshop, board: Mapping[str, Any]) -> Iterator[View]:
    """Return all that can be shown: joining and counts, then what was revealed last, then people's words."""
    said = screen()
    yield View("join", said["joining"], lambda: _join(workshop, board))
    rows = workshop.rows(board=board)
    if rows:
        about = _about(board["shown"][-1])
        for kind in ("feature", "gap", "tension", "own"):
            of_kind = [row for row in rows if row.item.kind == kind]
            if kind != "tension" and len(of_kind) > 1:
                yield from _together(kind, of_kind, f"{board['role']}: {said[kind].lower()}", about)
            yield from (View(row.item.id, row.item.title, _picture([row], row.item.title, about)) for row in of_kind)
        yield from _apart(rows, about)
        if len(board["shown"]) > 1:
            yield from (_over_rounds(workshop, board, row) for row in rows)
    for kind, one in board["polls"].items():
        if one["open"] or (kind == "vote" and one["result"]):
            yield View(kind, getattr(polls.load(), kind)["board"], partial(_asked, kind, one))
        if kind == "vote" and one["result"]:
            yield from _chosen(workshop.chosen(board=board))
    if texts := [text for _, text in board["words"]]:
        yield View(
            "words", said["words"], lambda: tag("div", tag("h2", said["words"]), listing(texts), class_="words")
        )


def _stage_of(asked: Mapping[str, Any] | None) -> tuple[bool, bool]:
    """Say how far a poll is: whether it was asked, and whether it is open."""
    return bool(asked), bool(asked and asked["open"])


def _asked(kind: polls.Kind, one: Mapping[str, Any]) -> Markup:
    """Say what the room is asked, and show the dots once they are shown."""
    said, shown = getattr(polls.load(), kind), one["result"]
    if shown:
        most = max(shown["dots"])
        lines = (
            tag("li", tag("b", dots), tag("span", text), style=f"--share:{100 * dots / most:.0f}%")
            for dots, text in polls.most_first(one)
        )
        told = said["shown"].format(n=shown["n"], dots=polls.load().dots)
        return tag("div", tag("h2", said["board"]), tag("p", told), tag("ol", *lines, class_="dots"), class_="words")
    counts = tag("p", said["counted"].format(n=one["n"]), class_="counts")
    options = tag("ol", *(tag("li", text) for text in one["options"])) if one["options"] else ""
    return tag("div", tag("h2", said["board"]), options, counts, class_="words")


def _chosen(chosen: Chosen) -> Iterator[View]:
    """Return what the changes with the most dots do: each by itself, and all of them in the five features."""
    said = polls.load().chosen
    if lines := list(chosen.lines()):
        each = (tag("li", tag("b", title), Markup("<br>"), told) for title, told in lines)
        left = [tag("p", text) for text in chosen.left_out]
        parts = (tag("h2", said["board"]), tag("ol", *each), *left)
        yield View("chosen", said["board"], lambda: tag("div", *parts, class_="words"))
        yield View("together", said["profile"], partial(_profile, chosen), said["cost"].format(cost=chosen.cost))


def _profile(chosen: Chosen) -> Markup:
    effect = chosen.effect
    return Markup(figures.profile(effect.after, before=effect.before).svg())


def _together(kind: str, rows: Sequence[Row], title: str, about: str) -> Iterator[View]:
    for number, start in enumerate(range(0, len(rows), MOST_ROWS), 1):
        some = rows[start : start + MOST_ROWS]
        yield View(f"{kind}s {number}", screen()[kind], _picture(some, title, about), _next(some))


def _apart(rows: Sequence[Row], about: str) -> Iterator[View]:
    """Return the groups, as many rows at once as can be read."""
    shown = iter([row for row in rows if row.blocks])
    most = max((len(row.blocks) for row in rows), default=0)
    while most and (some := list(islice(shown, max(1, min(4, MOST_BARS // most))))):
        title = screen()["by_group"].format(titles=", ".join(row.item.title for row in some))
        yield View(f"groups {some[0].item.id}", title, _picture(some, title, about, True), _next(some))


def _over_rounds(workshop: Workshop, board: Mapping[str, Any], row: Row) -> View:
    title = screen()["rounds"].format(title=row.item.title)
    return View(
        f"rounds {row.item.id}",
        title,
        lambda: _picture(workshop.over_rounds(row.item.id, board)[-MOST_ROWS:], title, "")(),
    )


def _picture(rows: Sequence[Row], title: str, about: str, by_group: bool = False) -> Callable[[], Markup]:
    return lambda: Markup(figures.board(rows, by_group=by_group, title=title, about=about).svg())


def _next(rows: Sequence[Row]) -> str:
    """Return the next question, about the row there is most to say about: split, or felt unlike it is written."""
    order = {"split": 0, "differs": 1, "agrees": 2}

    def little(row: Row) -> tuple[int, bool]:
        return (order[row.agreement.verdict] if row.agreement else 3, row.felt in (None, "as written"))

    row = min(rows, key=little)
    return f"{row.item.title}: {row.ask}"


def _about(shown: Mapping[str, Any]) -> str:
    said = screen()["about" if shown["round"] == 1 else "about_again"]
    return str(said).format(**{name: shown[name] for name in ("round", "n", "again")})


def _join(workshop: Workshop, board: Mapping[str, Any]) -> Markup:
    """Draw how to get in, and how many have answered: all that is known before a reveal."""
    said = screen()
    counts = [tag("p", _counts(board), class_="counts")]
    if board["phase"] in ("lobby", "open"):
        counts.append(tag("p", said["hidden"]))
    if board["rehearsal"]:
        counts.append(tag("p", tag("strong", words().alone if workshop.alone else said["rehearsal"])))
    if not board["door"]:
        counts.append(tag("p", said["shut"]))
    if workshop.alone or not board["door"] or board["phase"] == "closed":
        return tag("div", tag("div", *counts), class_="join")
    if not board["tried"]:
        door = [
            _code(workshop, "test_qr"),
            tag("p", said["test"]),
            tag("p", workshop.test_address, class_="address"),
        ]
    else:
        door = [_code(workshop, "qr"), tag("h2", said["join"].format(code=workshop.code.upper()))]
        door.append(tag("p", said["address"].format(address=workshop.root)))
    return tag("div", tag("div", *door, class_="door"), tag("div", *counts), class_="join")


def _code(workshop: Workshop, name: str) -> Markup:
    """Return a code to scan; where it cannot be drawn, why."""
    try:
        return Markup(getattr(workshop, name))
    except Problem as problem:
        return tag("p", str(problem))
