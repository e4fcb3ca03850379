"""Word, ODT, HTML and text files: what is read of each, in which order and form."""

import pytest
from document_files import odt, p, row, word, word_part

from leadership_lib.core.errors import Problem
from leadership_lib.description.file import MOST_TEXT, text_of

BULLET = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
HEADING = '<w:pStyle w:val="Heading1"/>'


def of_word(body, **parts):
    return text_of(word(body, **parts), "role.docx")


def of_odt(body, styles=""):
    return text_of(odt(body, styles), "role.odt")


def of_page(body):
    return text_of(f"<!doctype html><html><body>{body}</body></html>".encode(), "role.html")


# --- Word


def test_paragraphs_headings_and_bullets_of_word_stand_in_order():
    body = p("Clinical Lead", '<w:pStyle w:val="Title"/>') + p("You lead  the\twork.") + p("Duties", HEADING)
    assert of_word(body + p("Chair the forum", BULLET) + p("• Report to it", BULLET)) == (
        "Clinical Lead\nYou lead the work.\n\nDuties\n• Chair the forum\n• Report to it"
    )


def test_styles_of_word_say_what_a_paragraph_is_by_what_they_are_based_on():
    styles = word_part(
        "styles",
        '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Trust"><w:name w:val="Trust head"/><w:basedOn w:val="Mid"/></w:style>'
        '<w:style w:styleId="Mid"><w:basedOn w:val="H1"/></w:style>'
        f'<w:style w:styleId="Mid2"><w:basedOn w:val="Mid"/><w:pPr>{BULLET}</w:pPr></w:style>'
        f'<w:style w:styleId="Dot"><w:name w:val="Dot"/><w:pPr>{BULLET}</w:pPr></w:style>'
        '<w:style w:styleId="Round"><w:basedOn w:val="About"/></w:style>'
        '<w:style w:styleId="About"><w:basedOn w:val="Round"/></w:style>',
    )
    body = (
        p("Intro")
        + p("Purpose", '<w:pStyle w:val="Trust"/>')
        + p("1 Numbered", '<w:pStyle w:val="Mid2"/>')
        + p("Chair", '<w:pStyle w:val="Dot"/>')
        + p("Plain", '<w:pStyle w:val="Dot"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("Circle", '<w:pStyle w:val="Round"/>')
    )
    assert of_word(body, styles=styles) == "Intro\n\nPurpose\n\n1 Numbered\n• Chair\nPlain\nCircle"


def test_a_row_of_a_label_and_a_value_is_one_line():
    assert of_word(row("Accountable to:", "Clinical Chair") + row("Pay", "", "£80")) == (
        "Accountable to: Clinical Chair\nPay: £80"
    )


def test_a_list_in_a_cell_stays_a_list_below_its_label():
    duties = p("Chair the forum", BULLET) + p("Report", BULLET)
    assert of_word(row("Duties", duties)) == "Duties:\n• Chair the forum\n• Report"
    assert of_word(row("Duties", p("Chair", BULLET))) == "Duties:\n• Chair"
    assert of_word(row("Term", p("Two years") + p("Renewable once"))) == "Term:\nTwo years\nRenewable once"


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (("One cell",), "One cell"),
        (("Skill", "Essential", "Desirable"), "Skill\nEssential\nDesirable"),
        (("1.", "Chair the forum"), "1.\nChair the forum"),
        (("This is a whole sentence.", "And this one."), "This is a whole sentence.\nAnd this one."),
        (("A label that goes on and on " * 3, "value"), "A label that goes on and on " * 3 + "\nvalue"),
    ],
)
def test_other_rows_are_their_cells_one_after_the_other(cells, text):
    assert of_word(row(*cells)) == text.replace(" \n", "\n")


def test_a_table_in_a_cell_stays_in_that_cell():
    assert of_word(row("Pay", row("Rate", "£80") + p("a session")) + p("End")) == "Pay:\nRate: £80\na session\nEnd"


def test_a_text_box_is_read_once_and_before_the_paragraph_that_holds_it():
    box = "<w:txbxContent>" + p("In the box") + "</w:txbxContent>"
    drawn = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>Around</w:t></w:r><w:r>{drawn}</w:r><w:r><w:t> it</w:t></w:r></w:p>"
    assert of_word(body) == "In the box\nAround it"


def test_tracked_changes_are_read_as_if_they_were_accepted():
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p><w:ins>{run.format('New ')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run.format('away')}</w:moveFrom><w:moveTo>{run.format('here')}</w:moveTo></w:p>"
        + p("x", f"<w:pPrChange><w:pPr>{BULLET}</w:pPr></w:pPrChange>")
    )
    assert of_word(body) == "New here\nx"


def test_content_controls_are_kept_and_their_prompts_are_not():
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format("", p("8 hours")) + control.format("<w:showingPlcHdr/>", p("Click here")) + p("End")
    assert of_word(body) == "8 hours\nEnd"


def test_words_of_links_and_fields_are_kept_and_their_codes_are_not():
    body = (
        "<w:p><w:hyperlink><w:r><w:t>The paper</w:t></w:r></w:hyperlink><w:r><w:instrText> PAGEREF </w:instrText>"
        "</w:r><w:r><w:t> of 2017</w:t><w:noBreakHyphen/><w:t>18</w:t><w:br/><w:t>below</w:t></w:r>"
        "<w:r><w:drawing><wp:posOffset>12345</wp:posOffset></w:drawing></w:r></w:p>"
    )
    assert of_word(body) == "The paper of 2017-18\nbelow"


def test_hidden_text_of_word_is_left_out():
    run = "<w:r><w:rPr><w:vanish{}/></w:rPr><w:t>{}</w:t></w:r>"
    runs = run.format("", "secret") + run.format(" w:val='0'", "shown")
    body = f"<w:p>{runs}</w:p>" + p("kept", "<w:rPr><w:vanish/></w:rPr>")
    assert of_word(body) == "shown\nkept"


def test_headers_and_footers_are_not_read_and_footnotes_stand_at_the_end():
    note = word_part(
        "footnotes", "<w:footnote><w:p><w:r><w:footnoteRef/><w:t>Subject to funding</w:t></w:r></w:p></w:footnote>"
    )
    body = "<w:p><w:r><w:t>One year</w:t><w:footnoteReference/></w:r></w:p>" + p("End")
    assert of_word(body, footnotes=note, header1=word_part("hdr", p("Head"))) == "One year\nEnd\nSubject to funding"


# --- ODT


def test_paragraphs_headings_lists_and_rows_of_odt_stand_in_order():
    cells = "".join(f"<table:table-cell><text:p>{words}</text:p></table:table-cell>" for words in ("Pay", "£80"))
    item = "<text:list-item><text:p>{}</text:p><text:p>and more</text:p></text:list-item>"
    body = (
        "<text:p>You <text:span>lead</text:span><text:s text:c='9'/>the<text:tab/>work<text:line-break/>here</text:p>"
        f"<text:h>Duties</text:h><text:list>{item.format('Chair')}</text:list>"
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    )
    assert of_odt(body) == "You lead the work\nhere\n\nDuties\n• Chair\nand more\nPay: £80"


def test_what_no_one_sees_in_odt_is_left_out_and_a_text_box_is_read_once():
    styles = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noted</text:p></text:note-body></text:note>"
    body = (
        "<text:tracked-changes><text:p>old</text:p></text:tracked-changes>"
        f'<text:p>Seen<text:span text:style-name="T1">hidden</text:span>{note}'
        "<draw:frame><svg:title>name</svg:title><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame></text:p>"
        "<text:p>x<office:annotation><text:p>comment</text:p></office:annotation></text:p>"
        '<text:section text:display="none"><text:p>gone</text:p></text:section>'
    )
    assert of_odt(body, styles) == "Noted\nBox\nSeen\nx"


# --- HTML


def test_a_page_is_its_own_words_without_those_of_the_site():
    body = (
        "<header>Site</header><nav>Menu</nav><main><header><h1>Clinical\n Lead</h1></header><p>You <b>lead</b><br>the work."
        "<ul><li>Chair<li><p>Report</p><p>weekly</p></ul><aside>Ad</aside><button>Apply</button></main><footer>Foot</footer>"
        "<form>Search</form><dialog>Cookies</dialog><template>t</template><svg><text>s</text></svg><noscript>n</noscript>"
    )
    assert of_page(body) == "Clinical Lead\nYou lead\nthe work.\n• Chair\n• Report\nweekly"


def test_a_page_that_is_one_form_is_read():
    assert of_page("<form id=aspnet><p>Clinical Lead</form>") == "Clinical Lead"


def test_terms_and_rows_of_a_page_are_label_lines():
    body = (
        "<dl><dt>Hours<dd>8<dt>Pay</dt><dd>£80</dd><dd>a session</dd></dl>"
        "<table><tr><th>Term<td>Two years<tr><td>Duties<td><ul><li>Chair<li>Report</ul></table>"
        "<table><tr><td>a<td>b<td>c</table>"
    )
    assert of_page(body) == ("Hours: 8\nPay:\n£80\na session\nTerm: Two years\nDuties:\n• Chair\n• Report\na\nb\nc")


def test_what_is_hidden_on_a_page_is_left_out():
    body = (
        "<p hidden>a<p>Seen<div style='color:red;display: none'>b<div>c</div></div><input hidden><span hidden>d</span>"
        "<p> too<!-- e --><!--[if !mso]><!--> and this<!--<![endif]-->"
    )
    assert of_page(body) == "Seen\ntoo and this"


def test_nothing_of_a_page_is_run_and_its_words_stay_words():
    body = "<script>alert('a')</script><img src=x onerror=alert(1)><p onclick=alert(2)>5 &lt;script&gt; &amp; more"
    assert of_page(body) == "5 <script> & more"


def test_words_laid_out_beforehand_keep_their_lines():
    assert of_page("<pre>Hours: 8\nPay: £80</pre>") == "Hours: 8\nPay: £80"


# --- text


MARKDOWN = "# Clinical Lead\n\n- **Hours**: 8\n- Pay – £80"


@pytest.mark.parametrize(
    "data",
    [
        MARKDOWN.encode(),
        MARKDOWN.encode("utf-8-sig"),
        MARKDOWN.encode("utf-16"),
        b"\xfe\xff" + MARKDOWN.encode("utf-16-be"),
        MARKDOWN.encode("cp1252"),
        MARKDOWN.replace("\n", "\r\n").encode(),
        bytearray(MARKDOWN.encode()),
        memoryview(MARKDOWN.encode()),
        MARKDOWN.replace("Lead", "Le\xadad\u200b\x07").encode(),
    ],
)
def test_text_in_any_coding_is_left_as_it_is(data):
    assert text_of(data, "role.md") == MARKDOWN


def test_the_content_and_not_the_name_says_what_a_file_is():
    assert text_of(word(p("Clinical Lead")), "role.pdf") == "Clinical Lead"
    assert text_of(b"Clinical Lead <p> 2026", "role.docx") == "Clinical Lead <p> 2026"
    assert text_of(b"<p>Clinical Lead", "role.txt") == "Clinical Lead"
    assert text_of(b"<!-- saved --><html>Clinical\nLead", "role.md") == "Clinical Lead"
    assert text_of(b"<!-- draft -->\n# Clinical Lead", "role.html") == "<!-- draft -->\n# Clinical Lead"
    assert text_of(b"MZ is a title", "role.exe") == "MZ is a title"


def test_of_a_long_text_the_beginning_is_kept():
    assert text_of(b"x" * 19_000_000, "role.txt") == "x" * MOST_TEXT
    body = "".join(p(" ".join(map(str, range(n, n + 1_000)))) for n in range(0, 90_000, 1_000))
    assert len(text_of(word(body), "role.docx")) == pytest.approx(MOST_TEXT, abs=10)


def test_what_is_no_bytes_is_said_so():
    with pytest.raises(Problem, match="read from bytes; what was given is of type str"):
        text_of("Clinical Lead", "role.txt")
