"""The evidence of one attempt as one ZIP file, sent while it is made."""

import asyncio
import io
import zipfile
from collections.abc import Iterable, Iterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import NotFound
from booking_console.services import evidence_pack
from booking_console.services.views import AttemptRow
from booking_console.ui.numbers import number_in
from booking_console.ui.routes import needs_right


@needs_right(Right.EXPORT)
async def attempt_zip(request: Request) -> Response:
    """That it was taken is recorded."""
    appointment_id, number = (number_in(request.path_params[name]) for name in ("appointment_id", "number"))
    try:
        attempt, private = await asyncio.to_thread(_found, appointment_id, number, request.state.person.actor.name)
    except NotFound:
        return PlainTextResponse("There is no such attempt.", status_code=404)
    held = console()
    files = evidence_pack.files(attempt, private=private, rooms=held.room_names(), zone=held.zone, read=_content)
    name = f"evidence-{appointment_id}-{number}.zip"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return StreamingResponse(zipped(files, attempt), media_type="application/zip", headers=headers)


ROUTES = [Route("/export/evidence/{appointment_id}/{number}.zip", attempt_zip)]


def zipped(files: Iterable[tuple[str, bytes]], attempt: AttemptRow) -> Iterator[bytes]:
    """Piece by piece: one file is in memory at a time. What is not kept any more is left out."""
    out = _Outlet()
    at = attempt.started_at.astimezone(console().zone)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
            yield out.taken()
    yield out.taken()


class _Outlet(io.RawIOBase):
    """What the archive writes, until somebody takes it. Not seekable, so that the archive never looks back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        self._pieces.append(bytes(piece))  # type: ignore[call-overload] # any buffer
        return len(self._pieces[-1])

    def taken(self) -> bytes:
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def _found(appointment_id: int, number: int, who: str) -> tuple[AttemptRow, list[str]]:
    held = console()
    page = held.views.appointment(appointment_id)
    attempt = next((one for one in page.attempts if one.number == number), None)
    if attempt is None:
        raise NotFound("There is no such attempt.")
    with held.new_uow() as uow:
        email = uow.appointments.get(appointment_id).guest_email
        uow.audit.add(
            "evidence.taken",
            actor=who,
            at=held.clock.now(),
            subject="appointment",
            subject_id=appointment_id,
            detail=f"attempt {number}",
        )
    return attempt, [email] if email else []


def _content(evidence_id: int) -> bytes:
    with console().reading() as uow:
        return uow.attempts.evidence(evidence_id)[1]
