Attribute VB_Name = "MasterButtons"
Option Explicit
' The buttons on Settings in a master. Each hands over to Python in one line; what it does is written there.

Public Sub ConsolidateSubmissions()
#If Mac Then
    SayNotOnAMac
#Else
    On Error GoTo NotReached
    ImportNothingFromHere
    If RunPython("import sys; sys.path[:] = filter(None, sys.path); from kpi_xl.faces.buttons import press; press('consolidate_submissions')") = -1 Then SayPythonFailed
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
#End If
End Sub

Public Sub RefreshDashboard()
#If Mac Then
    SayNotOnAMac
#Else
    On Error GoTo NotReached
    ImportNothingFromHere
    If RunPython("import sys; sys.path[:] = filter(None, sys.path); from kpi_xl.faces.buttons import press; press('refresh_dashboard')") = -1 Then SayPythonFailed
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
#End If
End Sub

Public Sub CheckRulebook()
#If Mac Then
    SayNotOnAMac
#Else
    On Error GoTo NotReached
    ImportNothingFromHere
    If RunPython("import sys; sys.path[:] = filter(None, sys.path); from kpi_xl.faces.buttons import press; press('check_rulebook')") = -1 Then SayPythonFailed
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
#End If
End Sub

Public Sub ExportAccessibleCopy()
#If Mac Then
    SayNotOnAMac
#Else
    On Error GoTo NotReached
    ImportNothingFromHere
    If RunPython("import sys; sys.path[:] = filter(None, sys.path); from kpi_xl.faces.buttons import press; press('export_accessible_copy')") = -1 Then SayPythonFailed
    Exit Sub
NotReached:
    SayPythonNotReached Err.Description
#End If
End Sub
