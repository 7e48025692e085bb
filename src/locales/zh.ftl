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
part-not-found = 访谈里没有回答“{ $part }”。
closest = 访谈里没有用这样的话来说，最接近的是：
unsaid = 访谈里没有说过有这回事。与此有关的原话是：
library-empty = 资料库里还没有访谈。请先添加：npm run ingest -- 文件
question-empty = 没有看到问题。请问一个关于这篇访谈的问题。
question-no-words = 我只能查找文字。请用一句话问一个关于这篇访谈的问题。
question-bare = 请把问题说完整：想知道访谈里的哪件事？
question-nothing-before = 想继续听哪一段？请先问一个关于这篇访谈的问题。
question-too-long = 问题太长了，请控制在 2000 个字符以内。
meta-greeting = 你好！请问我关于这篇访谈的任何问题，我会用其中的原话来回答。
meta-thanks = 不客气。还想了解这篇访谈的什么，请继续问。
meta-goodbye = 再见！想了解这篇访谈时随时来问。
meta-about-bot = 我是 Verbatim，只用访谈里的原话回答关于访谈的问题。
meta-task = 我只回答关于这篇访谈的问题，并且只引用其中的原话。
meta-summary = 想用一分钟读完访谈，请在对话里用 /summary，或运行 npm run summary；后面可以加话题。
meta-questions = 访谈里问了哪些问题，请在对话里用 /topics 查看。
no-more = 关于这个没有更多内容了。
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
in-interview = 访谈：{ $title }

## 终端对话

chat-welcome = Verbatim：来问问《{ $title }》{ $others ->
    [0] {""}
   *[other] 和另外 { $others } 篇访谈
 }
chat-hint = 可以用中文或英文提问。/help 查看其他功能，/quit 退出。
chat-examples = 比如可以问：
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
chat-tip = /context 1 查看某条引文的前后文，/open 1 查看它的发布链接；输入“继续”可以看到更多原话。
chat-cancelled = 已取消。
chat-leave-hint = 再按一次 Ctrl-C 退出，或者继续提问。
chat-plain-on = 已进入朴素模式：用文字代替颜色和项目符号，方便读屏软件朗读。再次输入 /plain 关闭；在 .env 中设置 VERBATIM_PLAIN=1 可以一直使用。
chat-plain-off = 已退出朴素模式。
chat-history-kept = 你输入的内容会保留下来，供方向键调出，只存放在这台电脑上。/history off 停止保留，/history clear 清除已保留的内容。
chat-history-off = 不再保留你输入的内容，已保留的也已删除。/history on 重新开始保留。
chat-history-clear = 已清除。之后输入的内容会重新保留，只存放在这台电脑上。
chat-history-unwritable = 无法写入所需的文件，请检查数据目录下的“state”目录。

## 引文的链接，地址在下一行

open-original-url = 采访原文：
open-url = 被引用的文章：

## 朴素模式，供读屏软件使用

plain-prompt = 你的问题：
plain-quote = 引文 { $n }：{ $quote }
plain-topic = { $title }：{ $question }

## 帮助：输入什么，有什么用

chat-help-questions = 直接输入关于访谈的问题，中文或英文都可以；输入“继续”可以看到更多原话。
chat-help-keys = 上下方向键调出之前输入的内容，Tab 补全命令和人名，Ctrl-C 停止回答，Ctrl-D 退出。
chat-help-history = 你输入的内容会保留下来供方向键调出，只存放在这台电脑上；详见 /history。
usage-quotes = /quotes [--speaker 姓名] 话题
help-quotes = 查找某个话题的原话
usage-summary = /summary [话题]
help-summary = 一分钟读完整篇访谈，或其中关于某个话题的内容
usage-topics = /topics
help-topics = 访谈里问了什么
usage-context = /context 编号
help-context = 查看上一个回答中某条引文的前后文
usage-open = /open 编号
help-open = 某条引文的发布链接
usage-lang = /lang zh|en|auto
help-lang = 回答所用的语言
usage-plain = /plain
help-plain = 打开或关闭适合读屏软件的朴素模式
usage-history = /history [on|off|clear]
help-history = 是否保留输入的内容供下次使用
usage-help = /help
help-help = 显示本帮助
usage-quit = /quit
help-quit = 退出

## 建立资料库

ingest-progress = 正在建立索引（{ $done }/{ $total }）…
vectors-progress = 正在向嵌入模型获取向量（{ $done }/{ $total } 段）…
first-start = 正在用自带的 { $count } 篇访谈建立资料库 …
library-ready = 资料库已就绪：{ $count } 篇访谈，{ $passages } 个段落。
