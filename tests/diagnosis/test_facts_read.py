"""Every fact that a role can state is read: by a check, by a clash or by a question, or it is here with its reason."""

import leadership_lib as ll
from leadership_lib.diagnosis import clashes, questions
from leadership_lib.diagnosis.checks.evidence import text_facts
from leadership_lib.role.role import fact_paths

ASKED_FOR = {fact for words in questions.load() for fact in words.facts}

#: Facts that decide nothing by themselves, each with what it is there for.
UNREAD = {"reward.pay.per": "says what the amount of pay is for, and the amount is asked for"}


def test_every_fact_is_read_or_has_its_reason():
    by_checks = {fact for check in ll.checks for fact in check.reads}
    by_clashes = {fact for kind in clashes.load() for fact in kind.facts}
    read = by_checks | by_clashes | ASKED_FOR | set(text_facts())
    assert set(fact_paths()) - read == set(UNREAD)


def test_the_term_the_review_the_money_and_the_dates_are_read():
    by_clashes = {fact for kind in clashes.load() for fact in kind.facts}
    for fact in ("appointment.length_months", "appointment.review", "appointment.funded_until", "objectives"):
        assert fact in by_clashes | ASKED_FOR, fact
