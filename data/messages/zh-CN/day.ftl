# 日期没读懂时怎么说。

day-empty = 请填日期
day-unreadable = 看不懂这个日期。例：7、0907、9.7、昨天、2021-09-07、去年腊月二十
day-no-such-day = 没有这一天，请再核对（农历小月没有三十，闰月不是年年有）
day-ahead = { $day } 还没到。是往年的，请写上年份
day-time-ahead = 这个时间还没到
day-gone = { $day } 已经过了
day-either = 可能是 { $one }，也可能是 { $other }。请写清公历日期
day-needs-day = 这个农历月跨 { $one } 和 { $other } 两个月，请把哪一天也写上
