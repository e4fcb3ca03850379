"""Exchange with programs for qualitative analysis: valid by the published schemas, and back without loss."""

import random
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.research import read_qda_project, write_qda_project
from leadership_lib.research.coding import guidance

HERE = Path(__file__).parent / "refi_qda"
NAMED = {"q": "urn:QDA-XML:project:1.0"}

#: Signs of two and three bytes, one beyond the first 65,536, and a line end of Windows, before the words that count.
AWKWARD = "Rôle “lead” — 🩺\r\nJob title: Clinical Lead\r\n\r\nSessions: 2 per week"


def validated(data: bytes, schema: str) -> etree._Element:
    root = etree.fromstring(data)
    etree.XMLSchema(etree.parse(HERE / schema)).assertValid(root)
    return root


@pytest.fixture(scope="module")
def corpus():
    return ll.read_corpus(
        {"awkward": AWKWARD, "locality_clinical_lead": "Job title: Lead & <Chair>\nDuties:\n- To chair"}
    )


@pytest.fixture
def path(corpus, example, tmp_path):
    return write_qda_project(corpus, tmp_path / "study.qdpx", example)


def qde(path) -> bytes:
    with zipfile.ZipFile(path) as packed:
        return packed.read("project.qde")


def test_the_project_is_valid_by_the_published_schema(path, corpus, tmp_path):
    validated(qde(path), "Project.xsd")
    validated(qde(write_qda_project(corpus, tmp_path / "bare.qdpx")), "Project.xsd")


def test_the_codebook_is_valid_and_holds_every_question_with_what_each_answer_means(tmp_path):
    root = validated(ll.write_codebook(tmp_path / "checks.qdc").read_bytes(), "Codebook.xsd")
    says = {
        one.get("name"): one.findtext("{*}Description")
        for one in root.iter("{*}Code")
        if one.get("isCodable") == "true"
    }
    for one in checks():
        assert one.question in says[one.id]
        assert all(f"{code}: " in says[one.id] for code in guidance.CODES)
    assert "Time" in says


def test_places_are_counted_in_characters_of_the_text_file(path):
    with zipfile.ZipFile(path) as packed:
        texts = {name: packed.read(name).decode("utf-8") for name in packed.namelist() if name.endswith(".txt")}
    root = etree.fromstring(qde(path))
    (source,) = root.iterfind(".//q:TextSource[@name='awkward']", NAMED)
    text = texts["sources/" + source.get("plainTextPath").removeprefix("internal://")]
    assert text == AWKWARD.replace("\r\n", "\n")
    names = {one.get("guid"): one.get("name") for one in root.iter("{*}Code")}
    found = {
        names[one.find(".//q:CodeRef", NAMED).get("targetGUID")]: text[
            int(one.get("startPosition")) : int(one.get("endPosition"))
        ]
        for one in source.iterfind("q:PlainTextSelection", NAMED)
    }
    assert found == {"Title": "Clinical Lead", "Time": "2 per week"}


def test_everything_comes_back(path, corpus, example):
    back = read_qda_project(path)
    assert dict(back.texts) == corpus.texts
    mine = back.codings.query("coder == 'reader'")
    assert set(zip(mine["document"], mine["id"], mine["words"], strict=True)) == {
        (one.document, one.fact, one.words) for one in corpus.frame.itertuples() if one.fact != "other_words"
    }
    given = back.given().set_index(["coder", "role", "check"])["code"]
    coded = example.frame.dropna(subset=["code"]).set_index(["coder", "role", "check"])["code"]
    assert given.to_dict() == coded.to_dict()
    assert back.unread == ()
    assert "2 documents" in repr(back)
    assert "awkward" in back._repr_html_()


def test_the_answers_go_back_into_agreement(path, example, tmp_path):
    read_qda_project(path).given().to_csv(tmp_path / "codes.csv", index=False)
    codes = ll.read_codes(tmp_path / "codes.csv")
    assert float(ll.agreement.alpha(codes.ratings())) == pytest.approx(float(ll.agreement.alpha(example.ratings())))


def test_evidence_is_marked_where_it_stands_and_kept_where_it_does_not(tmp_path, write):
    codes = ll.read_codes(
        write(
            "coder,role,check,code,evidence\n"
            "A,locality_clinical_lead,purpose.higher,met,To  chair\n"
            "A,locality_clinical_lead,clarity.concrete,not met,said nowhere\n"
        )
    )
    corpus = ll.read_corpus({"locality_clinical_lead": "Duties:\n- To chair the meetings"})
    path = write_qda_project(corpus, tmp_path / "a.qdpx", codes)
    back = read_qda_project(path)
    (mark,) = back.codings.query("coder == 'A'").itertuples()
    assert (mark.id, mark.words, mark.note) == ("purpose.higher", "To chair", "met")
    assert back.given().set_index("check")["evidence"].to_dict() == {
        "purpose.higher": "To chair",
        "clarity.concrete": "",
    }
    said = etree.fromstring(qde(path)).findtext(".//{*}Case/{*}Description")
    assert said == "A: clarity.concrete: said nowhere"


def test_the_same_study_has_the_same_guids_and_bytes_and_names_nothing_of_the_computer(corpus, example, tmp_path):
    (tmp_path / "other").mkdir()
    paths = [tmp_path / "study.qdpx", tmp_path / "other" / "study.qdpx"]
    first, second = (write_qda_project(corpus, path, example).read_bytes() for path in paths)
    assert first == second
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "role.txt").write_text("Job title: Lead", "utf-8")
    twins = ll.read_corpus([tmp_path / "a" / "role.txt", tmp_path / "b" / "role.txt"])
    path = write_qda_project(twins, tmp_path / "twins.qdpx")
    assert set(read_qda_project(path).texts) == {"role.txt", "role.txt (2)"}
    assert str(tmp_path).encode() not in qde(path)


def test_a_reading_of_several_documents_goes_out_as_they_are(tmp_path):
    (tmp_path / "a.txt").write_text("Job title: Lead", "utf-8")
    (tmp_path / "b.txt").write_text("Sessions: 2 per week", "utf-8")
    reading = ll.read_description(tmp_path / "a.txt", tmp_path / "b.txt")
    back = read_qda_project(write_qda_project(reading, tmp_path / "role.qdpx"))
    assert back.codings[["document", "id", "words"]].to_numpy().tolist() == [
        ["a.txt", "title", "Lead"],
        ["b.txt", "capacity.time", "2 per week"],
    ]


# --- what others write


def test_a_project_that_qualcoder_wrote_is_read_and_what_a_person_marked_there_is_noted():
    back = read_qda_project(HERE / "from_qualcoder.qdpx")
    folder = ll.example_corpus_folder()
    assert set(back.texts) == {"network_director_advert", "cluster_lead_email"}
    # As many codings of each as stand in the file; the reader of today finds more in these texts.
    assert back.codings["coder"].value_counts().to_dict() == {"reader": 46, "Anna": 1}
    (noted,) = back.noted().itertuples(index=False)
    assert (noted.coder, noted.document, noted.fact) == ("Anna", "network_director_advert", "duties")
    assert noted.words in (folder / "network_director_advert.txt").read_text("utf-8")
    corpus = ll.read_corpus([folder / f"{name}.txt" for name in back.texts])
    assert set(corpus.against(back.noted())["who"]) >= {"reader alone"}


def other(tmp_path, sources: str, origin: str = "NVivo", files: dict | None = None, codes: str = "") -> Path:
    """A project as another program writes it: GUIDs in capitals and braces, its own names."""
    codes = codes or '<Code guid="{AAAAAAAA-0000-0000-0000-000000000001}" name="Title" isCodable="true"/>'
    xml = (
        f'<?xml version="1.0" encoding="utf-8"?><p:Project xmlns:p="urn:QDA-XML:project:1.0" name="x" origin="{origin}">'
        f"<p:CodeBook><p:Codes>{codes.replace('<Code', '<p:Code')}</p:Codes></p:CodeBook><p:Sources>{sources}</p:Sources></p:Project>"
    )
    path = tmp_path / "other.qdpx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("Project.QDE", xml)
        for name, content in (files or {}).items():
            packed.writestr(name, content)
    return path


def place(start: int, end: int, code: str = "aaaaaaaa-0000-0000-0000-000000000001") -> str:
    return (
        f'<p:PlainTextSelection guid="x" startPosition="{start}" endPosition="{end}">'
        f'<p:Coding guid="y"><p:CodeRef targetGUID="{code}"/></p:Coding></p:PlainTextSelection>'
    )


@pytest.mark.parametrize(("origin", "start"), [("NVivo", 7), ("ATLAS.ti for Windows", 6)])
def test_line_ends_of_windows_count_as_the_program_counts_them(tmp_path, origin, start):
    source = (
        f'<p:TextSource guid="s" name="a" plainTextPath="internal://s.TXT">{place(start, start + 4)}</p:TextSource>'
    )
    path = other(tmp_path, source, origin, {"Sources/s.txt": "\ufeffTitle\r\nLead".encode()})
    assert read_qda_project(path).codings[["code", "id", "words"]].to_numpy().tolist() == [["Title", "title", "Lead"]]


def test_what_cannot_be_read_is_counted_and_the_rest_is_read(tmp_path):
    text = "<p:PlainTextContent>Lead</p:PlainTextContent>"
    sources = (
        f'<p:TextSource guid="s" name="a">{text}{place(0, 4)}{place(2, 99)}{place(0, 4, "nowhere")}</p:TextSource>'
        '<p:PictureSource guid="t" name="b" path="internal://b.png"/>'
        '<p:TextSource guid="u" name="c" plainTextPath="absolute:///etc/hostname"/>'
    )
    back = read_qda_project(other(tmp_path, sources))
    assert list(back.codings["words"]) == ["Lead"]
    assert back.unread == (
        "1 marked place outside the document",
        "1 coding with a code that the codebook lacks",
        "2 sources without a text in the file: a picture, sound or film, or kept elsewhere",
    )


def torn() -> bytes:
    """A project of which what is packed was damaged, and its list of contents was not."""
    data = bytearray((HERE / "from_qualcoder.qdpx").read_bytes())
    data[200:4_000] = bytes(3_800)
    return bytes(data)


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><CodeBook>&b;</CodeBook>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (BOMB.encode(), "declares a document type"),
        (b"<CodeBook>" + b"<Code>" * 400, "nested more than 300"),
        (b"<Other/>", "no REFI-QDA file"),
        (b"<CodeBook>", "damaged"),
        (b"", "damaged"),
        (b'<?xml version="1.0" encoding="no-such"?><CodeBook/>', "damaged"),
        (b"PK\x03\x04 and no more", "damaged"),
        (torn(), "damaged"),
        (b"PK\x03\x04" + b"PK\x01\x02" * 3_000, "more than 2,000 parts"),
    ],
)
def test_what_is_no_such_file_is_refused_in_one_sentence(tmp_path, content, says):
    path = tmp_path / "x.qdc"
    path.write_bytes(content)
    with pytest.raises(Problem, match=says) as refused:
        read_qda_project(path)
    assert str(refused.value).startswith("'x.qdc' ")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_missing_or_a_path_that_ends_otherwise_is_named(tmp_path, corpus):
    with pytest.raises(Problem, match="cannot be read"):
        read_qda_project(tmp_path / "no.qdpx")
    with pytest.raises(Problem, match=r"\.qdpx"):
        write_qda_project(corpus, tmp_path / "x.zip")
    with pytest.raises(Problem, match="read_corpus"):
        write_qda_project("a.txt", tmp_path / "x.qdpx")


@pytest.mark.parametrize("seed", range(8))
def test_however_a_file_is_damaged_it_is_read_or_refused(tmp_path, seed):
    dice = random.Random(seed)
    whole = (HERE / "from_qualcoder.qdpx").read_bytes()
    for _ in range(10):
        data = bytearray(whole if dice.random() < 0.5 else qde(HERE / "from_qualcoder.qdpx"))
        for _ in range(dice.choice((1, 3, 20))):
            place = dice.randrange(len(data))
            data[place : place + dice.randrange(50)] = dice.choice(
                (b"", b'"', b"<Coding/>", b"-1", b"9" * 5_000, b"\xff\x00")
            )
        path = tmp_path / "x.qdpx"
        path.write_bytes(data)
        try:
            back = read_qda_project(path)
        except Problem as refused:
            assert "\n" not in str(refused)
        else:
            assert all(
                back.texts[one.document][one.start : one.end] == one.words for one in back.codings.itertuples()
            )
