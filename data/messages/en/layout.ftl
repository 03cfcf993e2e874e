# Layouts of the report (folder layouts): names, list and problems.

layout-good = Nothing is wrong.
layout-own = the office's own
layout-for-group = for the group
layout-for-office = for the office
layout-problem-money = No amount may stand in what goes to the group: { $word }
layout-problem-no-unit = This sheet has no column for the unit: one needs show = "unit" (or "code")
layout-problem-no-title = This sheet has no title: put a cell {"{"}title{"}"} into above
layout-problem-sheet-twice = Two sheets are called { $word }
layout-problem-sheet-name = { $word } cannot be a sheet's name: 31 characters at most, none of [ ] : * ? / \
layout-problem-unclosed = A brace has no partner: { $word }
layout-problem-half-placed = Either all cells of this line have from or none; what reaches over several lines needs from
layout-problem-too-many = This line has more cells than the table has columns
layout-problem-overlap = This cell lies on top of an earlier one (merged cells overlap)
layout-problem-too-deep = This cell reaches down into lines that are not there
layout-problem-no-column = There is no column { $word } (letters A, B, AA, no more than the table has)
layout-problem-backwards = Columns run backwards: from { $from } to { $to }
layout-problem-shows-or-fills = A column either shows (locked) or fills (filled in by the village)
layout-problem-note-of-nothing = Say which class or which step it is about
