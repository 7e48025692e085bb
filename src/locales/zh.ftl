## 引语：后面的话是谁说的，回答的是什么

lead-topic = { $speaker }（{ $topic }）：
lead-question = { $speaker }（被问到：{ $question }）：
lead-speaker = { $speaker }：
lead-interviewer = { $speaker }（采访者）：
lead-quoted = 报道引述 { $speaker } 的话：
lead-narrator = 报道写道：

## 关于文章本身

article-title = 文章标题：
article-publisher = 发布者：
article-published = 发布时间：
article-place = 发布地：
article-url = 发布链接：
article-reporter = 采访记者：
article-reported = 采访日期：
article-original-url = 采访原文链接：

## 没有答案时

not-found = 访谈里没有回答这个问题。
library-empty = 资料库里还没有访谈。请先添加：npm run ingest -- 文件
question-empty = 没有看到问题。请问一个关于这篇访谈的问题。
question-no-words = 我只能查找文字。请用一句话问一个关于这篇访谈的问题。
question-too-long = 问题太长了，请控制在 2000 个字符以内。
meta-greeting = 你好！请问我关于这篇访谈的任何问题，我会用其中的原话来回答。
meta-about-bot = 我是 Verbatim，只用访谈里的原话回答关于访谈的问题。
meta-task = 我只回答关于这篇访谈的问题，并且只引用其中的原话。
no-quotes = 访谈里没有谈到这个话题。
summary-nothing = 访谈里没有谈到这个话题，所以无从概括。

## 答案周围

nearest = 访谈里谈到了：
source = 来源：{ $url }
translation = 引文为译文。采访原文：{ $url }
quoted = 引述 { $speaker }
narration = 报道叙述
asked = 问：{ $question }
in-section = 章节：{ $section }

## 终端对话

chat-welcome = Verbatim：来问问《{ $title }》
chat-hint = 可以用中文或英文提问。/help 查看其他功能，/quit 退出。
chat-bye = 再见。
chat-unknown-command = 没有 { $command } 这个命令。/help 可以查看所有命令。
chat-usage-quotes = 请说明要找哪方面的原话：/quotes [--speaker 姓名] 话题
chat-unknown-speaker = 没有叫“{ $name }”的发言人。发言人有：{ $speakers }。
chat-unknown-language = 可选的语言是 zh 和 en，auto 表示跟随提问的语言。
chat-language-set = 之后我会用{ $language }回答。
chat-language-auto = 我会用提问的语言回答。
chat-context-usage = 请说明是上一个回答里的第几条引文：/context 2
chat-context-none = 上一个回答里没有第 { $number } 条引文。
chat-no-source = 这篇访谈没有已知的链接。
chat-failed = 处理这个问题时出了错。请换个问题试试；如果再次出现，请反馈给我们。
chat-help =
    直接输入关于访谈的问题，中文或英文都可以。
    /quotes [--speaker 姓名] 话题   查找某个话题的原话
    /summary [话题]                 一分钟读完整篇访谈，或其中关于某个话题的内容
    /topics                         访谈里问了什么
    /context 编号                   查看上一个回答中某条引文的前后文
    /open 编号                      某条引文的发布链接
    /lang zh|en|auto                回答所用的语言
    /help                           显示本帮助
    /quit                           退出（也可以按 Ctrl-D）
    输入“继续”可以看到上一个问题的更多原话。

## 建立资料库

ingest-progress = 正在建立索引（{ $done }/{ $total }）…
first-start = 正在用自带的 { $count } 篇访谈建立资料库 …
library-ready = 资料库已就绪：{ $count } 篇访谈，{ $passages } 个段落。
