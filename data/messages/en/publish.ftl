# Public lists. Every key begins with publish-.
publish-number = no.
publish-place = village, group
publish-name = name
publish-sex = sex
publish-birth = born
publish-period = { $unit }    from { $from } to { $until }
publish-foot = Objections go to the office while the list hangs. Telephone:
publish-done = { $unit } public list: { $people } people, { $from } to { $until }; { $left } may not be listed. Basis { $basis }
publish-never = No list was made yet.
publish-hangs = { $unit } { $from } to { $until } hangs
publish-over = { $unit } { $from } to { $until } is over
