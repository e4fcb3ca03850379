"""Client: the facilitator's side, for a notebook. It talks HTTP, wherever the workshop is served."""

import os
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from leadership_lib.core.collection import one_record
from leadership_lib.core.errors import Problem, one_of, whole
from leadership_lib.core.html import Markup, tag, wrap
from leadership_lib.core.pyodide import IN_BROWSER
from leadership_lib.core.records import Record
from leadership_lib.diagnosis.diagnosis import diagnose
from leadership_lib.redesign.move import Move as RoleMove
from leadership_lib.redesign.moves import Moves, moves
from leadership_lib.role.loading import HasRole, RoleSource, load_role
from leadership_lib.workshop import (
    addresses,
    facilitator,
    instrument,
    paper,
    polls,
    record,
    rehearsal,
    results,
    role_text,
    state,
)
from leadership_lib.workshop.bench import Bench
from leadership_lib.workshop.chosen import MOST, Chosen, does, known
from leadership_lib.workshop.facilitator import Facilitator
from leadership_lib.workshop.instrument import Instrument
from leadership_lib.workshop.own_server import ALONE, ANYONE, stop_server
from leadership_lib.workshop.suppression import SMALLEST

#: As what people may take part, where no one says otherwise.
GROUPS = ("GP", "Nurse", "Manager")

Move = Literal["open", "reveal", "next", "close"]


class FacilitatorWords(Record, what="what a facilitator is told"):
    """The words around code and counts."""

    test_title: str
    test: str
    room_title: str
    room: str
    counts: str
    expected: str
    open: str
    closed: str
    rehearsal: str
    alone: str
    no_rehearsal: str
    rehearsal_ended: str
    others: str
    help: Mapping[str, str]


@cache
def words() -> FacilitatorWords:
    """Read the words, once."""
    return one_record("workshop/facilitator.toml", FacilitatorWords)


class Workshop:
    """A workshop led from here: people rate a role on their own devices, and the room sees it when you reveal it.

    The same call takes the same workshop up again: after a crash of notebook, server or machine nothing is lost that
    anyone was told is kept.

    Parameters
    ----------
    role
        A case or its id, a role of your own, or a role's file.
    groups
        As what people may take part; none or one for a room of one kind.
    smallest
        The fewest people whose answers are ever shown together: 5, or more.
    questions
        A file of your own questions, written as ``data/workshop/instrument.toml`` is.
    expected
        How many people are expected.
    rehearsal
        Whether it is one: invented people may take part, and everything says so. In a browser, where no server can
        run, they alone take part.
    address
        The address at which devices reach this machine, where the first that is found is not the right one;
        ``127.0.0.1`` lets in no one else.
    at
        A server elsewhere, such as a Hub's service.
    again
        Make a new workshop, though there is one of this role and these groups. A rehearsal of before is deleted; a
        workshop keeps its secret in the folder of your work.

    Raises
    ------
    Problem
        It cannot be made, or no server can be reached or started; says what to do.

    Examples
    --------
    >>> workshop = Workshop("locality_clinical_lead", groups=("GP", "Manager"))  # doctest: +SKIP
    >>> workshop.open(), workshop.reveal(), workshop.write_record("my_work/record.docx")  # doctest: +SKIP
    """

    def __init__(
        self,
        role: RoleSource,
        groups: Sequence[str] = GROUPS,
        smallest: int = SMALLEST,
        *,
        questions: str | os.PathLike[str] | None = None,
        expected: int | None = None,
        rehearsal: bool = False,
        address: str | None = None,
        at: str | None = None,
        again: bool = False,
    ) -> None:
        if IN_BROWSER and not rehearsal:
            raise Problem("A workshop needs a server, which a browser cannot be. Open the collection on a computer.")
        self.role = load_role(role)
        title = self.role.title or (role.title if isinstance(role, HasRole) else "")
        if not title:
            raise Problem("A workshop needs a role with a title, for people to see what they rate.")
        if isinstance(groups, str) or not all(isinstance(group, str) for group in groups):
            raise Problem(f"groups is {groups!r}; allowed are names in a list, such as ['GP', 'Manager'].")
        whole("smallest", smallest, SMALLEST, "the fewest people shown together")
        at = facilitator.elsewhere(at)
        wanted: dict[str, Any] = {"role": title, "groups": list(groups) or ["Everyone"], "smallest": smallest}
        wanted |= {"rehearsal": rehearsal, "expected": expected}
        self._address = address
        self._lead: Facilitator | Bench
        if IN_BROWSER:
            self.questions = instrument.load(questions)
            self._lead = Bench(wanted, self.questions)
        else:
            self._lead, self.questions = self._led(wanted, questions, at, again)

    def _led(
        self, wanted: Mapping[str, Any], questions: str | os.PathLike[str] | None, at: str | None, again: bool
    ) -> tuple[Facilitator, Instrument]:
        """Take a workshop up again, or make it."""
        name, bind = facilitator.named(wanted, at), ALONE if self._address == ALONE else ANYONE
        if not again and (found := facilitator.taken_up(name, bind)):
            if questions is not None and instrument.load(questions) != found[1]:
                raise Problem("This workshop was made with other questions; to begin a new one, add again=True.")
            return found
        asked = instrument.load(questions)
        lead = facilitator.made(name, wanted, asked, at, bind, again)
        if text := role_text.parts(self.role):
            lead.ask("text", {"text": text})
        return lead, asked

    # --- the door

    @property
    def alone(self) -> bool:
        """Whether no one can join, because no server can run here: a rehearsal in a browser."""
        return isinstance(self._lead, Bench)

    @property
    def code(self) -> str:
        """The six letters that people type."""
        return self._lead.code

    @property
    def root(self) -> str:
        """The address that people type before the code."""
        return self._at(self._address or addresses.reachable()[0])

    def _at(self, address: str) -> str:
        return self._lead.root.replace(ALONE, address) if self._lead.own else self._lead.root

    @property
    def address(self) -> str:
        """The address that the QR code has."""
        return f"{self.root}/j/{self.code}"

    @property
    def test_address(self) -> str:
        """The address for the door test with your own phone: it lets no one in, and the board then knows."""
        return f"{self.root}/t/{self.code}"

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses under which this machine may be reached, the likeliest first."""
        found = (self._address,) if self._address else addresses.reachable()
        return tuple(dict.fromkeys(f"{self._at(one)}/j/{self.code}" for one in found))

    @property
    def qr(self) -> Markup:
        """The address to scan, as SVG."""
        return addresses.qr(self.address)

    @property
    def test_qr(self) -> Markup:
        """The address for the door test, as SVG."""
        return addresses.qr(self.test_address)

    def open_door(self, expected: int | None = None) -> None:
        """Let people in, as is so from the start; say how many are expected."""
        self._lead.ask("door", {"open": True, "expected": expected})

    def close_door(self) -> None:
        """Let no more people in; whoever is in stays."""
        self._lead.ask("door", {"open": False})

    # --- the rounds

    def move(self, move: Move) -> dict[str, Any]:
        """Make one of the moves by name; returns the phase and the round.

        Raises
        ------
        Problem
            It cannot be made now; says why.
        """
        return self._lead.ask(move, {})

    def open(self) -> None:
        """Open the first round."""
        self.move("open")

    def reveal(self) -> None:
        """Show the room's answers of this round, once and for all."""
        self.move("reveal")

    def next(self) -> None:
        """Open the next round."""
        self.move("next")

    def close(self) -> None:
        """End the workshop; what was revealed stays to be read and written down."""
        self.move("close")

    # --- what the room sees

    def board(self, after: int = -1, wait: float = 0) -> dict[str, Any]:
        """Return the board's figures: counts, and what was revealed.

        Parameters
        ----------
        after
            The ``version`` that is known already; with `wait`, the answer comes when there is news.
        wait
            Seconds to wait at most, up to 25.
        """
        return self._lead.ask(f"board?after={int(after)}&wait={float(wait)}")

    @cached_property
    def found(self) -> results.Found:
        """Where the role's checks lie on the scale of the ratings: what the text says, beside what people feel."""
        return results.found_in(diagnose(self.role))

    def rows(self, round: int | None = None, board: Mapping[str, Any] | None = None) -> tuple[results.Row, ...]:
        """Return each item of a revealed round with its figures, what they come to and what to ask next.

        Parameters
        ----------
        round
            By default the last that was revealed; nothing before the first.
        board
            The board's figures, where they are at hand.
        """
        shown = (self.board() if board is None else board)["shown"]
        return results.rows(self.questions, shown, round, self.found)

    def over_rounds(self, id: str, board: Mapping[str, Any] | None = None) -> tuple[results.Row, ...]:
        """Return one item in every round that was revealed, to be drawn below one another.

        Parameters
        ----------
        id
            The item's.
        board
            The board's figures, where they are at hand.
        """
        one_of(id, self.questions.ids, f"{id!r} is not asked in this workshop")
        shown = (self.board() if board is None else board)["shown"]
        return results.over_rounds(self.questions, shown, id, self.found)

    @property
    def languages(self) -> Mapping[str, str]:
        """What each group talks about, where that is known: to ask one to put its point in another's words."""
        known = instrument.languages()
        return {group: known[group.lower()] for group in self.board()["groups"] if group.lower() in known}

    # --- words

    def sentences(self, round: int | None = None) -> tuple[str, ...]:
        """Return the sentences of a revealed round, in an order that tells nothing, for you to choose from."""
        said = self._lead.ask("words")["sentences"]
        return tuple(dict.fromkeys(one["text"] for one in said if one["round"] == (round or _last(said))))

    def release(self, texts: Sequence[str], round: int | None = None) -> None:
        """Show these sentences of a round to everyone, and no others of it; by default the round of `sentences`."""
        number = round or _last(self._lead.ask("words")["sentences"])
        if not number:
            raise Problem("There are no sentences to show: no round has been revealed, or too few people wrote one.")
        self._lead.ask("words", {"round": number, "texts": list(texts)})

    # --- beside the rounds: a change from each table, dots for them, how the workshop was

    @cached_property
    def moves(self) -> Moves:
        """The moves that there are for this role."""
        return moves(self.role)

    def ask_for_changes(self, offered: Sequence[str | RoleMove] | None = None) -> None:
        """Let each table hand in one change: one that is offered, or a sentence of its own.

        Parameters
        ----------
        offered
            Moves or their ids, with an empty list none; by default those that move a finding by themselves.
        """
        some = [move for move in self.moves if move.effect.moved] if offered is None else self.moves[list(offered)]
        self._lead.ask("change/ask", {"options": [move.title for move in some]})

    def changes(self) -> tuple[str, ...]:
        """Return the sentences that tables have handed in, in an order that tells nothing; the room sees none yet."""
        return tuple(self._lead.ask("changes")["changes"])

    def put_to_vote(self, changes: Sequence[str]) -> None:
        """Show these changes to everyone, from 2 to 12, and let each person vote with dots; once in a workshop."""
        self._lead.ask("vote/ask", {"options": list(changes)})

    def show_votes(self) -> dict[str, int]:
        """Show the dots of the room, once and for all; returns the changes and their dots, the most first."""
        self._lead.ask("vote/show", {})
        vote = self.board()["polls"]["vote"]
        return {text: dots for dots, text in polls.most_first(vote)}

    def chosen(self, most: int = MOST, board: Mapping[str, Any] | None = None) -> Chosen:
        """Return what the room voted for: the moves among its changes, what they do, and the role with them.

        Parameters
        ----------
        most
            How many moves are made at most: those with the most dots.
        board
            The board's figures, where they are at hand.
        """
        vote = (self.board() if board is None else board)["polls"].get("vote")
        votes = polls.most_first(vote) if vote and vote["result"] else []
        return Chosen(self.moves, votes, whole("most", most, 1, "how many changes are made"))

    def write_description(self, path: str | os.PathLike[str], most: int = MOST) -> Path:
        """Write the description with the moves that got the most dots, and the room's own sentences at its end.

        Parameters
        ----------
        path
            Where to: ``.docx``, ``.html`` or ``.md``.
        most
            How many moves are made at most.

        Raises
        ------
        Problem
            No dots have been shown.
        """
        chosen = self.chosen(most)
        if not chosen.votes:
            raise Problem("The room has not voted yet: put changes to the vote and show the dots first.")
        return chosen.write(path)

    def ask_how_it_was(self) -> None:
        """Ask the five questions about the workshop itself; people can answer after its end too."""
        self._lead.ask("evaluation/ask", {})

    def take_evaluation(self) -> None:
        """Count what people said of the workshop, once and for all; the record then has it, and the board has not."""
        self._lead.ask("evaluation/show", {})

    # --- paper

    def write_sheets(self, path: str | os.PathLike[str], count: int = 12, first: int = 1) -> Path:
        """Write numbered rating sheets to print, or with ``.csv`` the table to type them into.

        Parameters
        ----------
        path
            Where to: ``.docx``, ``.html``, ``.md`` or ``.csv``.
        count, first
            How many, and the number of the first.
        """
        board, numbers = self.board(), range(first, first + whole("count", count, 1, "how many sheets"))
        return paper.write_sheets(path, board, self.questions, numbers)

    def type_in(
        self, sheet: str | int, group: str, values: Mapping[str, Any], why: str = "", round: int | None = None
    ) -> dict[str, Any]:
        """Type in a sheet; its number corrects it until the reveal, and finds its person again in the next round."""
        number = self.board()["round"] if round is None else round
        return self._lead.ask("paper", {**values, "sheet": str(sheet), "group": group, "round": number, "why": why})

    def type_in_ballot(self, sheet: str | int, given: str | Sequence[int] | Mapping[str, Any]) -> None:
        """Type in what someone without a device says to what is asked beside the rounds.

        Parameters
        ----------
        sheet
            The number of the sheet; again it corrects what was typed in.
        given
            A table's change in words, the numbers of the changes that have a dot (from 1), or the answers to the
            questions about the workshop by their ids, with ``why``.

        Raises
        ------
        Problem
            That is not asked now, or not what can be answered.
        """
        kind: polls.Kind = "evaluation"
        if isinstance(given, str):
            kind, given = "change", {"change": given}
        elif not isinstance(given, Mapping):
            places = [whole("given", number, 1, "the number of a change") - 1 for number in given]
            kind, given = "vote", {f"dot{place}": "1" for place in places}
        self._lead.ask(f"{kind}/paper", {**given, "sheet": str(sheet)})

    def type_in_file(self, path: str | os.PathLike[str], round: int | None = None) -> int:
        """Type in all sheets of a CSV file, of a round or of the evaluation; returns how many.

        Raises
        ------
        Problem
            Names every row and column at fault; nothing is sent.
        """
        if paper.is_evaluation(path):
            evaluations = paper.read_evaluations(path)
            for one in evaluations:
                self.type_in_ballot(one.number, {**one.values, "why": one.why})
            return len(evaluations)
        board = self.board()
        sheets = paper.read_sheets(path, board["groups"], self.questions)
        for one in sheets:
            self.type_in(one.number, one.group, one.values, one.why, round or board["round"])
        return len(sheets)

    # --- the end

    def write_record(self, path: str | os.PathLike[str]) -> Path:
        """Write what the room was shown: ``.docx``, ``.html`` or ``.md``, or ``.csv`` for the counts."""
        board = self.board()
        put = board["polls"].get("vote", {"options": ()})["options"]
        told = {text: does(move) for text, move in known(self.moves).items() if text in put}
        return record.write_record(path, board, self.questions, self.found, told)

    def purge(self, code: str) -> None:
        """Delete the workshop and all that was said in it, so that nothing is left of it in the server's file.

        Parameters
        ----------
        code
            The workshop's code, so that nobody does it by a slip.
        """
        if code != self.code:
            raise Problem(f"To delete this workshop for good, hand over its code: purge({self.code!r}).")
        done = self._lead.ask("purge", {"code": code}, 90)
        for name in (self._lead.name, f"{self._lead.name}_{code}"):
            if state.read(name).get("code") == code:  # a new one may have taken its name
                state.forget(name)
        if not done["scrubbed"]:
            raise Problem(
                "Everything is deleted, but another server holds the file's log open: traces leave the file when the"
                " servers are started again."
            )

    # --- a rehearsal

    def end_rehearsal(self) -> str:
        """Delete a rehearsal, and stop this machine's server where no other workshop is on it; say what was done."""
        if not self.board()["rehearsal"]:
            return words().no_rehearsal
        self.purge(self.code)
        if self._lead.own and not self.alone and not state.served_here():
            stop_server()
        return words().rehearsal_ended

    def rehearse(self, people: int = 40, seed: int = 1) -> int:
        """Let invented people join, if none have, and answer what is open; returns how many answered."""
        board = self.board()
        if not board["rehearsal"]:
            raise Problem("Invented people take part in a rehearsal only: Workshop(..., rehearsal=True).")
        kind = None if board["phase"] == "open" else polls.open_now(board["polls"])
        if not kind and board["phase"] != "open":
            raise Problem("No round is open. Open one first.")
        if isinstance(self._lead, Bench):
            return self._lead.rehearse(people, seed)
        root = self._lead.root
        if not hasattr(self, "_extras"):
            known = state.read(self._lead.name)
            # Kept, so that they are the same people where the notebook's kernel was started again.
            if "extras" not in known:
                joined = rehearsal.joined(root, self.code, board["groups"], people, seed)
                known["extras"] = [[one.group, one.cookie] for one in joined]
                state.keep(self._lead.name, known)
            self._extras = tuple(rehearsal.Extra(*one) for one in known["extras"])
        if kind:
            return rehearsal.voted(root, self.code, self._extras, kind, board["polls"][kind]["options"], seed)
        return rehearsal.answered(root, self.code, self._extras, self.questions, board["round"], seed)

    # --- how it shows itself

    def _counts(self, board: Mapping[str, Any]) -> str:
        said = words()
        counts = said.counts if board["expected"] is None else said.expected
        return f"{counts.format(**board)} {said.open if board['door'] else said.closed}"

    def __repr__(self) -> str:
        said, board = words(), self.board()
        if self.alone:
            return f"{board['role']}: {said.alone}"
        lines = [f"{board['role']}: {said.room_title.format(code=self.code)}", self.address, self._counts(board)]
        return "\n".join([*lines, said.rehearsal] if board["rehearsal"] else lines)

    def _repr_html_(self) -> str:
        said, board = words(), self.board()
        if self.alone:
            return wrap(tag("p", str(self)))
        tried = board["tried"]
        title = said.room_title.format(code=self.code.upper()) if tried else said.test_title
        text = said.room.format(address=self.root) if tried else f"{said.test} {self.test_address}"
        code = tag("div", self.qr if tried else self.test_qr, style="width: 16em; max-width: 100%")
        parts = [tag("h3", title), code, tag("p", text), tag("p", self._counts(board))]
        if others := self.addresses[1:]:
            parts.append(tag("p", said.others.format(addresses=", ".join(others))))
        if board["rehearsal"]:
            parts.append(tag("p", tag("strong", said.rehearsal)))
        return wrap(*parts)


def _last(said: Sequence[Mapping[str, Any]]) -> int:
    return max((one["round"] for one in said), default=0)
