"""Pages: what a participant's browser is sent. Plain HTML that works without a script; all text is escaped."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from leadership_lib.core.collection import one_record
from leadership_lib.core.html import Markup, html, listing, table, tag
from leadership_lib.core.records import Record
from leadership_lib.workshop import instrument, polls
from leadership_lib.workshop.instrument import SCALE, UNSURE, Instrument, Item
from leadership_lib.workshop.suppression import median

STATIC = Path(__file__).with_name("static")

Answers = Sequence[Mapping[str, Any]]


class PageWords(Record, what="the words of a participant's pages"):
    """Every sentence of the pages, by page."""

    door: Mapping[str, str]
    join: Mapping[str, str]
    seat: Mapping[str, str]
    room: Mapping[str, str]
    mine: Mapping[str, Any]
    try_: Mapping[str, str]
    says: Mapping[str, str]

    @classmethod
    def _carried(cls, table: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"try_" if name == "try" else name: value for name, value in table.items()}


@cache
def words() -> PageWords:
    """Read the words, once."""
    return one_record("workshop/pages.toml", PageWords)


@cache
def _stamp(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]


def _void(name: str, /, **attributes: str | bool) -> Markup:
    """Make an element that has no content."""
    return Markup(tag(name, **attributes).removesuffix(f"</{name}>"))


def page(title: str, root: str, *body: object, alive: Mapping[str, object] | None = None) -> str:
    """Return a whole page.

    Parameters
    ----------
    title
        Its heading, and the name of the tab.
    root
        Where the workshop stands on its server.
    body
        What stands below the heading.
    alive
        What the script has to know; without it the page has none.
    """
    told = {f"data_{name}": str(value) for name, value in (alive or {}).items()}
    script = tag("script", src=f"{root}/static/page.js?{_stamp('page.js')}", defer=True) if alive else ""
    head = tag(
        "head",
        _void("meta", charset="utf-8"),
        _void("meta", name="viewport", content="width=device-width,initial-scale=1"),
        tag("title", title),
        _void("link", rel="icon", href="data:,"),
        _void("link", rel="stylesheet", href=f"{root}/static/page.css?{_stamp('page.css')}"),
    )
    main = tag("main", tag("h1", title), *body, **told)
    return f"<!doctype html>{tag('html', head, tag('body', main, script), lang='en-GB')}"


def fault(says: str) -> Markup | str:
    """Say what is wrong, where something is."""
    return tag("p", says, class_="fault", role="alert") if says else ""


def _field(name: str, label: str, **attributes: str | bool) -> Markup:
    """Make a field for a few letters, with its label."""
    typed = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    box = _void("input", type="text", id=name, name=name, required=True, **typed, **attributes)
    return tag("p", tag("label", label, for_=name), box)


def door(root: str, says: str = "") -> str:
    """Ask for the code."""
    said = words().door
    form = tag("form", _field("code", said["code"], maxlength="12"), tag("button", said["button"]), action=f"{root}/")
    return page(said["title"], root, fault(says), form)


def join(
    root: str,
    code: str,
    found: Mapping[str, Any],
    asked: Instrument,
    groups: Iterable[str],
    away: bool,
    says: str = "",
) -> str:
    """Say what happens to answers, and ask for the group; at a device that goes round, take someone back."""
    said = words().join
    consent = (tag("p", line.format(smallest=found["smallest"])) for line in asked.consent)
    choices = (tag("option", group) for group in groups)
    empty = tag("option", said["choose"], value="")
    pick = tag("select", empty, *choices, id="group", name="group", required=True)
    form = tag(
        "form",
        tag("p", tag("label", said["group"], for_="group"), pick),
        tag("button", said["button"]),
        method="post",
    )
    back: object = ""
    if away:
        letters = _field("letters", said["letters"], maxlength="20")
        asks = tag("form", letters, tag("button", said["back_button"]), method="post", action=f"{root}/j/{code}/back")
        back = tag("section", tag("h2", said["back"]), asks)
    rehearsal = tag("p", tag("strong", said["rehearsal"])) if found["rehearsal"] else ""
    return page(
        said["title"], root, rehearsal, fault(says), tag("p", tag("strong", found["role"])), *consent, form, back
    )


def seat(
    root: str, found: Mapping[str, Any], asked: Instrument, group: str, mine: Answers, state: Mapping[str, Any],
    letters: str, mark: str, text: Sequence[Sequence[str]] = (), poll: tuple[polls.Kind, Any] | None = None,
) -> str:  # fmt: skip
    """Return a participant's own page: the form while a round is open, and what was last shown of the room."""
    said, base, phase = words().seat, f"{root}/w/{found['code']}", state["phase"]
    number = state["round"]
    seen = room(asked, state["shown"][-1], mine, state["words"]) if state["shown"] else ""
    place = tag("p", tag("strong", found["role"]), Markup("<br>"), said["round"].format(round=number, group=group))
    lobby = phase == "lobby"
    role = _role(text, lobby) if text else ""
    now = next((one for one in mine if one["round"] == number), None)
    body: list[object]
    title = said["title"]
    if poll and phase != "open":
        kind, own = poll
        told = "" if own is None else getattr(polls.load(), kind)["kept"]
        body = [tag("p", told, role="status"), _poll(base, kind, state["polls"][kind], own, found["smallest"])]
        number, title = kind, getattr(polls.load(), kind)["title"]
    elif phase == "open":
        told = said["kept"] if now else said["again"] if mine else ""
        top = tag("p", said["top"].format(round=state["shown"][-1]["round"])) if seen else ""
        body = [top, tag("p", told, role="status"), form(base, asked, number, mine[-1] if mine else None)]
    else:
        told = {"lobby": said["lobby"], "revealed": said["between"], "closed": said["closed"]}[phase]
        few = said["uncounted"].format(smallest=found["smallest"])
        late = "" if not now or now["counted"] else tag("p", said["late"] if now["late"] else few)
        plain = tag("p", said["lobby_plain"]) if phase == "lobby" else ""
        body = [tag("p", told, role="status"), plain, late]
    keep = tag("p", tag("a", said["mine"], href=f"{base}/mine", download=True, class_="go")) if mine else ""
    hand = "" if phase in ("lobby", "closed") or not now else _hand_on(base, letters)
    alive = {"code": found["code"], "round": number, "turn": state["turn"], "base": base, "seat": mark}
    alive |= {name: words().says[name] for name in ("sending", "unsent", "gone")}
    # Before the first round people read; later the form comes first, and the role is folded away above it.
    parts = (*body, role) if lobby else (role, *body)
    return page(title, root, place, *parts, _dots(state["polls"]), seen, keep, hand, alive=alive)


def _role(text: Sequence[Sequence[str]], open_: bool) -> Markup:
    """Say the role's text, folded away but where it is to be read now."""
    parts = (part for heading, *lines in text for part in (tag("h2", heading), *(tag("p", line) for line in lines)))
    return tag("details", tag("summary", words().seat["role"]), *parts, open=open_)


def _poll(base: str, kind: polls.Kind, asked: Mapping[str, Any], own: Any, smallest: int) -> Markup:
    """Make the form of a poll, filled with what was sent before."""
    known = polls.load()
    said = getattr(known, kind)
    fields: Iterable[object]
    if kind == "change":
        options = asked["options"]
        written = "" if own in options else own or ""
        label = said["own" if options else "label"]
        fields = [tag("p", tag("label", label, for_="change")), _area("change", written, polls.LONGEST)]
        if options:
            choices = (_dot(f"{place}", text, text == own, "move") for place, text in enumerate(options))
            summary = tag("summary", said["offered"].format(n=len(options)))
            group = tag("div", *choices, role="radiogroup", aria_label=said["choose"])
            fields = [tag("details", summary, group, open=own in options), *fields]
    elif kind == "vote":
        fields = [_dot("1", text, place in (own or ()), f"dot{place}") for place, text in enumerate(asked["options"])]
    else:
        values, unsure = (own or {}).get("values", {}), instrument.load().unsure
        why = _area("why", (own or {}).get("why", ""), polls.LONGEST)
        label = tag("p", tag("label", said["why"], for_="why"))
        fields = [*(_question(item, unsure, UNSURE if own else None, values) for item in known.items), label, why]
    lead = tag("p", said["text"].format(dots=known.dots, smallest=smallest))
    form = tag(
        "form", *fields, tag("button", said["button"]), id="answer", method="post", action=f"{base}/{kind}",
        autocomplete="off",
    )  # fmt: skip
    return tag("section", lead, form)


def _area(name: str, text: str, longest: int) -> Markup:
    return tag("textarea", text, id=name, name=name, rows="3", maxlength=str(longest))


def _dot(value: str, text: str, marked: bool, name: str) -> Markup:
    kind = "radio" if name == "move" else "checkbox"
    box = _void("input", type=kind, name=name, value=value, checked=marked)
    return tag("label", box, tag("span", text), class_="dot")


def _dots(asked: Mapping[str, Any]) -> Markup | str:
    """Show the room's dots, the most first."""
    vote, said = asked.get("vote"), polls.load().vote
    if not vote or not vote["result"]:
        return ""
    lead = tag("p", said["shown"].format(n=vote["result"]["n"], dots=polls.load().dots))
    lines = (f"{dots}: {text}" for dots, text in polls.most_first(vote))
    return tag("section", tag("h2", said["board"]), lead, listing(lines))


def _hand_on(base: str, letters: str) -> Markup:
    said = words().seat
    text, _, after = said["next_text"].partition("{letters}")
    told = tag("p", text, tag("strong", " ".join(letters), class_="letters"), after)
    handing = tag("form", tag("button", said["next_button"], class_="second"), method="post", action=f"{base}/next")
    return tag("details", tag("summary", said["next"]), told, handing)


def form(base: str, asked: Instrument, number: int, last: Mapping[str, Any] | None) -> Markup:
    """Make the form of a round, filled with the person's last answer."""
    values = last["values"] if last else {}
    questions = (_question(item, asked.unsure, UNSURE if last else None, values) for item in asked.items)
    area = _area("why", last["why"] if last else "", asked.longest)
    why = tag("fieldset", tag("legend", tag("label", asked.why, for_="why")), tag("p", asked.why_note), area)
    hidden = _void("input", type="hidden", name="round", value=str(number))
    send = tag("button", words().seat["button"])
    # A browser that filled the form in by itself would show the answers of whoever had the device before.
    return tag(
        "form", hidden, *questions, why, send, id="answer", method="post", action=f"{base}/answer", autocomplete="off"
    )


def _question(item: Item, unsure: str, blank: str | None, values: Mapping[str, int | None]) -> Markup:
    value = values.get(item.id)
    chosen = blank if value is None else str(value)

    def choice(sent: str, label: str) -> Markup:
        # Written out: a page has some two hundred of these, and a room of people asks for it at once.
        checked = " checked" if sent == chosen else ""
        return Markup(f"<label><input type=radio name={item.id} value={sent}{checked}>{html(label)}</label>")

    scale = tag("div", *(choice(str(point), str(point)) for point in SCALE), class_="scale")
    ends = tag("p", tag("span", f"0: {item.low}"), tag("span", f"10: {item.high}"), class_="ends")
    last = tag("p", choice(UNSURE, unsure), class_="unsure")
    return tag("fieldset", tag("legend", item.title), tag("p", item.text), ends, scale, last)


def room(asked: Instrument, shown: Mapping[str, Any], mine: Answers, said_words: Sequence[Sequence[Any]]) -> Markup:
    """Show what the room was shown of a round, with the person's own answer beside it."""
    said = words().room
    own = next((one["values"] for one in reversed(mine) if one["round"] <= shown["round"] and not one["late"]), None)
    parts = []
    for item in asked.items:
        one = shown["items"][item.id]
        you = own.get(item.id) if own else None
        yours = (
            said["you_none"] if own is None else said["you_unsure"] if you is None else said["you"].format(value=you)
        )
        numbers = [said["numbers"].format(value=v, count=n) for v, n in enumerate(one["counts"] or ()) if n]
        told = numbers or [said["withheld"]]
        if one["unsure"]:
            told.append(said["unsure"].format(unsure=one["unsure"]))
        picture = _bars(one["counts"], you) if one["counts"] else ""
        ends = tag("p", tag("span", f"0: {item.low}"), tag("span", f"10: {item.high}"), class_="ends")
        parts += [
            tag("h3", item.title),
            picture,
            ends if picture else "",
            tag("p", tag("strong", yours), ". ", "; ".join(told)),
        ]
    texts = [text for number, text in said_words if number == shown["round"]]
    quoted = (tag("h3", said["words"]), listing(texts)) if texts else ()
    title = tag("h2", said["title"].format(round=shown["round"]))
    return tag("section", title, tag("p", said["counted"].format(n=shown["n"])), *parts, *quoted)


def _bars(counts: Sequence[int], you: int | None) -> Markup:
    """Draw eleven bars; the words below say the same."""
    most, bars = max(counts), []
    for value, count in enumerate(counts):
        height, mark = round(36 * count / most), ' class="you"' if value == you else ""
        if count:
            bars.append(f'<path{mark} d="M{28 * value + 2} 40v-{height}h24v{height}z"/>')
    figures = "".join(f'<text x="{28 * v + 14}" y="56">{v}</text>' for v in SCALE)
    return Markup(
        f'<svg viewBox="0 0 308 60" aria-hidden="true">{"".join(bars)}<path d="M0 40h308v1H0z"/>{figures}</svg>'
    )


def own_record(asked: Instrument, role: str, mine: Answers, shown: Sequence[Mapping[str, Any]]) -> str:
    """Return a person's own answers beside the room's, as a page to keep that asks nothing of a network."""
    said = words().mine
    released = {one["round"]: one["items"] for one in shown}
    body: list[object] = [tag("p", tag("strong", role)), tag("p", said["note"])]
    for one in mine:
        rows = []
        for item in asked.items:
            value = one["values"].get(item.id)
            counts = released.get(one["round"], {}).get(item.id, {}).get("counts")
            theirs = said["room"].format(median=f"{median(counts):g}", n=sum(counts)) if counts else said["none"]
            rows.append(
                (f"{item.title} (0: {item.low}; 10: {item.high})", asked.unsure if value is None else value, theirs)
            )
        heading = said["round"].format(round=one["round"])
        body += [
            table(said["head"], rows, heading),
            tag("p", said["why"].format(why=one["why"])) if one["why"] else "",
        ]
    head = tag("head", _void("meta", charset="utf-8"), tag("title", said["title"]))
    return f"<!doctype html>{tag('html', head, tag('body', tag('h1', said['title']), *body), lang='en-GB')}"


def tried(root: str) -> str:
    """Say that this device reaches the workshop."""
    said = words().try_
    return page(said["title"], root, tag("p", html(said["text"])))
