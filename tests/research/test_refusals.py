"""Whatever a public call of research is given, it answers or says in a sentence what it needs."""

import pytest

import leadership_lib as ll
from leadership_lib.research import agreement, diagnose_roles, each, roles_frame

WRONG = (None, 5, 3.5, object(), "nonsense", [], {}, [None], b"x", True)
TWO = [[1, 2], [2, 1]]
FILES = {"findings": "f.csv", "roles": "r.csv", "sheet": "s.csv"}

CALLS = {
    "diagnose_roles": diagnose_roles,
    "diagnose_roles, chunk": lambda it: diagnose_roles("place_lead", chunk=it),
    "diagnose_roles, progress": lambda it: diagnose_roles("place_lead", progress=it),
    "each": lambda it: list(each(it)),
    "roles_frame": roles_frame,
    "write_findings": lambda it: ll.write_findings(it, FILES["findings"], progress=False),
    "write_findings, path": lambda it: ll.write_findings("place_lead", it, progress=False),
    "write_findings, table": lambda it: ll.write_findings("place_lead", FILES["findings"], table=it, progress=False),
    "write_roles": lambda it: ll.write_roles(it, FILES["roles"]),
    "write_roles, path": lambda it: ll.write_roles("place_lead", it),
    "write_codebook": ll.write_codebook,
    "write_coding_sheet": lambda it: ll.write_coding_sheet(it, FILES["sheet"]),
    "write_coding_sheet, path": lambda it: ll.write_coding_sheet("place_lead", it),
    "write_coding_sheet, coder": lambda it: ll.write_coding_sheet("place_lead", FILES["sheet"], coder=it),
    "read_codes": ll.read_codes,
    "read_codes, roles": lambda it: ll.read_codes(ll.example_codes_folder(), it),
    "sensitivity": lambda it: ll.sensitivity(it, draws=100),
    "sensitivity, feature": lambda it: ll.sensitivity({"a": ll.Role()}, it, draws=100),
    "sensitivity, draws": lambda it: ll.sensitivity("place_lead", draws=it),
    "sensitivity, spread": lambda it: ll.sensitivity("place_lead", draws=100, spread=it),
    "alpha": agreement.alpha,
    "alpha, level": lambda it: agreement.alpha(TWO, it),
    "alpha, categories": lambda it: agreement.alpha(TWO, categories=it),
    "fleiss_kappa, weights": lambda it: agreement.fleiss_kappa(TWO, it),
    "fleiss_kappa, interval": lambda it: agreement.fleiss_kappa(TWO, interval=it),
    "cohen_kappa": agreement.cohen_kappa,
    "kendall_w": agreement.kendall_w,
    "icc": agreement.icc,
    "icc, form": lambda it: agreement.icc(TWO, it),
    "icc_all": agreement.icc_all,
    "rand_ucla": agreement.rand_ucla,
    "panel_rule": agreement.panel_rule,
    "draws": lambda it: list(agreement.draws(it)),
    "from_counts": agreement.from_counts,
    "from_counts, categories": lambda it: agreement.from_counts([[1, 2]], it),
    "from_crosstable": agreement.from_crosstable,
    "disagreements": agreement.disagreements,
    "disagreements, evidence": lambda it: agreement.disagreements(TWO, it),
    "benchmark_on": lambda it: agreement.alpha(TWO).benchmark_on(it),
}

OF_A_PORTFOLIO = {
    "one role": lambda found, it: found[it],
    "diagnosis": lambda found, it: found.diagnosis(it),
    "export": lambda found, it: found.export(it),
    "export, table": lambda found, it: found.export("e.csv", it),
    "tally": lambda found, it: found.tally(confidence=it),
    "fails_together": lambda found, it: found.fails_together(it, resamples=100),
    "trade_offs": lambda found, it: found.trade_offs(confidence=it, resamples=100),
    "clusters": lambda found, it: found.clusters(it),
    "clusters, threshold": lambda found, it: found.clusters(threshold=it),
    "before_after": lambda found, it: found.before_after(it),
}

OF_CODES = {
    "only, role": lambda codes, it: codes.only(role=it),
    "only, feature": lambda codes, it: codes.only(feature=it),
    "ratings": lambda codes, it: codes.ratings(it),
    "by_feature": lambda codes, it: codes.by_feature(resamples=it),
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """What is written by a path that will do lands in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def answers_or_says_so(call, *given):
    for wrong in WRONG:
        try:
            call(*given, wrong)
        except ll.Problem as problem:
            assert str(problem).strip()


@pytest.mark.parametrize("name", CALLS)
def test_a_call_answers_or_says_what_it_needs(name):
    answers_or_says_so(CALLS[name])


@pytest.mark.parametrize("name", OF_A_PORTFOLIO)
def test_a_portfolio_answers_or_says_what_it_needs(name, found):
    answers_or_says_so(OF_A_PORTFOLIO[name], found)


@pytest.mark.parametrize("name", OF_CODES)
def test_codes_answer_or_say_what_they_need(name, example):
    answers_or_says_so(OF_CODES[name], example)
