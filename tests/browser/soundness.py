"""Whether a page is sound: it fits a desk and a phone, and axe finds nothing serious in it."""

from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.browsing import DESK, PHONE

_AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
_RULES = "{ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }"
_PARTS = "e => e.tagName + '.' + e.getAttribute('class') + e.getAttributeNames()"
# Words in a column so narrow that each character has a line of its own.
_SQUEEZED = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node && found.length < 3; node = walker.nextNode()) {
    const words = node.data.trim();
    if (words.length < 5 || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    if (box.width > 4 && box.width < 1.8 * size && box.height > 4 * size) found.push(words.slice(0, 20));
  }
  return found;
}"""
_LOOK = f"[...new Set([...document.querySelectorAll('body *')].map({_PARTS}))].sort().join(' ')"


class Looks:
    """Which looks have been shown to axe in this run, by whichever worker: one empty file for each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def is_new(self, look: str) -> bool:
        """Whether nobody has seen it; from now on somebody has."""
        try:
            (self._folder / sha256(look.encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


def complaints(page: Page, looks: Looks) -> list[str]:
    """What is wrong with the page as it is open now. Pages made of the very same parts are shown to axe only once."""
    found = _misfits(page)
    if looks.is_new(page.evaluate(_LOOK)):
        found += said_by_axe(page)
    return found


def _misfits(page: Page) -> list[str]:
    """What runs out at the side or is squeezed, on a phone and on a desk."""
    before, found = page.viewport_size or DESK, []
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 1:
            found.append(f"{wide} px wider than {size['width']}")
        found += [f"squeezed at {size['width']}: {words}" for words in page.evaluate(_SQUEEZED)]
    page.set_viewport_size(before)
    return found


def said_by_axe(page: Page) -> list[str]:
    """What axe finds serious or critical in the page as it is open now."""
    page.evaluate(_AXE)
    violations = page.evaluate(f"axe.run(document, {_RULES})")["violations"]
    return [
        f"{violation['id']}: {'; '.join(node['html'][:160] for node in violation['nodes'][:2])}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
    ]
