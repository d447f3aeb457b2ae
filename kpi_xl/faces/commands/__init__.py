"""The commands of `kpi-xl`, in the order people meet them."""

from kpi_xl.faces.commands.accessible_copy import accessible_copy
from kpi_xl.faces.commands.build_workbooks import build_workbooks
from kpi_xl.faces.commands.check_rulebook import check_rulebook_command
from kpi_xl.faces.commands.compare import compare
from kpi_xl.faces.commands.completion import completion
from kpi_xl.faces.commands.consolidate import consolidate_command
from kpi_xl.faces.commands.demo import demo
from kpi_xl.faces.commands.doctor import doctor
from kpi_xl.faces.commands.explain import explain
from kpi_xl.faces.commands.formula import formula
from kpi_xl.faces.commands.issue_returns import issue_returns
from kpi_xl.faces.commands.new import new
from kpi_xl.faces.commands.run import run_command
from kpi_xl.faces.commands.serve_functions import serve_functions
from kpi_xl.faces.commands.summary import summary
from kpi_xl.faces.commands.validate import validate

COMMANDS = (
    demo,
    new,
    check_rulebook_command,
    issue_returns,
    validate,
    consolidate_command,
    run_command,
    summary,
    compare,
    explain,
    accessible_copy,
    build_workbooks,
    doctor,
    serve_functions,
    formula,
    completion,
)
