"""Letters that are in the file itself: names of rooms have more signs than the fonts that every reader of PDF brings."""

from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD = "Vera", "VeraBd"


def load_fonts() -> None:
    """They come with the library. Once for the process."""
    for name in (PLAIN, BOLD):
        if name not in getRegisteredFontNames():
            registerFont(TTFont(name, f"{name}.ttf"))
