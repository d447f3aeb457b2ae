"""Parts that could run, embed or fetch something. They are named to the reader and otherwise left alone."""

from functools import lru_cache

from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_relationships import relationships, targets
from kpi_xl.files.reading.read_workbook import Contents

_FOLDERS = ("/activex/", "/embeddings/", "/macrosheets/", "/intlmacrosheets/")
_SUFFIXES = ("vbaproject.bin", ".ocx", ".exe", ".dll", ".vbs", ".js")
_MACRO_KINDS = ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet")


def active_parts(package: Package, contents: Contents) -> tuple[str, ...]:
    """Macros, ActiveX controls, embedded objects: part names in order, wherever the file keeps them."""
    related = {target.lower() for kind in _MACRO_KINDS for target in targets(contents.related, kind)}
    return tuple(sorted(name for name in package.names if name.lower() in related or _looks_active(name)))


def external_links(package: Package, contents: Contents) -> tuple[str, ...]:
    """What linked workbooks are called, in the order formulas count them ([1], [2]); "" when the file lost one."""
    by_id = {one.id: one.target for one in contents.related if one.kind == "externalLink"}
    return tuple(_linked(package, by_id.get(one, "")) for one in contents.external_ids)


@lru_cache(maxsize=1024)
def _looks_active(name: str) -> bool:
    place = "/" + name.replace("\\", "/").lower()
    return place.endswith(_SUFFIXES) or any(folder in place for folder in _FOLDERS)


def _linked(package: Package, part: str) -> str:
    outside = (one.target for one in relationships(package, part) if one.external) if part else iter(())
    return next(outside, "")
