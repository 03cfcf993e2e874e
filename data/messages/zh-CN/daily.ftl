# 日报定稿、报送、逐数核对。每个键以 daily- 开头。

## 定稿的记号

daily-frozen = 定稿
daily-corrects = 更正第{ $n }期
daily-late = 迟报
daily-comma = ，
daily-mark = （{ $marks }）
daily-delta = 定稿以后又到{ $entries }条当天的记录，有{ $cells }个数不同（定稿的数没有动）。
daily-late-unit = { $unit }（{ $time }）
daily-late-units = 迟报：{ $units }
daily-late-at = { $time }迟报
daily-counts-yesterday = 按前一天的数计
daily-counts-zero = 按零计
daily-set-down = { $unit } { $date } { $issue } 签发：{ $signer } { $at } 校验 { $sha }
daily-because = 原因：{ $why }
daily-none-frozen = 还没有定稿的日报。

## 与定稿比

daily-no-difference = 定稿以后没有变化。
daily-other-pack = 政策依据换过：定稿时{ $then }，现在{ $now }。
daily-difference = { $unit } { $column }：定稿{ $frozen }，现在{ $known }
daily-causes = （见第{ $entries }条）
daily-late-entries = 定稿以后到的当天记录：
daily-late-entry = { $n } { $person } { $what } { $by } 记{ $at } 入账{ $written }

## 打开一个数

daily-cell = { $unit } { $column }：{ $value } { $until }
daily-clause = 依据 { $cite }：{ $text }
daily-part-counted = 共{ $n }人
daily-part-done = 分子{ $n }人
daily-part-of = 分母{ $n }人
daily-part-came = 当天增加{ $n }人
daily-part-left = 当天减少{ $n }人
daily-part-to-do = 还没核查{ $n }人
daily-part-days = 还剩{ $n }天
daily-amount = ，合计{ $amount }元
daily-more-people = 还有{ $n }人没有列出，加 --limit 看全。

## 报送

daily-handed-in = { $unit }已报送：{ $by } { $at }
daily-handed-in-late = { $unit }已报送（迟报）：{ $by } { $at }
daily-came-units = 按时报送：{ $units }
daily-submitted = { $unit } { $date } 已报送：{ $by } { $at }
daily-submitted-late = { $unit } { $date } 已报送（迟报）：{ $by } { $at }
daily-submitted-before = { $unit } { $date } 已经报过同样的数：{ $by } { $at }
daily-submitted-differs = { $column }：报的是{ $told }，台账是{ $known }，请核对

## 两天对照

daily-changes = { $unit } { $from }到{ $to }：{ $n }人有变化
daily-changed-total = 合计 { $column }：{ $one } 到 { $other }
daily-change = { $person } { $unit }：{ $before } 到 { $after }
daily-not-registered = 还没登记
daily-registered = 总人数相差{ $n }人。

## 本依据的报送办法

daily-pack-submission = 怎样算报送：{ $how }
daily-pack-submission-entries = 当天有记录，或者报送过数字
daily-pack-submission-required = 报送过数字才算
daily-pack-missing = 没按时报送的怎样计数：{ $how }
daily-pack-missing-entries = 照台账里的记录计
daily-pack-missing-yesterday = 按前一天的数计
daily-pack-missing-zero = 按零计，只计总人数

## 每一栏数的是谁

daily-rule-total = 截止前登记的人，都算。
daily-rule-verified = 原因已定、没有说法不一致的人。
daily-rule-verified-rate = 已核查除以总人数，保留两位小数。
daily-rule-class-1 = 原因定为1的人。
daily-rule-class-2 = 原因定为2的人。
daily-rule-class-3 = 原因定为3、3a、3b的人。
daily-rule-class-3a = 原因定为3a的人，已含在重复领取里。
daily-rule-class-3b = 原因定为3b的人，已含在重复领取里。
daily-rule-class-4 = 原因定为4的人。
daily-rule-class-5 = 原因定为5的人。
daily-rule-class-6 = 原因定为6的人。
daily-rule-class-7 = 原因定为7的人。
daily-rule-resolved = 处理结果已复核通过的人。
daily-rule-resolved-rate = 已处理除以总人数，保留两位小数。
daily-rule-resumed = 恢复发放已复核通过的人。
daily-rule-back-pay = 复核通过的补发金额，逐人相加。
daily-rule-awarded = 申领核发已复核通过的人。
daily-rule-terminated = 注销终止已复核通过的人。
daily-rule-heir-due = 复核通过的应发待遇，逐人相加。
daily-rule-recover-due = 复核通过的应追回金额，逐人相加。
daily-rule-recovered = 记下的已追回金额，逐人相加，含抵扣。
daily-rule-sealed = 封存已复核通过的人。
daily-rule-sealed-amount = 复核通过的封存金额，逐人相加。
daily-rule-kept-suspended = 继续暂停已复核通过的人。
daily-rule-system-updated = 业务系统已更新、原因已定的人。
daily-rule-open = 总人数减去已处理。
daily-rule-verified-today = 今天的已核查减去昨天的，撤回的要减。
daily-rule-resolved-today = 今天的已处理减去昨天的，撤回的要减。
daily-rule-place = 按已处理与总人数的分数从高到低，相等的并列。
daily-rule-class-1-resolved = 原因定为1、已复核通过的人。
daily-rule-class-2-resolved = 原因定为2、已复核通过的人。
daily-rule-class-3-resolved = 原因定为3、3a、3b，已复核通过的人。
daily-rule-class-4-resolved = 原因定为4、已复核通过的人。
daily-rule-class-5-resolved = 原因定为5、已复核通过的人。
daily-rule-class-6-resolved = 原因定为6、已复核通过的人。
daily-rule-class-7-resolved = 原因定为7、已复核通过的人。
daily-rule-deregistered = 注销终止的人，加上死亡类封存的人。
daily-rule-refund-due = 复核通过的应退个人账户金额，逐人相加。
daily-rule-offset = 已追回金额里抵扣的部分，逐人相加。
daily-rule-proposed = 处理结果已提出、等复核的人。
daily-rule-returned = 复核退回、还没再提的人。
daily-rule-conflict = 几处记的原因不一致、等人裁定的人。
daily-rule-untouched = 没有联系过、原因也没定的人。
daily-rule-pace = 还没核查的人除以阶段剩下的天数，有零头进一。

## 屏幕

daily-grid-title = 逐格看 { $unit } { $day }
daily-grid-keys = 方向键 移动 回车 打开这个数 4前一天 5后一天
daily-grid-keys-2 = 7定稿 8对照 1表 2群里发的 3排名 Esc 返回
daily-people-keys = 上下键 选人 回车 看当时的记录 Esc 返回
daily-people-as-of-keys = 4看前一天截止时的样子 5看后一天的 打汉字就能查人
daily-text-keys = 上下键翻看 Esc 返回
daily-compared-keys = 4和更早一天比 5和更晚一天比（最后是和定稿比） 上下键翻看 Esc 返回
daily-nobody = 没有人。
daily-freeze-title = 定稿 { $unit } { $date }
daily-freeze-number = 期号：{ $issue }
daily-freeze-signer = 签发人：{ $name }（本依据指定的填报人）
daily-freeze-signer-officer = 签发人：{ $name }（本依据没有指定填报人）
daily-freeze-what = 写下当天的全部数字、政策依据、台账末尾的校验和时间。以后到的记录不会改动它。
daily-freeze-corrects = 这一天已有第{ $n }期，这次是更正：两期都留着，要写原因。
daily-freeze-late = 当天已经过了，会标上迟报。
daily-freeze-reason = 更正原因：
daily-freeze-sure = 回车 定稿   Esc 不定
daily-freeze-reasons = 按数字选原因，回车 定稿   Esc 不定
daily-freeze-reason-1 = 有当天的记录后来才到
daily-freeze-reason-2 = 发现记错，已经更正
daily-freeze-reason-3 = 上级要求更正
daily-freeze-done = 已定稿：{ $line }
daily-at-moment = { $person } 截至{ $moment }
daily-as-of = 截至{ $moment }的样子
daily-rule-head = 数的是：
