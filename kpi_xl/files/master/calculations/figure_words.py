"""Formulas that write a figure as people do: 92.6%, £7.989m, 1 day, as rules/words/wording.py does."""

_MOST_DIGITS = 15


def typed_digits(cell: str) -> str:
    """How many decimals a number was typed with: a share of a year's target may have as many as a cell holds."""
    formula = str(_MOST_DIGITS)
    for digits in reversed(range(_MOST_DIGITS)):
        formula = f"IF(ROUND({cell},{digits})={cell},{digits},{formula})"
    return formula


def fixed(cell: str, decimals: str) -> str:
    """A number at that many decimals, thousands marked: 1,481.50."""
    return f'TEXT(ROUND({cell},{decimals}),"#,##0"&IF({decimals}>0,"."&REPT("0",{decimals}),""))'


def shown(cell: str, decimals: str, before: str = '""', after: str = '""', after_one: str = '""') -> str:
    """A figure with what its unit puts around it; a minus stands before everything."""
    number = fixed(f"ABS({cell})", decimals)
    return f'IF(ROUND({cell},{decimals})<0,"-","")&{before}&{number}&IF({number}="1",{after_one},{after})'


def whole(cell: str) -> str:
    """A count: 1,481."""
    return f'TEXT({cell},"#,##0")'


def plural(count: str, ending: str = "s") -> str:
    return f'IF({count}=1,"","{ending}")'


def joined(*parts: str) -> str:
    """Parts that are each "" or start with ", ", without the first comma. No function of Excel 2016 joins texts."""
    return f"MID({'&'.join(parts)},3,32000)"
