# Words that every file may use: { -words-person }. Messages here begin with words-.

words-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
