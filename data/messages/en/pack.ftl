# What is wrong with a policy pack: everything at once, lines and columns in characters.

pack-problem-not-found = there is no such file or folder
pack-problem-unreadable = cannot be opened: { $detail }
pack-problem-no-files = the folder holds no .toml file
pack-problem-too-large = the file is too large to be a policy pack
pack-problem-not-utf8 = the file is not in UTF-8; save it as UTF-8 in the editor
pack-problem-syntax = this cannot be read ({ $detail })
pack-problem-duplicate-key = the same name stands twice
pack-problem-unquoted = text has to stand in double quotes
pack-problem-unclosed = a quote or bracket has no partner
pack-problem-comma = a comma too many or too few
pack-problem-no-value = a name has to be followed by = and a value
pack-problem-other = cannot be understood ({ $detail })
pack-problem-unknown-key = unknown key "{ $word }"; known here: { $known }
pack-problem-unknown-key-near = unknown key "{ $word }"; did you mean "{ $known }"?
pack-problem-unknown-word = there is no "{ $word }"; known here: { $known }
pack-problem-unknown-word-near = there is no "{ $word }"; did you mean "{ $known }"?
pack-problem-missing-key = "{ $word }" is missing
pack-problem-type =
    "{ $word }" takes { $wanted ->
        [text] text in double quotes
        [whole] a whole number
        [decimal] a number
        [flag] true or false
        [day] a day such as "2021-09-06"
        [month] a month such as "2021-09"
        [amount] an amount such as "600.00"
        [rate] a rate such as "1.5%"
        [clock] a time such as "15:00"
        [unit] a division code in double quotes
        [closing] what closes a step
        [list] a list in square brackets
       *[table] a table
    }, not { $found ->
        [text] text
        [whole] a whole number
        [float] a fraction
        [flag] true or false
        [datetime] a date without quotes
        [list] a list
       *[table] a table
    }
pack-problem-empty = "{ $word }" is empty
pack-problem-range = "{ $word }" has to lie between { $least } and { $most }
pack-problem-day = "{ $word }" is not a day: { $text }; write it like 2021-09-06
pack-problem-clock = "{ $word }" is not a time: { $text }; write it like 15:00
pack-problem-month = "{ $word }" is not a month: { $text }; write it like 2021-09
pack-problem-amount = "{ $word }" is not an amount: { $text }; write it like "600.00"
pack-problem-rate = "{ $word }" is not a rate: { $text }; write it like "1.5%"
pack-problem-no-source = "{ $word }" does not say where it is written: clause for this document, source for another one
pack-problem-extends-itself = "{ $word }" is laid upon itself
pack-problem-no-clause = once the layers are put together, there is no clause "{ $word }"
pack-problem-unit = "{ $word }" is not a division code: { $text }
pack-problem-unknown-unit = no division has the code { $word }
pack-problem-unit-outside = { $word } lies outside the unit of this pack
pack-problem-order-lacks = the printed order lacks { $word }
pack-problem-said-twice = "{ $word }" stands twice
pack-problem-id = the id is "{ $word }" but the folder is named "{ $folder }"; they have to be the same
pack-problem-backwards = ends before it begins: from { $from } to { $to }
pack-problem-easy-first = easy_first has to hold 0 to 7, each once
pack-problem-class-id = a class is 1 to 7, with or without one small letter, not "{ $word }"
pack-problem-class-missing = class { $word } is missing
pack-problem-step-twice = class { $class } has two steps named "{ $word }"
pack-problem-outcome-not-allowed = class { $class } does not allow the outcome "{ $word }"
pack-problem-no-level = the step waits for the level of review "{ $word }", which does not exist; the levels of this pack: { $known }
pack-problem-no-levels = the step waits for the level of review "{ $word }", which no pack has: name it in the levels of review
pack-problem-gate = class { $word }: a step without a clause must not be a gate
pack-problem-no-outcomes = class { $word } has no outcome
pack-problem-no-resolve-step = class { $class } cannot reach "{ $word }": no step is closed by resolve
pack-problem-no-review-step = class { $class } cannot reach "{ $word }": no step is closed by review
pack-problem-review-first = class { $class }, "{ $word }": the review comes before the proposal
pack-problem-no-update-step = class { $class }, "{ $word }": the last step has to be closed by system_update

pack-problem-line = { $file }, line { $line }, column { $column }: { $problem }
pack-unknown = there is no pack "{ $id }"; there are: { $known }
pack-unknown-near = there is no pack "{ $id }"; did you mean "{ $known }"?
pack-wrong = pack "{ $id }" has { $count ->
        [one] one problem
       *[other] { $count } problems
    }:
pack-check-good = Nothing is wrong.
pack-check-bad = { $count ->
        [one] One problem: mend it
       *[other] { $count } problems: mend them
    } before the pack is used.
