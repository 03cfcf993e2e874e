# 个案的试算：走访屏上一行，全文一页。

settled-back-pay = 补发{ $months }个月 { $amount }元
settled-overpaid = 多领{ $months }个月 { $amount }元
settled-due = 应发{ $months }个月 { $amount }元
settled-comma = ，
settled-line = 试算 { $amounts }（未审核）
settled-line-supposed = 试算 { $amounts }（未审核，按本月恢复）
settled-line-lacks = 试算 { $amounts }（未审核），{ $lacks }
settled-unknown = 试算还算不出，{ $lacks }
settled-none = 试算 没有要补发、应发或多领的月份
settled-lacks = 缺：{ $what }
settled-lacks-more = 缺：{ $what }等{ $count }项
settled-disputed = 几种说法不一样，先选定：{ $what }
settled-disputed-whole = { $what }几种说法不一样，还没选定，没有算进去：{ $said }
settled-wrong = 算不了 { $what }
settled-supposed = 还没记从哪个月起恢复，先按{ $month }恢复算给人看；提处理结果和打印不用这个数。
settled-village-back-pay = 有{ $months }个月待补发，金额以审核为准
settled-village-overpaid = 有{ $months }个月要核对，金额以审核为准
settled-village-due = 有{ $months }个月待发给家属，金额以审核为准
settled-from-roster = 名册
settled-used = { $name }：{ $value }（{ $from }）
settled-not-no-class = 还没定原因，没有要算的。
settled-not-not-told-apart = 还没分清是职保和居保（3a）还是两地居保（3b），分清了才能算。
settled-not-nothing = 这一类没有要按月算的金额：查清以后改定原因，或者按处理结果办。
