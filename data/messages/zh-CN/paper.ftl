# 文书：列出、检查、打印。
paper-form-served = 要送达
paper-form-own = 用本单位的模板
paper-form-good = 模板都对，没有写错的字段，也没有少的字段。
paper-form-place-text = 正文第{ $number }段
paper-form-place-margin = 页眉页脚第{ $number }段
paper-form-place-elsewhere = 脚注或批注第{ $number }段
paper-form-unknown-field = { $file } { $place }【{ $around }】：没有叫【{ $field }】的字段，是不是【{ $nearest }】？
paper-form-missing-field = { $file }：少了字段【{ $field }】，这份文书不能没有它。请在该写的地方写上两层花括号，中间写这个名字。
paper-form-broken = { $file } { $place }【{ $around }】：花括号没有配成对，字段要写成两层花括号中间一个名字。
paper-form-misplaced = { $file } { $place }【{ $around }】：这里不会填写，请把字段移到正文、页眉或页脚。
paper-form-block = { $file } { $place }：【{ $field }】的开始和结束没有配成对，开始和结束要各占一段。
paper-form-no-such-file = { $file }：程序里没有用这个文件名的文书，是不是【{ $nearest }】？
paper-form-not-a-document = { $file }：不是 .docx 文件。请用 WPS 或 Word 打开后另存为 .docx。
paper-form-damaged = { $file }：文件打不开，可能坏了。请用 WPS 或 Word 打开后重新保存。
paper-form-too-large = { $file }：文件太大，文书模板用不着这么大，请去掉里面的大图片。
paper-notice-paper = { $document } { $person }
paper-notice-again = { $document } { $person }（原样重印，编号不变）
paper-notice-file = 已存成 { $path }。印好了还不算送达，送到后请记送达。
paper-notice-blanks = 下列各项没有填，纸上留了空白，可以手填，也可以用 --set 字段=值 填好再印：{ $fields }
paper-error-unknown = 没有【{ $given }】这种文书，是不是【{ $nearest }】？用 xunren forms 可以看到全部。
paper-error-template = 模板 { $file } 用不了：{ $what }。请用 WPS 或 Word 打开后重新另存为 .docx，再用 xunren forms check 检查。
paper-error-large = { $path } 太大，不像文书模板。
paper-error-broken = { $path } 写得不对：{ $what }
paper-error-office = { $path } 里的【{ $field }】不是由单位设的字段。能设的有发文代字、出具单位、镇办单位、区级单位、联系人、联系电话、办理地点和收款账户。
paper-error-field = 没有叫【{ $field }】的字段，是不是【{ $nearest }】？
paper-error-computed = 【{ $field }】由个案和核算得出，不能在打印时改。个案有误请先更正，金额有误请重新提处理结果。
paper-error-shared = 【{ $field }】各人不同，不能给一个村的人填成一样的。请一个一个印，或者留空手填。
paper-error-class = { $person }定的原因是【{ $class }】，不用【{ $form }】。请先定对原因再印。
paper-error-value = 【{ $field }】填的【{ $given }】看不懂。日期请写成 2021-09-30，金额请写成 728.00。
paper-error-set = 【{ $given }】看不懂，请写成 --set 字段=值。
paper-error-usage = 请写明给谁、用哪种文书，如 xunren notice 身份证号 申请注销登记告知书；一个村的一起印，用 --unit 区划代码。
paper-error-nobody = 这个单位现在没有人要用【{ $form }】。
paper-error-unknown-field = 模板 { $file } 里有不认识的字段【{ $field }】。用 xunren forms check 可以看到在哪一段。
paper-error-open = 模板 { $file } 里【{ $field }】有开始没有结束。用 xunren forms check 可以看到。
paper-error-folder = { $path } 里没有 .docx 模板。
paper-error-pdf-nobody = 这台电脑上没有找到 LibreOffice、WPS 或 Word，PDF 没有做。Word 文件已存好，可以拿到装有 WPS 的电脑上打开打印。
paper-error-pdf-failed = { $path } 没有转成 PDF。Word 文件已存好，请直接用 WPS 或 Word 打开打印。
