# Match lists. Every key begins with match-.
match-done = { $file } ({ $source }, list of { $day }): { $rows } rows, { $hits } hits, { $possible } possible, { $misses } not in the book. { $new } new proposals wait.
match-would = { $file } ({ $source }, list of { $day }): { $rows } rows, { $hits } hits, { $possible } possible, { $misses } not in the book. { $new } proposals would be new (nothing was written).
match-undated = { $count } of them without a date, or with one that cannot be read.
match-unreadable = { $count } rows hold neither a name nor a number.
match-nobody-waits = No proposal waits.
match-never = Nothing was compared yet.
match-accepted = Accepted. The reason is still to be confirmed.
match-accepted-all = { $count } accepted.
match-refused = Refused.
match-told = match { $source } ({ $day }) { $facts }{ $state }
match-told-by = ({ $how })
match-waits = , waits
match-was-accepted = , accepted
match-was-refused = , refused
match-basis = list { $source } ({ $day })
