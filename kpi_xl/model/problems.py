"""The one catalogue of problems, by code. A code never changes its meaning.

KPI1NN are a submission's: NN is the number of the defect in the design, and a letter tells variants of it apart.
KPI2NN are the rulebook's.
"""

from kpi_xl.model.entry_problems import ENTRY_PROBLEMS
from kpi_xl.model.file_problems import FILE_PROBLEMS
from kpi_xl.model.finding import Problem
from kpi_xl.model.plausibility_problems import PLAUSIBILITY_PROBLEMS
from kpi_xl.model.return_problems import IDENTITY_PROBLEMS, ROW_PROBLEMS, STRUCTURE_PROBLEMS
from kpi_xl.model.rulebook_problems import RULEBOOK_PROBLEMS
from kpi_xl.model.value_problems import RATING_PROBLEMS, VALUE_PROBLEMS
from kpi_xl.model.words_problems import WORDS_PROBLEMS

SUBMISSION_PROBLEMS: tuple[Problem, ...] = tuple(
    sorted(
        (
            *FILE_PROBLEMS,
            *IDENTITY_PROBLEMS,
            *STRUCTURE_PROBLEMS,
            *ROW_PROBLEMS,
            *VALUE_PROBLEMS,
            *RATING_PROBLEMS,
            *ENTRY_PROBLEMS,
            *PLAUSIBILITY_PROBLEMS,
            *WORDS_PROBLEMS,
        ),
        key=lambda problem: problem.code,
    )
)

CATALOGUE: dict[str, Problem] = {problem.code: problem for problem in (*SUBMISSION_PROBLEMS, *RULEBOOK_PROBLEMS)}
