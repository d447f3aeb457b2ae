"""What changed between two quarters, as tables and sentences for people."""

from collections.abc import Mapping

from kpi_xl.faces.terminal import coloured, say, show_table, styled
from kpi_xl.model.rating import Rating
from kpi_xl.rules.comparison.comparability import ThresholdChange
from kpi_xl.rules.comparison.component_words import component_words
from kpi_xl.rules.comparison.effects import Effects, signed
from kpi_xl.rules.comparison.like_for_like import Crossing
from kpi_xl.rules.comparison.movement import Movement, movement_words
from kpi_xl.rules.words.band_words import amber_words, green_words
from kpi_xl.workflows.compare import Comparison


def report_compare(compared: Comparison) -> None:
    """Sentences first, then the movement matrix, the two effects, the KPIs apart, thresholds and components."""
    found = compared.like_for_like
    say(styled(f"{found.now} compared with {found.before}"))
    say(found.comparability)
    say(movement_words(found.movement))
    _movement(found.movement)
    _effects(compared)
    _apart(compared)
    _thresholds(found.thresholds)
    _heading("Totals and their parts", compared.components)
    for check in compared.components:
        say(f"  {component_words(check)}")


def _movement(moved: Movement) -> None:
    show_table(
        ("Was", *(f"Now {rating}" for rating in Rating)),
        ((str(before), *(_cell(moved, before, now) for now in Rating)) for before in Rating),
    )


def _cell(moved: Movement, before: Rating, now: Rating) -> str:
    """How many, and which ones where the rating changed."""
    kpi_ids = moved[before, now]
    return f"{len(kpi_ids):,}" if before is now or not kpi_ids else f"{len(kpi_ids):,}: {', '.join(kpi_ids)}"


def _effects(compared: Comparison) -> None:
    found = compared.like_for_like
    say()
    say(f"Re-rated: the values of {found.before} under the thresholds of {found.now}.")
    say("Target: the target effect, from Published to Re-rated. The bar moved.")
    say("Performance: the performance effect, from Re-rated to Now. The work moved.")
    _split("Council", {compared.rulebook.settings.council: found.council})
    names = {unit.code: unit.name for unit in compared.rulebook.units}
    _split("Directorate", {names.get(code, code): part for code, part in found.by_unit.items()})
    _split("Priority", found.by_priority)


def _split(title: str, parts: Mapping[str, Effects]) -> None:
    show_table(
        (title, "Rating", "Published", "Re-rated", "Now", "Target", "Performance"),
        (
            ("" if place else name, str(rating), *_figures(part, rating))
            for name, part in parts.items()
            for place, rating in enumerate(reversed(Rating))
        ),
        right=range(2, 7),
    )


def _figures(part: Effects, rating: Rating) -> tuple[str, ...]:
    counts = (f"{counts.of(rating):,}" for counts in (part.published, part.rerated, part.now))
    return *counts, signed(part.target(rating)), signed(part.performance(rating))


def _apart(compared: Comparison) -> None:
    """KPIs that are in no like-for-like figure, and why."""
    found = compared.like_for_like
    _crossings(f"Rated in {found.before}, no rating in {found.now}", found.no_longer_rated)
    _crossings(f"No rating in {found.before}, rated in {found.now}", found.newly_rated)
    _named(compared, "No rating in either quarter", found.unrated)
    _named(compared, f"New since {found.before}", found.added)
    _named(compared, f"No longer reported in {found.now}", found.removed)
    _named(compared, f"Defined anew since {found.before}, so not compared", found.redefined)


def _crossings(title: str, crossings: tuple[Crossing, ...]) -> None:
    _heading(title, crossings)
    for one in crossings:
        words = (coloured(str(word)) for word in (one.before, one.now))
        say(f"  {one.kpi.kpi_id} {one.kpi.name}: was {', now '.join(words)}")


def _named(compared: Comparison, title: str, kpi_ids: tuple[str, ...]) -> None:
    _heading(title, kpi_ids)
    for kpi_id in kpi_ids:
        say(f"  {kpi_id} {compared.name(kpi_id) or '(no longer in the rulebook)'}")


def _thresholds(changes: tuple[ThresholdChange, ...]) -> None:
    _heading("Thresholds changed", changes)
    for change in changes:
        unit = change.kpi.measure
        say(f"  {change.kpi.kpi_id} {change.kpi.name}")
        say(f"    Green was: {green_words(change.old, unit)}; now: {green_words(change.new, unit)}")
        say(f"    Amber was: {amber_words(change.old, unit)}; now: {amber_words(change.new, unit)}")
        say(f"    {change.approval}")


def _heading(title: str, listed: tuple[object, ...]) -> None:
    if listed:
        say()
        say(styled(title))
