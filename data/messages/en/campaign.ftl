# The campaign: phases, reports, notices, the inspection list. Every key begins with campaign-.

campaign-and = , 
campaign-spot-check = Until { $day }: { $said }.
campaign-none = none
campaign-rest = all others
campaign-year = { $year }
campaign-month = { $year }-{ $month }
campaign-ages = { $from } to { $to }
campaign-under = under { $age }
campaign-from-age = { $age } and older
campaign-unknown = not known
campaign-no-village = { $unit } (no village)

## Papers

campaign-paper-self-check = report on the self-check
campaign-paper-final = report on the campaign
campaign-paper-notice = notice on progress

## What still blocks

campaign-block-unresolved = not resolved yet: { $n }
campaign-block-unclaimed = claimed by no unit: { $n }
campaign-block-untouched = not contacted, no reason found: { $n }
campaign-block-in-progress = contacted, no reason found yet: { $n }
campaign-block-conflict = statements that contradict each other: { $n }
campaign-block-doubtful = wrong in the list and not corrected: { $n }
campaign-block-unproved = reason found without a contact or a match: { $n }
campaign-block-evidence-owed = a photo or paper is owed: { $n }
campaign-block-unproposed = reason found, no outcome proposed: { $n }
campaign-block-proposed = outcomes that wait for review: { $n }
campaign-block-returned = returned and not put right: { $n }
campaign-block-unreasoned = kept suspended without a reason: { $n }
campaign-block-not-updated = resolved, the business system not updated: { $n }
campaign-block-hits = named by a match list, nobody has looked: { $n }
campaign-block-unserved = papers printed and not handed over: { $n }
campaign-block-silent = units that did not report in time last: { $n }
campaign-block-unfrozen = daily reports not frozen: { $n }
campaign-block-unticked = items of the checklist that the office has not looked at: { $n }
campaign-block-unsampled = to be looked at for the spot check: { $n }
campaign-block-not-recovered = to be recovered and not recovered: { $n } yuan

## The notice

campaign-measure-resolved = resolved
campaign-measure-verified = verified
campaign-below = { $measure } { $rate } %, { $points } points below the average
campaign-level = { $measure } { $rate } %, level with the average
campaign-above = { $measure } { $rate } %, { $points } points above the average
campaign-cause-proposed = { $n } wait for the district's review (not this unit's doing)
campaign-cause-at-district = { $n } wait for the district (not this unit's doing)
campaign-cause-returned = { $n } returned to be put right
campaign-cause-conflict = { $n } with statements that contradict each other
campaign-cause-untouched = { $n } not contacted, no reason found
campaign-no-cause = no cause is recorded

## Phases

campaign-phase = { $title } { $from } to { $to }, { $when }
campaign-when-before = begins in { $days } days
campaign-when-runs = { $days } days left
campaign-when-last = today is the last day
campaign-when-over = over
campaign-measured = { $measure } { $rate } % ({ $done }/{ $of }){ $goal }, { $cite }
campaign-measure-spot-check = spot check
campaign-measure-checklist = checklist done
campaign-goal-share = , to be { $share } %
campaign-goal-all = , to be 100 %
campaign-due-daily = figures each day by { $time } (until { $until }): { $left }, { $cite }
campaign-due-once = { $day } { $time } { $what }: { $left }, { $cite }
campaign-due-over = over
campaign-left-days = { $n } days left
campaign-left-hours = { $hours } h { $minutes } min left

## The inspection's checklist

campaign-checklist = Checklist: { $done } of { $of } items are done
campaign-item = { $n } { $mark } { $title } ({ $cite })
campaign-mark-done = done
campaign-mark-open = open
campaign-mark-by-hand = by hand
campaign-mark-office = office
campaign-open = { $what }: { $how }
campaign-head-number = No.
campaign-head-item = Item
campaign-head-state = State
campaign-head-blocks = Still open
campaign-head-clause = Clause
campaign-settle-unresolved = the walk, person by person, until the review approves; the lines below say where it hangs
campaign-settle-unclaimed = home, "claimed by no village", or find them with xunren list
campaign-settle-untouched = home, visits, or xunren record contact
campaign-settle-in-progress = find the reason on the walk, or xunren record classify
campaign-settle-conflict = home, "statements that contradict", look at the papers and decide
campaign-settle-doubtful = home, 0, "wrong in the list", or xunren list --doubt any
campaign-settle-unproved = home, "verified without proof": record a contact or a match
campaign-settle-hits = home, 0, matches, or xunren match
campaign-settle-evidence-owed = the walk, photos, or xunren evidence
campaign-settle-unserved = record the service on the walk, or xunren record served
campaign-settle-unproposed = propose an outcome on the walk, or xunren record resolve
campaign-settle-returned = home, "returned": put it right and propose again
campaign-settle-proposed = home, reviews, or xunren review
campaign-settle-unreasoned = give the reason for keeping suspended on the walk
campaign-settle-not-updated = update the business system, then xunren record system_update
campaign-settle-unticked = the campaign, checklist: look and tick, or xunren inspection tick
campaign-settle-unsampled = home, 0, spot check, or xunren sample
campaign-settle-not-recovered = when money comes in: xunren record recover
campaign-settle-silent = ask for the figures, or xunren report submit
campaign-settle-unfrozen = the report screen, or xunren report freeze --date

## Screens

campaign-title = The campaign: phases, checklist, reports and notices
campaign-choose-checklist = the inspection's checklist
campaign-choose-blocks = what still blocks: not one person, not one item missed
campaign-nothing-blocks = Nothing blocks.
campaign-people = What settles it: { $unit }
campaign-ask = Write the { $paper } from the frozen report { $number } of { $day } to { $path }. The program fills in the figures, the office writes the rest; nobody signs.
campaign-ask-list = Write the checklist to { $path }. The program fills in the figures, the office writes the rest.
campaign-written = Written: { $path }
campaign-keys = Digits go in, or arrows and Enter   Esc back
campaign-keys-ask = Enter write the file   Esc do not
campaign-keys-checklist = arrows look   Enter what still blocks   1 document 2 workbook   Esc back
