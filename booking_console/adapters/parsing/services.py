"""Which type of room a service asks for."""

import re

_CONSULTATION = re.compile(
    r"\bconsult(?:ation|ations|s)?\b|\bkonsultation\b|\bconsulta\b|\bconsult\b|\bsprechstunde\b", re.IGNORECASE
)
_TREATMENT = re.compile(
    r"\btreatments?\b|\bmassages?\b|\bbehandlung\b|\btraitement\b|\btratamiento\b|\bbehandeling\b"
    r"|\binjections?\b|\bdressings?\b|"
    r"\bacupuncture\b|\bmicrosuction\b|\bneedling\b|\bremoval\b|\bexcision\b|\bextraction\b|\bfilling\b"
    r"|\bprocedure\b|\bcupping\b|"
    r"\binfusion\b|\bsurgery\b|\bbiopsy\b|\bphlebotomy\b|\bcryotherapy\b|\bpeel\b|\bwaxing\b|\bcompression\b"
    r"|\bplaster\b|\bcast\b|\bsutures?\b|\bfacial\b|\bscale (?:and|&) polish\b",
    re.IGNORECASE,
)


def type_of(service: str) -> str | None:
    """Consultation if it is called a consult(ation), Treatment if called a treatment, massage or a plain procedure, else None."""
    is_consultation, is_treatment = bool(_CONSULTATION.search(service)), bool(_TREATMENT.search(service))
    if is_consultation == is_treatment:
        return None
    return "Consultation" if is_consultation else "Treatment"
