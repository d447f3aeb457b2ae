Attribute VB_Name = "ReturnButtons"
Option Explicit
' The buttons of a return. Each hands over to Python in one line; what it does is written there.

Public Sub CheckMyReturn()
#If Mac Then
    SayNotOnAMac
#Else
    On Error GoTo NotReached
    ImportNothingFromHere
    If RunPython("import sys; sys.path[:] = filter(None, sys.path); from kpi_xl.faces.buttons import press; press('check_my_return')") = -1 Then SayPythonFailed
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
#End If
End Sub

Public Sub ClearChecks()
#If Mac Then
    SayNotOnAMac
#Else
    On Error GoTo NotReached
    ImportNothingFromHere
    If RunPython("import sys; sys.path[:] = filter(None, sys.path); from kpi_xl.faces.buttons import press; press('clear_checks')") = -1 Then SayPythonFailed
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
#End If
End Sub

Public Sub SignOff()
#If Mac Then
    SayNotOnAMac
#Else
    On Error GoTo NotReached
    ImportNothingFromHere
    If RunPython("import sys; sys.path[:] = filter(None, sys.path); from kpi_xl.faces.buttons import press; press('sign_off')") = -1 Then SayPythonFailed
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
#End If
End Sub
