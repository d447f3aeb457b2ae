"""What changed between two quarters, as JSON for programs; the shape is documented in docs/json.md."""

from collections.abc import Mapping
from typing import Any

from kpi_xl.model.bands import Bands
from kpi_xl.model.rating import Rating
from kpi_xl.model.shown_text import ascii_json
from kpi_xl.rules.comparison.comparability import ThresholdChange
from kpi_xl.rules.comparison.component_check import ComponentCheck, Split
from kpi_xl.rules.comparison.component_words import component_words
from kpi_xl.rules.comparison.effects import Effects
from kpi_xl.rules.comparison.like_for_like import Crossing
from kpi_xl.rules.rating.counting import Counts
from kpi_xl.workflows.compare import Comparison

Shape = dict[str, Any]


def compare_json(compared: Comparison) -> str:
    return ascii_json(comparison_shape(compared))


def comparison_shape(compared: Comparison) -> Shape:
    found = compared.like_for_like
    return {
        "from": str(found.before),
        "to": str(found.now),
        "comparability": found.comparability,
        "effects": {
            "council": _effects(found.council),
            "by_unit": _parts(found.by_unit),
            "by_priority": _parts(found.by_priority),
        },
        "movement": [
            {"from": str(before), "to": str(now), "kpis": list(kpi_ids)}
            for (before, now), kpi_ids in found.movement.items()
        ],
        "ratings": [
            {"kpi": one.kpi.kpi_id, "published": str(one.published), "rerated": str(one.rerated), "now": str(one.now)}
            for one in found.rated
        ],
        "no_longer_rated": list(map(_crossing, found.no_longer_rated)),
        "newly_rated": list(map(_crossing, found.newly_rated)),
        "unrated": list(found.unrated),
        "added": list(found.added),
        "removed": list(found.removed),
        "redefined": list(found.redefined),
        "thresholds": list(map(_threshold, found.thresholds)),
        "components": list(map(_component, compared.components)),
    }


def _parts(parts: Mapping[str, Effects]) -> Shape:
    return {name: _effects(part) for name, part in parts.items()}


def _effects(part: Effects) -> Shape:
    return {
        "rated": part.now.rated,
        "published": _counts(part.published),
        "rerated": _counts(part.rerated),
        "now": _counts(part.now),
        "target_effect": {_key(rating): part.target(rating) for rating in Rating},
        "performance_effect": {_key(rating): part.performance(rating) for rating in Rating},
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {_key(rating): counts.of(rating) for rating in Rating}


def _key(rating: Rating) -> str:
    return str(rating).casefold()


def _crossing(one: Crossing) -> Shape:
    return {"kpi": one.kpi.kpi_id, "from": str(one.before), "to": str(one.now)}


def _threshold(change: ThresholdChange) -> Shape:
    version = change.version
    on = None if version is None else version.approved_on
    return {
        "kpi": change.kpi.kpi_id,
        "old": _bands(change.old_version, change.old_target, change.old),
        "new": _bands("" if version is None else version.version, change.new_target, change.new),
        "approved_by": "" if version is None else version.approved_by,
        "approved_on": None if on is None else on.isoformat(),
        "reason": "" if version is None else version.reason,
    }


def _bands(version: str, target: float | None, bands: Bands | None) -> Shape:
    return {
        "version": version,
        "target": target,
        "green": None if bands is None else list(bands.green),
        "amber": None if bands is None else list(bands.amber),
    }


def _component(check: ComponentCheck) -> Shape:
    moved = check.change
    return {
        "total": check.total.kpi_id,
        "parts": [kpi.kpi_id for kpi in check.parts],
        "remainder": check.remainder,
        "from": None if check.before is None else _split(check.before),
        "to": _split(check.now),
        "change": None if moved is None else moved.amount,
        "change_unit": "percentage points" if check.total.measure.in_points else "per cent",
        "sentence": component_words(check),
    }


def _split(split: Split) -> Shape:
    return {"period": str(split.period), "total": split.total, "parts": list(split.parts), "left": split.left}
