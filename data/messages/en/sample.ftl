# Spot checks and what they put right. Every key begins with sample-.
sample-level-district = District spot check
sample-level-city = City spot check
sample-way-files = files
sample-way-phone = phone
sample-way-visit = visit
sample-item-found = alive/dead
sample-item-class = class
sample-item-outcome = outcome
sample-item-amount = amount
sample-outcome-none = no outcome
sample-no-class = no class
sample-no-officer = no officer
sample-drawn-quota = drawn
sample-drawn-stratum = added
sample-drawn-replaces = replacement
sample-because-moved = moved away
sample-because-dead = dead
sample-because-unreachable = not to be found
sample-because-refused = refused
sample-because-other = other
sample-status-open = open
sample-status-overdue = overdue
sample-status-done = to be closed
sample-status-closed = closed

## Drawing

sample-drawn = { $level }: { $drawn } of { $population } people drawn ({ $share }% of each unit, seed: { $seed }).
sample-would-draw = { $level }: { $drawn } of { $population } people would be drawn ({ $share }% of each unit, seed: { $seed }). Nothing was drawn.
sample-basis = Basis of the share: { $basis }
sample-basis-none = The share was ordered now; no document sets it.
sample-before = { $count } people drawn before at this level are left out.
sample-unit-line = { $population } people  share { $quota }  drawn { $drawn }
sample-drawn-proof =
    Draw: { $draw }
    Fingerprint of the population: { $list }
    Where the logs ended (one line a computer):
    { $heads }
    Publish seed and fingerprint together. To reckon again: xunren sample check
sample-nobody = Nobody is drawn yet.
sample-state-open = not looked at
sample-state-replaced = replaced ({ $why })
sample-replaced = { $gone } is replaced by the next of the unit, { $next } (place { $order }).
sample-proof-holds = It holds: seed { $seed }, { $share }%, { $drawn } of { $population } people. Fingerprint { $list }
sample-proof-fails = It does not hold: seed { $seed }, { $share }%, { $drawn } of { $population } people should be drawn. Fingerprint { $list }
sample-proof-head = The book lacks or has changed the entry at which the draw was made: { $about }
sample-proof-population = Other numbers of people than at the draw (now / then): { $about }
sample-proof-list = Another fingerprint than at the draw, now: { $about }
sample-proof-missing = Drawn by the seed and not on the list: { $about }
sample-proof-strange = On the list and not drawn by the seed: { $about }
sample-proof-differs = Seed, share or level of this line differ from the others: { $about }
sample-proof-twice = Two lines for one person: { $about }
sample-proof-hash = Wrong hash: { $about }
sample-proof-order = Wrong place: { $about }
sample-list-draw = draw
sample-list-level = level
sample-list-seed = seed
sample-list-percent = percent
sample-list-strata = strata
sample-list-unit = unit code
sample-list-unit-name = unit
sample-list-case = case
sample-list-class = class
sample-list-officer = officer
sample-list-hash = hash
sample-list-order = place
sample-list-drawn = drawn

## Looking again

sample-recorded = Recorded. Beside the first finding:
sample-agrees = { $item }: { $answer }, agrees
sample-differs = { $item }: now { $answer }, first { $first }, differs
sample-not-found = { $item }: { $answer }, nothing was found first
sample-opened = What differs is on the list to be put right until { $day }.
sample-opened-no-day = What differs is on the list to be put right. How many days that may take is not set (own times under 0 More); a day can be set for this one alone.
sample-batch-done = { $lines } lines: { $applied } recorded, { $unchanged } known, { $differ } people differ, { $refused } refused.
sample-told-nobody = { $what }, nobody met
sample-withdrawn = Taken back: { $what } of { $person }, who can be looked at again.
sample-withdrawn-dropped = Taken back: { $what } of { $person }, who can be looked at again. What it put on the list to be put right ({ $dropped }) no longer counts.

## Figures

sample-coverage = { $level }: { $drawn } drawn, { $checked } looked at, coverage { $rate }% ({ $checked }/{ $population })
sample-coverage-reached = { $level }: { $drawn } drawn, { $checked } looked at, coverage { $rate }% ({ $checked }/{ $population }), { $share }% reached
sample-coverage-short = { $level }: { $drawn } drawn, { $checked } looked at, coverage { $rate }% ({ $checked }/{ $population }), at least { $share }% wanted
sample-report-title = { $level }: figures
sample-report-until = { $unit }  until { $day }
sample-report-basis = Basis: { $basis }
sample-draw-line = Drawn { $on }: seed { $seed }, { $share }%, { $drawn } of { $population }, fingerprint { $list }
sample-grid-looked = How far it is
sample-grid-wrong = Errors by unit
sample-grid-rectify = To be put right
sample-grid-class = By class
sample-grid-officer = By officer (for this office alone, never in a notice)
sample-grid-item = By item
sample-head-unit = unit
sample-head-class = class
sample-head-officer = officer
sample-head-item = item
sample-head-what = what
sample-head-name = name
sample-head-population = people
sample-head-drawn = drawn
sample-head-replaced = replaced
sample-head-checked = looked
sample-head-coverage = cover %
sample-head-compared = n
sample-head-wrong = wrong
sample-head-rate = error %
sample-head-interval = 95%
sample-ways = { $way } { $n }
sample-text-unit = { $unit } looked at { $checked }/{ $drawn }, differ { $wrong }/{ $compared }
sample-text-wrong = { $compared } compared, { $wrong } differ, error rate { $rate }% (95%: { $interval })
sample-text-nothing = nothing to compare yet
sample-text-rectify = To be put right: { $open } open, { $overdue } overdue, { $done } to be closed, { $closed } closed
sample-formula = Error rate = wrong/n (n: answered now and found first; one item that differs makes a person wrong). 95% by Wilson: (p+z*z/2n +/- z*sqrt(p(1-p)/n+z*z/4n*n))/(1+z*z/n), p = wrong/n, z = 1.96. Of few people the interval is wide.
sample-notice-draw = { $on } by the seed [{ $seed }] { $drawn } of { $population }
sample-notice-strata = in each unit at least one of every class and officer together
sample-notice-strata-class = in each unit at least one of every class
sample-notice-strata-officer = in each unit at least one of every officer
sample-notice-strata-none = any fraction counting as one
sample-report-provisional = { $day } (the day has not ended, the figures still change)
sample-notice-done = The draft was saved to { $path }. Number, problems, demands and signature are for people to write.

## Putting right

sample-rectify-title = To be put right after the spot check
sample-rectify-nothing = Nothing to be put right.
sample-rectify-number = no.
sample-rectify-name = name
sample-rectify-id = ID
sample-rectify-unit = village
sample-rectify-owner = owner
sample-rectify-items = found
sample-rectify-opened = since
sample-rectify-due = until
sample-rectify-status = status
sample-rectify-done = done
sample-rectify-closed = closed
sample-rectify-no-day = no day
sample-rectify-told = { $what } ({ $by } { $on })
sample-rectify-days = Set: findings are put right within { $days } workdays; it holds for those to come.
sample-rectify-is-done = Noted: { $person } was put right and waits to be closed.
sample-rectify-is-closed = Closed: { $person }.
sample-rectify-is-open = Sent back: { $person }.
sample-rectify-is-due = New last day for { $person }.
sample-rectify-withdrawn = Taken back: { $what } of the rectification of { $person }.

## Screen

sample-title = Spot check, rectification
sample-menu-level = Now: { $level }; the other level
sample-menu-draw = Draw people
sample-menu-people = Drawn people, look again
sample-menu-figures = Figures
sample-menu-rectify = To be put right
sample-menu-check = Reckon the draw again
sample-menu-save = Save to a file
sample-menu-open = { $line }  { $open } not looked at
sample-menu-none = { $line }  nobody is drawn yet
sample-rectify-since = since { $day }
sample-menu-rectify-open = { $line }  { $open } open, { $overdue } overdue, { $done } to be closed
sample-ask-level = Whose spot check?
sample-ask-seed = The seed: a published text that nobody could choose (a lottery's numbers). Then Enter
sample-ask-share = What percent of each unit? No document says it
sample-ask-draw = { $level }: { $drawn } of { $population } people, { $share }% of each unit, seed [{ $seed }]. It cannot be drawn again.
sample-ask-draw-1 = Draw
sample-ask-draw-2 = Do not draw
sample-people-head = { $level }: { $open } not looked at. A digit opens a person
sample-person-id = ID { $id }
sample-person-phone = phone { $phone }
sample-person-place = { $unit }  { $place }
sample-person-order = place { $order }, { $because }
sample-person-1 = Files
sample-person-2 = Phone
sample-person-3 = Visit
sample-person-4 = Replace
sample-person-5 = Show numbers
sample-person-6 = Take back a check
sample-person-blind = First write down what is said; the first finding is shown afterwards.
sample-person-has = There is: { $ways }
sample-form-title = { $way }: write what is said
sample-field-met = Who was met
sample-field-note = Note
sample-form-skip = not asked
sample-nobody-answered = nobody answered or was there
sample-ask-replace = Replace: why?
sample-compared-head = { $person } is recorded. Beside the first finding:
sample-rectify-head = To be put right: a digit opens one
sample-rectify-item-1 = Put right
sample-rectify-item-2 = Close
sample-rectify-item-3 = Send back
sample-rectify-item-4 = Another day
sample-rectify-item-5 = Take back: { $what }
sample-ask-done = How was it put right? Type, then Enter
sample-ask-reopen = Why is it sent back? Type, then Enter
sample-ask-due = Until which day? (7, 0920, 9.20) Then Enter
sample-ask-close = Close { $person }: Enter or 0 writes it
sample-which-check = Which check is taken back?
sample-ask-withdraw = Take back: { $what }. Why?
sample-withdraw-check = It stays readable, what it found no longer counts; another look is possible.
sample-withdraw-act = It stays readable; the rectification is again as it was before.
sample-ask-withdraw-own = Why is it taken back? Type, then Enter
sample-why-1 = wrong person
sample-why-2 = wrong choice
sample-why-3 = recorded twice
sample-why-4 = recorded before it was done
sample-why-5 = own words
sample-save-head = Save to a file beside the book
sample-save-1 = Draft of the notice (Word)
sample-save-2 = Figures (Excel)
sample-save-3 = To be put right (Excel)
sample-save-4 = List of the draw (to publish and reckon again)
sample-saved = Saved: { $path }
sample-file-1 = spot-check-notice
sample-file-2 = spot-check
sample-file-3 = rectification
sample-file-4 = draw
sample-keys = Up Down choose   digit or Enter opens   0 or Esc back
sample-keys-text = type   Enter on   Esc back
sample-keys-form = digit chooses   Up Down other line   Enter next, saves on the last   Esc leaves it
sample-keys-write = Enter or 0 writes   Esc back, undecided
sample-keys-compared = Enter next person   Up Down scroll   0 or Esc back
sample-keys-page = Up Down scroll   0 or Esc back
