# 系统核查比对。每个键以 match- 开头。
match-done = { $file }（{ $source }，{ $day }的名单）：{ $rows }行，对上{ $hits }人，可能是{ $possible }人，不在台账里{ $misses }人。新提出{ $new }条，等着确认。
match-would = { $file }（{ $source }，{ $day }的名单）：{ $rows }行，对上{ $hits }人，可能是{ $possible }人，不在台账里{ $misses }人。会新提出{ $new }条（这次没有记）。
match-undated = 其中{ $count }条没有写日期，或者日期看不懂。
match-unreadable = 其中{ $count }行既没有姓名也没有号码。
match-nobody-waits = 没有等着确认的比对。
match-never = 还没有比对过名单。
match-accepted = 已采纳。原因还要在“定原因”里确认。
match-accepted-all = 已采纳{ $count }人。
match-refused = 已记下不采纳。
match-told = 比对 { $source }（{ $day }） { $facts }{ $state }
match-told-by = （{ $how }）
match-waits = ，待确认
match-was-accepted = ，已采纳
match-was-refused = ，没采纳
match-basis = { $source }名单（{ $day }）
