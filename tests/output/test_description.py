"""The role description: what is stated is asserted, what is proposed is marked, and what is left open is a short list."""

import re
from io import BytesIO
from typing import Literal, get_args, get_origin

import pytest
from docx import Document
from hypothesis import example, given
from renderings import RENDER, Page, as_page, cases, same
from strategies import roles

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.core.records import optional
from leadership_lib.framework import concepts
from leadership_lib.output.documents import wording
from leadership_lib.output.documents.content import Bullets, Content, Heading, Table
from leadership_lib.output.documents.description import description
from leadership_lib.output.documents.lines import said
from leadership_lib.role.role import fact_kind, fact_paths

SECTIONS = [
    "Purpose",
    "Accountability",
    "Duties",
    "Objectives",
    "Boundaries and decisions",
    "Key relationships",
    "Time and support",
    "Reward and recognition",
    "Interests and tensions",
    "Preparation and development",
    "Appointment, review and way back",
    "Also stated",
    "Still to be agreed",
    "Judged by people",
]


STATEMENT = "The post holder is accountable for the role and not for clinical practice."


def headings(kind: str, data: bytes) -> list[tuple[str, str]]:
    """Give level and text of every heading."""
    if kind == "docx":
        styles = {"Title": "h1", "Heading 1": "h2", "Heading 2": "h3"}
        paragraphs = Document(BytesIO(data)).paragraphs
        return [(styles[p.style.name], p.text) for p in paragraphs if p.style.name in styles]
    return (Page(data.decode()) if kind == "html" else as_page(data)).headings


def section(content: Content, title: str) -> str:
    """Give what stands under a heading; nothing where there is no such heading."""
    lines, under = [], False
    for block in content.blocks:
        if isinstance(block, Heading):
            under = block.text == title
        elif under:
            lines += map(said, block.lines())
    return "\n".join(lines)


def post(role: Role) -> dict[str, str]:
    """Give the table of the post, row by row."""
    table = description(role).blocks[0]
    return (
        {said(name[0]): "\n".join(map(said, cell)) for name, cell in table.rows} if isinstance(table, Table) else {}
    )


def spans(content: Content, kind: str) -> list[str]:
    return [span.text for block in content.blocks for line in block.lines() for span in line if span.kind == kind]


@pytest.mark.parametrize("kind", RENDER)
@pytest.mark.parametrize("name", [*cases(), "empty", "best"])
def test_sections_stand_in_the_order_that_hr_expects_and_only_where_something_is_stated(kind, name, best):
    role = {**cases(), "empty": Role(), "best": best}[name]
    found = headings(kind, RENDER[kind](description(role)))
    assert found[0] == ("h1", f"Role description: {role.title}" if role.title else "Role description")
    below = [text for level, text in found[1:] if level == "h2"]
    assert len(below) == len(found) - 1
    assert below == [title for title in SECTIONS if title in below]
    assert all(section(description(role), title) for title in below)
    if name == "empty":
        assert below == ["Accountability", "Still to be agreed"]


def sample(path: str):
    """Give a value for a fact, and in each choice another than the first."""
    kind = fact_kind(path)
    inner = optional(get_args(kind)[0])[0] if get_origin(kind) is tuple else kind
    inner = (
        get_args(inner)[0] if get_origin(inner) not in (None, Literal) and get_origin(kind) is not tuple else inner
    )
    match path:
        case "layer":
            return "pcn"
        case "influence.works_across":
            return ["pcn"]
        case "objectives":
            return [{"text": "a result"}]
        case "influence.decision_rights":
            return [{"what": "a matter"}]
        case "accountability.lines":
            return [{"to": "a board"}]
    value = {str: "some words", bool: True, float: 3, int: 3}.get(inner)
    value = get_args(inner)[-1] if value is None else value
    return [value] if get_origin(kind) is tuple else value


#: What a description does not say: its own title at its head, that all of it was entered, and a span of nothing.
NOT_SAID = {"title", "complete", "capacity.time.amount", "capacity.time.per"}


@pytest.mark.parametrize("path", [path for path in fact_paths() if path not in NOT_SAID])
def test_every_fact_is_said_where_it_is_stated(path):
    bare, role = description(Role()), description(Role().with_({path: sample(path)}))
    open_at = role.texts.index("Still to be agreed")
    assert set(role.texts[:open_at]) - set(bare.texts), path
    same(role)


def test_every_fact_has_one_wording_and_every_choice_its_words():
    fixed = wording.load()
    says = [one for part in fixed.sections for one in part.says]
    facts = [fact for one in says for fact in (one.fact, *one.together)]
    assert len(facts) == len(set(facts))
    tensions = {path for path in fact_paths() if path.startswith("tensions.")}
    assert set(facts) | tensions | {"title", "complete"} == set(fact_paths())
    for one in says:
        kind = fact_kind(one.fact)
        inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
        if kind is bool:
            assert set(one.words) == {"yes", "no"}, one.fact
        elif get_origin(inner) is Literal:
            assert set(one.words) == set(get_args(inner)) - {"none"}, one.fact
        elif kind is str or get_origin(kind) is tuple:
            assert one.none, one.fact


def test_what_is_stated_as_none_is_said_in_a_sentence():
    for part in wording.load().sections:
        for one in part.says:
            kind = fact_kind(one.fact)
            if one.none and one.fact != "capacity.backfill":
                value = [] if get_origin(kind) is tuple else 0 if "other" in one.words else "none"
                assert one.none in "\n".join(description(Role().with_({one.fact: value})).texts), one.fact


@given(roles())
@example(Role())
def test_what_is_not_stated_is_asked_at_the_end_at_most_ten_times_and_nowhere_else(role):
    content = description(role)
    asked = ll.questions(role, for_="board")
    open_points = section(content, "Still to be agreed")
    assert len(asked) <= 10
    assert all(question.title in open_points for question in asked)
    assert all(
        text.startswith(("[Suggested: ", "[Proposed wording, not yet agreed: ")) for text in spans(content, "gap")
    )
    assert "[To be agreed" not in "\n".join(content.texts)


def test_a_bare_title_has_a_proposal_and_ten_questions_and_asserts_nothing():
    content = description(Role(title="Medical Director"))
    proposal, lead, *asked, origin = content.texts[2:]
    assert proposal.startswith("[Proposed wording, not yet agreed: The post holder is accountable for the role")
    assert asked[0].startswith("What the description leaves open")
    assert len(asked[1:]) == 10
    assert (lead, origin[:8]) == ("Still to be agreed", "Prepared")


# Accountability: asserted where it is stated, proposed where it is not, never both


@pytest.mark.parametrize("stated", [None, False, True])
@pytest.mark.parametrize("kind", RENDER)
def test_the_statement_on_accountability_is_asserted_only_where_the_role_makes_it(kind, stated):
    role = Role(title="Lead")
    role = role if stated is None else role.with_({"accountability.excludes_clinical_practice": stated})
    content = description(role)
    assert spans(content, "strong").count(STATEMENT) == (stated is True)
    assert len(spans(content, "gap")) == (stated is not True)
    assert "\n".join(content.texts).count(STATEMENT) == 1
    assert ("does not say that clinical practice is not covered" in "\n".join(content.texts)) == (stated is False)
    same(content, (kind,))


def test_the_fault_that_was_seen_is_gone(tmp_path):
    role = Role(title="Medical Director").with_(appointment={"length_months": 0})
    text = ll.write_description(role, tmp_path / "role.md").read_text("utf-8")
    assert "**The post holder is accountable for the role and not for" not in text
    assert "Is it agreed, in words" not in text
    assert text.count("is accountable for the role and not for clinical practice") == 1


def test_no_statement_is_proposed_where_the_words_make_it_or_it_does_not_arise():
    says = "The lead answers for the role; clinical practice is not covered."
    assert spans(description(Role(title="Lead", other_words=[says])), "gap") == []
    manager = Role(title="Network Manager").with_({"appointment.profession": "not a clinician"})
    assert spans(description(manager), "gap") == []


@pytest.mark.parametrize("covers", ["the role and clinical practice", "other people's practice"])
def test_a_line_that_contradicts_the_statement_is_to_be_settled_only_where_the_statement_is_made(covers):
    lines = {"accountability.lines": [{"to": "The board", "answers_for": covers}]}
    alone = description(Role().with_(lines))
    assert spans(alone, "clash") == []
    both = description(Role().with_({**lines, "accountability.excludes_clinical_practice": True}))
    assert len(spans(both, "clash")) == 1
    assert "1 point contradicts" in section(both, "Still to be agreed")
    same(both)


def test_two_lines_of_accountability_are_two_items():
    lines = [
        {"to": "Director of Health", "to_whom": "a manager", "answers_for": "the role"},
        {"to": "Medical Director", "to_whom": "a clinical leader", "answers_for": "professional matters"},
    ]
    text = section(description(Role().with_({"accountability.lines": lines})), "Accountability")
    assert "Director of Health. That is a manager. It is for the role." in text
    assert "Medical Director. That is a clinician who leads. It is for professional matters." in text


# Time, pay, term


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"hours_paid": 1}, "1 hour a week"),
        ({"hours_paid": 20}, "20 hours a week"),
        ({"hours_paid": 0}, "no hours are paid"),
        ({"time": {"amount": 2, "unit": "sessions", "per": "week"}}, "2 sessions a week (about 8 hours a week)"),
        ({"time": {"amount": 8, "unit": "hours", "per": "quarter"}}, "8 hours a quarter (about 37 minutes a week)"),
        ({"time": {"amount": 8, "unit": "hours", "per": "week"}}, "8 hours a week"),
        ({"time": {"amount": 0.4, "unit": "whole-time equivalent"}}, "0.4 of a whole-time post (about 15 hours a week)"),
        ({"time": {"amount": 1, "unit": "programmed activities"}}, "1 programmed activity"),
        ({"time": {"amount": 2, "unit": "sessions", "per": "week"}, "hours_paid": 8},
         "2 sessions a week (about 8 hours a week)"),
        ({"time": {"amount": 2, "unit": "sessions", "per": "week"}, "hours_paid": 6},
         "2 sessions a week (about 8 hours a week); 6 hours a week are paid"),
        ({"time": {"amount": 2, "unit": "sessions", "per": "week"}, "hours_paid": 0},
         "2 sessions a week (about 8 hours a week); no hours are paid"),
        ({"time": {"unit": "sessions"}}, "counted in sessions"),
    ],
)  # fmt: skip
def test_time_is_said_as_written_with_hours_a_week(facts, words):
    assert post(Role().with_(capacity=facts))["Time"] == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"amount": 90, "per": "hour"}, "£90 an hour"),
        ({"amount": 92.5, "per": "session"}, "£92.50 a session"),
        ({"amount": 11500, "per": "weekly session a year"}, "£11,500 a year for each weekly session"),
        ({"amount": 53000, "per": "year", "band": "Band 8a"}, "£53,000 a year; Band 8a"),
        ({"band": "Band 8a"}, "Band 8a"),
        ({"amount": 0}, "The post is unpaid."),
        ({"amount": 0, "band": "expenses only"}, "The post is unpaid; expenses only"),
        ({"per": "session"}, "paid by the session"),
        ({"amount": 250}, "£250"),
    ],
)
def test_pay_is_said_in_one_line(facts, words):
    assert post(Role().with_({f"reward.pay.{name}": value for name, value in facts.items()}))["Pay"] == words


@pytest.mark.parametrize(
    ("months", "contract", "words"),
    [
        (36, None, "36 months"),
        (1, "Permanent", "1 month"),
        (0, None, "No term is set."),
        (0, "Contract for services, three months' notice", "No term is set."),
        (0, "Permanent employment, three months' notice", "Permanent."),
        (0, "substantive", "Permanent."),
        (0, "Temporary; may become permanent", "No term is set."),
        (0, "Not permanent", "No term is set."),
    ],
)
def test_a_post_without_a_term_is_permanent_only_where_the_contract_says_so(months, contract, words):
    facts = {"appointment.length_months": months} | ({"appointment.contract": contract} if contract else {})
    assert post(Role().with_(facts))["Term"] == words


# Suggested, held, judged


def test_what_a_redesign_proposes_is_marked_and_what_is_agreed_beside_it_is_not():
    role = Role().with_(
        {
            "purpose.higher": "So that people here ... (to be agreed)",
            "scope.boundaries": ["No complaints", "Two things that are not the job (to be agreed)"],
            "objectives": [{"text": "Lead the plan. The part of it at our own layer (to be agreed).", "by": "May"}],
        }
    )
    content = description(role)
    assert [text for text in spans(content, "gap") if not text.startswith("[Proposed")] == [
        "[Suggested: So that people here ... (to be agreed)]",
        "[Suggested: The part of it at our own layer (to be agreed).]",
        "[Suggested: Two things that are not the job (to be agreed)]",
    ]
    assert "Lead the plan." in spans(content, "strong")
    assert "Not part of the job: No complaints; [Suggested: " in section(content, "Boundaries and decisions")
    same(content)


def test_every_move_writes_what_is_marked_in_the_description():
    role = ll.load_role("locality_clinical_lead")
    moves = ll.moves(role)
    for move in moves:
        after = moves.apply([*(one for one in move.requires if one in moves.ids), move.id])
        marked = "\n".join(spans(description(after), "gap"))
        new = [text for text in texts_of(after.to_dict()) if "to be agreed" in text]
        assert all(re.split("[.;] ", text)[-1] in marked for text in new), move.id


def texts_of(value) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for inner in value.values() for text in texts_of(inner)]
        case list():
            return [text for inner in value for text in texts_of(inner)]
    return []


def test_words_that_hold_a_place_are_named_at_the_end_and_stated_nowhere():
    role = Role().with_(
        {
            "purpose.higher": "TBC",
            "purpose.without_it": "TBC",
            "reward.pay.band": "see advert",
            "objectives": [{"text": "A rota", "measure": "to be agreed"}],
        }
    )
    content = description(role)
    open_points = section(content, "Still to be agreed")
    assert "“TBC” is given in place of: Higher purpose; What would not happen without it." in open_points
    assert "“see advert” is given in place of: Pay: band or scale." in open_points
    assert "“to be agreed” is given in place of: Objective 1, How will anyone know?" in open_points
    assert "Pay" not in post(role)
    assert section(content, "Purpose") == ""


def test_facts_that_do_not_go_together_open_the_list():
    role = Role().with_({"capacity.hours_paid": 8, "capacity.hours_expected": 14})
    first = section(description(role), "Still to be agreed").splitlines()[1]
    assert "8 hours a week are paid for work that takes 14." in first


def test_a_persons_judgement_stands_with_its_reason_beside_the_answer_of_the_words():
    role = Role(title="Lead").judge("purpose.higher", "met", because="It is said at every interview.")
    content = description(role)
    assert section(content, "Judged by people").splitlines() == [
        f"{ll.checks['purpose.higher'].question} Met: It is said at every interview. By the words alone: not stated.",
        content.texts[-1],
    ]
    assert "Judged by people" not in "\n".join(description(Role(title="Lead")).texts)
    same(content)


# Lists


def test_an_objective_is_one_item_with_all_that_is_stated_of_it(best):
    objectives = next(block for block in description(best).blocks if isinstance(block, Bullets) and block.numbered)
    assert said(objectives.items[0]) == (
        "Every practice offers a home visit within two days. Measure: Share of visits made within two days. "
        "By: March 2019. On the way: Four practices by June 2018. Fixed and measured at: "
        "Locality, GP federation or cluster of practices. Who has to act: the post holder and peers. "
        "Also measured on it: Locality manager. It takes 6 hours a week."
    )


def test_the_poles_of_a_tension_go_by_their_names(best):
    items = section(description(best), "Interests and tensions").splitlines()[-4:]
    for item, paradox in zip(items, concepts.load("paradoxes"), strict=True):
        assert item.startswith(f"{paradox.title}. Named openly. Both sides are held. {paradox.poles[0]}: ")
        assert f" {paradox.poles[1]}: " in item
        assert " Early warnings: " in item


def test_every_numbered_list_of_a_word_file_begins_with_one(best):
    role = best.with_({"capacity.hours_expected": 20})
    document = Document(BytesIO(RENDER["docx"](description(role))))
    numbered = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    lists = [block for block in description(role).blocks if isinstance(block, Bullets) and block.numbered]
    assert [numbered.count(number) for number in dict.fromkeys(numbered)] == [len(block.items) for block in lists]
    assert len(lists) == 2
    starts = document.part.numbering_part.element.xpath("./w:num/w:lvlOverride/w:startOverride/@w:val")
    assert starts == ["1"] * len(lists)


def test_a_decision_begins_with_how_far_it_goes():
    rights = [
        {"what": "the fund", "over": "resources", "extent": "decides with others", "limit": "£10,000"},
        {"what": "the rota"},
    ]
    text = section(description(Role().with_({"influence.decision_rights": rights})), "Boundaries and decisions")
    assert re.findall(r"(?m)^.+$", text)[-2:] == [
        "Decides with others: the fund. Over resources. Limit: £10,000.",
        "the rota.",
    ]
