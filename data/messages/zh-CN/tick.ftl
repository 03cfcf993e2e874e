# 迎检清单里人工核的。每个键以 tick- 开头。

tick-line = { $day } { $by }核过：{ $word }
tick-line-back = { $day } { $by }撤回：{ $word }
tick-done = 已记下：{ $item }
tick-before = 已经记过，没有再记：{ $item }
tick-taken-back = 已撤回，要重新核：{ $item }
tick-not-ours = 这一条由领导小组办公室核，本单位不用记。
tick-form-back = 迎检清单：撤回
tick-field-on = 哪天核的
tick-field-by = 谁核的
tick-field-word = 情况
tick-field-own = 写一句
tick-own = 自己写
tick-word-1 = 材料齐全，随时可查
tick-word-2 = 已报出，有签收
tick-word-3 = 已开会，有记录
tick-word-4 = 已印发各单位
tick-because-1 = 材料不全，要补
tick-because-2 = 记错了条目
tick-because-3 = 检查中发现问题
tick-keys = 上下键看   回车 核了记一笔   1存文档 2存表格   Esc 返回
tick-keys-back = 上下键看   回车 撤回这一条   1存文档 2存表格   Esc 返回
tick-keys-other = 上下键看   1存文档 2存表格   Esc 返回
