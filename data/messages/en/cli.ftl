# Words of records and of the command line.
cli-about = xunren: find every suspended pension recipient and walk each case to its end
cli-examples =
    Examples:
      xunren demo
      xunren init huiji.xunren --unit 410108 --officer 王敏
      xunren --book huiji.xunren import suspended.xlsx
      xunren --book huiji.xunren report daily --date 2021-09-09
cli-arg-book = the book
cli-arg-format = form of the output: json; reports also text table csv xlsx md
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
cli-arg-due = appointments until this day
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
cli-record = Record
cli-record-example = Example: xunren record contact --person ID --how visit --met self --found alive
cli-record-done = Saved.
cli-record-unchanged = It is in the book already.
cli-record-progress = recording, lines:
cli-batch-done = { $lines } lines: { $applied } applied, { $unchanged } known already, { $refused } refused.
cli-batch-stopped = Stopped. What is counted above is kept; the same file once more goes on from there.
cli-batch-refused = line { $line } refused ({ $reason }): { $message }
cli-review = List who waits for a review
cli-review-example = Example: xunren review; approve: xunren record review --person ID --decision approve --officer NAME
cli-report = Reports
cli-report-example = Example: xunren report daily --date 2021-09-09 --format xlsx --output day.xlsx
cli-daily = The daily report
cli-daily-example = Example: xunren report daily --date 2021-09-09
cli-rank = The ranking
cli-rank-example = Example: xunren rank --date 2021-09-09
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
cli-arg-keymap = key file: default numpad vim
cli-defect = The program has a defect and stopped; what was recorded is safe. Where it broke stands in { $path }.
