Attribute VB_Name = "MasterButtons"
Option Explicit
' The buttons on Settings in a master. Each hands over to Python in one line; what it does is written there.

Public Sub ConsolidateSubmissions()
    On Error GoTo NotReached
    RunPython "from kpi_xl.faces.buttons import press; press('consolidate_submissions')"
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
End Sub

Public Sub RefreshDashboard()
    On Error GoTo NotReached
    RunPython "from kpi_xl.faces.buttons import press; press('refresh_dashboard')"
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
End Sub

Public Sub CheckRulebook()
    On Error GoTo NotReached
    RunPython "from kpi_xl.faces.buttons import press; press('check_rulebook')"
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
End Sub

Public Sub ExportAccessibleCopy()
    On Error GoTo NotReached
    RunPython "from kpi_xl.faces.buttons import press; press('export_accessible_copy')"
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
End Sub
