Sub Work(address As String, todo As String, saved As String, told As String)
  REM Does what a person does by hand, a line of `todo` each ("paste;D7;F9"), saves as a workbook, and tells "done".
  Dim how(0) As New com.sun.star.beans.PropertyValue
  Dim kept(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden" : how(0).Value = True
  kept(0).Name = "FilterName" : kept(0).Value = "Calc MS Excel 2007 XML"
  number = FreeFile
  Open told For Output As #number
  On Error GoTo Failed
  book = StarDesktop.loadComponentFromURL(address, "_blank", 0, how())
  sheet = book.Sheets.getByName("Return")
  book.CurrentController.setActiveSheet(sheet)
  lines = FreeFile
  Open todo For Input As #lines
  Do While Not Eof(lines)
    Line Input #lines, one
    If Len(one) > 0 Then
      parts = Split(one, ";")
      Select Case parts(0)
        Case "number" : sheet.getCellRangeByName(parts(1)).setValue(CDbl(parts(2)))
        Case "text" : sheet.getCellRangeByName(parts(1)).setString(parts(2))
        Case "paste"
          Go(book, parts(1), ".uno:Copy")
          Go(book, parts(2), ".uno:Paste")
        Case "cut"
          Go(book, parts(1), ".uno:Cut")
          Go(book, parts(2), ".uno:Paste")
        Case "fill" : sheet.getCellRangeByName(parts(1)).fillAuto(0, 1)
        Case "sort" : Sorted(sheet.getCellRangeByName(parts(1)))
        Case "tell"
          book.calculateAll()
          Print #number, parts(1) & Chr(9) & sheet.getCellRangeByName(parts(1)).getString()
      End Select
    End If
  Loop
  Close #lines
  book.storeToURL(saved, kept())
  book.close(True)
  Print #number, "done"
  Close #number
  Exit Sub
Failed:
  Print #number, "failed: " & Error$
  Close #number
End Sub

Sub Go(book, range As String, command As String)
  Dim where(0) As New com.sun.star.beans.PropertyValue
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  where(0).Name = "ToPoint" : where(0).Value = range
  dispatcher.executeDispatch(book.CurrentController.Frame, ".uno:GoToCell", "", 0, where())
  dispatcher.executeDispatch(book.CurrentController.Frame, command, "", 0, Array())
End Sub

Sub Sorted(range)
  Dim fields(0) As New com.sun.star.table.TableSortField
  Dim how(0) As New com.sun.star.beans.PropertyValue
  fields(0).Field = 0
  fields(0).IsAscending = True
  how(0).Name = "SortFields" : how(0).Value = fields()
  range.sort(how())
End Sub
