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

report-head-filled-by = Reporting unit (seal): { $unit }
report-head-until = Entries before { $date } { $time }
report-head-until-provisional = Entries before { $date } { $time } (provisional)
report-head-issue = No. { $n }
report-head-measures = Units: persons, yuan, %
report-head-code = Code
report-head-number = No.
report-head-county = District
report-head-township = Township
report-head-village = Village
report-head-group = Group
report-head-remark = Remarks
report-head-rate = Rate
report-head-fraction = Persons
report-head-class-1 = 1. Not certified
report-head-class-2 = 2. Entitled, not applied
report-head-class-3 = 3. Paid twice
report-head-class-4 = 4. In prison
report-head-class-5 = 5. Dead, not terminated
report-head-class-6 = 6. Long missing
report-head-class-7 = 7. Other

## Foot and remarks

report-foot-note = Note: outcomes and amounts count once they are approved.
report-remark-silent = not reported in time
report-remark-withdrawn = { $n } withdrawn
report-remark-sealed = { $n } sealed after deregistration

## Boards

report-internal-heading = [{ $unit }, internal] { $title }
report-internal-foot = These places are for { $unit }'s own use: not a notice, not for publication. Rankings and notices are published by { $office }.
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
# Tables that villages fill in
report-fill-file = Check table
report-fill-choose = Please choose from the list.
report-fill-no-choice = { $column }: "{ $text }" is not on the list
report-fill-no-day = { $column }: "{ $text }" is no date that can be read
report-fill-ahead = { $column }: "{ $text }" lies ahead
report-fill-no-officer = Nobody is named who looked
report-fill-no-mark = Put in by hand and not known in the book: register the person first
report-fill-unknown-person = Nobody of the book
report-fill-edited = Name or ID number was changed: the book has { $known }, the table { $told }. Correct it in the book
report-fill-alive-and-dead = Alive, and a month of death
report-fill-twice = Two rows of one person answer differently
report-fill-class-differs = The reasons differ: class { $stands } in the book (by { $by }), class { $class } on the table
report-fill-found-differs = Not as told before: { $known } ({ $by }), now { $told }; both are kept
report-fill-fact-differs = { $name }: the book has { $known }, the table { $told }; both are kept

# Stock and inflow
report-inflow-line = Stock { $stock }, inflow { $new } (verified { $verified }, resolved { $resolved }).
report-inflow-none = No second list of the same kind has come: everybody is stock.
report-inflow-first = { $day } { $file }: { $rows } rows, the stock
report-inflow-list = { $day } { $file } beside { $before } of { $before-day }: new { $new }, gone { $gone }, changed { $changed }.
report-inflow-hint = Who is gone may have been resumed or ended: look into the business system, then record it. The book deletes nobody.
report-inflow-new = new
report-inflow-gone = gone
report-inflow-changed = changed
report-inflow-person-new =   new  { $person }  { $unit }  suspended from { $month }  { $state }
report-inflow-person-gone =   gone  { $person }  { $unit }  { $state } (perhaps resumed: look into the business system)
report-inflow-person-changed =   changed  { $person }  { $unit }  suspended from { $month }  { $state }
report-inflow-since-last = Beside the last list of its kind: new { $new }, gone { $gone }, changed { $changed }.
report-inflow-not-compared = { " " }{ $n } more of the last list are not compared: their townships are not on this one, or it is only a part.
report-risks-none = No risk was noted.
report-risks-line = { $day } { $sort } { $unit } { $person }: { $text } ({ $by })
