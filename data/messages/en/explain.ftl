# Why class and steps are what they are, clause by clause.

explain-class = Class { $class } ({ $clause }): set by { $who } on { $when }, basis: { $basis }
explain-no-class = No class is confirmed yet.
explain-no-basis = not written
explain-done = done   { $step } ({ $clause }): { $why }
explain-due = due    { $step } ({ $clause }): { $why }
explain-blocked = held   { $step } ({ $clause }): { $why }
explain-later = later  { $step } ({ $clause }): { $why }
explain-either = maybe  { $step } ({ $clause }): { $why }
explain-only-for = if { $outcomes }
explain-only-why = { $only }; { $why }
explain-practice = practice
explain-closed = { $kind } { $when } { $who }
explain-wanted = { $who }, needs: { $needs }
explain-or = {" or "}
explain-district = The district says: { $text } ({ $source }, { $day })
