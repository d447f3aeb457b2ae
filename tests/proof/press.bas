Sub PressAll(address As String, told As String)
  REM Presses every button of the workbook at `address` and tells sheet, caption and macro, then "done", in a file.
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden" : how(0).Value = True
  how(1).Name = "MacroExecutionMode" : how(1).Value = 4
  number = FreeFile
  Open told For Output As #number
  On Error GoTo Failed
  book = StarDesktop.loadComponentFromURL(address, "_blank", 0, how())
  For Each sheet In book.Sheets
    For i = 0 To sheet.DrawPage.Forms.Count - 1
      form = sheet.DrawPage.Forms.getByIndex(i)
      For j = 0 To form.Count - 1
        For Each bound In form.getScriptEvents(j)
          Print #number, sheet.Name & Chr(9) & form.getByIndex(j).Label & Chr(9) & bound.ScriptCode
          book.getScriptProvider().getScript(bound.ScriptCode).invoke(Array(), Array(), Array())
        Next bound
      Next j
    Next i
  Next sheet
  book.close(True)
  Print #number, "done"
  Close #number
  Exit Sub
Failed:
  Print #number, "failed: " & Error$
  Close #number
End Sub
