# 讲清一个人的原因和步骤，一条一条写依据。

explain-class = 原因 { $class }（{ $clause }）：{ $who } { $when } 定，依据：{ $basis }
explain-no-class = 还没定原因。
explain-no-basis = 没写
explain-done = 已办  { $step }（{ $clause }）：{ $why }
explain-due = 该办  { $step }（{ $clause }）：{ $why }
explain-blocked = 卡住  { $step }（{ $clause }）：{ $why }
explain-later = 还有  { $step }（{ $clause }）：{ $why }
explain-either = 待定  { $step }（{ $clause }）：{ $why }
explain-only-for = { $outcomes }才办
explain-only-why = { $only }；{ $why }
explain-practice = 实务
explain-closed = { $kind } { $when } { $who }
explain-wanted = { $who }办，要：{ $needs }
explain-or = 或
explain-district = 区里口径：{ $text }（{ $source }，{ $day }）
