"""Whatever is sent, the answer is words and the server stays up."""

import http.client
import json
import random

from workshops import ITEMS

ODD = (
    *("", "abc", "-1", "1e9", "null", "[]", "{}", "\x00", "é" * 50, "9" * 400, "<script>", "%00", "../../etc/passwd"),
    *('{"round": 1e400}', '{"round":"1","why":{}}', "a=b&round=1&purpose=%F0%9F%98%80", "{" * 3000, "[" * 9000),
    *(
        '{"round": 1, "texts": [1, null]}',
        '{"open": 3, "expected": 1e99}',
        '{"sheet":"\\ud800","group":"GP","round":1}',
    ),
    *('{"options": ["a", null]}', '{"options": ["a", "b"]}', '{"change": [1]}', '{"dot0": {}, "dot1": 1}'),
    *('{"text": [[]]}', '{"text": [["a", 1]]}', '{"text": [["a", "b"]]}', '{"use": [], "why": 3}'),
    '{"code": null, "letters": "\\u0000", "group": "\\ud800"}',
)
KINDS = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")
LEADING = ("board", "words", "asked", "door", "paper", "purge", "open", "reveal", "next", "text", "changes")
POLLS = ("change", "vote", "evaluation")
COUNT = 800


def test_no_request_brings_it_down(served):
    dice = random.Random(7)
    cookie, code = served.join(), served.code
    own = ("", "/answer", "/state", "/mine", "/next")
    paths = ["/", "/make", "/alive", "/static/page.css", "/j/zzzzzz", "/w/zzzzzz/answer", f"/t/{code}", f"/j/{code}"]
    paths += [f"/j/{code}/back", *(f"/w/{code}{end}" for end in own), *(f"/lead/{code}/{end}" for end in LEADING)]
    paths += [f"/w/{code}/{kind}" for kind in POLLS]
    paths += [f"/lead/{code}/{kind}/{what}" for kind in POLLS for what in ("ask", "show", "paper")]
    seen = set()
    for _ in range(COUNT):
        method, path, text = (
            dice.choice(["GET", "POST", "POST", "PUT", "HEAD", "OPTIONS"]),
            dice.choice(paths),
            dice.choice(ODD),
        )
        many = "; ".join(f"a{i}={i}" for i in range(60))
        head = {"Cookie": dice.choice([cookie, "", f"w_{code}={text[:50]!a}", f"h_{code}=....a..", many])}
        head["Content_Type"] = dice.choice(KINDS)
        if dice.random() < 0.5:
            head["Authorization"] = f"Bearer {dice.choice([served.secret, ascii(text[:30])])}"
        if method == "GET" and dice.random() < 0.5:
            path += f"?after={dice.choice(['1', 'x', '-9', '1.5'])}&wait={dice.choice(['0', '-inf', '-1', 'x'])}"
        answer = json.dumps(dict.fromkeys(ITEMS, text) | {"round": text})
        body = dice.choice([text, answer, json.dumps({"round": 1, "texts": text, "why": text})])
        sent = body.encode("utf-8", "replace") if method in ("POST", "PUT") else None
        try:
            status, _, _ = served.ask(method, path, sent, **head)
        except (ConnectionResetError, BrokenPipeError, http.client.BadStatusLine):
            status = 400  # what is no request is cut off
        seen.add(status)
        assert status < 500, (method, path, head, body[:200])
    assert served.process.poll() is None
    assert {200, 400, 403, 404, 405} <= seen
    assert served.lead("board")[0] == 200
