# 专项行动：阶段、情况报告、通报、迎检清单。每个键以 campaign- 开头。

campaign-and = 、
campaign-spot-check = 截至{ $day }：{ $said }。
campaign-none = 无
campaign-rest = 其余
campaign-year = { $year }年
campaign-month = { $year }年{ $month }月
campaign-ages = { $from }-{ $to }岁
campaign-under = 不满{ $age }岁
campaign-from-age = { $age }岁及以上
campaign-unknown = 不详
campaign-no-village = { $unit }（未认领到村）

## 文书

campaign-paper-self-check = 自查情况报告
campaign-paper-final = 专项清理情况报告
campaign-paper-notice = 工作进展情况的通报

## 还拦着的

campaign-block-unresolved = 还没处理完的{ $n }人
campaign-block-unclaimed = 没有单位认领的{ $n }人
campaign-block-untouched = 还没联系、没定原因的{ $n }人
campaign-block-in-progress = 联系过、还没定原因的{ $n }人
campaign-block-conflict = 说法不一致、要核定的{ $n }人
campaign-block-doubtful = 名单上信息有误、还没更正的{ $n }人
campaign-block-unproved = 定了原因但没有联系记录或比对依据的{ $n }人
campaign-block-evidence-owed = 欠照片或材料的{ $n }人
campaign-block-unproposed = 原因已定、还没报处理结果的{ $n }人
campaign-block-proposed = 处理结果等复核的{ $n }人
campaign-block-returned = 退回后还没补正的{ $n }人
campaign-block-unreasoned = 继续暂停但没写理由的{ $n }人
campaign-block-not-updated = 已处理、业务系统还没更新的{ $n }人
campaign-block-hits = 比对名单点到、还没看的{ $n }人
campaign-block-unserved = 文书打印了还没送达的{ $n }人
campaign-block-silent = 最近一期未按时报送的{ $n }个单位
campaign-block-unfrozen = 没有定稿的日报{ $n }期
campaign-block-unticked = 迎检清单里要人工核、还没核的{ $n }条
campaign-block-unsampled = 区级抽查还差{ $n }人没查
campaign-block-not-recovered = 应追回还没追回的{ $n }元

## 通报

campaign-measure-resolved = 处理率
campaign-measure-verified = 核查率
campaign-below = { $measure }{ $rate }%，低于平均{ $points }个百分点
campaign-level = { $measure }{ $rate }%，与平均持平
campaign-above = { $measure }{ $rate }%，高于平均{ $points }个百分点
campaign-cause-proposed = 等区里复核{ $n }人（不是本单位的事）
campaign-cause-at-district = 等区里办{ $n }人（不是本单位的事）
campaign-cause-returned = 退回补正{ $n }人
campaign-cause-conflict = 说法不一致{ $n }人
campaign-cause-untouched = 没联系、没定原因{ $n }人
campaign-no-cause = 没有记下的原因

## 阶段

campaign-phase = { $title } { $from }至{ $to } { $when }
campaign-when-before = 再过{ $days }天开始
campaign-when-runs = 还有{ $days }天
campaign-when-last = 今天是最后一天
campaign-when-over = 已结束
campaign-measured = { $measure }{ $rate }%（{ $done }/{ $of }）{ $goal } 依据 { $cite }
campaign-measure-spot-check = 抽查面
campaign-measure-checklist = 清单办完
campaign-goal-share = ，要到{ $share }%
campaign-goal-all = ，要到100%
campaign-due-daily = 每天{ $time }前报送（到{ $until }）：{ $left } 依据 { $cite }
campaign-due-once = { $day }{ $time }前{ $what }：{ $left } 依据 { $cite }
campaign-due-over = 时间已过
campaign-left-days = 还有{ $n }天
campaign-left-hours = 还有{ $hours }小时{ $minutes }分

## 迎检清单

campaign-checklist = 迎检清单：{ $of }条办完{ $done }条
campaign-item = { $n } { $mark } { $title }（{ $cite }）
campaign-mark-done = 完
campaign-mark-open = 差
campaign-mark-by-hand = 人工核
campaign-mark-office = 办公室核
campaign-open = { $what }：{ $how }
campaign-head-number = 序号
campaign-head-item = 内容
campaign-head-state = 情况
campaign-head-blocks = 还差
campaign-head-clause = 依据
campaign-settle-unresolved = 走访屏一人一人办到复核通过；下面各条说拦在哪里
campaign-settle-unclaimed = 主屏的没认领到村，或 xunren list 找到人后分到村
campaign-settle-untouched = 主屏的走访，或 xunren record contact
campaign-settle-in-progress = 走访屏定原因，或 xunren record classify
campaign-settle-conflict = 主屏的说法不一致，看了材料再定原因
campaign-settle-doubtful = 主屏0其他里的信息有误，或 xunren list --doubt any
campaign-settle-unproved = 主屏的没佐证先算已核，补联系记录或比对
campaign-settle-hits = 主屏0其他里的比对，或 xunren match
campaign-settle-evidence-owed = 走访屏补照片，或 xunren evidence
campaign-settle-unserved = 走访屏记送达，或 xunren record served
campaign-settle-unproposed = 走访屏报处理结果，或 xunren record resolve
campaign-settle-returned = 主屏的退回补正，补正后再报
campaign-settle-proposed = 主屏的等复核的，或 xunren review
campaign-settle-unreasoned = 走访屏改处理结果，写明继续暂停的理由
campaign-settle-not-updated = 区里更新业务系统后记一笔：xunren record system_update
campaign-settle-unticked = 专项行动里的迎检清单，核了记一笔，或 xunren inspection tick
campaign-settle-unsampled = 主屏0其他里的抽查，或 xunren sample
campaign-settle-not-recovered = 收到钱记一笔：xunren record recover
campaign-settle-silent = 催报，或 xunren report submit
campaign-settle-unfrozen = 报表屏定稿，或 xunren report freeze --date

## 屏幕

campaign-title = 专项行动：阶段、迎检清单、报告和通报
campaign-choose-checklist = 迎检清单
campaign-choose-blocks = 还拦着的：不漏一人、不漏一项
campaign-nothing-blocks = 没有拦着的了。
campaign-people = 按这个办：{ $unit }
campaign-ask = 用{ $day }第{ $number }期定稿日报写{ $paper }，存成 { $path }。数字由程序填，空着的由办公室接着写；签发不填。
campaign-ask-list = 迎检清单存成 { $path }。数由程序填，空着的由办公室接着写。
campaign-written = 已写好：{ $path }
campaign-keys = 按数字进去，或上下键选好按回车   Esc 返回
campaign-keys-ask = 回车 写文件   Esc 不写
campaign-keys-checklist = 上下键看   回车 看还拦着的   1存文档 2存表格   Esc 返回
