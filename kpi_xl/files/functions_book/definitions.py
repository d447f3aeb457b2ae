"""The native functions: each a LAMBDA under a defined name, for Excel 365 and 2024."""

from collections.abc import Callable
from dataclasses import dataclass

from kpi_xl.files.functions_book import movement_formulas, rating_formulas, target_formulas
from kpi_xl.files.functions_book.expressions import quoted, word_in
from kpi_xl.model import worksheet_functions as catalogue
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.worksheet_functions import Argument, WorksheetFunction
from kpi_xl.rules.worksheet.cell_words import AS_IT_IS, SHAPES_DIFFER

_WORDS = {"basis", "better", "scales", "unit", "what"}
"""Optional arguments that hold a word; the others hold a number."""


@dataclass(frozen=True, slots=True)
class NativeFunction:
    """`body` gives the formula for the expressions of the arguments, in order."""

    entry: WorksheetFunction
    body: Callable[..., str]
    left_out: str = ""
    """The word that `better` is where it is left out: its cell, where there is one, must not be blank."""

    @property
    def name(self) -> str:
        return self.entry.native

    @property
    def definition(self) -> str:
        """As a file holds it, with no leading "=": the prefixes mark new functions and the names of parameters.

        An argument left out reads as a blank cell. What is an error after all that is a range beside one it does not
        fit, so that says so.
        """
        body = self.body(*(_used(one) for one in self.entry.arguments))
        settled = ",".join(f"{_used(one)},{self._settled(one)}" for one in self.entry.arguments if one.optional)
        formula = f"IFERROR({body},{quoted(SHAPES_DIFFER)})"
        formula = f"_xlfn.LET({settled},{formula})" if settled else formula
        return f"_xlfn.LAMBDA({','.join(map(_declared, self.entry.arguments))},{formula})"

    @property
    def typed(self) -> str:
        """As a person types it into the name manager, with no leading "="."""
        typed = self.definition
        for argument in self.entry.arguments:
            if argument.optional:
                typed = typed.replace(f"_xlop.{argument.name}", f"[{argument.name}]")
        return typed.replace("_xlfn.", "").replace("_xlpm.", "")

    def _settled(self, argument: Argument) -> str:
        """The word without spaces around it, "?" for an error; or the number as it is."""
        word = quoted(self.left_out if argument.name == "better" else "")
        given = f"IF(_xlfn.ISOMITTED(_xlpm.{argument.name}),{word},_xlpm.{argument.name})"
        return word_in(given) if argument.name in _WORDS else given


def _declared(argument: Argument) -> str:
    return f"{'_xlop' if argument.optional else '_xlpm'}.{argument.name}"


def _used(argument: Argument) -> str:
    return f"_xlpm.{argument.name}_" if argument.optional else f"_xlpm.{argument.name}"


_HIGHER = str(Polarity.HIGHER)

NATIVE = (
    NativeFunction(catalogue.RAG, rating_formulas.rag, _HIGHER),
    NativeFunction(catalogue.RAG_RANGE, rating_formulas.rag_range),
    NativeFunction(catalogue.RAG_TARGET, target_formulas.rag_target, _HIGHER),
    NativeFunction(catalogue.VARIANCE, movement_formulas.variance, AS_IT_IS),
    NativeFunction(catalogue.CHANGE, movement_formulas.change),
    NativeFunction(catalogue.DIRECTION, movement_formulas.direction, _HIGHER),
    NativeFunction(catalogue.RAG_SHARE, rating_formulas.share),
)
