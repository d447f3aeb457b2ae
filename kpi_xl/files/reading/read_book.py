"""Read a workbook with everything a finding needs to point at: one pass, standard library, never a traceback."""

import hashlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from kpi_xl.files.reading.limits import SUBMISSION, Limits
from kpi_xl.files.reading.read_active_parts import active_parts, external_links, reaching_out
from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_macros import read_macros
from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_properties import read_properties
from kpi_xl.files.reading.read_relationships import targets
from kpi_xl.files.reading.read_sheets import Wanted, read_sheets
from kpi_xl.files.reading.read_source import Source, read_source
from kpi_xl.files.reading.read_workbook import read_contents
from kpi_xl.files.reading.read_zipped import open_zipped, workbook_inside
from kpi_xl.files.reading.sniff import check_first_bytes, check_zip_names
from kpi_xl.model.book import Book, Unreadable
from kpi_xl.model.columns import STAMP_TEMPLATE


def read_book(
    path: Path | str,
    only: Collection[str] | None = None,
    limits: Limits = SUBMISSION,
    *,
    skip: Collection[str] = (),
) -> Book | Unreadable:
    """The workbook at `path`, or why it cannot be read. Nothing in the file is run and no link is followed.

    With `only`, just the sheets of those names (ignoring case and outer spaces) are read; those named in `skip` are
    not. The others are listed by name and state, with no rows.
    """
    try:
        source = read_source(Path(path), limits)
    except ReadError as failure:
        return Unreadable(str(path), failure.kind, failure.detail)
    return _read(source, str(path), Wanted(only, skip), limits)


def read_bytes_book(
    content: bytes, path: str, only: Collection[str] | None = None, limits: Limits = SUBMISSION
) -> Book | Unreadable:
    """The same for bytes already in memory; `path` is only what the result calls itself."""
    return _read(Source(content, hashlib.sha256(content).hexdigest()), path, Wanted(only), limits)


def _read(source: Source, path: str, wanted: Wanted, limits: Limits) -> Book | Unreadable:
    try:
        check_first_bytes(source.content, Path(path).name)
        package = Package(source.content, limits)
        check_zip_names(package.keys)
        zipped = workbook_inside(package, limits)
        if zipped is None:
            return _book(package, path, source, wanted)
        return replace(_book(open_zipped(zipped, limits), path, source, wanted), zipped=zipped.name)
    except ReadError as failure:
        return Unreadable(path, failure.kind, failure.detail, source.sha256)


def _book(package: Package, path: str, source: Source, wanted: Wanted) -> Book:
    contents = read_contents(package)
    active = active_parts(package, contents)
    properties = read_properties(package)
    project = read_macros(package, active)
    return Book(
        path=path,
        sha256=source.sha256,
        size=len(source.content),
        sheets=read_sheets(package, contents, wanted, STAMP_TEMPLATE in properties),
        properties=properties,
        names=contents.names,
        epoch_1904=contents.epoch_1904,
        manual_calculation=contents.manual_calculation,
        calculate_on_load=contents.calculate_on_load,
        external_links=external_links(package, contents),
        active_parts=active,
        macros=project.macros,
        macro_extras=project.others,
        reaching_out=reaching_out(package),
        pivot_caches=len(targets(contents.related, "pivotCacheDefinition")),
    )
