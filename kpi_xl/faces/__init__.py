"""How a person reaches a workflow: parse, call one workflow, report, exit."""
