# 日报、工作表和群文字。每个键以 report- 开头。

## 共用

report-total = 合计
report-unassigned = 未认领
report-group = { $n }组
report-no-group = 组不详
report-date = { $year }年{ $month }月{ $day }日
report-day = { $month }月{ $day }日
report-comma = 、
report-semicolon = ；
report-page = 第 &P 页 共 &N 页

## 栏目，按表里的先后

report-column-total = 暂停总人数
report-column-verified = 已核查
report-column-verified-rate = 核查率
report-column-class-1 = 未通过资格认证
report-column-class-2 = 符合条件未申领
report-column-class-3 = 重复领取
report-column-class-3a = 其中职保和居保
report-column-class-3b = 其中两地居保
report-column-class-4 = 服刑
report-column-class-5 = 死亡未终止
report-column-class-6 = 长期失联
report-column-class-7 = 其他
report-column-resolved = 已处理
report-column-resolved-rate = 处理率
report-column-resumed = 恢复发放
report-column-back-pay = 补发金额
report-column-awarded = 申领核发
report-column-terminated = 注销
report-column-heir-due = 应发金额
report-column-recover-due = 应追回
report-column-recovered = 已追回
report-column-sealed = 封存
report-column-sealed-amount = 封存金额
report-column-kept-suspended = 继续暂停
report-column-system-updated = 已更新系统
report-column-open = 未处理
report-column-verified-today = 今日净增核查
report-column-resolved-today = 今日净增处理
report-column-place = 名次
report-column-class-1-resolved = 未通过资格认证已处理
report-column-class-2-resolved = 符合条件未申领已处理
report-column-class-3-resolved = 重复领取已处理
report-column-class-4-resolved = 服刑已处理
report-column-class-5-resolved = 死亡未终止已处理
report-column-class-6-resolved = 长期失联已处理
report-column-class-7-resolved = 其他已处理
report-column-deregistered = 注销登记
report-column-refund-due = 应退个人账户
report-column-offset = 其中抵扣
report-column-proposed = 待复核
report-column-returned = 退回补正
report-column-conflict = 说法不一致
report-column-untouched = 没核查
report-column-pace = 每天还需核查

## 屏幕表格里的短栏名

report-table-total = 总人数
report-table-verified-today = 今日核查
report-table-resolved-today = 今日处理
report-table-pace = 每天还需
report-table-class-1 = 未认证
report-table-class-2 = 未申领
report-table-class-3 = 重复
report-table-class-3a = 职居
report-table-class-3b = 两地
report-table-class-5 = 死亡
report-table-class-6 = 失联
report-table-class-1-resolved = 已处理
report-table-class-2-resolved = 已处理
report-table-class-3-resolved = 已处理
report-table-class-4-resolved = 已处理
report-table-class-5-resolved = 已处理
report-table-class-6-resolved = 已处理
report-table-class-7-resolved = 已处理

## 表头

report-head-filled-by = 填报单位（盖章）：{ $unit }
report-head-until = 统计截止：{ $date }{ $time }
report-head-until-provisional = 统计截止：{ $date }{ $time }（未到截止时间，数字还会变）
report-head-issue = 第{ $n }期
report-head-measures = 单位：人、元、%
report-head-code = 单位代码
report-head-number = 序号
report-head-county = 区（县）
report-head-township = 镇（办）
report-head-village = 村（社区）
report-head-group = 组
report-head-remark = 备注
report-head-rate = 比率
report-head-fraction = 人数
report-head-class-1 = 1.未通过资格认证
report-head-class-2 = 2.符合条件未申领
report-head-class-3 = 3.重复领取
report-head-class-4 = 4.服刑
report-head-class-5 = 5.死亡未终止
report-head-class-6 = 6.长期失联
report-head-class-7 = 7.其他

## 表尾和备注

report-foot-note = 说明：处理结果及金额以复核通过为准。
report-remark-silent = 未按时报送
report-remark-withdrawn = 含撤回{ $n }人
report-remark-sealed = 含注销后封存{ $n }人

## 排名

report-internal-heading = 【{ $unit }内部掌握】{ $title }
report-internal-foot = 名次由{ $unit }内部掌握，不作通报、不对外发布。排名和通报由{ $office }发布。
report-board-resolved = 按处理率排名
report-board-verified = 按核查率排名

## 群文字

report-chat-heading = 【{ $title }】第{ $n }期
report-chat-heading-early = 【{ $title }】
report-chat-until = 截至{ $day }{ $time }
report-chat-until-provisional = 截至{ $day }{ $time }（未到{ $cut-off }，数字还会变）
report-chat-verified = 应核查{ $total }人，已核查{ $n }人，核查率{ $rate }，今日净增{ $today }人。
report-chat-resolved = 已处理{ $n }人，处理率{ $rate }，今日净增{ $today }人{ $withdrawn }。待复核{ $proposed }人，退回补正{ $returned }人。
report-chat-withdrawn = （含撤回{ $n }人）
report-chat-by-resolved = 按处理率排名：
report-chat-by-verified = 按核查率排名：
report-chat-place-resolved = { $place } { $unit } { $rate }（{ $done }/{ $of }）核查{ $other }
report-chat-place-resolved-tied = 并列{ $place } { $unit } { $rate }（{ $done }/{ $of }）核查{ $other }
report-chat-place-verified = { $place } { $unit } { $rate }（{ $done }/{ $of }）处理{ $other }
report-chat-place-verified-tied = 并列{ $place } { $unit } { $rate }（{ $done }/{ $of }）处理{ $other }
report-chat-unclaimed = 另有{ $n }人未认领村镇，请各所对照名单认领。
report-chat-no-village = 其中{ $n }人未认领到村
report-chat-missing = 未按时报送：{ $units }
report-chat-missing-none = 未按时报送：无
report-chat-pace = 离{ $day }自查率100%还有{ $days }天，每天还需核查{ $n }人。
report-chat-goal-today = 自查率100%今天（{ $day }）到期，还有{ $left }人没核查。
report-chat-goal-reached = 自查率已到100%。
report-chat-check = 请报送人员核对，有出入的今天私信办公室。
report-chat-check-before = 请报送人员核对，有出入的今天{ $time }前私信办公室。
report-chat-stamp = { $unit } { $day } 截至{ $time }
report-chat-township = 总数{ $total }，累计核查{ $verified }（今日{ $verified-today }），累计处理{ $resolved }（今日{ $resolved-today }），待复核{ $proposed }
report-chat-class = { $class }{ $n }
report-chat-signed = 填报：{ $reporter } 电话{ $phone } 审核：____
report-chat-blank = ____
report-chat-village = 共{ $total }，今天核{ $verified-today }、办{ $resolved-today }，累计核{ $verified }、办{ $resolved }，退回{ $returned }，欠照片{ $owed }
report-short-1 = 未认证
report-short-2 = 未申领
report-short-3 = 重复
report-short-4 = 服刑
report-short-5 = 死亡
report-short-6 = 失联
report-short-7 = 其他

## 先看一眼的

report-attention = 报之前先看一眼（不影响报送）
report-attention-unclaimed = 还有{ $n }人未认领村镇
report-attention-silent = { $unit }：一天没有新记录
report-attention-unproved = { $unit }：{ $n }人没有联系记录或比对结果，就算已核查
report-attention-unreasoned = { $unit }：{ $n }人继续暂停，没写理由
report-attention-verified-fell = { $unit }：已核查比昨天少了{ $n }人
report-attention-resolved-fell = { $unit }：已处理比昨天少了{ $n }人
report-attention-over-recovered = { $unit }：已追回比应追回多{ $amount }元
report-attention-clock-set = { $unit }：{ $n }条记录是手工改过时间记的

## 对不上的

report-broken-classes = { $unit }：七类相加是{ $left }人，已核查是{ $right }人，对不上
report-broken-class-3 = { $unit }：职保和居保、两地居保相加是{ $left }人，比重复领取的{ $right }人还多
report-broken-verified = { $unit }：已核查{ $left }人，比总人数{ $right }人还多
report-broken-resolved = { $unit }：已处理{ $left }人，比已核查{ $right }人还多
report-broken-outcomes = { $unit }：五种处理结果相加是{ $left }人，已处理是{ $right }人，对不上
report-broken-resolved-classes = { $unit }：七类已处理相加是{ $left }人，已处理是{ $right }人，对不上
report-broken-rows = { $unit }：{ $figure }各行相加是{ $left }，总数是{ $right }，对不上

## 入户核查表

report-check-title = { $village }暂停领取待遇人员入户核查表
report-check-sheet = 入户核查表
report-check-village = 村（社区）：{ $village }
report-check-officer = 协办员：{ $officer }
report-check-date = 打印日期：{ $date }
report-check-people = 共{ $n }人
report-check-group = 组
report-check-house = 门牌
report-check-name = 姓名
report-check-sex = 性别
report-check-age = 年龄
report-check-id = 身份证号
report-check-phone = 电话
report-check-suspended = 停发年月
report-check-reason = 系统写的原因
report-check-found = 核实情况
report-check-alive = 健在
report-check-dead = 已故
report-check-away = 外出
report-check-class = 原因（打勾）
report-check-presumed = 系统推测：{ $n }{ $class }
report-check-mates = 同户：{ $names }
report-check-legend = 原因：{ $classes }
report-check-signed-officer = 协办员（签字）：
report-check-signed-group = 组长（签字）：
report-check-signed-on = 核查日期：

## 有误的行

report-doubt-title = 有误的行
report-doubt-sheet = 有误的行{ $n }
report-doubt-from = 原表
report-doubt-row = 原行号
report-doubt-problem = 有误之处

# 排名的图片
report-picture-by-resolved = 处理率排名
report-picture-by-verified = 核查率排名
report-picture-scale = 满格{ $n }%
report-picture-tied = 并列
report-picture-kept = 继续暂停{ $n }人
report-picture-proposed = 待复核{ $n }人
report-picture-returned = 退回补正{ $n }人
report-picture-conflict = 说法不一致{ $n }人
report-picture-approved = 处理结果以复核通过为准。
# 村里填的核查表
report-fill-file = 核查表
report-fill-choose = 请从下拉清单里选。
report-fill-no-choice = 【{ $column }】里的【{ $text }】不在清单里
report-fill-no-day = 【{ $column }】里的日期【{ $text }】认不出
report-fill-ahead = 【{ $column }】里的日期【{ $text }】还没到
report-fill-no-officer = 没写核查人
report-fill-no-mark = 表上新添的人，台账里认不出：登记后再记
report-fill-unknown-person = 台账里没有这个人
report-fill-edited = 姓名或身份证号被改过：台账里是{ $known }，表上是{ $told }。要改信息请在台账里改
report-fill-alive-and-dead = 又写健在，又写死亡日期
report-fill-twice = 同一个人有两行，填的不一样
report-fill-class-differs = 原因分类不一致：台账里是{ $stands }类（{ $by }定的），表上是{ $class }类
report-fill-found-differs = 和以前说法不一样：以前是{ $known }（{ $by }），这次是{ $told }，两个都留着
report-fill-fact-differs = { $name }和台账里的不一样：台账里是{ $known }，表上是{ $told }，两个都留着

# 存量和新增
report-inflow-line = 存量{ $stock }人，新增{ $new }人（其中已核查{ $verified }人，已处理{ $resolved }人）。
report-inflow-none = 还没有第二次同样的暂停人员名单，没有可比的：现有的人都是存量。
report-inflow-first = { $day } { $file }：{ $rows }行，存量
report-inflow-list = { $day } { $file }，和{ $before-day } { $before }比：新增{ $new }人，名单上没有了{ $gone }人，有变化{ $changed }人。
report-inflow-hint = 名单上没有了的，可能已经恢复或终止：到业务系统核对，再在台账里办。台账不会自己删人。
report-inflow-new = 新增
report-inflow-gone = 名单上没有了
report-inflow-changed = 有变化
report-inflow-person-new =   新增  { $person }  { $unit }  { $month }起暂停  { $state }
report-inflow-person-gone =   名单上没有了  { $person }  { $unit }  { $state }（可能已恢复：核对业务系统）
report-inflow-person-changed =   有变化  { $person }  { $unit }  { $month }起暂停  { $state }
report-inflow-since-last = 和上次同样的名单比：新增{ $new }人，名单上没有了{ $gone }人，有变化{ $changed }人。
report-inflow-not-compared = 上次名单里另有{ $n }人没比：这次没有他们的镇办，或者这张表只是一部分。
report-risks-none = 还没有记过风险隐患。
report-risks-line = { $day } { $sort } { $unit } { $person }：{ $text }（{ $by }）
