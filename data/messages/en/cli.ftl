# Words of records and of the command line.
cli-about = xunren: find every suspended pension recipient and walk each case to its end
cli-examples =
    Examples:
      xunren demo
      xunren init huiji.xunren --unit 410108 --officer 王敏
      xunren --book huiji.xunren import suspended.xlsx
      xunren --book huiji.xunren report daily --date 2021-09-09
cli-arg-book = the book
cli-arg-format = form of the output: json; reports also text table csv xlsx md svg png qr
cli-arg-lang = language: zh-CN or en
cli-arg-clock = set the clock for this command; entries are marked
cli-arg-officer = the officer
cli-arg-unmasked = show personal numbers whole; wants a reason
cli-arg-because = why
cli-arg-keys = play these keys on the screen
cli-arg-print = print the screen afterwards
cli-arg-size = size of the screen
cli-arg-path = the file
cli-arg-unit = division code
cli-arg-pack = the pack
cli-arg-files = lists
cli-arg-dry-run = show all, write nothing
cli-arg-save-doubts = save rejected and doubtful rows as a spreadsheet
cli-arg-class = class
cli-arg-presumed = presumed class, 0 = unknown
cli-arg-state = state
cli-arg-doubt = doubt, or any
cli-arg-due = appointments and deadlines until this day
cli-arg-on = the day (today when left out)
cli-arg-ahead = how many days to look ahead (7 when left out)
cli-arg-limit = at most
cli-arg-text = ID, its end, name, pinyin, phone, village
cli-arg-case = ID or case
cli-arg-batch = JSON lines, - = standard input
cli-arg-person = ID or case
cli-arg-at = when it was recorded
cli-arg-date = day
cli-arg-output = save to a file
cli-arg-id = pack
cli-example = Example: { $command }
cli-example-id = ID
cli-example-photo = photo.jpg
cli-example-text = TEXT
cli-arg-out = save one page for each command in this folder
cli-arg-map = key file: default numpad vim
cli-arg-numbers = ID numbers
cli-arg-cases = people
cli-arg-seed = seed
cli-arg-days = days of work done
cli-arg-shell = bash zsh fish powershell elvish
cli-arg-folder = folder of templates; those in use when absent
cli-arg-paper = for whom (ID, name) and which paper; with --unit the paper alone
cli-arg-set = enter a field, like 截止日期=2021-09-30; may be repeated
cli-arg-settle = amounts by the settlement of these facts (as xunren settle)
cli-arg-pdf = make a PDF too, where LibreOffice or WPS is installed
cli-bad-clock = --clock cannot be read; write 2021-09-08T14:30:00+08:00
cli-init = Make a book
cli-init-example = Example: xunren init huiji.xunren --unit 410108 --officer 王敏
cli-init-done = Made { $path } for { $unit }, following { $pack }.
cli-import = Import lists
cli-import-example = Example: xunren --book huiji.xunren import suspended.xlsx --dry-run
cli-import-progress = reading, people:
cli-import-done = { $file }: { $rows } rows, { $created } new, { $matched } known, { $duplicate } duplicate, { $rejected } rejected.
cli-import-would = Nothing written. { $file }: { $rows } rows, would make { $created } new, { $matched } known, { $duplicate } duplicate, { $rejected } rejected.
cli-import-doubt =   { $what }: { $count }
cli-list = List people
cli-list-example = Example: xunren list --state returned --format json
cli-find = Find people
cli-find-example = Example: xunren find zxf
cli-find-nobody = Nobody answers.
cli-show = Show one person whole
cli-show-example = Example: xunren show ID --format json
cli-explain = Tell why class, steps and amounts of one person are what they are, clause by clause
cli-explain-example = Example: xunren explain ID
cli-record = Record
cli-record-example = Example: xunren record contact --person ID --how visit --met self --found alive
cli-record-done = Saved.
cli-record-unchanged = It is in the book already.
cli-record-progress = recording, lines:
cli-batch-done = { $lines } lines: { $applied } applied, { $unchanged } known already, { $refused } refused.
cli-batch-stopped = Stopped. What is counted above is kept; the same file once more goes on from there.
cli-batch-refused = line { $line } refused ({ $reason }): { $message }
cli-publish = Make the public list of people who receive the pension (covered names, no numbers, no reasons)
cli-publish-example = Example: xunren publish --unit 410108101205 --output public.xlsx --hangs-for 10; what hangs: xunren publish --posted
cli-arg-hung-on = the day on which it is hung (today when left out)
cli-arg-hangs-for = for how many days it hangs (not fewer than the document says; needed where it says nothing)
cli-arg-settled = fill in the amounts that the settlement works out, and keep them beside; what you give stands
cli-arg-posted = list what was hung and until when
cli-evidence = Collect photos and papers of a telephone, a chat or a stick: brought to their people by the code on the paper or the file's name
cli-evidence-example = Example: xunren evidence phone-photos; for one person: xunren evidence --person 410198193901020078 IMG_1.jpg; only look: xunren evidence --dry-run phone-photos
cli-arg-places = folders or files
cli-arg-sort = what it is: photo, paper, screenshot, film
cli-arg-largest-mb = how large a file may be from now on (MB), kept in the book
cli-match = Compare a match list (cremations, cancelled households, deaths, courts, employee pension, certified) with the book
cli-match-example = Example: xunren match cremated.xlsx --source cremation --list-date 2021-09-01; what waits: xunren match --waiting
cli-arg-file = the list
cli-arg-source = where the list comes from: cremation, household, disease_control, court, employee_pension, certified
cli-arg-list-date = the day of the list (today when left out)
cli-arg-percent = Percent of each unit; the document's when absent
cli-arg-sample-seed = The published seed, as it is
cli-arg-sample-by = What each share is taken of: unit (one level below the book)
cli-arg-strata = Of which each kind has somebody drawn: class, officer, with commas; none
cli-arg-level = district or city; the book's own when absent
cli-arg-open = Only people not yet looked at
cli-arg-whole = The list of the draw: everybody, with hash, place and whether drawn (to publish and reckon again; no names)
cli-arg-draw = Number of the draw; the last one when absent
cli-arg-list = A printed list of a draw; the book's own logs when absent
cli-arg-note = A note
cli-arg-of = Which rectification; not needed while one alone is open
cli-arg-done = It was put right: how
cli-arg-close = Close it (not by who put it right)
cli-arg-reopen = Send it back; --because says why
cli-arg-withdraw = Take back what was recorded about it last; --because says why
cli-arg-entry = Which entry (see xunren show --format json)
cli-arg-sample-way = Which way of looking: files, phone, visit
cli-arg-rectify-due = Another last day
cli-arg-rectify-days = The office's own days (workdays) for those to come
cli-sample = Spot checks: draw from a published seed, look again, figures, rectification
cli-sample-example = Example: xunren sample draw --seed lottery-20210910-031822 --dry-run
cli-sample-draw = Draw people: a share of each unit that nobody could have chosen
cli-sample-draw-example =
    Example: xunren sample draw --percent 50 --by unit --strata class,officer --seed lottery-20210910-031822
    Without --percent the document's share is taken (50% under huiji-2021). First publish what will be the seed, then draw;
    --dry-run tells numbers and nobody. The population is everybody registered at that moment; whoever was drawn at the
    same level is left out. A person's class is the one that stands, the officer is who set it, or who looked last.
    How to reckon again: xunren sample check --help.
cli-sample-list = Drawn people, or the list of the draw
cli-sample-list-example =
    Example: xunren sample list --open --unit 410108101
             xunren sample list --whole --output draw.csv
cli-sample-check = Reckon again whether the drawn people are those of the seed
cli-sample-check-example =
    Example: xunren sample check draw.csv
    A calculator does it too:
      1. One line a person. Write the seed, a colon and the number of the case together (UTF-8) and take SHA-256 as 64
         lower-case hexadecimal digits: the line's hash. Example: printf '%s' 'seed:case' | sha256sum
      2. In each unit by itself, order the hashes ascending (digit by digit from the left, 0 to 9, then a to f).
      3. Of each unit the first are drawn: people times share, any fraction counting as one.
      4. A kind (class and officer together) of the unit from which nobody was drawn adds its first.
    Fingerprint of the population: a line `case,unit,class,officer` and a line break for each person, in order of the
    cases, all together by SHA-256.
cli-sample-replace = Replace somebody who cannot be looked at by the next of the unit
cli-sample-replace-example =
    Example: xunren sample replace --person ID --because moved
    Reasons: moved, dead, unreachable, refused, other
cli-sample-record = Record a second look: what is said first, then the comparison
cli-sample-record-example =
    Example: xunren sample record --person ID --how phone --found alive --class 1 --outcome resumed --amount 113.00
             xunren sample record --batch checks.jsonl
    One line each: {"{"}"id_number":"41019819500405678X","how":"phone","found":"alive","class":"1","by":"李所"{"}"}; also at, case, level, met, outcome, amount, note, on
    Whoever had a hand in the case does not look again. Nobody answered: --met nobody.
cli-sample-withdraw = Take back a check recorded by mistake: it stays readable, what it found no longer counts, and the person can be looked at again
cli-sample-withdraw-example =
    Example: xunren sample withdraw --person ID --how phone --because "wrong person"
    Without --how or --entry the check recorded last is meant. Its checker or the district takes it back, and nobody who had a hand in the case.
    For what was recorded about a rectification: xunren sample rectify --person ID --withdraw --because WHY
cli-sample-report = Coverage, error rates with their 95% intervals, rectification
cli-sample-report-example = Example: xunren sample report --format table
cli-sample-notice = The draft of the notice, with the figures, day and number of a frozen report; its words when --output is absent
cli-sample-notice-example =
    Example: xunren sample notice --output notice.docx
    Without --date or --number the newest frozen report is taken; where there is none, freeze one first: xunren report freeze
cli-sample-rectify = What has to be put right: list, note, close
cli-sample-rectify-example =
    Example: xunren sample rectify --status overdue
             xunren sample rectify --output list.xlsx
             xunren sample rectify --person ID --done "asked again, class is death"
             xunren sample rectify --person ID --close --officer 李所
             xunren sample rectify --person ID --withdraw --because "not done yet"
cli-arg-waiting = list the people whom a match list named and nobody has looked at
cli-arg-history = list what was compared
cli-arg-accept = accept this proposal (one by name or place needs --because: why it is this person)
cli-arg-refuse = refuse this proposal (say why with --because)
cli-arg-accept-all = accept all of a source (certified people alone; say why with --because)
cli-due = List what is overdue, due today and due in the next days
cli-due-example = Example: xunren due --unit 410108101205; another day: xunren due --on 2021-09-09 --format json
cli-due-overdue = Overdue ({ $count })
cli-due-today = Due today ({ $count })
cli-due-next = Due in the next days ({ $count })
cli-due-office = { $day } { $time } { $what } ({ $cite })
cli-due-nothing = Nothing is due.
cli-review = List who waits for a review
cli-review-example = Example: xunren review; approve: xunren record review --person ID --decision approve --officer NAME
cli-report = Reports
cli-report-example = Example: xunren report daily --date 2021-09-09 --format xlsx --output day.xlsx
cli-self-check = The report on the self-check (DOCX, frozen figures)
cli-self-check-example = Example: xunren report self-check --date 2021-09-09 --output self-check.docx
cli-final = The report on the whole campaign (DOCX, frozen figures)
cli-final-example = Example: xunren report final --number 9 --output final.docx
cli-progress = The notice on progress (DOCX, frozen figures)
cli-progress-example = Example: xunren report progress --number 4 --slow 古荥镇 --slow 江山路街道 --output notice.docx
cli-campaign = How far the phases are, and what is due when
cli-campaign-example = Example: xunren campaign
cli-inspection-tick = Tick an item that no figure tells: who looked, when, and what is there
cli-inspection-tick-example = Example: xunren inspection tick archived --word "three boxes, in the archive" --by 宋丽君 --on 2021-09-16
cli-inspection-untick = Take a tick back, with the reason; both stay readable
cli-inspection-untick-example = Example: xunren inspection untick archived --because "one box is missing"
cli-arg-item = Number or id of the item
cli-arg-word = What is there, in a word
cli-arg-looked-by = Who looked (the present officer when left out)
cli-inspection = The inspection's checklist: what is asked, what is done, what still blocks
cli-inspection-example = Example: xunren inspection --open not_updated
cli-arg-open-block = show the people behind this line (its id in the list, as not_updated)
cli-arg-slow-unit = A unit whose progress is slow, by code or name
cli-daily = The daily report
cli-daily-example = Example: xunren report daily --date 2021-09-09
cli-report-received = what units handed in, against the book
cli-report-received-example = e.g. xunren report received --date 2021-09-09 --format json
cli-receive = take figures that units hand in as codes: from a scanner that types, a text, a picture
cli-receive-example = e.g. xunren receive guxing.png xincheng.jpg    from a scanner: xunren receive -
cli-receive-nothing = no code of figures in it
cli-receive-refused = { $file }: { $message }
cli-arg-scans = pictures (PNG, JPEG) or text files; - is standard input (a scanner)
cli-rank = The ranking
cli-rank-example = Example: xunren rank --date 2021-09-09 --format png --output rank.png    xunren rank --ranked-by verified --trend    xunren rank --slow-rules last=2,behind=10 --slow
cli-freeze = Set a day's report down for good
cli-freeze-example = Example: xunren report freeze --date 2021-09-09
cli-frozen = List the reports that were set down
cli-frozen-example = Example: xunren report frozen --format json
cli-submit = Hand in: take the figures of a unit
cli-submit-example = Example: xunren report submit --from guxing.txt
cli-changes = Two days against each other: who changed, into what, by whom
cli-changes-example = Example: xunren report changes --from 2021-09-08 --to 2021-09-09
cli-arg-as-frozen = As it was set down
cli-arg-as-known = As the records of now have it
cli-arg-compare = Set down and known by now, cell by cell
cli-arg-number = The running number
cli-arg-explain = Open a number: column:unit, as in class_5:410108001
cli-arg-signed-by = Who signs (another than the named one needs a reason)
cli-arg-from-report = Text or JSON file that was handed in, - is standard input
cli-arg-from-day = The first day
cli-arg-to-day = The second day
cli-arg-reporter = Who reports (another than the named one needs a reason)
cli-arg-as-of = As it stood then: a day (its cut-off) or a moment
cli-verify-spells = The lists behind the numbers do not match the log: { $place }
cli-verify-filed = The register of reports does not match the log: { $place }
cli-verify-frozen = A report that was set down does not match its checksum: { $place }
cli-sheet = Make a village's sheet for visits
cli-sheet-example = Example: xunren sheet --unit 410108101205 --output sheet.xlsx
cli-sheet-done = Made { $path } ({ $people } people).
cli-sheet-empty = Nobody is left to visit in this unit.
cli-pack = Policy packs
cli-pack-example = Example: xunren pack list
cli-pack-list = List packs
cli-pack-list-example = Example: xunren pack list
cli-pack-show = Show a pack
cli-pack-show-example = Example: xunren pack show huiji-2021
cli-pack-check = Check a pack
cli-pack-check-example = Example: xunren pack check FOLDER
cli-pack-wrong = wrong: see pack check
cli-pack-good = No problems.
cli-keys = The table of keys
cli-keys-example = Example: xunren keys --map numpad
cli-keys-place = where
cli-keys-action = action
cli-keys-key = keys
cli-verify = Prove the book
cli-verify-example = Example: xunren verify --format json
cli-verify-progress = checking:
cli-verify-ok = The book is whole: { $entries } entries, { $cases } people. Heads { $heads }
cli-verify-pages = damaged page: { $place }
cli-verify-foreign-keys = broken reference: { $place }
cli-verify-chain = the chain is broken or was changed: { $place }
cli-verify-payload = a payload was changed: { $place }
cli-verify-case = a case differs from its entries: { $place }
cli-verify-search = the search index differs: { $place }
cli-verify-figures = figures differ from the entries: { $place }
cli-verify-evidence-missing = a kept photo or paper is missing: { $place }
cli-verify-evidence-changed = a kept photo or paper was changed: { $place }
cli-verify-shared = one file stands on { $count } people: { $place }
cli-verify-helps = If chain or payloads are damaged, stop and compare with a backup; cases, index and figures are mended by xunren rebuild.
cli-rebuild = Build everything again from the log
cli-rebuild-example = Example: xunren rebuild
cli-rebuild-progress = building, people:
cli-rebuild-done = Built again: { $cases } people.
cli-backup = Back up the book and its photos
cli-backup-example =
    Example: xunren backup                    beside the book, named after day and time
             xunren backup /media/stick       to a USB stick
cli-backup-progress = Backing up
cli-backup-done = Backed up and checked: { $path } ({ $entries } entries, { $people } people, { $files } photos and papers). Heads { $heads }
cli-backup-missing = { $count } photos or papers are lost or spoiled and not in the backup: { $names }
cli-backup-unnoted = The backup is made, but the book cannot be written and does not know of it. Check the disk of the book.
cli-restore = Restore the book from a backup
cli-restore-example =
    Example: xunren --book huiji.xunren restore /media/stick/huiji-20210909-143005.xunren
             xunren --book huiji.xunren restore backup.xunren --replace      the old book is kept under another name
cli-restore-progress = Restoring
cli-restore-done = Restored: { $path } ({ $entries } entries, { $people } people, { $files } photos and papers).
cli-restore-kept = The old book is kept as { $path }.
cli-restore-newer = The old book holds { $count } entries that the backup lacks. Open it, and record again what is needed.
cli-restore-missing = The backup lacks { $count } photos or papers: { $names }
cli-arg-to = where to: a stick, a folder, or a file's name; beside the book when absent
cli-arg-from = the backup
cli-arg-replace = replace the book that is there; the old one is kept under another name
cli-id = Check ID numbers
cli-id-example = Example: xunren id 41019819500405678X
cli-id-good = good
cli-settle = Work out a settlement
cli-settle-example = Example: xunren settle facts.json --format text
cli-arg-facts = a file of facts in JSON, - for standard input
cli-workday = Find the last day of a stretch of time
cli-workday-example =
    Example: xunren workday 2021-09-17 --plus 3
             xunren workday 2022-11-20 --months 6
cli-arg-start = the day from which it runs, itself not counted
cli-arg-plus = so many workdays
cli-arg-calendar-days = so many calendar days
cli-arg-months = so many months
cli-arg-no-roll = leave a last day that is a rest day where it is
cli-demo = A synthetic district to look around
cli-demo-example = Example: xunren demo --cases 2000
cli-demo-progress = making, people:
cli-demo-kept = The book is kept at { $path }
cli-completions = Shell completions
cli-completions-example = Example: xunren completions bash > ~/.local/share/bash-completion/completions/xunren
cli-man = Man page
cli-man-example =
    Example: xunren man --out pages
             xunren man | man -l -
cli-forms = List the papers that can be printed
cli-forms-example = Example: xunren forms    xunren forms check my-templates
cli-forms-check = Check the fields of templates
cli-forms-check-example = Example: xunren forms check my-templates
cli-notice = Print a paper (.docx), number it and record it
cli-notice-example = Example: xunren notice 张雪芳 申请注销登记告知书 --set 截止日期=2021-09-30 --output notice.docx
cli-arg-keymap = key file: default numpad vim
cli-defect = The program has a defect and stopped; what was recorded is safe. Where it broke stands in { $path }.
cli-heading-usage = Usage:
cli-heading-options = Options
cli-heading-arguments = Arguments
cli-heading-commands = Commands
cli-heading-command = COMMAND
cli-arg-help = Print help
cli-arg-version = Print version
cli-usage-unknown = There is no option { $what }.
cli-usage-command = There is no command { $what }.
cli-usage-no-command = { $what } needs a command behind it.
cli-usage-missing = Missing: { $what }
cli-usage-no-value = { $what } needs a value.
cli-usage-value = { $what } cannot be "{ $value }".
cli-usage-count = { $what } is given too often, too rarely, or with what excludes it.
cli-usage-other = The command is wrong ({ $what }).
cli-usage-nearest = Possible: { $what }
cli-usage-help = Add --help to a command for its use and an example.
cli-recovery = What a person still owes: instalments, payments, objections, handing over; without a person, everybody who owes
cli-recovery-example = Example: xunren recovery ID --on 2021-09-30; who owes: xunren recovery --unit 410108101 --format json; for the authority: xunren recovery ID --bundle FOLDER
cli-arg-bundle = lay the papers for the authority into this folder
cli-report-layouts = List the layouts of the workbook (attachment 1)
cli-report-layouts-example = Example: xunren report layouts    xunren report layouts check city.toml
cli-report-layouts-check = Check a layout's file
cli-report-layouts-check-example = Example: xunren report layouts check city.toml
cli-arg-layout = layout of the workbook (a name from xunren report layouts)
cli-arg-for = only the sheets for: group, office
cli-arg-layout-file = a layout's file; all of the office's own where absent
cli-check-table = Hand tables out to villages without a laptop, and read them in again
cli-check-table-example = Example: xunren check-table out --unit 410108101 --out tables    xunren check-table in tables
cli-check-table-out = Make a workbook a village, in a folder a township
cli-check-table-out-example = Example: xunren check-table out --unit 410108101 --out tables
cli-check-table-in = Read tables that were filled in
cli-check-table-in-example = Example: xunren check-table in tables --dry-run    xunren check-table in village.xlsx --save-doubts wrong.xlsx
cli-check-table-check = Check the office's own form of the table
cli-check-table-check-example = Example: xunren check-table check check-table.toml
cli-check-table-file = { $path } ({ $people } people)
cli-check-table-done = Read { $rows } rows of { $files } files: applied { $applied } ({ $entries } entries), unchanged { $unchanged }, doubtful { $doubtful }, rejected { $rejected }.
cli-check-table-would = (Nothing written) { $rows } rows of { $files } files: would apply { $applied } ({ $entries } entries), unchanged { $unchanged }, doubtful { $doubtful }, rejected { $rejected }.
cli-check-table-row = { $file } { $sheet } row { $row } { $person }: { $what }
cli-arg-by = who looked, where a row names nobody
cli-arg-table-file = the form's file; check-table.toml of the configuration folder where absent
cli-arg-table-folder = folder for the workbooks, one below it a township
cli-inflow = Stock and inflow: who is new, gone or changed since the list before
cli-inflow-example = Example: xunren inflow --since 2021-09-01
cli-arg-since = lists from this day on
cli-risks = Risks that were noted on the way (for the district)
cli-risks-example = Example: xunren risks    xunren record note --person 41019819500405678X --text "card in other hands" --risk fund
cli-arg-ranked-by = By which rate: resolved or verified; the one of the pack when absent
cli-arg-trend = Day by day
cli-arg-slow = Units of slow progress, by the rules of this office
cli-arg-slow-rules = Set the rules for slow progress, like last=2,behind=10; none takes them away
