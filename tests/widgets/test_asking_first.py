"""Before anything goes a person is asked, and told what; one step back is what a person would call one."""

from boards import OVERWORKED, Page

import leadership_lib as ll
from leadership_lib import Studio


def test_back_to_start_names_what_would_go_and_does_nothing_until_a_person_says_yes(page):
    page.enter(("title", "Lead"), ("capacity.hours_paid", 20))
    changed = page.studio.value.judge("clarity.concrete", "met", because="Each can be counted.")
    page.studio.value = changed
    page.press("start", sure=False)
    assert page.studio.value == changed
    for said in ("2 facts", "title", "hours paid", "1 judgement"):
        assert said in page.state["notice"]
    confirm = page.state["confirm"]
    assert confirm["yes"] == "Go back"
    page.press(confirm["action"], confirm["argument"], sure=True)
    assert page.studio.value == OVERWORKED
    assert page.state["confirm"] is None
    page.press("start", sure=False)
    assert page.state["confirm"] is None, "there is nothing to lose"


def test_a_question_goes_when_a_person_goes_on_without_answering_it(page):
    page.enter(("title", "Lead"))
    page.press("start", sure=False)
    page.enter(("title", "Leader"))
    assert page.state["confirm"] is None
    assert page.studio.value.title == "Leader"


def test_a_question_goes_when_a_person_leaves_it_as_it_is(page):
    page.enter(("title", "Lead"))
    page.press("start", sure=False)
    page.press("", sure=False)
    assert (page.state["confirm"], page.state["notice"]) == (None, "")
    assert page.studio.value.title == "Lead"


def test_a_version_is_replaced_only_after_asking(page):
    page.enter(("title", "One"))
    page.press("keep", "first", sure=False)
    assert page.state["confirm"] is None
    page.press("keep", "first", sure=False)
    assert page.state["confirm"] is None, "it is the same role"
    page.enter(("title", "Two"))
    page.press("keep", " first ", sure=False)
    assert page.studio.session.versions["first"].title == "One"
    assert "version first" in page.state["notice"]
    assert "1 fact (title)" in page.state["notice"]
    page.press("keep", " first ", sure=True)
    assert page.studio.session.versions["first"].title == "Two"


def test_a_grid_and_an_examiner_ask_too(work):
    grid = ll.GridForm(name="ours")
    grid.edit([("deeper_fear", "Silence"), ("first.steps", ["An open hour"])])
    grid.act("start", sure=False)
    assert grid.value.deeper_fear == "Silence"
    assert "2 parts" in grid.state["notice"]
    examiner = ll.Examiner(["title"], [], role=ll.Role(title="Lead"))
    examiner.edit([("title", "Leader")])
    examiner.act("start", sure=False)
    assert examiner.value.title == "Leader"
    examiner.act("start", sure=True)
    assert examiner.value.title == "Lead"


RIGHTS = "influence.decision_rights"


def test_a_decision_right_is_taken_back_part_by_part_and_not_with_all_its_text():
    page = Page(Studio(OVERWORKED, keep=False))
    right = {}
    for part, typed in (("what", "Who sees whom"), ("limit", "Within the budget")):
        for end in range(1, len(typed) + 1):
            right = {**right, part: typed[:end]}
            page.enter((RIGHTS, [right]))
    page.enter((RIGHTS, [{**right, "extent": "decides"}]))
    page.enter((RIGHTS, [{**right, "extent": "decides"}, {"what": "Rota"}]))

    def stated():
        return [{k: v for k, v in one.items() if v} for one in page.held.get(RIGHTS, ())]

    seen = []
    while "undo" not in page.state["off"]:
        page.press("undo")
        seen.append(stated())
    assert seen == [[{**right, "extent": "decides"}], [right], [{"what": "Who sees whom"}], []]
    for _ in range(4):
        page.press("redo")
    page.enter((RIGHTS, [{"what": "Rota"}]))
    page.press("undo")
    assert stated() == [{**right, "extent": "decides"}, {"what": "Rota"}]
