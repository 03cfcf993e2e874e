# What is said when a date was not understood.

day-empty = enter a date
day-unreadable = this cannot be read as a date; examples: 7, 0907, 9.7, 2021-09-07
day-no-such-day = there is no such day (a short lunar month has no 30th; not every year has a leap month)
day-ahead = { $day } lies ahead; for an earlier year write the year
day-time-ahead = this time has not come yet
day-gone = { $day } has gone by
day-either = this can be { $one } or { $other }; write the day of the usual calendar
day-needs-day = this lunar month lies in both { $one } and { $other }; write the day too
