# Reading other people's files: which file, what is wrong, what helps.
intake-missing = There is no file { $file }. Check name and place.
intake-permission = You may not read { $file }. Copy it into a folder of your own.
intake-folder = { $file } is a folder. Choose the list inside.
intake-unreadable = { $file } cannot be read ({ $what }). Plug the stick in again and retry.
intake-empty = { $file } is empty. Ask for it again.
intake-too-big = { $file } is larger than { $what }. Is it a list? Split it.
intake-not-a-list = { $file } is no list (it looks like { $what }). Open it in Excel or WPS and save it as xlsx.
intake-password = { $file } is protected by a password. Open it in WPS and save a copy without one.
intake-damaged = { $file } is damaged or cut off; nobody was read ({ $what }). Ask for it again.
intake-unpacks-too-big = { $file } unpacks to more than { $most } and was not read. Open it in WPS and save the list alone.
intake-too-many-sheets = { $file } has more than { $most } sheets and was not read. Keep the list's sheet alone.
intake-too-many-rows = { $file } has more than { $most } rows, empty ones included, and was not read. Delete empty rows or split it.
intake-too-wide = { $file } has more than { $most } columns and was not read.
intake-child-died = Reading { $file } broke off; nobody was read. It is probably damaged: save a copy in WPS and try again.
intake-no-header = No header was recognised in { $file }. Columns found: { $found }. A name or an ID is needed; known columns: { $expected }.
intake-open-quote = From row { $what } of { $file } on a quotation mark is never closed; nobody was read, lest people be lost. Save it as xlsx and try again.
