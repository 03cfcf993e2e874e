# Setting the daily report down, handing in, opening its numbers. Every key begins with daily-.

## Marks of a report that was set down

daily-frozen = final
daily-corrects = corrects No. { $n }
daily-late = late
daily-comma = {", "}
daily-mark = {" "}({ $marks })
daily-delta = Since it was set down { $entries } more records for that day came in, and { $cells } figures differ (the final ones were not touched).
daily-late-unit = { $unit } ({ $time })
daily-late-units = Reported late: { $units }
daily-late-at = reported late, { $time }
daily-counts-yesterday = counted as the day before
daily-counts-zero = counted as nothing
daily-set-down = { $unit } { $date } { $issue } signed by { $signer } { $at } checksum { $sha }
daily-because = {" "}because: { $why }
daily-none-frozen = No daily report was set down yet.

## Against what was set down

daily-no-difference = Nothing has changed since it was set down.
daily-other-pack = The policy has changed: { $then } then, { $now } now.
daily-difference = { $unit } { $column }: final { $frozen }, now { $known }
daily-causes = {" "}(records { $entries })
daily-late-entries = Records for that day that came later:
daily-late-entry = { $n } { $person } { $what } { $by } recorded { $at } written { $written }

## Opening a number

daily-cell = { $unit } { $column }: { $value } { $until }
daily-clause = Basis { $cite }: { $text }
daily-part-counted = { $n ->
    [one] { $n } person
   *[other] { $n } persons
}
daily-part-done = above the line { $n }
daily-part-of = below the line { $n }
daily-part-came = came that day: { $n }
daily-part-left = left that day: { $n }
daily-part-to-do = not verified yet: { $n }
daily-part-days = days left: { $n }
daily-amount = , in all { $amount } yuan
daily-more-people = { $n } more are not listed; --limit shows them.

## Handing in

daily-handed-in = { $unit } has handed in its figures: { $by }, { $at }
daily-handed-in-late = { $unit } has handed in its figures, late: { $by }, { $at }
daily-came-units = Handed in in time: { $units }
daily-submitted = { $unit } { $date } handed in by { $by } { $at }
daily-submitted-late = { $unit } { $date } handed in late by { $by } { $at }
daily-submitted-before = { $unit } { $date } the same figures were handed in before by { $by } { $at }
daily-submitted-differs = { $column }: handed in { $told }, the book has { $known }; please check

## Two days

daily-changes = { $unit } { $from } to { $to }: { $n ->
    [one] { $n } person changed
   *[other] { $n } persons changed
}
daily-changed-total = Total { $column }: { $one } to { $other }
daily-change = { $person } { $unit }: { $before } to { $after }
daily-not-registered = not registered
daily-registered = The total differs by { $n }.

## How this policy wants reports

daily-pack-submission = A unit has reported: { $how }
daily-pack-submission-entries = when records of the day are there, or figures were handed in
daily-pack-submission-required = only when figures were handed in
daily-pack-missing = What counts for a unit that has not: { $how }
daily-pack-missing-entries = the records that are in the book
daily-pack-missing-yesterday = its figures of the day before
daily-pack-missing-zero = nothing but its total

## Whom each column counts

daily-rule-total = Everybody registered before the cut-off.
daily-rule-verified = Those whose reason stands without a conflict.
daily-rule-verified-rate = Verified divided by the total, two decimals.
daily-rule-class-1 = Those of class 1.
daily-rule-class-2 = Those of class 2.
daily-rule-class-3 = Those of class 3, 3a or 3b.
daily-rule-class-3a = Those of class 3a, counted in class 3 too.
daily-rule-class-3b = Those of class 3b, counted in class 3 too.
daily-rule-class-4 = Those of class 4.
daily-rule-class-5 = Those of class 5.
daily-rule-class-6 = Those of class 6.
daily-rule-class-7 = Those of class 7.
daily-rule-resolved = Those whose outcome was approved.
daily-rule-resolved-rate = Resolved divided by the total, two decimals.
daily-rule-resumed = Those whose resumption was approved.
daily-rule-back-pay = Approved back-pay, person by person.
daily-rule-awarded = Those whose award was approved.
daily-rule-terminated = Those whose termination was approved.
daily-rule-heir-due = Approved amounts due to heirs, person by person.
daily-rule-recover-due = Approved amounts to be recovered, person by person.
daily-rule-recovered = Money recorded as recovered, person by person, offsets included.
daily-rule-sealed = Those whose sealing was approved.
daily-rule-sealed-amount = Approved sealed amounts, person by person.
daily-rule-kept-suspended = Those kept suspended with approval.
daily-rule-system-updated = Those whose reason stands and whom the business system has updated.
daily-rule-open = The total less resolved.
daily-rule-verified-today = Verified today less verified the day before; withdrawals count against it.
daily-rule-resolved-today = Resolved today less resolved the day before; withdrawals count against it.
daily-rule-place = By the exact fraction of resolved and total, highest first; equal ones share a place.
daily-rule-class-1-resolved = Those of class 1 whose outcome was approved.
daily-rule-class-2-resolved = Those of class 2 whose outcome was approved.
daily-rule-class-3-resolved = Those of class 3, 3a or 3b whose outcome was approved.
daily-rule-class-4-resolved = Those of class 4 whose outcome was approved.
daily-rule-class-5-resolved = Those of class 5 whose outcome was approved.
daily-rule-class-6-resolved = Those of class 6 whose outcome was approved.
daily-rule-class-7-resolved = Those of class 7 whose outcome was approved.
daily-rule-deregistered = Those terminated, and the dead whose benefit was sealed.
daily-rule-refund-due = Approved refunds of the account, person by person.
daily-rule-offset = The part of what was recovered that was offset, person by person.
daily-rule-proposed = Those whose outcome waits for a review.
daily-rule-returned = Those sent back and not proposed again.
daily-rule-conflict = Those whose reason is told differently in several places.
daily-rule-untouched = Those whom nobody has contacted and whose reason is open.
daily-rule-pace = Those not verified divided by the days left of the phase, rounded up.

## Screens

daily-grid-title = Number by number: { $unit } { $day }
daily-grid-keys = Arrows move  Enter opens the number  4 day before  5 day after
daily-grid-keys-2 = 7 set down  8 compare  1 table  2 text  3 ranking  Esc back
daily-people-keys = Up/Down choose  Enter the records up to then  Esc back
daily-people-as-of-keys = 4 as it stood a day before  5 a day after  Letters find a person
daily-text-keys = Up/Down to read  Esc back
daily-compared-keys = 4 earlier day   5 later (last: as set down)   Up/Down read   Esc back
daily-nobody = Nobody.
daily-freeze-title = Set down { $unit } { $date }
daily-freeze-number = Number: { $issue }
daily-freeze-signer = Signed by: { $name } (the reporter whom the policy names)
daily-freeze-signer-officer = Signed by: { $name } (the policy names no reporter)
daily-freeze-what = Writes down all figures of the day, the policy, the end of the log and the time. Records that come later never change it.
daily-freeze-corrects = No. { $n } of this day stands already: this one corrects it. Both stay, and a reason is needed.
daily-freeze-late = The day is over: it will be marked late.
daily-freeze-reason = Why it is corrected:
daily-freeze-sure = Enter sets it down   Esc does not
daily-freeze-reasons = A digit chooses the reason, Enter sets it down   Esc does not
daily-freeze-reason-1 = records of that day came later
daily-freeze-reason-2 = a mistake was found and corrected
daily-freeze-reason-3 = the office above wants it
daily-freeze-done = Set down: { $line }
daily-at-moment = { $person } before { $moment }
daily-as-of = as it stood before { $moment }
daily-rule-head = Counted:
