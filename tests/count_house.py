"""Counts of the house, to set one commit beside another: python tests/count_house.py [PACKAGE FOLDER]

Files and lines, modules with one importer, short modules, imports that run upwards between the sub-packages of `rules`
and of `files`, and names that more than one module defines. Source text is read; nothing is imported or run.
"""

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from layering import ROOT, imports

SHORT = 30
"""Lines of a module that may well be a crumb."""
ORDERED = ("rules", "files")
"""The layers large enough to have sub-packages with an order of their own."""


class Source(NamedTuple):
    """A module's text; `is_package` for an __init__.py."""

    text: str
    is_package: bool = False


class Arrow(NamedTuple):
    """`module` imports `target`, both dotted names of modules there are."""

    module: str
    target: str


def read_house(package: Path) -> dict[str, Source]:
    """Dotted name to source, of every module under the folder `package`."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found[name] = Source(path.read_text(encoding="utf-8"), is_package)
    return found


def arrows(house: Mapping[str, Source]) -> set[Arrow]:
    """Who imports whom, each pair once, whatever is imported and wherever it stands."""
    found = set()
    for module, source in house.items():
        for imported in imports(module, source.text, source.is_package):
            target = _module_of(imported.name, house)
            if target and target != module:
                found.add(Arrow(module, target))
    return found


def _module_of(name: str, house: Mapping[str, Source]) -> str | None:
    """The module that the dotted `name` is, or is in; None for what is not ours."""
    while name and name not in house:
        name = name.rpartition(".")[0]
    return name or None


def with_one_importer(house: Mapping[str, Source], found: Iterable[Arrow]) -> list[str]:
    importers = Counter(arrow.target for arrow in found)
    return [name for name, source in house.items() if not source.is_package and importers[name] == 1]


def short_modules(house: Mapping[str, Source]) -> list[str]:
    return [name for name, source in house.items() if not source.is_package and len(source.text.splitlines()) <= SHORT]


def sub_package(module: str, layer: str) -> str | None:
    """kpi_xl.rules.rating.rate is in "rating"; a module beside the sub-packages stands for itself."""
    parts = module.split(".")
    return parts[2] if parts[:2] == [ROOT, layer] and len(parts) > 2 else None


class Order(NamedTuple):
    """Sub-packages of a layer from the outside in, and the imports that run against that."""

    names: tuple[str, ...]
    upward: tuple[Arrow, ...]


def best_order(layer: str, found: Iterable[Arrow]) -> Order:
    """The order with the fewest upward imports there is: none, unless sub-packages import each other in a circle."""
    between: dict[tuple[str, str], list[Arrow]] = defaultdict(list)
    names = set()
    for arrow in sorted(found):
        outer, inner = sub_package(arrow.module, layer), sub_package(arrow.target, layer)
        names |= {name for name in (outer, inner) if name}
        if outer and inner and outer != inner:
            between[outer, inner].append(arrow)
    order = tuple(name for circle in _circles(names, between.keys()) for name in _fewest_upward(circle, between))
    place = {name: number for number, name in enumerate(order)}
    upward = (arrow for (outer, inner), group in between.items() if place[outer] > place[inner] for arrow in group)
    return Order(order, tuple(sorted(upward)))


def _circles(names: set[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Groups that reach each other, the outermost first; most are of one."""
    next_to: dict[str, set[str]] = defaultdict(set)
    for outer, inner in edges:
        next_to[outer].add(inner)
    reach = {name: _reached(name, next_to) for name in names}
    groups = {frozenset(other for other in reach[name] if name in reach[other]) for name in names}
    return [sorted(group) for group in sorted(groups, key=lambda group: (-len(reach[min(group)]), min(group)))]


def _reached(start: str, next_to: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        fresh = next_to.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def _fewest_upward(names: list[str], between: Mapping[tuple[str, str], list[Arrow]]) -> tuple[str, ...]:
    """Every order is weighed, by the set of those already placed: for a circle of up to about fifteen."""

    @cache
    def best(placed: frozenset[str]) -> tuple[int, tuple[str, ...]]:
        """Fewest upward imports among `placed`, and their order from the outside in."""
        if not placed:
            return 0, ()
        tried = []
        for last in sorted(placed):
            before, order = best(placed - {last})
            tried.append((before + sum(len(between.get((last, one), ())) for one in order), (*order, last)))
        return min(tried)

    return best(frozenset(names))[1]


def defined_twice(house: Mapping[str, Source], kinds: tuple[type[ast.stmt], ...]) -> dict[str, list[str]]:
    """Public names at the top of more than one module, with those modules."""
    where: dict[str, list[str]] = defaultdict(list)
    for module, source in house.items():
        for name in _defined(source.text, kinds):
            where[name].append(module)
    return {name: modules for name, modules in sorted(where.items()) if len(modules) > 1}


def _defined(text: str, kinds: tuple[type[ast.stmt], ...]) -> Iterator[str]:
    found = {getattr(node, "name", "") for node in ast.parse(text).body if isinstance(node, kinds)}
    return (name for name in sorted(found) if not name.startswith("_"))


CLASSES: tuple[type[ast.stmt], ...] = (ast.ClassDef,)
FUNCTIONS: tuple[type[ast.stmt], ...] = (ast.FunctionDef, ast.AsyncFunctionDef)


def report(house: Mapping[str, Source]) -> Iterator[str]:
    """The table, then what stands behind its figures."""
    found = arrows(house)
    orders = {layer: best_order(layer, found) for layer in ORDERED}
    classes, functions = defined_twice(house, CLASSES), defined_twice(house, FUNCTIONS)
    yield from ("| counted | |", "|---|---:|")
    figures = {
        "files": len(house),
        "modules, without __init__.py": sum(not source.is_package for source in house.values()),
        "lines": sum(len(source.text.splitlines()) for source in house.values()),
        "modules with one importer": len(with_one_importer(house, found)),
        f"modules of {SHORT} lines or fewer": len(short_modules(house)),
        **{f"upward imports inside {layer}": len(order.upward) for layer, order in orders.items()},
        "class names in more than one module": len(classes),
        "function names in more than one module": len(functions),
    }
    yield from (f"| {what} | {count:,} |" for what, count in figures.items())
    for layer, order in orders.items():
        yield from ("", f"{layer}, from the outside in: {', '.join(order.names)}")
        yield from (f"  upward: {arrow.module} imports {arrow.target}" for arrow in order.upward)
    for title, twice in (("Classes", classes), ("Functions", functions)):
        yield from ("", f"{title} in more than one module:")
        yield from (f"  {name}: {', '.join(modules)}" for name, modules in twice.items())


def main() -> None:
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / ROOT
    print("\n".join(report(read_house(package))))


if __name__ == "__main__":
    main()
