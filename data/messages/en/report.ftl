# The daily report, its sheets and the texts for the group. Every key begins with report-.

## Shared

report-total = Total
report-unassigned = Unclaimed
report-group = Group { $n }
report-no-group = Group unknown
report-date = { $day }/{ $month }/{ $year }
report-day = { $day }/{ $month }
report-comma = {", "}
report-semicolon = {"; "}
report-page = Page &P of &N

## Columns, in the order of the table

report-column-total = Suspended
report-column-verified = Verified
report-column-verified-rate = Verified %
report-column-class-1 = Not certified
report-column-class-2 = Entitled, not applied
report-column-class-3 = Paid twice
report-column-class-3a = of these employee and resident
report-column-class-3b = of these resident in two places
report-column-class-4 = In prison
report-column-class-5 = Dead, not terminated
report-column-class-6 = Long missing
report-column-class-7 = Other
report-column-resolved = Resolved
report-column-resolved-rate = Resolved %
report-column-resumed = Resumed
report-column-back-pay = Back-pay
report-column-awarded = Awarded
report-column-terminated = Terminated
report-column-heir-due = Due to heirs
report-column-recover-due = To recover
report-column-recovered = Recovered
report-column-sealed = Sealed
report-column-sealed-amount = Sealed amount
report-column-kept-suspended = Kept suspended
report-column-system-updated = System updated
report-column-open = Open
report-column-verified-today = Verified today, net
report-column-resolved-today = Resolved today, net
report-column-place = Place
report-column-class-1-resolved = Not certified, resolved
report-column-class-2-resolved = Entitled, not applied, resolved
report-column-class-3-resolved = Paid twice, resolved
report-column-class-4-resolved = In prison, resolved
report-column-class-5-resolved = Dead, not terminated, resolved
report-column-class-6-resolved = Long missing, resolved
report-column-class-7-resolved = Other, resolved
report-column-deregistered = Deregistered
report-column-refund-due = Account to return
report-column-offset = of these offset
report-column-proposed = Awaiting review
report-column-returned = Returned
report-column-conflict = Contradictory
report-column-untouched = Untouched
report-column-pace = To verify a day

## Short titles in tables on the screen

report-table-total = Total
report-table-verified-today = Ver. today
report-table-resolved-today = Res. today
report-table-pace = A day
report-table-class-1 = Uncertified
report-table-class-2 = Not applied
report-table-class-3 = Twice
report-table-class-3a = Employee
report-table-class-3b = Two places
report-table-class-5 = Dead
report-table-class-6 = Missing
report-table-class-1-resolved = resolved
report-table-class-2-resolved = resolved
report-table-class-3-resolved = resolved
report-table-class-4-resolved = resolved
report-table-class-5-resolved = resolved
report-table-class-6-resolved = resolved
report-table-class-7-resolved = resolved

## Heads of the paper

report-sheet-1 = Sheet 1
report-sheet-1-subject = progress and classes
report-sheet-2 = Sheet 2
report-sheet-2-subject = outcomes and amounts
report-sheet-subject = ({ $sheet }: { $subject })
report-head-filled-by = Reporting unit (seal): { $unit }
report-head-until = Entries before { $date } { $time }
report-head-until-provisional = Entries before { $date } { $time } (the cut-off has not come, figures will change)
report-head-issue = No. { $n }
report-head-measures = Units: persons, yuan, %
report-head-code = Code
report-head-number = No.
report-head-unit = Unit
report-head-county = District
report-head-township = Township
report-head-village = Village
report-head-group = Group
report-head-remark = Remarks
report-head-rate = Rate
report-head-fraction = Persons
report-head-total = Suspended persons
report-head-verified = Verified
report-head-verified-rate = Verified (%)
report-head-resolved = Resolved
report-head-resolved-rate = Resolved (%)
report-head-place = Place
report-head-class-1 = 1. Not certified
report-head-class-2 = 2. Entitled, not applied
report-head-class-3 = 3. Paid twice
report-head-class-3a = Employee and resident
report-head-class-3b = Resident in two places
report-head-class-4 = 4. In prison
report-head-class-5 = 5. Dead, not terminated
report-head-class-6 = 6. Long missing
report-head-class-7 = 7. Other
report-head-found = Found
report-head-handled = Resolved
report-head-people = Persons
report-head-amount = Amount (yuan)
report-head-open = Open
report-head-untouched = Untouched
report-head-verified-today = Verified today, net
report-head-resolved-today = Resolved today, net
report-head-pace = To verify a day
report-head-resumed = Resumed
report-head-back-pay = Back-pay (yuan)
report-head-awarded = Awarded
report-head-deregistered = Deregistered
report-head-terminated = Terminated
report-head-heir-due = Due to heirs (yuan)
report-head-sealed = Sealed
report-head-kept-suspended = Kept suspended
report-head-overpaid = Overpaid
report-head-recover-due = To recover (yuan)
report-head-recovered = Recovered (yuan)
report-head-offset = Of these offset (yuan)
report-head-refund-due = Account to return (yuan)
report-head-proposed = Awaiting review
report-head-returned = Returned
report-head-conflict = Contradictory
report-head-system-updated = System updated

## Foot and remarks

report-foot-head = Head of unit (signature):
report-foot-reviewer = Reviewed by:
report-foot-filler = Filled in by:
report-foot-phone = Telephone:
report-foot-time = Reported at:
report-foot-note = Note: outcomes and amounts count once they are approved.
report-remark-silent = not reported in time
report-remark-withdrawn = { $n } withdrawn
report-remark-sealed = { $n } sealed after deregistration

## Boards

report-board-resolved = Ranking by resolved %
report-board-verified = Ranking by verified %

## Texts for the group

report-chat-heading = [{ $title }] No. { $n }
report-chat-heading-early = [{ $title }]
report-chat-until = Entries before { $day } { $time }
report-chat-until-provisional = Entries before { $day } { $time } (before { $cut-off } figures will change)
report-chat-verified = To verify { $total }, verified { $n }, { $rate }, today net { $today }.
report-chat-resolved = Resolved { $n }, { $rate }, today net { $today }{ $withdrawn }. Awaiting review { $proposed }, returned { $returned }.
report-chat-withdrawn = {" "}({ $n } withdrawn)
report-chat-by-resolved = Ranking by resolved %:
report-chat-by-verified = Ranking by verified %:
report-chat-place-resolved = { $place } { $unit } { $rate } ({ $done }/{ $of }) verified { $other }
report-chat-place-resolved-tied = { $place }= { $unit } { $rate } ({ $done }/{ $of }) verified { $other }
report-chat-place-verified = { $place } { $unit } { $rate } ({ $done }/{ $of }) resolved { $other }
report-chat-place-verified-tied = { $place }= { $unit } { $rate } ({ $done }/{ $of }) resolved { $other }
report-chat-unclaimed = { $n ->
    [one] { $n } more person is claimed by no unit: please look through the list.
   *[other] { $n } more persons are claimed by no unit: please look through the list.
}
report-chat-no-village = Of these { $n } without a village
report-chat-missing = Not reported in time: { $units }
report-chat-missing-none = Not reported in time: none
report-chat-pace = { $days ->
    [one] { $days } day is left until { $day } to verify all: { $n } a day.
   *[other] { $days } days are left until { $day } to verify all: { $n } a day.
}
report-chat-goal-today = All were to be verified by today ({ $day }): { $left } are left.
report-chat-goal-reached = All are verified.
report-chat-check = Please check the figures and tell the office today what does not fit.
report-chat-check-before = Please check the figures and tell the office before { $time } today what does not fit.
report-chat-stamp = { $unit } { $day } before { $time }
report-chat-township = Total { $total }, verified { $verified } (today { $verified-today }), resolved { $resolved } (today { $resolved-today }), awaiting review { $proposed }
report-chat-class = { $class } { $n }
report-chat-signed = Reported by: { $reporter } tel. { $phone } reviewed by: ____
report-chat-blank = ____
report-chat-village = Total { $total }, today verified { $verified-today }, resolved { $resolved-today }, in all verified { $verified }, resolved { $resolved }, returned { $returned }, photos owed { $owed }
report-short-1 = uncertified
report-short-2 = not applied
report-short-3 = twice
report-short-4 = prison
report-short-5 = dead
report-short-6 = missing
report-short-7 = other

## What to look at first

report-attention = Look at these before you report (they block nothing)
report-attention-unclaimed = { $n ->
    [one] { $n } person is claimed by no unit
   *[other] { $n } persons are claimed by no unit
}
report-attention-silent = { $unit }: no new entry for a day
report-attention-unproved = { $unit }: { $n } verified without any contact or match
report-attention-unreasoned = { $unit }: { $n } kept suspended without a reason
report-attention-verified-fell = { $unit }: { $n } fewer verified than the day before
report-attention-resolved-fell = { $unit }: { $n } fewer resolved than the day before
report-attention-over-recovered = { $unit }: { $amount } yuan more recovered than was due
report-attention-clock-set = { $n ->
    [one] { $unit }: { $n } entry was made with a clock set by hand
   *[other] { $unit }: { $n } entries were made with a clock set by hand
}

## What does not add up

report-broken-classes = { $unit }: the seven classes add up to { $left }, verified is { $right }
report-broken-class-3 = { $unit }: 3a and 3b add up to { $left }, class 3 is only { $right }
report-broken-verified = { $unit }: { $left } verified of only { $right } persons
report-broken-resolved = { $unit }: { $left } resolved of only { $right } verified
report-broken-outcomes = { $unit }: the five outcomes add up to { $left }, resolved is { $right }
report-broken-resolved-classes = { $unit }: resolved of the seven classes adds up to { $left }, resolved is { $right }
report-broken-rows = { $unit }: the rows of { $figure } add up to { $left }, the unit has { $right }

## The sheet for the visits

report-check-title = { $village }: suspended recipients to be visited
report-check-sheet = Visits
report-check-village = Village: { $village }
report-check-officer = Coordinator: { $officer }
report-check-date = Printed: { $date }
report-check-people = Persons: { $n }
report-check-group = Group
report-check-house = House
report-check-name = Name
report-check-sex = Sex
report-check-age = Age
report-check-id = ID number
report-check-phone = Telephone
report-check-suspended = Suspended
report-check-reason = The system's reason
report-check-found = Found
report-check-alive = Alive
report-check-dead = Dead
report-check-away = Away
report-check-class = Class (tick)
report-check-presumed = Presumed: { $n } { $class }
report-check-mates = Same household: { $names }
report-check-legend = Classes: { $classes }
report-check-signed-officer = Coordinator (signature):
report-check-signed-group = Group head (signature):
report-check-signed-on = Date of visits:

## Rows with something wrong

report-doubt-title = Rows with something wrong
report-doubt-sheet = Wrong rows { $n }
report-doubt-from = Sheet
report-doubt-row = Row
report-doubt-problem = What is wrong

# The ranking as a picture
report-picture-by-resolved = By resolved
report-picture-by-verified = By verified
report-picture-scale = full bar { $n } %
report-picture-tied = tied
report-picture-kept = { $n } kept suspended
report-picture-proposed = { $n } await review
report-picture-returned = { $n } sent back
report-picture-conflict = { $n } in conflict
report-picture-approved = Outcomes count once they were approved.
