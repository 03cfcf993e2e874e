# 抽查、复查、整改。每个键以 sample- 开头。
sample-level-district = 区级抽查
sample-level-city = 市级抽查
sample-way-files = 查卷
sample-way-phone = 电话回访
sample-way-visit = 入户
sample-item-found = 健在还是去世
sample-item-class = 暂停原因
sample-item-outcome = 处理结果
sample-item-amount = 金额
sample-outcome-none = 没有处理结果
sample-no-class = 没定原因
sample-no-officer = 没有经办人
sample-drawn-quota = 抽中
sample-drawn-stratum = 补抽
sample-drawn-replaces = 替换
sample-because-moved = 搬走了
sample-because-dead = 去世了
sample-because-unreachable = 找不到人
sample-because-refused = 不配合
sample-because-other = 其他
sample-status-open = 待整改
sample-status-overdue = 逾期
sample-status-done = 待销号
sample-status-closed = 已销号

## 抽人

sample-drawn = { $level }：从{ $population }人里抽中{ $drawn }人（每个单位各抽{ $share }%，种子：{ $seed }）。
sample-would-draw = { $level }：会从{ $population }人里抽{ $drawn }人（每个单位各抽{ $share }%，种子：{ $seed }）。这次没有抽。
sample-basis = 比例依据：{ $basis }
sample-basis-none = 比例是这次指定的，不是文件定的。
sample-before = 同级抽查以前抽过的{ $count }人不再抽。
sample-unit-line = { $population }人  按比例{ $quota }人  抽中{ $drawn }人
sample-drawn-proof =
    抽查编号：{ $draw }
    人员名册指纹：{ $list }
    抽取时台账记到哪里（每台电脑一行）：
    { $heads }
    种子和指纹请一并公布。复算：xunren sample check
sample-nobody = 还没有抽人。
sample-state-open = 还没查
sample-state-replaced = 已换人（{ $why }）
sample-replaced = { $gone } 不查了，换成本单位排在后面的 { $next }（第{ $order }位）。
sample-proof-holds = 复算一致：种子 { $seed }，{ $share }%，{ $population }人里抽中{ $drawn }人。名册指纹 { $list }
sample-proof-fails = 复算不一致：种子 { $seed }，{ $share }%，{ $population }人里应抽中{ $drawn }人。名册指纹 { $list }
sample-proof-head = 台账里没有抽取时的那一条记录，或者被改过：{ $about }
sample-proof-population = 人数和抽取时不一样（现在算 / 当时记）：{ $about }
sample-proof-list = 名册指纹和抽取时不一样，现在算是：{ $about }
sample-proof-missing = 按种子该抽中，清单里没有：{ $about }
sample-proof-strange = 按种子没抽中，清单里却有：{ $about }
sample-proof-differs = 这一行的种子、比例或级别和别的行不一样：{ $about }
sample-proof-twice = 同一个人有两行：{ $about }
sample-proof-hash = 这个人的哈希值不对：{ $about }
sample-proof-order = 这个人的位次不对：{ $about }
sample-list-draw = 抽查编号
sample-list-level = 级别
sample-list-seed = 种子
sample-list-percent = 比例
sample-list-strata = 分层
sample-list-unit = 单位代码
sample-list-unit-name = 单位
sample-list-case = 个案编号
sample-list-class = 原因
sample-list-officer = 经办人
sample-list-hash = 哈希值
sample-list-order = 位次
sample-list-drawn = 抽中

## 复查

sample-recorded = 已记下。和首次核查比：
sample-agrees = { $item }：{ $answer }，一致
sample-differs = { $item }：复查是{ $answer }，首次是{ $first }，不一致
sample-not-found = { $item }：{ $answer }，首次没有记
sample-opened = 不一致的已列入整改清单，{ $day }前整改。
sample-opened-no-day = 不一致的已列入整改清单。整改几天还没有定（在其他、本单位设置里定），可以单独给这一项定期限。
sample-batch-done = 共{ $lines }行：记下{ $applied }条，早已有{ $unchanged }条，不一致{ $differ }人，没收{ $refused }条。
sample-told-nobody = { $what }，没见到人
sample-withdrawn = 已撤回：{ $person } 的{ $what }。这个人可以重新查。
sample-withdrawn-dropped = 已撤回：{ $person } 的{ $what }。这个人可以重新查。因它列入整改清单的{ $dropped }项不再算。

## 抽查情况

sample-coverage = { $level }：已抽{ $drawn }人，已查{ $checked }人，抽查面{ $rate }%（{ $checked }/{ $population }）
sample-coverage-reached = { $level }：已抽{ $drawn }人，已查{ $checked }人，抽查面{ $rate }%（{ $checked }/{ $population }），已到{ $share }%
sample-coverage-short = { $level }：已抽{ $drawn }人，已查{ $checked }人，抽查面{ $rate }%（{ $checked }/{ $population }），应不少于{ $share }%
sample-report-title = { $level }情况
sample-report-until = { $unit }  截至{ $day }
sample-report-basis = 依据：{ $basis }
sample-draw-line = { $on }抽取：种子 { $seed }，{ $share }%，{ $population }人里抽{ $drawn }人，名册指纹{ $list }
sample-grid-looked = 抽查进度
sample-grid-wrong = 各单位差错
sample-grid-rectify = 整改
sample-grid-class = 按暂停原因
sample-grid-officer = 按经办人（只供本办公室看，不通报）
sample-grid-item = 按核对事项
sample-head-unit = 单位
sample-head-class = 原因
sample-head-officer = 经办人
sample-head-item = 事项
sample-head-what = 类别
sample-head-name = 名称
sample-head-population = 登记
sample-head-drawn = 抽中
sample-head-replaced = 换人
sample-head-checked = 已查
sample-head-coverage = 抽查面%
sample-head-compared = 可比
sample-head-wrong = 有差
sample-head-rate = 差错率%
sample-head-interval = 95%区间
sample-ways = { $way }{ $n }人
sample-text-unit = { $unit } 已查{ $checked }/{ $drawn }，不一致{ $wrong }/{ $compared }
sample-text-wrong = 可比对{ $compared }人，前后不一致{ $wrong }人，差错率{ $rate }%（95%区间{ $interval }）
sample-text-nothing = 还没有可比对的结果
sample-text-rectify = 整改清单：待整改{ $open }项，逾期{ $overdue }项，待销号{ $done }项，已销号{ $closed }项
sample-formula = 差错率=有差/可比（可比：复查有答、首次有记的人；任何一项不一致就算有差）。95%区间按Wilson算法：(p+z*z/2n +/- z*sqrt(p(1-p)/n+z*z/4n*n))/(1+z*z/n)，p=有差/可比，n=可比，z=1.96。人少区间就宽，只供参考。
sample-notice-draw = { $on }以种子【{ $seed }】从{ $population }人里抽{ $drawn }人
sample-notice-strata = 每个单位里，每类原因、每名经办人的每一种组合至少抽到1人
sample-notice-strata-class = 每个单位里，每类原因至少抽到1人
sample-notice-strata-officer = 每个单位里，每名经办人至少抽到1人
sample-notice-strata-none = 有零头的进1人
sample-report-provisional = { $day }（当天还没截止，数字还会变）
sample-notice-done = 通报草稿已存到{ $path }。期数、具体问题、整改要求和签发由人填。

## 整改

sample-rectify-title = 抽查整改清单
sample-rectify-nothing = 没有要整改的。
sample-rectify-number = 序号
sample-rectify-name = 姓名
sample-rectify-id = 身份证号
sample-rectify-unit = 村（社区）
sample-rectify-owner = 整改单位
sample-rectify-items = 问题
sample-rectify-opened = 列入日期
sample-rectify-due = 整改期限
sample-rectify-status = 状态
sample-rectify-done = 整改情况
sample-rectify-closed = 销号
sample-rectify-no-day = 没定期限
sample-rectify-told = { $what }（{ $by } { $on }）
sample-rectify-days = 已定：发现问题后{ $days }个工作日内整改。以后列入的按这个算。
sample-rectify-is-done = 已记：{ $person } 已整改，等区里销号。
sample-rectify-is-closed = 已销号：{ $person }。
sample-rectify-is-open = 已退回：{ $person } 重新整改。
sample-rectify-is-due = 已改期限：{ $person }。
sample-rectify-withdrawn = 已撤回：{ $person } 整改里的{ $what }。

## 屏幕

sample-title = 抽查、整改
sample-menu-level = 现在是{ $level }，换一级
sample-menu-draw = 抽人
sample-menu-people = 抽中的人，复查
sample-menu-figures = 抽查情况
sample-menu-rectify = 整改清单
sample-menu-check = 复算抽取结果
sample-menu-save = 存成文件
sample-menu-open = { $line }  还有{ $open }人没查
sample-menu-none = { $line }  还没有抽过
sample-rectify-since = { $day }列入
sample-menu-rectify-open = { $line }  待整改{ $open }项，逾期{ $overdue }项，待销号{ $done }项
sample-ask-level = 哪一级抽查？
sample-ask-seed = 种子：公布过的一串字，谁也不能事先挑（如当天开奖号码）。打好按回车
sample-ask-share = 每个单位抽百分之几？文件没有写，要自己定
sample-ask-draw = { $level }：从{ $population }人里抽{ $drawn }人，每个单位{ $share }%，种子【{ $seed }】。抽了就不能重抽。
sample-ask-draw-1 = 抽
sample-ask-draw-2 = 不抽
sample-people-head = { $level }：还有{ $open }人没查。按数字看一人
sample-person-id = 身份证 { $id }
sample-person-phone = 手机 { $phone }
sample-person-place = { $unit }  { $place }
sample-person-order = 第{ $order }位，{ $because }
sample-person-1 = 查卷
sample-person-2 = 电话回访
sample-person-3 = 入户
sample-person-4 = 换人
sample-person-5 = 显全号
sample-person-6 = 撤回记错的复查
sample-person-blind = 先把问到的写下来，写完才看首次核查的结果。
sample-person-has = 已有：{ $ways }
sample-form-title = { $way }：问到什么写什么
sample-field-met = 见到谁
sample-field-note = 补充
sample-form-skip = 没问
sample-nobody-answered = 没人接，没见到人
sample-ask-replace = 换人：为什么不能查？
sample-compared-head = { $person } 已记下，和首次核查比：
sample-rectify-head = 整改清单：按数字看一项
sample-rectify-item-1 = 记整改情况
sample-rectify-item-2 = 销号
sample-rectify-item-3 = 退回重新整改
sample-rectify-item-4 = 改期限
sample-rectify-item-5 = 撤回最后记的：{ $what }
sample-ask-done = 怎么整改的？打字，按回车记下
sample-ask-reopen = 为什么退回？打字，按回车记下
sample-ask-due = 整改到哪一天？（7、0920、9.20都行）按回车记下
sample-ask-close = 销号：{ $person }。按回车或0记下
sample-which-check = 撤回哪一条复查？
sample-ask-withdraw = 撤回：{ $what }。为什么？
sample-withdraw-check = 原来那条还看得见，它查出的不再算，这个人可以重新查。
sample-withdraw-act = 原来那条还看得见，这一项退到记它以前的样子。
sample-ask-withdraw-own = 为什么撤回？打字，按回车记下
sample-why-1 = 记错了人
sample-why-2 = 选错了项
sample-why-3 = 记重了
sample-why-4 = 还没办就记了
sample-why-5 = 自己写
sample-save-head = 存成文件，和台账放在一起
sample-save-1 = 通报草稿（Word）
sample-save-2 = 抽查情况表（Excel）
sample-save-3 = 整改清单（Excel）
sample-save-4 = 抽取清单（公布、复算用）
sample-saved = 已存到：{ $path }
sample-file-1 = 抽查情况通报
sample-file-2 = 抽查情况
sample-file-3 = 抽查整改清单
sample-file-4 = 抽取清单
sample-keys = 上下键 选   数字或回车 打开   0或Esc 返回
sample-keys-text = 打字   回车 下一步   Esc 返回
sample-keys-form = 数字 选   上下键 换格   回车 下一格，最后一格回车记下   Esc 返回不记
sample-keys-write = 回车或0 记下   Esc 返回，先不定
sample-keys-compared = 回车 查下一个   上下键 翻看   0或Esc 返回
sample-keys-page = 上下键 翻看   0或Esc 返回
