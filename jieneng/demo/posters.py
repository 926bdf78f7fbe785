"""Posters that units of the demo hand in, drawn here: a lamp, a drop, a leaf, a bowl, stairs, paper."""

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

_SIZE = _WIDE, _HIGH = (900, 1200)
Drawing = Callable[[ImageDraw.ImageDraw], None]


def poster(n: int) -> bytes:
    """One of them as a JPEG; the same number draws the same."""
    ground, draw_it = _DRAWN[n % len(_DRAWN)]
    picture = Image.new("RGB", _SIZE, ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, _WIDE - 40, _HIGH - 40), outline="#ffffff", width=6)
    draw_it(draw)
    for line, long in enumerate((520, 340)):
        top = 1000 + 60 * line
        draw.rounded_rectangle(((_WIDE - long) // 2, top, (_WIDE + long) // 2, top + 26), 13, fill="#ffffff")
    stored = io.BytesIO()
    picture.save(stored, "JPEG", quality=85)
    return stored.getvalue()


def _lamp(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((270, 240, 630, 600), fill="#ffe08a")
    draw.rectangle((370, 590, 530, 690), fill="#ffe08a")
    for top in (700, 742, 784):
        draw.rounded_rectangle((375, top, 525, top + 28), 14, fill="#e9eef0")
    for box in ((430, 120, 470, 200), (130, 400, 210, 440), (690, 400, 770, 440)):
        draw.rectangle(box, fill="#ffe08a")


def _drop(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon(((450, 180), (660, 600), (240, 600)), fill="#bfe4f5")
    draw.ellipse((226, 420, 674, 868), fill="#bfe4f5")
    draw.arc((320, 520, 580, 790), 60, 150, fill="#ffffff", width=24)


def _leaf(draw: ImageDraw.ImageDraw) -> None:
    draw.chord((180, 220, 860, 900), 120, 285, fill="#dcefc2")
    draw.chord((40, 180, 720, 860), 300, 105, fill="#b7dc8b")
    draw.line(((300, 880), (590, 300)), fill="#5c8a3a", width=16)


def _bowl(draw: ImageDraw.ImageDraw) -> None:
    draw.chord((210, 340, 690, 820), 0, 180, fill="#fff6e5")
    draw.rectangle((360, 800, 540, 850), fill="#fff6e5")
    draw.ellipse((210, 520, 690, 640), fill="#f4c987")
    draw.line(((560, 200), (500, 560)), fill="#6b4a33", width=16)
    draw.line(((620, 220), (540, 570)), fill="#6b4a33", width=16)


def _stairs(draw: ImageDraw.ImageDraw) -> None:
    for step in range(5):
        draw.rectangle((170 + 115 * step, 800 - 115 * step, 745, 915 - 115 * step), fill="#e8ecf3")
    draw.ellipse((330, 250, 410, 330), fill="#2c3c55")
    draw.rounded_rectangle((335, 340, 405, 560), 34, fill="#2c3c55")


def _paper(draw: ImageDraw.ImageDraw) -> None:
    for n, shade in enumerate(("#f1efe8", "#e2dfd3", "#ffffff")):
        draw.rectangle((220 + 40 * n, 260 + 30 * n, 600 + 40 * n, 760 + 30 * n), fill=shade, outline="#9a958a", width=3)
    for line in range(6):
        draw.rectangle((350, 400 + 60 * line, 620, 412 + 60 * line), fill="#b4b0a4")


_DRAWN: tuple[tuple[str, Drawing], ...] = (
    ("#1f5c54", _lamp),
    ("#2d6a9f", _drop),
    ("#3f6b35", _leaf),
    ("#a65a3a", _bowl),
    ("#475b82", _stairs),
    ("#7a6a4a", _paper),
)
