"""What a move writes is suggested: no evidence until it is agreed, and it hides nothing of what the role says."""

from hypothesis import given
from strategies import roles

from leadership_lib import Role
from leadership_lib.diagnosis.checks.evidence import role_words, said
from leadership_lib.redesign.changes import load
from leadership_lib.role.suggestions import suggested


@given(roles())
def test_what_a_move_adds_is_suggested_and_no_evidence(role):
    for kind in ("say_what_would_be_missing", "find_help", "give_a_seat", "name_a_translator", "agree_a_way_back"):
        it = load()[kind]
        change = it.changer.change(role, it.words)
        if change:
            after = role.with_(change.facts)
            assert set(change.facts) <= set(suggested(after))
            assert role_words(after) == role_words(role)


def test_what_is_suggested_beside_the_words_of_a_role_does_not_hide_them():
    role = Role(objectives=[{"text": "Bring practices together; the part at our own layer (to be agreed)"}])
    assert [quote.words for quote in said(role, "voice_of_peers")] == ["Bring practices together"]
