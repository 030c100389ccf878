"""Writes the demo's mails: `python -m booking_console.demo.mailbox --out DIR [--zone NAME]`."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from booking_console.demo.mailbox.model import TRUSTED_SENDERS, DemoMail
from booking_console.demo.mailbox.render import arrangements, render


def write(out: Path, mails: list[DemoMail]) -> None:
    """Whole files only, with the time of their arrival as the file's time."""
    out.mkdir(parents=True, exist_ok=True)
    for mail in mails:
        unfinished = out / f".{mail.name}"
        unfinished.write_bytes(mail.mime)
        os.utime(unfinished, (mail.sent_at.timestamp(), mail.sent_at.timestamp()))
        unfinished.rename(out / mail.name)


def expectations(zone: ZoneInfo) -> dict[str, object]:
    """As JSON: the mails with their ends, and what has to be arranged at the demo portal."""
    today = datetime.now(zone).date()
    mails = [
        {"file": mail.name, "style": mail.style, "expected": [asdict(end) for end in mail.expected]}
        for mail in render(today, zone)
    ]
    return {"mails": mails, "trusted_senders": TRUSTED_SENDERS, **asdict(arrangements(today, zone))}


def main() -> None:
    options = argparse.ArgumentParser(description="Writes the demo's mails, dated relative to today.")
    options.add_argument("--out", type=Path, required=True, help="the directory for the mails and expected.json")
    options.add_argument("--zone", type=ZoneInfo, default=ZoneInfo("Europe/London"), help="the practice's time zone")
    chosen = options.parse_args()
    mails = render(datetime.now(chosen.zone).date(), chosen.zone)
    write(chosen.out, mails)
    expected = json.dumps(expectations(chosen.zone), indent=2, ensure_ascii=False, default=datetime.isoformat)
    (chosen.out / "expected.json").write_text(expected + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(mails)} mails in {chosen.out}\n")


if __name__ == "__main__":
    main()
