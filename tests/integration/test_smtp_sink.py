"""The demo's SMTP sink as the process that it is."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from booking_console.adapters.notify.smtp import SmtpNotifier
from booking_console.services.ports import OutgoingMail, SendResult


@contextmanager
def a_sink(data: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    command = [sys.executable, "-m", "booking_console.demo.mailbox.sink", "--port", "0", "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process, int(process.stdout.readline().rpartition(":")[2])
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()


def send(port: int, number: int) -> SendResult:
    notifier = SmtpNotifier(f"smtp://127.0.0.1:{port}", sender="console@practice.example", timeout=30)
    mail = OutgoingMail(
        message_id=f"<{number}@practice.example>",
        recipient="desk@practice.example",
        subject="Booked",
        text="Booked",
        html="<p>Booked</p>",
    )
    return notifier.send(mail)


def test_every_mail_is_kept_as_a_file(tmp_path: Path) -> None:
    with a_sink(tmp_path / "out") as (_, port):
        assert [send(port, 1), send(port, 2)] == [SendResult.SENT, SendResult.SENT]
    files = sorted((tmp_path / "out").glob("*.eml"))
    assert [b"<1@practice.example>" in files[0].read_bytes(), len(files)] == [True, 2]
    assert files[0].read_bytes().startswith(b"X-Envelope-To: desk@practice.example")


def test_a_restarted_sink_writes_over_nothing(tmp_path: Path) -> None:
    for number in (1, 2):
        with a_sink(tmp_path) as (_, port):
            send(port, number)
    assert len(list(tmp_path.glob("*.eml"))) == 2


def test_a_sink_told_to_end_ends_in_order(tmp_path: Path) -> None:
    with a_sink(tmp_path) as (process, _):
        process.terminate()
        assert process.wait(timeout=60) == 0
