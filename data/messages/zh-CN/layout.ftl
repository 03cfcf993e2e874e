# 报表版式（文件夹 layouts）：名称、清单和毛病。

layout-good = 没有问题。
layout-own = 本单位的
layout-for-group = 发工作群
layout-for-office = 办公室留存
layout-problem-money = 发工作群的表上不能有金额：【{ $word }】
layout-problem-no-unit = 这张表没有单位栏：要有一栏 show = "unit"（或 "code"）
layout-problem-no-title = 这张表没有标题：在 above 里写一格 {"{"}title{"}"}
layout-problem-sheet-twice = 有两张表都叫【{ $word }】
layout-problem-sheet-name = 表名【{ $word }】不能用：最多31个字，不能有 [ ] : * ? / \
layout-problem-unclosed = 花括号没有配对：{ $word }
layout-problem-half-placed = 这一行的格子要么都写 from，要么都不写；跨几行（lines）的要写 from
layout-problem-too-many = 这一行的格子比栏目还多
layout-problem-overlap = 这一格和前面的格子叠在一起了（合并单元格重叠）
layout-problem-too-deep = 这一格伸到下面没有的行里去了
layout-problem-no-column = 没有【{ $word }】这一列（列号写 A、B、AA，不能超过栏目数）
layout-problem-backwards = 列号颠倒：从 { $from } 到 { $to }
layout-problem-shows-or-fills = 一栏要么写 shows（锁住的），要么写 fills（村里填的）
layout-problem-note-of-nothing = 要写明是哪一类（class）或哪一步（step）的口径
