# 核查表的发和收（屏幕）。

tables-title = 核查表（给没有电脑的村）
tables-about = 一村做一个表格，村里用 WPS 填好交回来，再收进台账。
tables-menu-out = 发核查表
tables-menu-in = 收填好的核查表
tables-ask-whole = 表上的身份证号和电话怎么写？
tables-masked = 遮住中间几位（发微信、存别人电脑用这个）
tables-whole = 写全（U盘交到核查人手上；台账记一笔）
tables-whole-because = 发给村里核查
tables-ask-folder = 放到哪里？（里面按镇办分文件夹，一村一个表格）
tables-folder = 核查表
tables-handed = 做好{ $files }个表格，{ $people }人：{ $path }
tables-would = 共{ $rows }行：记下{ $applied }行，没有新内容{ $unchanged }行，要看一看{ $doubtful }行，不能记{ $rejected }行。
tables-taken = 收下了{ $rows }行：记下{ $applied }行，没有新内容{ $unchanged }行，要看一看{ $doubtful }行，不能记{ $rejected }行。
tables-take = 收下能记的
tables-leave = 先不收
tables-save = 把有误的行存成表格，改好再收
tables-row = 第{ $row }行 { $person }：{ $what }
tables-more = 还有{ $count }条，存成表格看全部
tables-wrong-file = 有误的行-
