# 命令行和记录用的文字。
cli-about = 寻人：暂停领取待遇人员专项清理，一户一户找到人，一步一步办到底
cli-examples =
    例：
      xunren demo                                   先看看样子
      xunren init 惠济.xunren --unit 410108 --officer 王敏
      xunren --book 惠济.xunren import 暂停人员.xlsx
      xunren --book 惠济.xunren report daily --date 2021-09-09
cli-arg-book = 台账文件
cli-arg-format = 输出格式：json；报表另有 text table csv xlsx md
cli-arg-lang = 语言：zh-CN 或 en
cli-arg-clock = 把时间定在这一刻（补记用，会注明）
cli-arg-officer = 经办人姓名
cli-arg-unmasked = 显示完整号码，须写原因
cli-arg-because = 原因
cli-arg-keys = 照这串按键走一遍界面
cli-arg-print = 走完把屏幕打印出来
cli-arg-size = 屏幕大小
cli-arg-path = 文件
cli-arg-unit = 区划代码
cli-arg-pack = 政策文件编号
cli-arg-files = 名单文件
cli-arg-dry-run = 只看结果，不写台账
cli-arg-save-doubts = 把退回和有误的行另存成表格，改好再读
cli-arg-class = 原因分类
cli-arg-presumed = 系统写的原因，0为认不出
cli-arg-state = 进展
cli-arg-doubt = 信息有误的种类，any为任何一种
cli-arg-due = 这天以前约好的
cli-arg-limit = 最多几人
cli-arg-text = 身份证号、末四位、姓名、拼音首字母、电话、村名
cli-arg-case = 身份证号或个案编号
cli-arg-batch = 一行一条的 JSON 文件，- 为标准输入
cli-arg-person = 身份证号或个案编号
cli-arg-at = 记录时间
cli-arg-date = 哪一天的报表
cli-arg-output = 存成文件
cli-arg-id = 政策文件编号
cli-example = 例：{ $command }
cli-example-id = 身份证号
cli-example-photo = 照片.jpg
cli-example-text = 内容
cli-arg-out = 每个命令一页，存到这个文件夹
cli-arg-map = 按键：default numpad vim
cli-arg-numbers = 证件号码
cli-arg-cases = 人数
cli-arg-seed = 种子，同样的种子生成同样的人
cli-arg-days = 已经干了几天
cli-arg-shell = bash zsh fish powershell elvish
cli-bad-clock = --clock 的时间看不懂，请写成 2021-09-08T14:30:00+08:00
cli-init = 新建一本台账
cli-init-example = 例：xunren init 惠济.xunren --unit 410108 --officer 王敏
cli-init-done = 已建好台账：{ $path }（{ $unit }，按{ $pack }办）。
cli-import = 导入名单
cli-import-example = 例：xunren --book 惠济.xunren import 暂停人员.xlsx --dry-run
cli-import-progress = 正在读，人数：
cli-import-done = { $file }：表里{ $rows }行，新增{ $created }人，对上{ $matched }人，重复{ $duplicate }行，退回{ $rejected }行。
cli-import-would = 只看不写。{ $file }：表里{ $rows }行，会新增{ $created }人，对上{ $matched }人，重复{ $duplicate }行，退回{ $rejected }行。
cli-import-doubt =   { $what }：{ $count }人
cli-list = 列出人员
cli-list-example = 例：xunren list --state returned --format json
cli-find = 查人
cli-find-example = 例：xunren find 张学芳    xunren find zxf    xunren find 002X
cli-find-nobody = 没有查到人。
cli-show = 看一个人的全部记录
cli-show-example = 例：xunren show 身份证号 --format json
cli-record = 记录
cli-record-example =
    例：xunren record contact --person 身份证号 --how visit --met self --found alive
        xunren record --batch 记录.jsonl
cli-record-done = 已保存。
cli-record-unchanged = 台账里已经有这一条，没有重复记。
cli-record-progress = 正在记，行数：
cli-batch-done = 共{ $lines }行，记下{ $applied }条，已有{ $unchanged }条，退回{ $refused }条。
cli-batch-stopped = 已中途停下。上面数的都已经记下；同一个文件再记一遍，会从没记的接着记。
cli-batch-refused = 第{ $line }行退回（{ $reason }）：{ $message }
cli-review = 列出等着复核的人
cli-review-example = 例：xunren review    通过：xunren record review --person 身份证号 --decision approve --officer 李所
cli-report = 报表
cli-report-example = 例：xunren report daily --date 2021-09-09 --format xlsx --output 日报.xlsx
cli-daily = 每日15:00进展情况表
cli-daily-example = 例：xunren report daily --date 2021-09-09
cli-rank = 排名
cli-rank-example = 例：xunren rank --date 2021-09-09
cli-sheet = 做一个村的入户核查表
cli-sheet-example = 例：xunren sheet --unit 410108101205 --output 核查表.xlsx
cli-sheet-done = 已做好：{ $path }（{ $people }人）。
cli-sheet-empty = 这个村没有要核查的人。
cli-pack = 政策文件
cli-pack-example = 例：xunren pack list
cli-pack-list = 列出政策文件
cli-pack-list-example = 例：xunren pack list
cli-pack-show = 看一个政策文件
cli-pack-show-example = 例：xunren pack show huiji-2021
cli-pack-check = 检查政策文件
cli-pack-check-example = 例：xunren pack check 文件夹
cli-pack-wrong = 有错误，请用 pack check 查看
cli-pack-good = 没有错误。
cli-keys = 按键表
cli-keys-example = 例：xunren keys --map numpad
cli-keys-place = 在哪里
cli-keys-action = 做什么
cli-keys-key = 按键
cli-verify = 检查台账有没有被改过、坏过
cli-verify-example = 例：xunren verify --format json
cli-verify-progress = 正在检查：
cli-verify-ok = 台账完好：{ $entries }条记录，{ $cases }人，都对得上。链尾 { $heads }
cli-verify-pages = 文件页有损坏：{ $place }
cli-verify-foreign-keys = 记录之间的对应断了：{ $place }
cli-verify-chain = 记录链断了或被改过：{ $place }
cli-verify-payload = 记录内容被改过：{ $place }
cli-verify-case = 人员信息与记录不符：{ $place }
cli-verify-search = 查找索引与记录不符：{ $place }
cli-verify-figures = 汇总数与记录不符：{ $place }
cli-verify-helps = 链或内容有问题的，请停止使用并拿备份核对；只是人员信息、索引、汇总数不符的，用 xunren rebuild 重建即可。
cli-rebuild = 按记录重建人员信息和汇总数
cli-rebuild-example = 例：xunren rebuild
cli-rebuild-progress = 正在重建，人数：
cli-rebuild-done = 已按记录重建：{ $cases }人。
cli-backup = 备份台账和照片
cli-backup-example =
    例：xunren backup                     备份在台账旁边，文件名带日期和时间
        xunren backup /media/U盘          备份到U盘
cli-backup-progress = 正在备份
cli-backup-done = 已备份并检查过：{ $path }（{ $entries }条记录，{ $people }人，照片材料{ $files }份）。链尾 { $heads }
cli-backup-missing = 有{ $count }份照片材料找不到或者坏了，没有备份到：{ $names }
cli-backup-unnoted = 备份已经做好，只是台账写不进去，没有记下这次备份。请检查台账所在的磁盘。
cli-restore = 用备份恢复台账
cli-restore-example =
    例：xunren --book 惠济.xunren restore /media/U盘/惠济-20210909-143005.xunren
        xunren --book 惠济.xunren restore 备份.xunren --replace      原来的台账改名留着
cli-restore-progress = 正在恢复
cli-restore-done = 已恢复：{ $path }（{ $entries }条记录，{ $people }人，照片材料{ $files }份）。
cli-restore-kept = 原来的台账留在 { $path }。
cli-restore-newer = 原来的台账里有{ $count }条记录是备份里没有的，请打开它核对，需要的补记一遍。
cli-restore-missing = 备份里缺{ $count }份照片材料：{ $names }
cli-arg-to = 备份到哪里：U盘、文件夹或文件名；不写就备份在台账旁边
cli-arg-from = 备份文件
cli-arg-replace = 换掉已有的台账，原来的改名留着
cli-id = 核对证件号码
cli-id-example = 例：xunren id 41019819500405678X
cli-id-good = 没有问题
cli-settle = 待遇试算
cli-settle-example = 例：xunren settle 情况.json --format text
cli-arg-facts = 情况文件（JSON），- 为标准输入
cli-workday = 算期限的最后一天
cli-workday-example =
    例：xunren workday 2021-09-17 --plus 3
        xunren workday 2022-11-20 --months 6
cli-arg-start = 从哪天起算，当天不算
cli-arg-plus = 几个工作日
cli-arg-calendar-days = 几天
cli-arg-months = 几个月
cli-arg-no-roll = 最后一天遇休息日也不顺延
cli-demo = 用一个虚构的区看看样子
cli-demo-example = 例：xunren demo --cases 2000
cli-demo-progress = 正在生成，人数：
cli-demo-kept = 台账已存在 { $path }
cli-completions = 生成命令补全
cli-completions-example = 例：xunren completions bash > ~/.local/share/bash-completion/completions/xunren
cli-man = 生成手册页，每个命令一页
cli-man-example =
    例：xunren man --out 手册
        xunren man | man -l -
cli-arg-keymap = 按键：default numpad vim
cli-defect = 程序自己出了毛病，已停下；记过的都在。出毛病的地方记在 { $path }，请发给技术人员。
