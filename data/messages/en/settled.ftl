# The settlement of a case: a line on the walk, and a page.

settled-back-pay = back-pay { $months } months { $amount } yuan
settled-overpaid = overpaid { $months } months { $amount } yuan
settled-due = due { $months } months { $amount } yuan
settled-comma = {", "}
settled-line = Draft: { $amounts } (not reviewed)
settled-line-supposed = Draft: { $amounts } (not reviewed, as if resumed now)
settled-line-lacks = Draft: { $amounts } (not reviewed), { $lacks }
settled-unknown = Draft: unknown yet, { $lacks }
settled-none = Draft: no month to pay later, due or overpaid
settled-lacks = missing: { $what }
settled-lacks-more = missing: { $what } and others, { $count } in all
settled-disputed = sources differ, choose first: { $what }
settled-disputed-whole = { $what }: sources differ and nobody has chosen, so it was not counted: { $said }
settled-wrong = cannot be worked out: { $what }
settled-supposed = Nobody has recorded from which month payment resumes; { $month } is supposed only to show a figure. Outcomes and papers do not use it.
settled-village-back-pay = { $months } months to be paid later; the review decides the amount
settled-village-overpaid = { $months } months to be checked; the review decides the amount
settled-village-due = { $months } months due to the family; the review decides the amount
settled-from-roster = roster
settled-used = { $name }: { $value } ({ $from })
settled-not-no-class = No class is confirmed yet: there is nothing to work out.
settled-not-not-told-apart = Employee and resident (3a) or resident in two places (3b): only when that is told apart can it be worked out.
settled-not-nothing = This class has no amount by the month: once it is found out, the class changes, or the outcome says what is done.
