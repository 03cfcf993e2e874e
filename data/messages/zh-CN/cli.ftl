# 命令行和记录用的文字。
cli-about = 寻人：暂停领取待遇人员专项清理，一户一户找到人，一步一步办到底
cli-examples =
    例：
      xunren demo                                   先看看样子
      xunren init 惠济.xunren --unit 410108 --officer 王敏
      xunren --book 惠济.xunren import 暂停人员.xlsx
      xunren --book 惠济.xunren report daily --date 2021-09-09
cli-arg-book = 台账文件
cli-arg-format = 输出格式：json；报表另有 text table csv xlsx md svg png qr
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
cli-arg-due = 到这天为止约好的和到期的
cli-arg-on = 哪一天（不写就是今天）
cli-arg-ahead = 往后看几天（不写就是7天）
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
cli-arg-folder = 放模板的文件夹，不写就查现在用的
cli-arg-paper = 给谁（身份证号、姓名）和哪种文书；用 --unit 时只写文书
cli-arg-set = 填一个字段，如 截止日期=2021-09-30，可以写多次
cli-arg-settle = 金额按这份核算事实算（同 xunren settle）
cli-arg-pdf = 再转一份 PDF（电脑上要有 LibreOffice 或 WPS）
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
cli-explain = 讲清一个人的原因、步骤和金额各依据哪一条
cli-explain-example = 例：xunren explain 身份证号
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
cli-publish = 公示：做一份待遇领取人员公示名单（姓名只露头尾，不写证件号码和原因）
cli-publish-example = 例：xunren publish --unit 410108101205 --output 公示.xlsx --hangs-for 10    看贴了哪些：xunren publish --posted
cli-arg-hung-on = 从哪一天贴起（不写就是今天）
cli-arg-hangs-for = 公示多少天（政策依据写了的不能少；没有写的一定要填）
cli-arg-settled = 按试算填金额：没有写的金额照算出来的填，算式留在旁边
cli-arg-posted = 列出贴过的公示、到哪天为止
cli-evidence = 收照片：手机、微信、U盘里的照片和材料，按纸上的二维码或文件名认人，收进台账
cli-evidence-example = 例：xunren evidence 手机照片    按人收：xunren evidence --person 410198193901020078 IMG_1.jpg    只看不收：xunren evidence --dry-run 手机照片
cli-arg-places = 文件夹或文件
cli-arg-sort = 是什么：photo 照片、paper 文书材料、screenshot 微信截图、film 录像
cli-arg-largest-mb = 以后收多大的文件（MB），记在台账里
cli-match = 系统核查：拿比对名单（火化、户籍注销、疾控死亡、法院、职保在领、已认证）查台账里的人
cli-match-example = 例：xunren match 火化9月.xlsx --source 火化 --list-date 2021-09-01    看待确认的：xunren match --waiting
cli-arg-file = 名单文件
cli-arg-source = 名单从哪里来：火化、户籍注销、疾控死亡、法院、职保在领、已认证
cli-arg-list-date = 名单是哪一天的（不写就是今天）
cli-arg-percent = 每个单位抽百分之几；不写就按文件
cli-arg-sample-seed = 公布的种子，原样写
cli-arg-sample-by = 按什么各抽各的：unit（本级下一级单位）
cli-arg-strata = 保证每一种都抽到：class 原因、officer 经办人，用逗号隔开；none 不分
cli-arg-level = district 区级，city 市级；不写就是本台账的一级
cli-arg-open = 只看还没查的
cli-arg-whole = 抽取清单：名册上所有人、哈希值、位次、抽没抽中（公布、复算用，没有姓名）
cli-arg-draw = 抽查编号；不写就是最近一次
cli-arg-list = 抽取清单文件；不给就按台账算
cli-arg-note = 补充说明
cli-arg-of = 哪一项整改（编号）；只有一项没销号时不用写
cli-arg-done = 记整改情况：怎么整改的
cli-arg-close = 销号（整改的人自己不能销）
cli-arg-reopen = 退回重新整改，--because 写为什么
cli-arg-withdraw = 撤回这一项最后记的一条（记错了），--because 写为什么
cli-arg-entry = 哪一条（编号见 xunren show --format json）
cli-arg-sample-way = 哪一种办法的：files 查卷，phone 电话回访，visit 入户
cli-arg-rectify-due = 改整改期限
cli-arg-rectify-days = 本单位定的整改天数（工作日），以后列入的按这个算
cli-sample = 抽查：按公布的种子抽人、复查、出数、整改销号
cli-sample-example = 例：xunren sample draw --seed 20210910开奖031822 --dry-run
cli-sample-draw = 抽人：每个单位各抽一份，谁也不能事先挑
cli-sample-draw-example =
    例：xunren sample draw --percent 50 --by unit --strata class,officer --seed 20210910开奖031822
    比例不写就按文件（惠人社〔2021〕82号 五（二）：不少于50%）。先公布用什么做种子，再抽；--dry-run 只看人数，看不到抽中谁。
    名册是抽的这一刻登记在册的所有人；同级抽过的不再抽。每人的原因是已定的原因，经办人是定原因的人，没定的是最后联系的人。
    怎么复算，见 xunren sample check --help。
cli-sample-list = 抽中的人；或者抽取清单
cli-sample-list-example =
    例：xunren sample list --open --unit 410108101
        xunren sample list --whole --output 抽取清单.csv
cli-sample-check = 复算：抽中的人是不是种子算出来的
cli-sample-check-example =
    例：xunren sample check 抽取清单.csv
    不用本程序，拿计算器也能复算：
      1. 清单里每人一行。把种子、一个英文冒号、个案编号连着写（UTF-8），算 SHA-256，写成64位小写十六进制，
         就是这一行的哈希值。例：printf '%s' '种子:个案编号' | sha256sum
      2. 每个单位各排各的：哈希值从小到大（从左往右逐个字符比，0到9，再a到f）。
      3. 每个单位抽前几人：人数乘比例，有零头的进一。
      4. 这个单位里，原因、经办人都相同的一组里一个都没抽到，就加上这一组里排在最前面的一人。
    名册指纹：每人写一行（个案编号,单位代码,原因,经办人）加换行，按个案编号排好，连起来算 SHA-256。
cli-sample-replace = 换人：抽中的人不能查，换本单位排在后面的第一个
cli-sample-replace-example =
    例：xunren sample replace --person 身份证号 --because moved
    原因：moved 搬走了，dead 去世了，unreachable 找不到人，refused 不配合，other 其他
cli-sample-record = 记复查：先写问到的，写完才和首次核查比
cli-sample-record-example =
    例：xunren sample record --person 身份证号 --how phone --found alive --class 1 --outcome resumed --amount 113.00
        xunren sample record --batch 复查.jsonl
    一行一条：{"{"}"id_number":"41019819500405678X","how":"phone","found":"alive","class":"1","by":"李所"{"}"}；另有 at、case、level、met、outcome、amount、note、on
    办过这个人的经办人不能复查这个人。没人接的写 --met nobody。
cli-sample-withdraw = 撤回记错的一条复查：原来那条还看得见，查出的不再算，这个人可以重新查
cli-sample-withdraw-example =
    例：xunren sample withdraw --person 身份证号 --how phone --because 记错了人
    不写 --how、--entry 就撤最后记的一条。由记的人或者区里撤回；办过这个人的经办人不能撤。
    整改、销号记错了，用 xunren sample rectify --person 身份证号 --withdraw --because 原因
cli-sample-report = 抽查情况：抽查面、差错率和95%区间、整改
cli-sample-report-example = 例：xunren sample report --format table
cli-sample-notice = 抽查情况通报的草稿（用定稿的数，写明哪天第几期）；不写 --output 就看文字
cli-sample-notice-example =
    例：xunren sample notice --output 通报.docx
    不写 --date、--number 就用最近一期定稿；没有定稿的先 xunren report freeze
cli-sample-rectify = 整改清单：列出来，记整改，销号
cli-sample-rectify-example =
    例：xunren sample rectify --status overdue
        xunren sample rectify --output 整改清单.xlsx
        xunren sample rectify --person 身份证号 --done 重新核实，原因改为死亡
        xunren sample rectify --person 身份证号 --close --officer 李所
        xunren sample rectify --person 身份证号 --withdraw --because 还没办就记了
cli-arg-waiting = 列出比对上、还没确认的人
cli-arg-history = 列出比对过哪些名单
cli-arg-accept = 采纳这一条（姓名或地址对上的，要用 --because 写明怎么认定是此人）
cli-arg-refuse = 不采纳这一条（用 --because 写明原因）
cli-arg-accept-all = 采纳这一来源的全部（只有已认证可以，用 --because 写明）
cli-due = 列出过期的、今天到期的和往后几天到期的
cli-due-example = 例：xunren due --unit 410108101205    看哪一天：xunren due --on 2021-09-09 --format json
cli-due-overdue = 过期的（{ $count }项）
cli-due-today = 今天到期的（{ $count }项）
cli-due-next = 往后几天到期的（{ $count }项）
cli-due-office = { $day } { $time } { $what }（{ $cite }）
cli-due-nothing = 没有到期的。
cli-review = 列出等着复核的人
cli-review-example = 例：xunren review    通过：xunren record review --person 身份证号 --decision approve --officer 李所
cli-report = 报表
cli-report-example = 例：xunren report daily --date 2021-09-09 --format xlsx --output 日报.xlsx
cli-self-check = 自查情况报告（DOCX，用定稿的数）
cli-self-check-example = 例：xunren report self-check --date 2021-09-09 --output 自查情况报告.docx
cli-final = 专项清理情况报告（DOCX，用定稿的数）
cli-final-example = 例：xunren report final --number 9 --output 专项清理情况报告.docx
cli-progress = 工作进展情况的通报（DOCX，用定稿的数）
cli-progress-example = 例：xunren report progress --number 4 --slow 古荥镇 --slow 江山路街道 --output 通报.docx
cli-campaign = 四个阶段到哪了、什么时候要交什么
cli-campaign-example = 例：xunren campaign
cli-inspection-tick = 迎检清单里数不出来的一条，核过了记一笔：谁、哪天、什么情况
cli-inspection-tick-example = 例：xunren inspection tick archived --word 材料三盒，在档案室 --by 宋丽君 --on 2021-09-16
cli-inspection-untick = 撤回记过的一条，写明原因；记过的都留着
cli-inspection-untick-example = 例：xunren inspection untick archived --because 还少一盒
cli-arg-item = 第几条，或那一条的编号
cli-arg-word = 核到了什么，一句话
cli-arg-looked-by = 谁核的（不写就是现在的经办人）
cli-inspection = 迎检清单：要求的、办完的、还拦着的
cli-inspection-example = 例：xunren inspection --open not_updated
cli-arg-open-block = 看这一条后面的人（清单里的编号，如 not_updated）
cli-arg-slow-unit = 进度偏慢的单位，代码或名称
cli-daily = 每日15:00进展情况表
cli-daily-example = 例：xunren report daily --date 2021-09-09    报数码：xunren report daily --format qr --output 报数码.png
cli-report-received = 收到的数和台账对一对
cli-report-received-example = 例：xunren report received --date 2021-09-09 --format json
cli-receive = 收数：扫码枪打进来的、文本里的、照片里的报数码
cli-receive-example = 例：xunren receive 古荥镇.png 新城街道.jpg    扫码枪：xunren receive -
cli-receive-nothing = 里面没有报数的码
cli-receive-refused = { $file }：{ $message }
cli-arg-scans = 图片（PNG、JPEG）或文本文件，- 是标准输入（扫码枪）
cli-rank = 排名
cli-rank-example = 例：xunren rank --date 2021-09-09    发群里的图片：xunren rank --format png --output 排名.png    xunren rank --ranked-by verified --trend    xunren rank --slow-rules last=2,behind=10 --slow
cli-freeze = 定稿：写下当天的数，以后不再变
cli-freeze-example = 例：xunren report freeze --date 2021-09-09
cli-frozen = 列出定稿的日报
cli-frozen-example = 例：xunren report frozen --format json
cli-submit = 报送：记下一个单位报来的数
cli-submit-example = 例：xunren report submit --from 古荥镇.txt
cli-changes = 两天对照：谁变了、变成什么、谁记的
cli-changes-example = 例：xunren report changes --from 2021-09-08 --to 2021-09-09
cli-arg-as-frozen = 定稿时的样子
cli-arg-as-known = 照现在的记录重算
cli-arg-compare = 定稿和现在逐格对照
cli-arg-number = 第几期
cli-arg-explain = 打开一个数：栏目:单位，例如 class_5:410108001
cli-arg-signed-by = 签发人（换人要写原因）
cli-arg-from-report = 报来的文字或 JSON 文件，- 是标准输入
cli-arg-from-day = 前一天
cli-arg-to-day = 后一天
cli-arg-reporter = 填报人（换人要写原因）
cli-arg-as-of = 看那时的样子：日期（当天截止时）或时间
cli-verify-spells = 逐数名单和记录对不上：{ $place }
cli-verify-filed = 定稿和报送的目录和记录对不上：{ $place }
cli-verify-frozen = 定稿的数和它的校验不符：{ $place }
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
cli-verify-evidence-missing = 照片材料不见了：{ $place }
cli-verify-evidence-changed = 照片材料被改动过：{ $place }
cli-verify-shared = 同一个文件记在{ $count }个人名下：{ $place }
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
cli-forms = 列出可以打印的文书
cli-forms-example = 例：xunren forms    xunren forms check 我的模板
cli-forms-check = 检查模板里的字段
cli-forms-check-example = 例：xunren forms check 我的模板
cli-notice = 打印一份文书（.docx），编号并记入台账
cli-notice-example = 例：xunren notice 张雪芳 申请注销登记告知书 --set 截止日期=2021-09-30 --output 告知书.docx
cli-arg-keymap = 按键：default numpad vim
cli-defect = 程序自己出了毛病，已停下；记过的都在。出毛病的地方记在 { $path }，请发给技术人员。
cli-heading-usage = 用法：
cli-heading-options = 选项
cli-heading-arguments = 参数
cli-heading-commands = 命令
cli-heading-command = 命令
cli-arg-help = 看用法
cli-arg-version = 看版本
cli-usage-unknown = 没有 { $what } 这个选项。
cli-usage-command = 没有 { $what } 这个命令。
cli-usage-no-command = { $what } 后面还要写一个命令。
cli-usage-missing = 还缺：{ $what }
cli-usage-no-value = { $what } 后面还要写内容。
cli-usage-value = { $what } 不能写成【{ $value }】。
cli-usage-count = { $what } 写多了、写少了，或者不能一起用。
cli-usage-other = 命令写得不对（{ $what }）。
cli-usage-nearest = 可以写：{ $what }
cli-usage-help = 命令后面加 --help 看用法和例子。
cli-recovery = 追缴账：一个人还欠多少、分期、到账、异议、移交；不写人就列出没还清的
cli-recovery-example = 例：xunren recovery 身份证号 --on 2021-09-30    没还清的：xunren recovery --unit 410108101 --format json    移交材料：xunren recovery 身份证号 --bundle 移交材料
cli-arg-bundle = 把移交材料放进这个文件夹
cli-report-layouts = 列出表格的版式（附件1样式）
cli-report-layouts-example = 例：xunren report layouts    xunren report layouts check 市里的表.toml
cli-report-layouts-check = 检查版式文件
cli-report-layouts-check-example = 例：xunren report layouts check 市里的表.toml
cli-arg-layout = 表格用哪个版式（xunren report layouts 里的名称）
cli-arg-for = 只要给谁的表：group 工作群，office 办公室
cli-arg-layout-file = 版式文件；不写就检查本单位所有的
cli-check-table = 给没有电脑的村发核查表（表格），填好再收回来
cli-check-table-example = 例：xunren check-table out --unit 410108101 --out 核查表    xunren check-table in 核查表
cli-check-table-out = 一村做一个表格，按镇办分文件夹
cli-check-table-out-example = 例：xunren check-table out --unit 410108101 --out 核查表
cli-check-table-in = 读填好的核查表
cli-check-table-in-example = 例：xunren check-table in 核查表 --dry-run    xunren check-table in 古荥村核查表20210907.xlsx --save-doubts 有误.xlsx
cli-check-table-check = 检查本单位自己的核查表样式
cli-check-table-check-example = 例：xunren check-table check check-table.toml
cli-check-table-file = { $path }（{ $people }人）
cli-check-table-done = 读了{ $files }个文件{ $rows }行：记下{ $applied }行（{ $entries }条记录），没有新内容{ $unchanged }行，要看一看{ $doubtful }行，不能记{ $rejected }行。
cli-check-table-would = （只看不记）{ $files }个文件{ $rows }行：会记下{ $applied }行（{ $entries }条记录），没有新内容{ $unchanged }行，要看一看{ $doubtful }行，不能记{ $rejected }行。
cli-check-table-row = { $file } { $sheet } 第{ $row }行 { $person }：{ $what }
cli-arg-by = 表上没写核查人的行，算谁核查的
cli-arg-table-file = 样式文件；不写就检查自己文件夹里的 check-table.toml
cli-arg-table-folder = 存到这个文件夹，里面按镇办分
cli-inflow = 存量和新增：和上次名单比，多了谁、少了谁、谁有变化
cli-inflow-example = 例：xunren inflow --since 2021-09-01
cli-arg-since = 从哪天起的名单
cli-risks = 走访中发现的风险隐患（区里看）
cli-risks-example = 例：xunren risks    xunren record note --person 41019819500405678X --text 卡在别人手里 --risk fund
cli-arg-ranked-by = 按哪个率：resolved 处理率，verified 核查率；不写就按政策包的
cli-arg-trend = 逐日走势
cli-arg-slow = 进度慢的单位（按本单位定的条件）
cli-arg-slow-rules = 定进度慢的条件，如 last=2,behind=10；none 去掉
