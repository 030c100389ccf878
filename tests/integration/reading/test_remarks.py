"""What a mail says beside its labels: remarks that no weight was made from, and the places where one may stand."""

import json
from collections.abc import Iterator
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.adapters.parsing.verdict.likeness import features, weights
from booking_console.domain.extraction import Extraction, Verdict
from tools.remarks import SENTENCES, sentences, written

ZONE = ZoneInfo("Europe/London")
LABELS = "Patient: {guest}\nDate: Tuesday 26 May 2026\nTime: 10:00 - 10:30\nClinician: Dr Anna Peake\n"
SHARE = 0.6  # of doubtful remarks that nobody has shown it
SHARE_KEPT = 0.75  # of harmless ones, chattier than most
TAKEN_BACK = "Nora has been double-booked with her own MRI, which will win."


def unseen(*, is_doubtful: bool) -> Iterator[tuple[str, str]]:
    for line in (SENTENCES / "unseen.jsonl").read_text(encoding="utf-8").splitlines():
        kept = json.loads(line)
        if kept["is_doubtful"] is is_doubtful:
            yield kept["guest"], kept["text"]


def mail_about(guest: str, remark: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Harbour Lane <desk@lane.example.org>", "rooms@rooms.example.org"
    mail["Subject"], mail["Date"] = "Appointment confirmed", "Tue, 12 May 2026 10:00:00 +0100"
    mail.set_content(f"Your appointment has been confirmed.\n\n{LABELS.format(guest=guest)}\n{remark}\n")
    return mail


def read(mail: EmailMessage) -> Extraction:
    return LadderReader(ZONE, "DMY").read(mail.as_bytes())


def test_most_doubtful_remarks_that_it_has_never_seen_go_to_a_person() -> None:
    said = list(unseen(is_doubtful=True))
    doubted = [text for guest, text in said if read(mail_about(guest, text)).verdict is Verdict.REVIEW]
    assert len(doubted) >= SHARE * len(said)


def test_of_harmless_remarks_that_it_has_never_seen_few_go_to_a_person() -> None:
    said = list(unseen(is_doubtful=False))
    accepted = [text for guest, text in said if read(mail_about(guest, text)).verdict is Verdict.ACCEPT]
    assert len(accepted) >= SHARE_KEPT * len(said)


def test_the_doubt_says_which_words_it_is_about() -> None:
    assert any(TAKEN_BACK in reason for reason in read(mail_about("Nora Pell", TAKEN_BACK)).reasons)


def test_a_remark_in_the_html_alone_is_read() -> None:
    mail = mail_about("Nora Pell")
    assert read(mail).verdict is Verdict.ACCEPT
    labels = LABELS.format(guest="Nora Pell").replace("\n", "<br>")
    mail.add_alternative(
        f"<p>Your appointment has been confirmed.</p><p>{labels}</p><p>{TAKEN_BACK}</p>", subtype="html"
    )
    assert read(mail).verdict is Verdict.REVIEW


def test_a_remark_behind_the_value_of_a_label_is_read() -> None:
    assert read(mail_about(f"Nora Pell. {TAKEN_BACK}")).verdict is Verdict.REVIEW


def test_the_weights_are_those_that_the_kept_sentences_give() -> None:
    kept = weights()
    anew = json.loads(written(json.loads((SENTENCES / "classes.json").read_text(encoding="utf-8"))))
    assert anew["limit"] == kept.limit
    for said, around, _ in list(sentences())[::50]:
        found = features(said, kept.classes, around)
        again = anew["bias"] + sum(anew["weights"].get(one, 0.0) for one in found) / len(found) ** 0.5
        assert again == pytest.approx(kept.score(said, around), abs=0.1)


def test_no_sentence_is_both_harmless_and_doubtful() -> None:
    told = list(sentences())
    assert len({(said, around) for said, around, _ in told}) == len(told)
