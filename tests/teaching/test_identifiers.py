"""Identifying details: what has the shape of one is found where it stands, asked about, and never altered."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import AWKWARD

from leadership_lib.teaching.journal.identifiers import OLDEST, YOUNGEST, find, is_nhs_number

TODAY = date(2026, 11, 23)

#: 943 476 5919 is the service's published example; the others are worked out by hand:
#: the first nine figures times 10, 9 ... 2, summed; 11 less the remainder after division by 11; 11 is written 0.
VALID = {
    # 90+36+24+28+42+30+20+27+2 = 299 = 27*11 + 2; 11 - 2 = 9.
    "9434765919": 9,
    # 10+18+24+28+30+30+28+24+0 = 192 = 17*11 + 5; 11 - 5 = 6.
    "1234567806": 6,
    # 40 + 0 ... = 40 = 3*11 + 7; 11 - 7 = 4.
    "4000000004": 4,
    # 90+81+72+63+54+45+36+27+18 = 486 = 44*11 + 2; 11 - 2 = 9.
    "9999999999": 9,
    # 0+0+0+0+0+0+0+9+2 = 11 = 1*11 + 0; 11 - 0 = 11, written 0.
    "0000000310": 0,
}
NEVER = "123456789"  # 210 = 19*11 + 1; 11 - 1 = 10.


def kinds(text: str) -> list[str]:
    return [suspicion.kind for suspicion in find(text, TODAY)]


def words(text: str) -> list[str]:
    return [suspicion.words for suspicion in find(text, TODAY)]


# --- NHS numbers


@pytest.mark.parametrize("number", VALID)
def test_a_number_with_the_right_check_figure_is_found_and_with_every_other_one_is_not(number):
    for last in range(10):
        changed = f"{number[:9]}{last}"
        right = last == VALID[number]
        assert is_nhs_number(changed) == right
        assert kinds(f"Call about {changed}, please.") == ["NHS number"] * right


def test_where_the_check_figure_would_be_ten_no_figure_is_right():
    assert not any(is_nhs_number(f"{NEVER}{last}") for last in range(10))


@pytest.mark.parametrize(
    "written",
    [
        "943 476 5919",
        "943-476-5919",
        "943 4765919",
        "9434 765 919",
        "943\u00a0476\u00a05919",
        "943\u2011476\u20115919",
        "943\u2013476\u20135919",
        "943  476  5919",
        "943\t476\t5919",
        "9-4-3-4-7-6-5-9-1-9",
    ],
)
def test_blanks_and_hyphens_do_not_hide_it_and_stay_as_they_are(written):
    (found,) = find(f"She, {written}, came.", TODAY)
    assert (found.kind, found.words, found.start) == ("NHS number", written, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 943 476 5919", ["943 476 5919"]),
        ("943 476 5919 12", ["943 476 5919"]),
        ("5-943-476-5919-7", ["943-476-5919"]),
        ("943 476 5919 943 476 5919", ["943 476 5919"] * 2),
        ("94347659190", []),
        ("19434765919", []),
        ("943 476 591", []),
        ("943, 476, 5919", []),
        ("943\n476\n5919", []),
        ("£9,434,765.919", []),
    ],
)
def test_figures_around_it(text, expected):
    assert words(text) == expected


def numbers():
    """Any valid number, written in any of the usual ways."""

    def whole(nine: list[int]) -> str | None:
        check = 11 - sum((10 - place) * digit for place, digit in enumerate(nine)) % 11
        return None if check == 10 else "".join(map(str, nine)) + str(check % 11)

    valid = st.lists(st.integers(0, 9), min_size=9, max_size=9).map(whole).filter(bool)
    return st.builds(
        lambda n, mark: mark.join((n[:3], n[3:6], n[6:])), valid, st.sampled_from(["", " ", "-", "\u00a0"])
    )


AROUND = st.text(st.characters(categories=["L", "M", "P", "S", "Z"]), max_size=30)


@settings(max_examples=300)
@given(AROUND, numbers(), AROUND)
def test_every_valid_number_is_found_among_any_letters_and_signs(before, number, after):
    text = before + number + after
    found = [s for s in find(text, TODAY) if s.kind == "NHS number"]
    assert [(s.words, s.start) for s in found] == [(number, len(before))]


# --- dates of birth


@pytest.mark.parametrize(
    "written",
    [
        "3/11/2024",
        "03.11.24",
        "3-11-2024",
        "2024-11-03",
        "3 November 2024",
        "3rd of Nov 24",
        "November 3, 2024",
        "3 May",
    ],
)
@pytest.mark.parametrize(
    "text", ["born {}", "Born on {} in Leeds", "DOB: {}", "d.o.b. {}", "date of birth {}", "{} (dob)", "birthday {}"]
)
def test_any_date_near_a_word_about_birth_is_asked_about(text, written):
    whole = text.format(written)
    (found,) = find(whole, TODAY)
    assert (found.kind, found.words) == ("date of birth", written)
    assert "near" in found.why


@pytest.mark.parametrize(
    "written", ["12/03/1952", "1952-03-12", "12 March 1952", "12th of Mar 1952", "March 12, 1952"]
)
def test_a_whole_date_of_a_likely_age_is_asked_about_without_any_such_word(written):
    (found,) = find(f"The lady of {written} again.", TODAY)
    assert (found.kind, found.words) == ("date of birth", written)
    assert "may be living" in found.why


@pytest.mark.parametrize(("age", "asked"), [(YOUNGEST - 1, 0), (YOUNGEST, 1), (OLDEST, 1), (OLDEST + 1, 0)])
def test_the_ages_at_which_it_asks(age, asked):
    assert len(find(f"the patient of 5 July {TODAY.year - age}", TODAY)) == asked


@pytest.mark.parametrize(
    "text",
    [
        "The network began on 1 July 2019 and met on 3 November 2026.",
        "By 31 March 2027; CCGs from 1 April 2013 to 30 June 2022.",
        "Minutes of 12/03/52",
        "born into a family of doctors, in 1952",
        "She was born in the valley. " + "The rota was talked about at length " * 3 + "on 3 November.",
        "the stubborn 3 May people",
        "born 45/67/1952",
        "born 0/3/1952",
        "version 1.2.3",
        "1952",
    ],
)
def test_other_dates_and_figures_are_left_alone(text):
    assert find(text, TODAY) == ()


# --- postcodes


@pytest.mark.parametrize(
    "postcode", ["M1 1AE", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "GIR 0AA", "SW1A1AA", "ls2 9jt"]
)
def test_every_shape_of_a_whole_postcode_is_found(postcode):
    (found,) = find(f"lives at ({postcode}).", TODAY)
    assert (found.kind, found.words, found.start) == ("postcode", postcode, 10)


@pytest.mark.parametrize(
    "text", ["LS2", "the LS2 area", "Q1 1AA", "M1 1CA", "M1 1AAA", "AM1 1AAX", "P25 and P26", "A1 paper", "AB12 345"]
)
def test_half_a_postcode_or_another_shape_is_left_alone(text):
    assert find(text, TODAY) == ()


# --- phone numbers and e-mail addresses


@pytest.mark.parametrize(
    "number",
    [
        "0161 496 0000",
        "(0161) 496 0000",
        "0161-496-0001",
        "020 7946 0958",
        "07700900123",
        "07700 900 123",
        "0191.498.0001",
        "+44 161 496 0000",
        "+44 (0)161 496 0000",
        "+447700900123",
        "0044 7700 900123",
    ],
)
def test_every_way_to_write_a_phone_number_is_found(number):
    (found,) = find(f"Her daughter ({number}), please ring.", TODAY)
    assert (found.kind, found.words) == ("phone number", number)


@pytest.mark.parametrize(
    "text",
    [
        "0800 1111",
        "extension 0161",
        "04000000004",
        "0.12345678901",
        "in 2026 07 08 09",
        "111",
    ],
)
def test_fewer_or_other_figures_are_no_phone_number(text):
    assert "phone number" not in kinds(text)


def test_figures_are_asked_about_once():
    # 0000000310 has the check figure of an NHS number; the day is followed by a figure.
    assert kinds("0000000310; 01-02-1952 10; 01234 56780") == ["NHS number", "date of birth", "phone number"]


@pytest.mark.parametrize(
    "address",
    ["jo@nhs.net", "jo.o'neill+x@surgery.nhs.uk", "a@b.c", "É.Ü@präxis.co.uk", "x_1@sub-domain.example.org"],
)
@pytest.mark.parametrize("text", ["Ask {}.", "<{}>", "mail ({}), then", "mailto:{}"])
def test_an_e_mail_address_is_found_whole(address, text):
    (found,) = find(text.format(address), TODAY)
    assert (found.kind, found.words) == ("e-mail address", address)


@pytest.mark.parametrize("text", ["@nhs.net", "jo@nhs", "jo @ nhs.net", "@", "jo@.net", "two at once"])
def test_half_an_e_mail_address_is_left_alone(text):
    assert find(text, TODAY) == ()


# --- any text


@settings(max_examples=300)
@given(
    st.lists(
        st.text(max_size=12)
        | st.sampled_from(
            [
                *AWKWARD[:-1],
                *VALID,
                "born ",
                "dob",
                "1/1/52",
                "3 May ",
                "1952",
                "-",
                " ",
                "SW1A 1AA",
                "ſK",
                "٣",
                "07700 ",
                "900123",
                "+44",
                "a@b",
                ".",
            ]
        ),
        max_size=8,
    ).map("".join)
)
def test_no_text_breaks_it_and_every_span_points_at_its_words(text):
    found = find(text, TODAY)
    assert [s.start for s in found] == sorted(s.start for s in found)
    for suspicion in found:
        assert text[suspicion.start : suspicion.start + len(suspicion.words)] == suspicion.words
        assert suspicion.words not in suspicion.why
        assert str(suspicion).endswith("?")
    for kind in {s.kind for s in found}:
        places = [(s.start, s.start + len(s.words)) for s in found if s.kind == kind]
        assert all(end <= start for (_, end), (start, _) in pairwise(places))


def test_it_asks_and_says_why():
    text = "Mrs P, 943 476 5919, born 3 March 1952, of SW1A 1AA."
    found = find(text)
    assert [s.kind for s in found] == ["NHS number", "date of birth", "postcode"]
    for suspicion in found:
        said = str(suspicion)
        assert suspicion.words in said
        assert suspicion.why in said
        assert "Could it identify someone?" in said
    assert re.findall("<li>", found._repr_html_()) == ["<li>"] * 3


def test_ages_count_from_today_where_no_day_is_given():
    year = date.today().year
    assert len(find(f"5/7/{year - 40}")) == 1
    assert find(f"5/7/{year}") == ()


@pytest.mark.parametrize(
    "piece", ["1 ", "born 1/1/52 ", "1/", "AA1 ", "9434765919 ", "3 may ", "07700 ", "a@", "a.", "+44"]
)
def test_a_very_long_text_takes_no_time(piece):
    find(piece * 30_000, TODAY)
