"""Pictures for the demo, drawn here: nobody's photograph stands in the tree."""

import io
import random

from PIL import Image, ImageDraw

_SIZE = (1200, 800)
_WALLS = ("#dfe7e4", "#e6e1d6", "#dbe3ea", "#e9e4e0", "#d9e4dc")
_CLOTHES = ("#3f5b56", "#5d6b7a", "#7a6a58", "#4a5d46", "#6b5566", "#8a8f93")
_POSTERS = ("#2f7d74", "#8d9a5b", "#5b7fa6", "#b07a4a")


def photo(seed: int) -> bytes:
    """A room with a screen or posters and people in front of it, as a JPEG; the same seed draws the same."""
    chance = random.Random(seed)
    picture = Image.new("RGB", _SIZE, chance.choice(_WALLS))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 560, *_SIZE), fill="#b9b3a6")
    (_screen if chance.random() < 0.5 else _posters)(draw, chance)
    for row, top in enumerate((430, 500, 590)):
        _people(draw, chance, top, 1.0 + row * 0.35)
    stored = io.BytesIO()
    picture.save(stored, "JPEG", quality=82)
    return stored.getvalue()


def _screen(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    draw.rectangle((310, 90, 890, 400), fill="#24423d", outline="#1a2e2a", width=8)
    draw.rectangle((330, 110, 870, 190), fill=chance.choice(_POSTERS))
    for line in range(3):
        draw.rectangle((380, 230 + line * 45, chance.randint(600, 820), 248 + line * 45), fill="#dfe9e6")


def _posters(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    for left in range(170, 1000, 220):
        draw.rectangle((left, 100, left + 170, 380), fill="#f7f5ef", outline="#c9c3b4", width=4)
        draw.rectangle((left + 12, 112, left + 158, 210), fill=chance.choice(_POSTERS))
        for line in range(4):
            draw.rectangle(
                (left + 20, 235 + line * 32, left + chance.randint(90, 150), 247 + line * 32), fill="#9aa6a2"
            )


def _people(draw: ImageDraw.ImageDraw, chance: random.Random, top: int, scale: float) -> None:
    step = int(115 * scale)
    for left in range(chance.randint(10, 70), _SIZE[0] - 60, step):
        x, head, body = left + chance.randint(-12, 12), int(26 * scale), int(62 * scale)
        coat = chance.choice(_CLOTHES)
        draw.ellipse((x, top, x + 2 * head, top + 2 * head), fill="#3b3330")
        draw.rounded_rectangle(
            (x - head // 2, top + 2 * head - 4, x + int(2.5 * head), top + 2 * head + body), head, fill=coat
        )


def good(shape: str) -> bytes:
    """A bag, a box or a jar on a table, as a JPEG."""
    picture = Image.new("RGB", (900, 900), "#e9e6df")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 640, 900, 900), fill="#c8bfae")
    _SHAPES[shape](draw)
    stored = io.BytesIO()
    picture.save(stored, "JPEG", quality=82)
    return stored.getvalue()


def _bag(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon([(270, 190), (630, 190), (680, 780), (220, 780)], fill="#f3efe2", outline="#b8ad94")
    draw.rectangle((270, 150, 630, 200), fill="#8d9a5b")
    draw.ellipse((330, 360, 570, 600), fill="#8d9a5b")


def _box(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((200, 320, 700, 760), fill="#6b4f3a", outline="#4a3627", width=6)
    draw.rectangle((260, 400, 640, 560), fill="#efe6d4")
    draw.polygon([(200, 320), (280, 240), (780, 240), (700, 320)], fill="#84644b")
    draw.polygon([(700, 320), (780, 240), (780, 680), (700, 760)], fill="#57402f")


def _jar(draw: ImageDraw.ImageDraw) -> None:
    draw.rounded_rectangle((290, 270, 610, 780), 60, fill="#d99a2b", outline="#a8731b", width=6)
    draw.rectangle((320, 190, 580, 280), fill="#5d6b7a")
    draw.rectangle((290, 430, 610, 620), fill="#f7f1df")


_SHAPES = {"bag": _bag, "box": _box, "jar": _jar}
