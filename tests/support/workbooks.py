"""Workbooks made by hand: the least of each kind that its standard asks for."""

import zipfile
from html import escape
from io import BytesIO


def xlsx(**sheets):
    """Return an Excel workbook: the least that its standard asks for, texts written in place."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def cell(place, value):
        if isinstance(value, str):
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        kind = ' t="b"' if isinstance(value, bool) else ""
        return f'<c r="{place}"{kind}><v>{int(value) if isinstance(value, bool) else value}</v></c>'

    def sheet(rows):
        told = "".join(
            f'<row r="{n}">{"".join(cell(f"{chr(65 + at)}{n}", value) for at, value in enumerate(row) if value != "")}</row>'
            for n, row in enumerate(rows, 1)
        )
        return f"<worksheet {space}><sheetData>{told}</sheetData></worksheet>"

    names = list(sheets)
    book = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
    parts = "".join(
        f'<Relationship Id="r{n}" Type="{link}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{link}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {space} xmlns:r="{link}"><sheets>{book}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{parts}</Relationships>',
            **{f"xl/worksheets/sheet{n}.xml": sheet(sheets[name]) for n, name in enumerate(names, 1)},
        }
    )


def ods(**sheets):
    """Return an OpenDocument workbook."""
    office = "urn:oasis:names:tc:opendocument:xmlns"

    def cell(value):
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'

    def rows(these):
        return "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in these)

    tables = "".join(
        f'<table:table table:name="{name}">{rows(these)}</table:table>' for name, these in sheets.items()
    )
    spaces = " ".join(f'xmlns:{name}="{office}:{name}:1.0"' for name in ("office", "table", "text"))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(
        {
            "mimetype": kind,
            "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"/>',
        }
    )


def packed(parts):
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()
