Attribute VB_Name = "NoPython"
Option Explicit
' What a button says when Excel could not hand over to Python. Trouble inside Python is told by Python itself.

Public Sub SayPythonNotReached(ByVal reason As String)
    MsgBox "The button could not reach Python on this PC, so it did nothing. Your entries are as they were." & vbCrLf & _
        vbCrLf & "You can carry on without the buttons. To have this put right, open a command prompt, type" & vbCrLf & _
        vbCrLf & "    kpi-xl doctor" & vbCrLf & _
        vbCrLf & "and do what it says, or show this message to your performance team:" & vbCrLf & _
        vbCrLf & reason, vbExclamation, "kpi_xl"
End Sub
