# Tables out and in, on the screen.

tables-title = Check tables (villages without a laptop)
tables-about = One workbook a village; filled in there with WPS, read in here.
tables-menu-out = Hand tables out
tables-menu-in = Read a filled table in
tables-ask-whole = How do ID and phone numbers stand on them?
tables-masked = Masked (for chats and other people's computers)
tables-whole = Whole (from hand to hand; the book keeps a note)
tables-whole-because = for the village to look for them
tables-ask-folder = Into which folder? (one below it a township)
tables-folder = check tables
tables-handed = Made { $files } workbooks for { $people } people: { $path }
tables-would = { $rows } rows: apply { $applied }, unchanged { $unchanged }, doubtful { $doubtful }, rejected { $rejected }.
tables-taken = Took { $rows } rows: applied { $applied }, unchanged { $unchanged }, doubtful { $doubtful }, rejected { $rejected }.
tables-take = Take what can be taken
tables-leave = Not now
tables-save = Save the wrong rows as a sheet, to correct and read again
tables-row = Row { $row } { $person }: { $what }
tables-more = { $count } more; saved as a sheet all are seen
tables-wrong-file = wrong-
