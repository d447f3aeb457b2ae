Attribute VB_Name = "NoPython"
Option Explicit
' What a button says when Excel could not hand over to Python. Trouble inside kpi_xl is told by kpi_xl itself.

Public Sub SayPythonNotReached(ByVal reason As String)
    MsgBox "The button could not reach Python on this PC, so it did nothing. Your entries are as they were." & vbCrLf & _
        vbCrLf & WhatToDo & vbCrLf & vbCrLf & reason, vbExclamation, "kpi_xl"
End Sub

Public Sub SayPythonFailed()
    ' What Python said was shown in a box before this one.
    MsgBox "Python was started, but not kpi_xl: it may not be installed there, or not whole. Your entries are as they " & _
        "were." & vbCrLf & vbCrLf & WhatToDo, vbExclamation, "kpi_xl"
End Sub

Public Sub SayNotOnAMac()
    MsgBox "The buttons need Excel for Windows. On a Mac fill in, read and send this workbook without them.", _
        vbInformation, "kpi_xl"
End Sub

Public Sub ImportNothingFromHere()
    ' A Python started from here on would import what lies in Excel's present folder, such as a pandas.py, as its own.
    On Error Resume Next
    CreateObject("WScript.Shell").Environment("PROCESS").Item("PYTHONSAFEPATH") = "1"
End Sub

Private Function WhatToDo() As String
    WhatToDo = "You can carry on without the buttons. To have this put right, open a command prompt, type" & vbCrLf & _
        vbCrLf & "    " & Chr(34) & PythonForAPrompt & Chr(34) & " -m kpi_xl doctor " & Chr(34) & ThisWorkbook.FullName & _
        Chr(34) & vbCrLf & vbCrLf & "and do what it says, or show this message to your performance team."
End Function

Private Function PythonForAPrompt() As String
    ' The one this workbook names; pythonw.exe beside it prints nothing.
    On Error Resume Next
    PythonForAPrompt = Replace(GetConfig("INTERPRETER_WIN", ""), "pythonw.exe", "python.exe", Compare:=vbTextCompare)
    If PythonForAPrompt = "" Then PythonForAPrompt = "python"
End Function
