# Papers: listing, checking, printing.
paper-form-served = to be served
paper-form-own = the office's own template
paper-form-good = All templates are right: no field is mistyped and none is missing.
paper-form-place-text = paragraph { $number } of the text
paper-form-place-margin = paragraph { $number } of a header or footer
paper-form-place-elsewhere = paragraph { $number } of a note or comment
paper-form-unknown-field = { $file }, { $place } ({ $around }): there is no field { $field }; { $nearest } perhaps?
paper-form-missing-field = { $file }: the field { $field } is missing, and this paper cannot be without it. Write the name inside two pairs of braces where it belongs.
paper-form-broken = { $file }, { $place } ({ $around }): the braces do not match; a field is a name inside two pairs of braces.
paper-form-misplaced = { $file }, { $place } ({ $around }): nothing is filled in here; move the field to the text, a header or a footer.
paper-form-block = { $file } { $place }: the beginning and the end of { $field } do not match; each is a paragraph of its own.
paper-form-no-such-file = { $file }: no paper of the program uses a file of that name; { $nearest } perhaps?
paper-form-not-a-document = { $file } is no .docx file. Open it in WPS or Word and save it as .docx.
paper-form-damaged = { $file } cannot be opened and may be damaged. Open it in WPS or Word and save it again.
paper-form-too-large = { $file } is too large for a form; take the big pictures out.
paper-notice-paper = { $document } { $person }
paper-notice-again = { $document } { $person } (the same paper again, under its number)
paper-notice-file = Saved as { $path }. Printed is not served: record the service when it was handed over.
paper-notice-blanks = Blank on the paper, to be filled in by hand, or with --set FIELD=VALUE and printed again: { $fields }
paper-error-unknown = There is no paper { $given }; { $nearest } perhaps? xunren forms lists them all.
paper-error-template = The template { $file } cannot be used: { $what }. Open it in WPS or Word, save it as .docx, and run xunren forms check.
paper-error-large = { $path } is too large for a template.
paper-error-broken = { $path } is wrong: { $what }
paper-error-office = { $field } in { $path } is no field that the office sets. It sets 发文代字, 出具单位, 镇办单位, 区级单位, 联系人, 联系电话, 办理地点 and the account.
paper-error-field = There is no field { $field }; { $nearest } perhaps?
paper-error-computed = { $field } follows from the case and its settlement and is not changed while printing. Correct the case, or propose the outcome again.
paper-error-shared = { $field } differs from person to person and cannot be the same on the papers of many. Print them one by one, or leave it blank.
paper-error-class = The reason of { $person } is { $class }, for which there is no { $form }. Classify first.
paper-error-value = { $given } cannot be the value of { $field }. Write days as 2021-09-30 and amounts as 728.00.
paper-error-set = { $given } cannot be read; write --set FIELD=VALUE.
paper-error-usage = Say for whom and which paper: xunren notice ID 申请注销登记告知书; for a whole village use --unit CODE.
paper-error-nobody = Nobody in this unit needs { $form } now.
paper-error-unknown-field = The template { $file } names an unknown field { $field }. xunren forms check says where.
paper-error-open = In the template { $file } the block { $field } begins and does not end. xunren forms check says where.
paper-error-folder = There is no .docx template in { $path }.
paper-error-pdf-nobody = No LibreOffice, WPS or Word was found on this machine, so there is no PDF. The document is saved and can be printed where WPS is installed.
paper-error-pdf-failed = { $path } was not converted to PDF. The document is saved; open it in WPS or Word and print it there.
