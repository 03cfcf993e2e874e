# 公示。每个键以 publish- 开头。
publish-number = 序号
publish-place = 村组
publish-name = 姓名
publish-sex = 性别
publish-birth = 出生年月
publish-period = { $unit }    公示期 { $from } 至 { $until }
publish-foot = 对以上人员有异议的，请在公示期内向劳保所反映。举报电话：
publish-done = { $unit } 公示名单：{ $people }人，{ $from } 至 { $until }；按规定不上榜{ $left }人。依据 { $basis }
publish-never = 还没有做过公示。
publish-hangs = { $unit } { $from } 至 { $until } 正在公示
publish-over = { $unit } { $from } 至 { $until } 公示期已满
