# 政策依据（文件夹 packs）的毛病：一次说全，行和列按字数。

pack-problem-not-found = 没有这个文件或文件夹
pack-problem-unreadable = 打不开：{ $detail }
pack-problem-no-files = 文件夹里没有 .toml 文件
pack-problem-too-large = 文件太大，不像是政策依据
pack-problem-not-utf8 = 文件不是 UTF-8 编码，请在记事本里另存为 UTF-8
pack-problem-syntax = 这里的写法不对（{ $detail }）
pack-problem-duplicate-key = 同一个名称写了两次
pack-problem-unquoted = 文字要放在英文双引号里
pack-problem-unclosed = 引号或括号没有配对
pack-problem-comma = 逗号多了或少了，要用英文逗号
pack-problem-no-value = 名称后面要有英文等号和内容
pack-problem-other = 读不懂（{ $detail }）
pack-problem-unknown-key = 不认得【{ $word }】，这里可以写的有：{ $known }
pack-problem-unknown-key-near = 不认得【{ $word }】，是不是【{ $known }】
pack-problem-unknown-word = 没有【{ $word }】，可以写的有：{ $known }
pack-problem-unknown-word-near = 没有【{ $word }】，是不是【{ $known }】
pack-problem-missing-key = 缺【{ $word }】
pack-problem-type =
    【{ $word }】应写成{ $wanted ->
        [text] 文字（加英文双引号）
        [whole] 整数
        [decimal] 数（可带小数）
        [flag] true 或 false
        [day] 日期，如 "2021-09-06"
        [month] 年月，如 "2021-09"
        [amount] 金额，如 "600.00"
        [rate] 比率，如 "1.5%"
        [clock] 时间，如 "15:00"
        [unit] 区划代码（加英文双引号）
        [closing] 办结方式
        [list] 清单（方括号）
       *[table] 一组名称和内容
    }，现在是{ $found ->
        [text] 文字
        [whole] 整数
        [float] 小数
        [flag] true 或 false
        [datetime] 没加引号的日期
        [list] 清单
       *[table] 一组名称和内容
    }
pack-problem-empty = 【{ $word }】是空的
pack-problem-range = 【{ $word }】只能是{ $least }到{ $most }
pack-problem-day = 【{ $word }】的日期不对：{ $text }。要写成 2021-09-06
pack-problem-clock = 【{ $word }】的时间不对：{ $text }。要写成 15:00
pack-problem-month = 【{ $word }】的年月不对：{ $text }。要写成 2021-09
pack-problem-amount = 【{ $word }】的金额不对：{ $text }。要写成 "600.00"
pack-problem-rate = 【{ $word }】的比率不对：{ $text }。要写成 "1.5%"
pack-problem-no-source = 【{ $word }】没有写依据：写 clause（本文件条款）或 source（别的文件）
pack-problem-extends-itself = 【{ $word }】绕回到自己身上了
pack-problem-no-clause = 叠起来以后，没有条款【{ $word }】
pack-problem-unit = 【{ $word }】不是区划代码：{ $text }
pack-problem-unknown-unit = 区划里没有 { $word }
pack-problem-unit-outside = { $word } 不在本政策依据管的区划里
pack-problem-order-lacks = 打印次序里缺 { $word }
pack-problem-said-twice = 【{ $word }】说了两次
pack-problem-id = 名称是【{ $word }】，文件夹却叫【{ $folder }】，两个要一样
pack-problem-backwards = 起止颠倒：从 { $from } 到 { $to }
pack-problem-easy-first = 先易后难的次序里，0 到 7 各写一次
pack-problem-class-id = 原因分类只能是 1 到 7，或再加一个小写字母，不能是【{ $word }】
pack-problem-class-missing = 缺第{ $word }类
pack-problem-step-twice = 第{ $class }类里有两个步骤都叫【{ $word }】
pack-problem-outcome-not-allowed = 第{ $class }类不允许处理结果【{ $word }】
pack-problem-no-level = 步骤要等的复核级【{ $word }】没有；本政策依据的复核级有：{ $known }
pack-problem-no-levels = 步骤要等的复核级【{ $word }】没有；在 review 的 levels 里写出来
pack-problem-gate = 第{ $word }类：没有条款的步骤不能拦人
pack-problem-no-outcomes = 第{ $word }类没有处理结果
pack-problem-no-resolve-step = 第{ $class }类走不到【{ $word }】：没有一步提出处理结果（resolve）
pack-problem-no-review-step = 第{ $class }类走不到【{ $word }】：没有一步复核（review）
pack-problem-review-first = 第{ $class }类的【{ $word }】：复核排在提出处理结果前面了
pack-problem-no-update-step = 第{ $class }类的【{ $word }】：最后一步要是更新业务系统（system_update）

pack-problem-line = { $file } 第{ $line }行第{ $column }字：{ $problem }
pack-unknown = 没有政策依据【{ $id }】。现有的：{ $known }
pack-unknown-near = 没有政策依据【{ $id }】，是不是【{ $known }】
pack-wrong = 政策依据【{ $id }】有{ $count }处不对：
pack-check-good = 没有问题。
pack-check-bad = 有{ $count }处不对，改好再用。
