Attribute VB_Name = "ReturnButtons"
Option Explicit
' The buttons of a return. Each hands over to Python in one line; what it does is written there.

Public Sub CheckMyReturn()
    On Error GoTo NotReached
    RunPython "from kpi_xl.faces.buttons import press; press('check_my_return')"
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
End Sub

Public Sub ClearChecks()
    On Error GoTo NotReached
    RunPython "from kpi_xl.faces.buttons import press; press('clear_checks')"
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
End Sub

Public Sub SignOff()
    On Error GoTo NotReached
    RunPython "from kpi_xl.faces.buttons import press; press('sign_off')"
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
End Sub
