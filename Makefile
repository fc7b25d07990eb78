# `make` alone checks and builds what changed; `make help` lists the rest.
#
# Names of documents hold spaces, brackets, quotes and $. So DOC never enters the text of a recipe:
# `value` takes it as it was typed, and recipes read it from the environment.
#
# How the second `make` gets by without starting Python. Each target (and DOC) has a stamp in
# .cache/make/, whose path the build gets as GONGWEN_STAMP. A build that would say the same again
# writes two files when it has finished:
#   $GONGWEN_STAMP       mtime = the moment the build started, less 10 ms: any input that changed
#                        later, even while the build ran, is newer. Its first line is the exit code,
#                        and a word where there is something to report; then come the lines that
#                        Python would print, after the stream that each of them goes to
#   $GONGWEN_STAMP.done  touched after the last output was written: anything in output/ that is
#                        newer was deleted or changed by another hand
# A build whose report does not come of these files alone (gongwen/build/stamp.py: a file that cannot
# be opened, a classified text, a file that could not be written) removes both. A deleted or added
# file shows as its folder's change. The program's own folders are held against .done, since
# Python itself adds __pycache__ to them. -cnewer notices an older file copied over a newer one.
# When find fails (no stamp yet, a folder missing), Python is started too; the first change that it
# comes upon is enough (-quit), and content/ comes first.
#
# In an office's own folder there is no gongwen/: the build writes the path of the installed one to
# .cache/make/program. There is no lock file either: the folder around it, which changes with every
# component that is installed, is held against .done.

MAKEFLAGS += -rR
SHELL := /bin/sh
.NOTPARALLEL:

PYTHON ?= python3
override PYTHON := $(value PYTHON)
# Every NAME= that a recipe reads, in the order in which they are listed to who typed another.
options := DOC KIND WITH PAGES FILE M BY FROM TO SINCE MARK NOTE EACH NAMES ON CHECKED PDF ANNOTATE EXPLAIN ONLY WRITE SERIES NO KEEP VOID UNLOCK COPIES BOOK OLD
$(foreach name,$(options),$(eval override $(name) := $$(value $(name))))
override GOALS := $(MAKECMDGOALS)

# What else was typed as name=value, such as doc=…, would be passed over, and every document built.
unknown := $(strip $(foreach name,$(.VARIABLES),$(if $(findstring command line,$(origin $(name))),$(name))))
$(if $(unknown),$(error 没有“$(firstword $(unknown))=”这种写法；等号前面要用大写字母：$(options)，例如 make DOC=文件名))

export PYTHON $(options) GOALS

# The shell's first lines of every recipe that runs the program; .venv's Python saves a start, and
# python/ is one that was carried to a computer where none could be installed.
find_python = python=.venv/bin/python; [ -x "$$python" ] && [ -s "$$python" ] || python=$$PYTHON; \
	command -v "$$python" >/dev/null || python=python/bin/python3; \
	command -v "$$python" >/dev/null || { \
	echo '没有找到 Python。请安装 Python 3.11 或更新的版本：sudo apt-get install -y python3 python3-venv' >&2; \
	echo '不能上网、装不了的，见程序仓库的 docs/不上网的电脑.md。' >&2; \
	exit 2; }

# $(call run,command and options): the program, on DOC where it is given.
run = @set -- $(1); [ -z "$$DOC" ] || set -- "$$@" -- "$$DOC"; $(find_python); exec "$$python" build.py "$$@"

# $(call build,options): the same for a build, unless its stamp says that nothing has changed.
build = @set -- build $(1); stamp=.cache/make/$@; \
	[ -z "$$DOC" ] || { set -- "$$@" -- "$$DOC"; sum=$$(printf %s "$$DOC" | cksum); stamp="$$stamp-$${sum% *}-$${sum\#* }"; }; \
	program=gongwen; lock=requirements.txt; \
	[ -d gongwen ] || { lock=; IFS= read -r program <.cache/make/program; } 2>/dev/null; \
	if changed=$$(find -L content templates styles "$$program" build.py $$lock output \
		-name __pycache__ -prune -o \
		\( -newer "$$stamp.done" -o -cnewer "$$stamp.done" \) -print -quit -o \
		\( -newer "$$stamp" -o -cnewer "$$stamp" \) ! -path 'output*' \
		! \( -type d -path "$$program*" \) -print -quit 2>/dev/null) && [ -z "$$changed" ] && \
		! [ "$${program%/*}" -nt "$$stamp.done" ] && read -r code said <"$$stamp"; \
	then if [ -z "$$said" ]; then echo '没有改动，output/ 里的文件都是最新的。'; \
		else LC_ALL=C sed -n 's/^err //p' "$$stamp" >&2; LC_ALL=C sed -n 's/^out //p' "$$stamp"; fi; \
		exit "$$code"; fi; \
	$(find_python); mkdir -p .cache/make 2>/dev/null; \
	GONGWEN_STAMP=$$stamp; export GONGWEN_STAMP; exec "$$python" build.py "$$@"

.PHONY: build 征求意见稿 送审稿 印发稿 涉密环境 pdf public preview pdf-setup pandoc-setup check new import save history diff adopt draft send collect overdue settle supervise materials submit recheck number distribute release archive push verify register watch desk menu doctor self-check update test fuzz kill bench bench-import bench-check schema docs template styles setup-git offline lock clean help

build: ## 检查并生成有改动的文件（只打 make 就是它）；只做一份：make DOC=文件名
	$(build)

征求意见稿: ## 全部（或 DOC= 那一份）做成征求意见稿
	$(call build,--stage 征求意见稿)

送审稿: ## 全部（或 DOC= 那一份）做成送审稿
	$(call build,--stage 送审稿)

印发稿: ## 全部（或 DOC= 那一份）做成印发稿
	$(call build,--stage 印发稿)

pdf: ## 生成 PDF（全部，或 DOC= 那一份）
	$(call run,build --format pdf)

public: ## 生成给公众看的：删减版（标了“不公开”的不印）的 .docx 和网页：make public DOC=文件名，要 PDF 的加 PDF=1
	@set -- build --public --format "docx,html$${PDF:+,pdf}"; [ -z "$$DOC" ] || set -- "$$@" -- "$$DOC"; \
	$(find_python); exec "$$python" build.py "$$@"

preview: ## 把一份文件的各页做成图片：make preview DOC=文件名，可加 PAGES=1-3
	@set -- preview; [ -z "$$PAGES" ] || set -- "$$@" --pages "$$PAGES"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

pdf-setup: ## 备齐生成 PDF 要用的 LibreOffice 和字体（只需一次）
	@$(find_python); exec "$$python" build.py pdf-setup

pandoc-setup: ## 备齐读 .odt、.rtf，生成 .md、.odt、.txt 要用的 pandoc（只需一次）
	@$(find_python); exec "$$python" build.py pandoc-setup

涉密环境: ## 在涉密计算机上生成；没有登记为涉密计算机的，什么也不做
	$(call build,--涉密环境)

check: ## 只检查，不生成文件；检查别处来的 Word 文件、量 Word 或 WPS 导出的 PDF：make check FILE=文件；加 ANNOTATE=1 另存一份带批注的
	@set -- check; [ -z "$$ANNOTATE" ] || set -- "$$@" --annotate; case "$$FILE" in \
	*.pdf|*.PDF) [ -z "$$DOC" ] || set -- "$$@" "--against=$$DOC"; set -- "$$@" -- "$$FILE";; \
	*) [ -z "$$DOC$$FILE" ] || set -- "$$@" --; [ -z "$$DOC" ] || set -- "$$@" "$$DOC"; \
	[ -z "$$FILE" ] || set -- "$$@" "$$FILE";; esac; $(find_python); exec "$$python" build.py "$$@"

new: ## 新建一份：make new KIND=通知 DOC=文件名，可加 WITH=名单,职责
	@set -- new; [ -z "$$WITH" ] || set -- "$$@" --with "$$WITH"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$KIND" "$$DOC"

import: ## 导入旧文件（Word、网页、文本）：make import FILE=旧文件.docx（或文件夹），可加 DOC=文件名
	@set -- import; [ -z "$$DOC" ] || set -- "$$@" --output "$$DOC"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$FILE"

save: ## 保存一份文稿的版本：make save DOC=文件名 M=这一版改了什么（没有留过姓名的、换人的，加 BY=姓名）
	@set -- save; [ -z "$$M" ] || set -- "$$@" "--message=$$M"; [ -z "$$BY" ] || set -- "$$@" "--name=$$BY"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

history: ## 一份文稿的历次版本：make history DOC=文件名，可加 SINCE=2026-04-03
	@set -- history; [ -z "$$SINCE" ] || set -- "$$@" "--since=$$SINCE"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

diff: ## 比较两版，生成花脸稿和修改对照表：make diff DOC=文件名，可加 FROM=旧 TO=新 NOTE=序号=依据；逐处列的加 EACH=1，写修改人姓名的加 NAMES=1，要 PDF 的加 PDF=1
	@set -- diff; [ -z "$$PDF" ] || set -- "$$@" --pdf; [ -z "$$EACH" ] || set -- "$$@" --each; [ -z "$$NAMES" ] || set -- "$$@" --names; [ -z "$$NOTE" ] || set -- "$$@" "--note=$$NOTE"; set -- "$$@" -- "$$DOC"; [ -z "$$FROM$$TO" ] || set -- "$$@" "$${FROM:-HEAD}"; \
	[ -z "$$TO" ] || set -- "$$@" "$$TO"; \
	$(find_python); exec "$$python" build.py "$$@"

adopt: ## 过录修改，把在 Word、WPS 里改过的稿子改回文稿：make adopt DOC=文件名 FILE=改稿.docx，先列出改动；写入加 WRITE=1，只要其中几处加 ONLY=1,3-5，改稿出自以前一版的加 FROM=版本
	@set -- adopt; [ -z "$$ONLY" ] || set -- "$$@" "--only=$$ONLY"; [ -z "$$FROM" ] || set -- "$$@" "--from=$$FROM"; \
	[ -z "$$WRITE" ] || set -- "$$@" --write; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC" "$$FILE"

draft: ## 做一份送出去的草稿，文件名带第几版和日期：make draft DOC=文件名，可加水印 MARK=征求意见稿；记下送给谁的加 TO=单位；要 PDF 的加 PDF=1
	@set -- draft; [ -z "$$TO" ] || set -- "$$@" "--to=$$TO"; [ -z "$$ON" ] || set -- "$$@" "--on=$$ON"; [ -z "$$PDF" ] || set -- "$$@" --pdf; [ -z "$$MARK" ] || set -- "$$@" "--watermark=$$MARK"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

submit: ## 送签：存下送去签发的一版，做发文稿纸、会签单：make submit DOC=文件名，可加 TO=签发人 ON=日期
	@set -- submit; [ -z "$$TO" ] || set -- "$$@" "--to=$$TO"; [ -z "$$ON" ] || set -- "$$@" "--on=$$ON"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

recheck: ## 复核：印发前与签发稿比较，做复核单：make recheck DOC=文件名
	@set -- recheck; $(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

materials: ## 报审材料：把文稿和“材料”里的各件收进一个文件夹：make materials DOC=文件名
	@set -- materials; $(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

release: ## 印发一份定稿，把文号和清单记进历史：make release DOC=文件名；警告都核对过的加 CHECKED=1
	@set -- release; [ -z "$$CHECKED" ] || set -- release --warnings-checked; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

send: ## 发函征求意见，记下这一轮：make send DOC=征求意见的函；警告都核对过的加 CHECKED=1
	@set -- send; [ -z "$$CHECKED" ] || set -- "$$@" --warnings-checked; [ -z "$$ON" ] || set -- "$$@" "--on=$$ON"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

collect: ## 收意见，记进台账：make collect DOC=征求意见的文稿 FILE=放反馈的文件夹
	@set -- collect; [ -z "$$ON" ] || set -- "$$@" "--on=$$ON"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC" "$$FILE"

overdue: ## 催办：还有哪些单位没有答复：make overdue DOC=征求意见的文稿，可加 ON=日期
	@set -- overdue; [ -z "$$ON" ] || set -- "$$@" "--on=$$ON"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

supervise: ## 督办：由方案生成督办台账和各单位任务，读回填的进展：make supervise DOC=方案，填好的台账在别处的加 FILE=台账.xlsx，算到哪天加 ON=2026-04-03
	@set -- supervise; [ -z "$$FILE" ] || set -- "$$@" "--file=$$FILE"; [ -z "$$ON" ] || set -- "$$@" "--on=$$ON"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

settle: ## 办理意见：读回填好的办理表，生成办理表和采纳情况汇总表：make settle DOC=征求意见的文稿，可加 FILE=填好的办理表.xlsx，EXPLAIN=1 另写起草说明的骨架
	@set -- settle; [ -z "$$FILE" ] || set -- "$$@" "--file=$$FILE"; \
	[ -z "$$EXPLAIN" ] || set -- "$$@" --explain; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

number: ## 取号，写进文稿：make number DOC=文件名，指定号的加 NO=文号，指定代字的加 SERIES=云政函；预留：KEEP=2 SERIES=云政发 M=理由；作废：VOID=文号 M=理由；只打 make number 列出用到几号
	@set -- number; [ -z "$$SERIES" ] || set -- "$$@" "--series=$$SERIES"; [ -z "$$NO" ] || set -- "$$@" "--use=$$NO"; \
	[ -z "$$KEEP" ] || set -- "$$@" "--reserve=$$KEEP"; [ -z "$$VOID" ] || set -- "$$@" "--void=$$VOID"; \
	[ -z "$$M" ] || set -- "$$@" "--reason=$$M"; [ -z "$$BY" ] || set -- "$$@" "--name=$$BY"; \
	[ -z "$$ON" ] || set -- "$$@" "--on=$$ON"; [ -z "$$UNLOCK" ] || set -- "$$@" --unlock; \
	[ -z "$$DOC" ] || set -- "$$@" -- "$$DOC"; $(find_python); exec "$$python" build.py "$$@"

distribute: ## 分送：分发单、签收单：make distribute DOC=文件名，可加 COPIES='市委办公室=5；市财政局=2'
	@set -- distribute; [ -z "$$COPIES" ] || set -- "$$@" "--copies=$$COPIES"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

push: ## 推送：把保存的版本和印发的标签送到本单位的服务器
	@$(find_python); exec "$$python" build.py push

archive: ## 归档：正本、定稿、稿纸等收进一个文件夹，做全年目录：make archive DOC=文号 NO=档号 KEEP=30年
	@set -- archive; [ -z "$$NO" ] || set -- "$$@" "--number=$$NO"; \
	[ -z "$$KEEP" ] || set -- "$$@" "--keep=$$KEEP"; [ -z "$$ON" ] || set -- "$$@" "--on=$$ON"; \
	$(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

verify: ## 核对印发过的文件能不能原样再生成：make verify DOC=文件名或文号
	@set -- verify; $(find_python); exec "$$python" build.py "$$@" -- "$$DOC"

register: ## 发文登记：用过的文号、下一个文号、缺号重号；做发文登记簿的加 BOOK=1，读回填过的登记簿加 FILE=登记簿.xlsx，补记以前的登记加 OLD=以前的登记.xlsx
	@set -- register; [ -z "$$BOOK" ] || set -- "$$@" --book; [ -z "$$OLD" ] || set -- "$$@" "--old=$$OLD"; [ -z "$$FILE" ] || set -- "$$@" "--file=$$FILE"; $(find_python); exec "$$python" build.py "$$@"

watch: ## 一直看着，存盘就重新生成（按 Ctrl-C 停止）
	$(call run,watch)

desk: ## 文稿办理：在浏览器里看文稿、各页和问题，办各样的事（只在这台电脑上）
	@$(find_python); exec "$$python" build.py desk

menu: ## 菜单：把常用的命令列成几行，打数字来选
	@$(find_python); exec "$$python" build.py menu

doctor: ## 体检：缺什么、怎么办
	@$(find_python); exec "$$python" build.py doctor

self-check: ## 生成一组样品，用 Word 或 WPS 导出 PDF 后再运行一次，量出尺寸
	@$(find_python); exec "$$python" build.py self-check

update: ## 换了新的程序以后，更新模板、样式等（自己改过的不动；程序装在别处时用）
	@$(find_python); exec "$$python" build.py update

test: ## 运行程序自身的测试（开发人员用）
	@$(find_python); exec "$$python" build.py test

fuzz: ## 拿改坏的、长得荒唐的文稿和旧文件试程序，约八分钟（开发人员用）
	@$(find_python); exec "$$python" -m tests.fuzz

kill: ## 在各个时刻中止程序，看有没有丢文件，约两分钟（开发人员用）
	@$(find_python); exec "$$python" -m tests.fuzz.kills

bench: ## 测量速度和内存，与别的做法比较（开发人员用，约半小时；--short 约一分钟）
	@$(find_python); exec "$$python" build.py bench

bench-import: ## 测量导入认得准不准：对的、说了的、没说的（开发人员用）
	@$(find_python); exec "$$python" -m benchmarks.importing

bench-check: ## 测量核稿准不准：标出的、种下的错误查出多少，核对过的文稿里误报多少（开发人员用）
	@$(find_python); exec "$$python" -m benchmarks.proofreading

schema: ## 重新生成编辑器用的提示文件
	@$(find_python); exec "$$python" build.py schema

docs: ## 重新生成 docs/ 里的参考资料（开发人员用）
	@$(find_python); exec "$$python" build.py docs

template: ## 整理在 Word 或 WPS 里改过的模板（DOC= 是模板名），更新它的文字记录
	$(call run,template)

styles: ## 列出本单位样式表与国家标准不同的地方
	@$(find_python); exec "$$python" build.py styles

setup-git: ## 开始记录版本；设置 git：显示中文文件名，比较 .docx 的文字，提交前检查文稿
	@$(find_python); exec "$$python" build.py setup-git

offline: ## 下载程序要用的组件到 wheels/，供不上网的电脑安装（Windows、麒麟等；程序的仓库里用）
	@$(find_python); exec "$$python" build.py offline

lock: ## 重新锁定组件的版本（开发人员用，需要 uv）
	@$(find_python); exec "$$python" build.py lock

clean: ## 删除生成的文件（output/、.cache/）；content/ 里的文稿不动
	@$(find_python); exec "$$python" build.py clean

help: ## 列出全部命令
	@left=; [ -d gongwen ] || left='开发人员用|程序的仓库里用'; \
	LC_ALL=C awk -F ':.*## ' -v left="$$left" 'left != "" && $$2 ~ left { next } /^[^\t#:]*:.*## / { name = "make " $$1; width = length(name); \
		width -= gsub(/[\340-\357]/, "&", name); printf "  %s%s%s\n", name, substr("                   ", width), $$2 }' Makefile

Makefile: ;

.DEFAULT:
	@printf '没有“%s”这个命令；make help 列出全部命令。\n只生成一份文件请打：make DOC=文件名\n' "$$GOALS" >&2; exit 2
