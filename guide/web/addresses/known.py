"""All pages, and which of them a wrong address means.

Addresses are typed from paper, in capitals, with the letters of one's own keyboard, and they are cut, glued and quoted
on the way. Whatever can mean one page only is taken for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import product

from werkzeug.routing import Rule

from guide.municipality import Guide, Municipality
from guide.next_steps.letters import may_be_written

Parts = tuple[str, ...]
"""What is between the slashes of a path."""

TOKEN = "*"  # noqa: S105  # for any token
PLACE_OF_TOKEN = 2
"""Each page with a token is ``/<municipality>/<page>/<token>``, perhaps with more behind."""

_LONGEST = 200
_LIKE = 0.85
_VARIABLE = re.compile(r"<(?:[^<>]*:)?(\w+)>")
_ENDING = re.compile(r"(?:index)?\.(?:html?|php|aspx?)$|^index$", re.IGNORECASE)
_DANISH = (("ø", "o"), ("æ", "a"), ("oe", "o"), ("ae", "a"), ("aa", "a"))
_NO_PLACE = ""
_NOT_FOR_READERS = {TOKEN, "slut", "kalender", "healthz"}


def parts_of(path: str) -> Parts:
    """A path's parts, without empty ones and file endings."""
    return tuple(filter(None, (_ENDING.sub("", part) for part in path.split("/"))))


def folded(part: str) -> str:
    """A part's letters, the same however it is written."""
    decomposed = unicodedata.normalize("NFKD", part[:_LONGEST].lower())
    plain = "".join(letter for letter in decomposed if letter.isalnum())
    for written, meant in _DANISH:
        plain = plain.replace(written, meant)
    return plain


class KnownPages:
    """All pages that can be opened by an address."""

    def __init__(self, rules: Iterable[Rule], guide: Guide) -> None:
        self._places = {folded(slug): place for slug, place in guide.municipalities.items()}
        self._pages: dict[Parts, Parts] = {}
        own = [rule for rule in rules if "GET" in (rule.methods or ()) and not rule.endpoint.startswith("api.")]
        for place in (None, *guide.municipalities.values()):
            for rule in own:
                if rule.rule.startswith("/<municipality>/") is bool(place):
                    self._pages |= {tuple(map(_key, page)): page for page in _pages(rule, place)}
        self._below: defaultdict[str, list[Parts]] = defaultdict(list)
        for page, written in self._pages.items():
            if page and not (_NOT_FOR_READERS & set(page) or "." in "".join(written)):
                self._below[page[0]].append(page)
                if len(page) == 1:
                    self._below[_NO_PLACE].append(page)

    @property
    def pages(self) -> Iterable[Parts]:
        """All of them, with ``TOKEN`` for any token."""
        return self._pages.values()

    def path(self, page: Parts, token: str = "") -> str:
        """A page's path; a start page ends in a slash."""
        start = "/" if len(page) == 1 and folded(page[0]) in self._places else ""
        return "/" + "/".join(page).replace(TOKEN, token) + start

    def municipality(self, parts: Parts) -> Municipality | None:
        """The municipality that the address begins with."""
        return self._places.get(folded(parts[0])) if parts else None

    def meant(self, parts: Parts) -> Parts | None:
        """The only page that this can be, or none."""
        key = tuple(map(folded, parts))
        sealed = (*key[:PLACE_OF_TOKEN], TOKEN, *key[PLACE_OF_TOKEN + 1 :])
        return self._pages.get(key, self._pages.get(sealed) if len(key) > PLACE_OF_TOKEN else None)

    def lacks_token(self, parts: Parts) -> bool:
        """Whether this is a page with answers without its token."""
        key = tuple(map(folded, parts))
        return len(key) == PLACE_OF_TOKEN and key not in self._pages and (*key, TOKEN) in self._pages

    def nearest(self, parts: Parts) -> Parts | None:
        """The page with the likest address, or none."""
        key = tuple(map(folded, parts))
        known = self._below[key[0] if self.municipality(parts) else _NO_PLACE]
        # What is right already makes nothing likelier: the last part is compared alone, where only it is wrong.
        beside = {page[-1]: page for page in known if page[:-1] == key[:-1]}
        for one in get_close_matches(key[-1] if key else "", beside, 1):
            return self._pages[beside[one]]
        whole = {"/".join(page): page for page in known if page[:-1] != key[:-1]}
        likest = get_close_matches("/".join(key)[:_LONGEST], whole, 1, _LIKE)
        return self._pages[whole[likest[0]]] if likest else None


def _key(part: str) -> str:
    return TOKEN if part == TOKEN else folded(part)


def _pages(rule: Rule, place: Municipality | None) -> Iterator[Parts]:
    """A route's pages; none where a part can be anything."""
    values = {"token": [TOKEN]} | (_values(rule.endpoint, place) if place else {})
    parts = parts_of(rule.rule)
    names = [match[1] if (match := _VARIABLE.fullmatch(part)) else "" for part in parts]
    if all(name in values for name in filter(None, names)):
        for page in product(*(values[name] if name else [part] for name, part in zip(names, parts, strict=True))):
            if place is None or _is_there(rule.endpoint, place, page):
                yield page


def _values(endpoint: str, place: Municipality) -> dict[str, list[str]]:
    """What the variable parts of a municipality's addresses may be."""
    standards = [standard.slug for standard in place.standards if endpoint != "sums.ask" or standard.sum_rule]
    return {
        "municipality": [place.slug],
        "slug": [page.slug for page in place.pages] if endpoint == "pages.municipality_page" else standards,
        "question_id": [question.id for question in place.questions],
        "kind": list(place.letters),
    }


def _is_there(endpoint: str, place: Municipality, page: Parts) -> bool:
    """Whether this municipality has the page."""
    standard = place.standard(page[-1])
    if endpoint == "letters.choose" and standard:
        return may_be_written(place.letters[page[-2]], standard)
    return endpoint != "sums.overview" or any(one.sum_rule for one in place.standards)
