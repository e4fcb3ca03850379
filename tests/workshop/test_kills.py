"""The server is killed in the middle of answers, again and again: whoever was told that it is kept finds it kept."""

import json
import random
import threading
import time

from workshops import ITEMS

PEOPLE, KILLS, SECONDS = 8, 4, 6


def test_every_acknowledged_answer_is_there_after_several_kills(served):
    dice, told, over = random.Random(3), {}, threading.Event()
    cookies = [served.join("GP" if i % 2 else "Nurse") for i in range(PEOPLE)]
    tries, refused = [], []

    def person(cookie, seed):
        own = random.Random(seed)
        for turn in range(10_000):
            if over.is_set():
                return
            body = {item: own.choice([*range(11), "unsure"]) for item in ITEMS} | {
                "round": 1,
                "sent": f"{seed}x{turn}",
            }
            while True:  # as the page's script does: the same letter until it is answered
                try:
                    status, text, _ = served.ask("POST", f"/w/{served.code}/answer", body, Cookie=cookie)
                except OSError:
                    tries.append(1)
                    time.sleep(0.05)
                    continue
                except Exception:  # cut off in the middle of an answer
                    tries.append(1)
                    continue
                if status != 200:
                    refused.append((status, text))
                    return
                told[cookie] = {item: None if body[item] == "unsure" else body[item] for item in ITEMS}
                break

    people = [threading.Thread(target=person, args=(cookie, i), daemon=True) for i, cookie in enumerate(cookies)]
    for one in people:
        one.start()
    for _ in range(KILLS):
        time.sleep(SECONDS / KILLS * dice.uniform(0.3, 1))
        served.kill()
        served.start()
    time.sleep(0.3)
    over.set()
    for one in people:
        one.join(30)
    assert not [one for one in people if one.is_alive()]
    assert refused == []
    assert set(told) == set(cookies)
    assert tries, "no kill came in the middle of anything"
    for cookie in cookies:
        found = served.ask("GET", f"/w/{served.code}/mine", Cookie=cookie, Accept="application/json")[1]
        (mine,) = json.loads(found)["answers"]
        assert mine["values"] == told[cookie]
    assert served.lead("reveal", {})[0] == 200
    shown = served.state()["shown"][0]
    assert shown["n"] == PEOPLE
    for item in ITEMS:
        numbers = [values[item] for values in told.values() if values[item] is not None]
        if counts := shown["items"][item]["counts"]:
            assert counts == [numbers.count(v) for v in range(11)]
