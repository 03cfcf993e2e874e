# 读别人的文件：什么文件、哪里不对、怎么办。
intake-missing = 没有这个文件：{ $file }。请核对文件名和位置。
intake-permission = 没有权限读这个文件：{ $file }。请复制到自己的文件夹里再读。
intake-folder = { $file } 是文件夹，不是文件。请选里面的表格。
intake-unreadable = 文件读不出来：{ $file }（{ $what }）。U盘请重新插一次再试。
intake-empty = 这个文件是空的：{ $file }。请让对方重新发。
intake-too-big = 文件太大：{ $file }，超过{ $what }。请确认是不是名单，太大的请拆开。
intake-not-a-list = { $file } 不是名单表格（看起来是{ $what }）。请用 Excel 或 WPS 打开，另存为 xlsx 再读。
intake-password = { $file } 加了密码，读不了。请用 WPS 打开，去掉密码另存一份。
intake-damaged = { $file } 不完整或者坏了，没有读进任何人（{ $what }）。请让对方重新发一次。
intake-unpacks-too-big = { $file } 解开以后超过{ $most }，不像正常名单，没有读。请用 WPS 打开，只留名单另存一份。
intake-too-many-sheets = { $file } 的工作表超过{ $most }张，没有读。请只留名单那一张。
intake-too-many-rows = { $file } 超过{ $most }行（空行也算），没有读。请删掉名单下面的空行，或者拆成几份。
intake-too-wide = { $file } 的列数超过{ $most }列，没有读。
intake-child-died = { $file } 读到一半出错停了，没有读进任何人。多半是文件坏了，请用 WPS 打开另存一份再试。
intake-no-header = { $file } 里没有认出表头。看到的栏目是：{ $found }。要有姓名或证件号码，认得的栏目有：{ $expected }。
intake-open-quote = { $file } 第{ $what }行起有一个引号没有配对，后面的人会读丢，所以没有读。请用 WPS 打开，另存为 xlsx 再读。
