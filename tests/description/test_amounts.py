"""Amounts: what a careful reader makes of a phrase, worked by hand; and no text whatever breaks the reader of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership_lib.description import amounts
from leadership_lib.role.role import Role

TIME = [
    # label, words, amount, unit, per
    ("", "two sessions a week", 2, "sessions", "week"),
    ("Sessions", "2 per week", 2, "sessions", "week"),
    ("Sessions", "2", 2, "sessions", None),
    ("Hours per week", "8", 8, "hours", "week"),
    ("Hours", "30 - 37.5 per week", 30, "hours", "week"),
    ("Hours", "37.5 hours per week. We may consider 30", 37.5, "hours", "week"),
    ("Hours", "16 (0.4 WTE)", 16, "hours", None),
    ("Hours", "Full time, permanent", 1, "whole-time equivalent", None),
    ("WTE", "0.4", 0.4, "whole-time equivalent", None),
    ("", "half a session a fortnight", 0.25, "sessions", "week"),
    ("", "a session a week", 1, "sessions", "week"),
    ("", "one session every two weeks", 0.5, "sessions", "week"),
    ("", "one and a half sessions weekly", 1.5, "sessions", "week"),
    ("", "1½ sessions per week", 1.5, "sessions", "week"),
    ("", "a day and a half each week", 1.5, "days", "week"),
    ("", "two mornings a week", 1, "days", "week"),
    ("", "two (2) Sessions in each week", 2, "sessions", "week"),
    ("", "2-3 sessions/month", 2, "sessions", "month"),
    ("", "between one and three sessions a week", 1, "sessions", "week"),
    ("", "a weekly session", 1, "sessions", "week"),
    ("", "two clinical sessions (8 hours) per week", 2, "sessions", "week"),
    ("", "3 sessions per week (12 hours 30 mins)", 3, "sessions", "week"),
    ("", "an average of four sessions in any week", 4, "sessions", "week"),
    ("", "176 sessions in each year", 176, "sessions", "year"),
    ("", "2 x four-hour sessions per week", 2, "sessions", "week"),
    ("", "circa 6 hrs pw", 6, "hours", "week"),
    ("", "15hrs/wk", 15, "hours", "week"),
    ("", "10 hours per calendar month", 10, "hours", "month"),
    ("", "8 hours a quarter", 8, "hours", "quarter"),
    ("", "thirty-six hours a week", 36, "hours", "week"),
    ("", "0.2 wte", 0.2, "whole-time equivalent", None),
    ("", ".6 FTE", 0.6, "whole-time equivalent", None),
    ("", "WTE of 0.5, worked flexibly", 0.5, "whole-time equivalent", None),
    ("", "60% WTE", 0.6, "whole-time equivalent", None),
    ("", "0.4 WTE (15 hours per week)", 0.4, "whole-time equivalent", None),
    ("", "one half-day a week", 0.5, "days", "week"),
    ("", "half a day a week", 0.5, "days", "week"),
    ("", "1/2 day a week", 0.5, "days", "week"),
    ("", "1-2 days per month", 1, "days", "month"),
    ("", "40 days per annum, annualised", 40, "days", "year"),
    ("", "2 PAs per week", 2, "programmed activities", "week"),
    ("", "1.5 programmed activities", 1.5, "programmed activities", None),
    ("", "Two sessions per week. One session is equal to four hours.", 2, "sessions", "week"),
]

NO_TIME = [
    "three months' notice",
    "10 days study leave a year",
    "5 days a year for study",
    "open 24 hours a day, seven days a week",
    "8am to 8pm, 7 days a week",
    "a session is 4 hours",
    "4 hours per session",
    "one session lasts three and a half hours",
    "within 10 working days",
    "within 5 days of receipt",
    "a PA to the Chair",
    "£12,000 pa",
    "£85 an hour",
    "a team of 3.6 wte",
    "9,300 patients",
    "five years' experience",
    "the last two days",
    "a full-time manager",
    "6 hours of coaching per year",
    "",
]

PAY = [
    # label, words, amount, per
    ("", "£85 per hour", 85, "hour"),
    ("", "£110/hr", 110, "hour"),
    ("Hourly rate", "£95.50", 95.5, "hour"),
    ("", "an hourly rate of £88", 88, "hour"),
    ("", "£90 - £100 an hour", 95, "hour"),
    ("", "£253 per session incl. of travel within the patch", 253, "session"),
    ("", "£315.00 per session on submission of a monthly claim, inclusive of superannuation", 315, "session"),
    ("Sessional rate", "£320", 320, "session"),
    ("", "£300 per 4 hour session", 300, "session"),
    ("", "£380 per Session, being £66,880 per annum for 176 Sessions", 380, "session"),
    ("", "£11,700 per annum per session (so £23,400 a year)", 11700, "weekly session a year"),
    ("", "£11,500 to £12,200 a year per session per week", 11850, "weekly session a year"),
    ("", "£13,104 per session per annum, superannuable", 13104, "weekly session a year"),
    ("", "£12,000 a year for each weekly session", 12000, "weekly session a year"),
    ("", "£12,500 per PA per annum", 12500, "weekly session a year"),
    ("", "£53,755 - £60,504 per annum pro rata", 57129.5, "year"),
    ("", "£45-50k pro rata", 47500, "year"),
    ("Salary", "£62,000", 62000, "year"),
    ("", "£500 a day", 500, "day"),
    ("", "£1,200 per month", 1200, "month"),
    ("", "Band 8a, £50,952 to £57,349 a year", 54150.5, "year"),
]

NO_PAY = [
    "Band 8a",
    "VSM",
    "€95,000 a year",
    "NZ$210,000",
    "a budget of £40,000",
    "£2.1m a year",
    "£1.10 per patient",
    "mileage at £0.45",
    "a course of up to £1,500",
    "£750 a year towards courses",
    "the sessional rate of the practice",
    "£25 a head",
    "",
]

TERM = [
    ("2 years", 24),
    ("18 months", 18),
    ("three-year term, renewable once", 36),
    ("two (2) years from the commencement date", 24),
    ("2 to 3 years", 24),
    ("12 mths", 12),
    ("up to 24 months", 24),
    ("for a year", 12),
    ("12 months to 31 March 2013", 12),
    ("two years, extendable for a further 12 months", 24),
    ("1 October 2023 (or as soon as possible) to 31 March 2025", 18),
    ("1 April 2016 – 31 March 2017", 12),
    ("from Monday 29 April 2019 until 31 March 2021", 23),
    ("commences on 1 October 2022 and continues until 30 September 2024", 24),
    ("April 2013 to March 2015", 24),
    ("1 April to 31 March 2014", 12),
    ("01/09/2022 to 31/08/2024", 24),
    ("1 May 2020 to 1 May 2022", 24),
    ("1 April 2024 to the end of March 2026", 24),
    ("from 1 April 2024 there is to be a lead, on secondment, until 30 September 2025", 18),
]

NO_TERM = [
    "3 months' notice",
    "one month's written notice",
    "at least five years' experience",
    "two years post-registration",
    "6 month probation",
    "reviewed every two years",
    "within 12 months",
    "six times a year",
    "£23,400 a year",
    "may be extended by a further 12 months",
    "no more than six years",
    "Permanent",
    "until further notice",
    "31 March 2013 to 1 April 2012",
    "",
]


@pytest.mark.parametrize(("under", "words", "amount", "unit", "per"), TIME)
def test_time(under, words, amount, unit, per):
    assert amounts.time(words, under) == {"amount": amount, "unit": unit, **({"per": per} if per else {})}


@pytest.mark.parametrize("words", NO_TIME)
def test_what_is_not_the_time_of_a_role(words):
    assert amounts.time(words) is None


@pytest.mark.parametrize(("under", "words", "amount", "per"), PAY)
def test_pay(under, words, amount, per):
    assert amounts.pay(words, under) == {"amount": amount, "per": per}


@pytest.mark.parametrize("words", NO_PAY)
def test_what_is_no_sum_of_pay(words):
    assert amounts.pay(words) is None


@pytest.mark.parametrize(("words", "months"), TERM)
def test_term(words, months):
    assert amounts.months(words) == months


@pytest.mark.parametrize("words", NO_TERM)
def test_what_is_no_term(words):
    assert amounts.months(words) is None


def test_a_label_can_hold_the_unit():
    assert amounts.months("3", "Term (years)") == 36
    assert amounts.months("18", "Length (months)") == 18
    assert amounts.time("3", "Days a month") == {"amount": 3, "unit": "days", "per": "month"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two", 2),
        ("a", 1),
        ("½", 0.5),
        ("2½", 2.5),
        ("four and a half", 4.5),
        ("thirty-seven", 37),
        ("forty", 40),
        ("1,200", 1200),
        (".4", 0.4),
        ("many", None),
        ("", None),
        ("1.2.3", None),
    ],
)
def test_numbers(words, value):
    assert amounts.number(words) == value


#: Texts made of what amounts are made of, in any order.
PIECES = st.lists(
    st.sampled_from(
        [
            "2",
            "0.4",
            "½",
            "1,000",
            "99999999",
            "£",
            "£85",
            "k",
            "m",
            "-",
            "–",
            "/",
            "to",
            "and",
            "a",
            "an",
            "half",
            "two",
            "(2)",
            "session",
            "sessions",
            "hours",
            "hrs",
            "PA",
            "PAs",
            "WTE",
            "%",
            "per",
            "week",
            "month",
            "a",
            "year",
            "pw",
            "p.a.",
            "annum",
            "fortnight",
            "years",
            "months",
            "1",
            "31",
            "March",
            "2025",
            "April",
            "until",
            "notice",
            "leave",
            ".",
            ",",
            ";",
            "(",
            ")",
            "ſ",
            "İ",
            "٣",
            "of",
            "for",
        ]
    ),
    max_size=20,
).map(" ".join)


@given(
    st.one_of(st.text(max_size=200), PIECES),
    st.one_of(st.sampled_from(["", "Hours", "Sessions per week", "Salary", "Term (years)"]), st.text(max_size=30)),
)
def test_no_text_breaks_it_and_what_is_read_is_a_fact(text, under):
    for fact, made in (
        ("capacity.time", amounts.time(text, under)),
        ("reward.pay", amounts.pay(text, under)),
        ("appointment.length_months", amounts.months(text, under)),
    ):
        if made is not None:
            assert (made["amount"] if isinstance(made, dict) else made) > 0
            assert Role().with_({fact: made}) is not None


@given(st.text(max_size=30))
def test_a_number_is_none_or_not_negative(text):
    assert (amounts.number(text) or 0) >= 0
