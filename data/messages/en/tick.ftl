# Items of the checklist that are looked at by hand. Every key begins with tick-.

tick-line = { $day } { $by } looked: { $word }
tick-line-back = { $day } { $by } took it back: { $word }
tick-done = Ticked: { $item }
tick-before = Ticked before, nothing was written: { $item }
tick-taken-back = Open again: { $item }
tick-not-ours = The leading group's office looks at this one.
tick-form-back = Checklist: open again
tick-field-on = When
tick-field-by = Who looked
tick-field-word = What is there
tick-field-own = In a word
tick-own = own words
tick-word-1 = papers complete
tick-word-2 = sent, receipt kept
tick-word-3 = meeting held, minutes kept
tick-word-4 = issued to all units
tick-because-1 = papers are missing
tick-because-2 = wrong item
tick-because-3 = the check found a problem
tick-keys = arrows look   Enter tick it   1 document 2 workbook   Esc back
tick-keys-back = arrows look   Enter take the tick back   1 document 2 workbook   Esc back
tick-keys-other = arrows look   1 document 2 workbook   Esc back
