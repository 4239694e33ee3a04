"""What a person does in a browser, counted by listeners in its pages: presses, signs that she types, and pages to read.

Each is told apart by the task at hand. A choice in a list counts as two presses: one opens it, one chooses.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page

# Counted where the browser keeps things for one tab, so that nothing is lost when a press leads to another page.
LISTEN: Final = """
(() => {
  if (window !== window.top || !location.protocol.startsWith("http")) return;
  const add = (name, by) => sessionStorage.setItem(name, Number(sessionStorage.getItem(name) || 0) + by);
  const before = new WeakMap();
  add("pages", 1);
  addEventListener("mousedown", () => add("presses", 1), true);
  addEventListener("change", ({target}) => { if (target.tagName === "SELECT") add("presses", 2); }, true);
  addEventListener("input", ({target}) => {
    if (target.tagName === "SELECT" || ["checkbox", "radio"].includes(target.type)) return;
    const grown = target.value.length - (before.get(target) ?? target.defaultValue).length;
    add("signs", grown === 1 ? 1 : target.value.length);
    before.set(target, target.value);
  }, true);
})();
"""
COUNTED: Final = "() => ['presses', 'signs', 'pages'].map(name => Number(sessionStorage.getItem(name) || 0))"

ADD: Final = "([name, by]) => sessionStorage.setItem(name, Number(sessionStorage.getItem(name) || 0) + by)"
PRINTING: Final = 2  # Ctrl and P, and yes


@dataclass(frozen=True, slots=True)
class Work:
    """What was done by hand, and how many pages came to be read."""

    presses: int
    signs: int
    pages: int


class Hand:
    """Somebody's hand on the mouse and the keys of one page of a browser."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.did: dict[str, Work] = {}
        page.add_init_script(LISTEN)

    @contextmanager
    def at(self, task: str) -> Iterator[None]:
        """Count what is done from here as this task."""
        before = self._count()
        yield
        after = self._count()
        self.did[task] = Work(*(late - early for early, late in zip(before, after, strict=True)))

    def press(self, name: str, role: str = "link", *, within: Locator | None = None) -> None:
        """Press what is called this, the first where there are several."""
        found = (within or self.page).get_by_role(role, name=name)  # type: ignore[arg-type]  # a role of ARIA's
        found.first.click()

    def write(self, label: str, words: str) -> None:
        """Press in a field and write there, instead of what it holds."""
        field = self.page.get_by_role("main").get_by_label(label).first
        field.click()
        field.fill(words)

    def back(self) -> None:
        """Go back to the page before by the browser's own button: one press."""
        self.page.go_back()
        self._add("presses", 1)

    def print_file(self, name: str) -> None:
        """Print the file that a link leads to, by the browser's own means: a page to read, and two presses more.

        A browser shows it in place of the page or keeps it, so it is fetched beside the page.
        """
        link = self.page.get_by_role("link", name=name).first
        assert self.page.request.get(urljoin(self.page.url, link.get_attribute("href"))).ok
        self._add("presses", 1 + PRINTING)
        self._add("pages", 1)

    def _add(self, name: str, by: int) -> None:
        self.page.evaluate(ADD, [name, by])

    def _count(self) -> list[int]:
        self.page.wait_for_load_state()
        return list(self.page.evaluate(COUNTED))
