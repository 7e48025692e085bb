## 启动机器人（终端）

bot-running = @{ $name }（{ $title }）已启动。
bot-hears-all = 在群里它能读到所有消息；只有被问到时才回答。
bot-hears-some = 在群里它只看得到命令、对它的回复，以及多数情况下的 @：隐私模式已开启。可在 @BotFather 用 /setprivacy 更改，改后需重新把它加入群组。
bot-no-inline = 内联模式未开启。可在 @BotFather 用 /setinline 打开。
bot-serves = 回答所依据的采访：{ $interviews }（{ $directory }）
bot-private = 只有 ALLOWED_CHATS 中的 { $count } 个聊天可以使用。
bot-stop = 按 Ctrl-C 停止。
bot-stopped = 已停止，手头的问题都已答完。

## 机器人简介

telegram-description =
    用中文或英文问我关于一篇采访的问题。我用原文引语回答：谁说的、在回答什么、出自哪里。采访没说的，我不会说。

    也可以在群里 @ 我，或在任何聊天里输入我的名字加话题。
telegram-short-description = 问采访，用一字不差的原话回答。
command-quotes = 按话题查原话
command-topics = 采访谈了什么
command-summary = 一分钟读完采访
command-language = 回复语言
command-help = 怎么提问
command-privacy = 保存了你的哪些信息

## 问候与帮助

telegram-start =
    来问我《{ $title }》{ $others ->
        [0] {""}
       *[other] 等 { $others } 篇以外
     }的内容吧。

    我用一字不差的原话回答：谁说的、在回答什么、出自哪里。中文英文都可以，也可以点下面的问题试试：
telegram-start-group = 在群里 @{ $name } 提问，或者回复我的消息即可。/quotes、/topics、/summary 也都能用，详见 /help。
telegram-try-inline = 在别的聊天里引用
telegram-help =
    关于这篇采访，用中文或英文随便问。接着说“为什么？”或“更多”会延续上一个回答，回复我的任何一条消息也可以。改了问题，回答也会跟着改。

    /quotes 安全 – 按话题查原话
    /quotes @murati 安全 – 只查某个人的
    /topics – 采访里问了什么
    /summary – 一分钟读完；/summary 董事会 – 只看一个话题
    /language – 中文、英文，或跟随提问
    /privacy – 保存了你的哪些信息

    在任何聊天里输入 @{ $name } 加话题，就能把原话发到那里。在群里请 @ 我。
telegram-help-group =
    在群里 @ 我提问，或者回复我的消息：@{ $name } 他为什么回来？

    /quotes 安全 – 按话题查原话
    /summary – 一分钟读完采访
    /topics – 采访里问了什么
    /language – 本群的回复语言，由管理员设置
    /privacy – 保存了哪些信息

    没有人问我时，我不会说话。
telegram-privacy-mode =
    谢谢把我加进“{ $chat }”。

    Telegram 对我开启了隐私模式，所以我在群里只看得到命令和对我消息的回复，@ 我的消息不一定都能收到。下面这些一定可用：/quotes@{ $name } 话题、/summary@{ $name }，以及回复我的消息。

    想让我一定收到 @，请把我设为管理员；或者由运行我的人在 @BotFather 用 /setprivacy 关闭隐私模式，然后重新把我加入群组。无论怎样，我只在被问到时才回答。

## 按钮

telegram-more = 更多引语
telegram-more-question = 更多
telegram-in-context = 📖 看上下文
telegram-in-context-of = 📖 [{ $n }]
telegram-stop = 停止
telegram-stop-stopped = 已停止。
telegram-stop-not-yours = 只有提问的人可以停止。
telegram-stop-over = 已经答完了。
telegram-copy = 复制
telegram-back = ‹ 返回
telegram-thanks = 谢谢。
telegram-old-button = 这个按钮已经失效，请重新提问。
telegram-forgotten = 我已经不记得这是在说什么了，请重新提问。
telegram-quote-gone = 这段引语已不在资料库里。

## 引语与话题

telegram-usage-quotes = 请说明要查什么话题：/quotes 安全，或只查某个人的：/quotes @murati 安全
telegram-unknown-speaker = 采访里没有叫“{ $name }”的人。有这些：{ $speakers }。
telegram-words-of = { $speaker } 说了什么？
telegram-choose-interview = 要看哪一篇采访？
telegram-no-section = 开头与结尾
telegram-inline-ask = 向我提问
telegram-inline-none = 没有相关的话。换个问法问我

## 语言

telegram-choose-language = 想让我用哪种语言回复？
telegram-choose-language-group = 在这个群里，想让我用哪种语言回复？
telegram-automatic = 跟随提问
telegram-language-set = 从现在起我用{ $language }回复。
telegram-language-auto = 我会用提问的语言回复。
telegram-admins-only = 只有本群管理员可以设置。

## 出问题的时候

telegram-too-fast = 一下子问得太多了，请 { $seconds } 秒后再问。
telegram-unknown-command = 我不认识这个命令。/help 里有能用的。
telegram-voice = 我还听不了语音。请把问题打成文字，我用原话回答。
telegram-no-text = 我只看得懂文字。请写下关于采访的问题，我用原话回答。
telegram-private-bot = 这个机器人只对一部分人开放，请联系运行它的人。
telegram-failed = 我这边出了点问题，请稍后再试。

## 隐私政策

policy-title = 隐私
policy-title-what = 保存什么
policy-what = 你选择的语言、你点的 👍 和 👎（只记是哪条消息，不记内容），以及已处理的更新编号，避免同一条回答两次。你的问题和我的回答不会写入磁盘：只在内存里保留最多一小时，好让“为什么？”“更多”能接得上。最近一分钟提问次数的计数也只在内存里。
policy-title-where = 存在哪里
policy-where = 存在运行本机器人的电脑上的一个文件里。日志只记发生了什么，从不记说了什么。
policy-title-who = 谁能看到
policy-who = { $model ->
    [none] 没有别人。回答都在本机生成，只经由 Telegram 传送。
    [document] 没有接入语言模型时，没有别人能看到：回答都在本机生成。接入了语言模型时，你的问题和采访片段会发给它；在聊天里发送 /privacy 可以知道有没有接入、是哪一个。
   *[other] 你的问题、追问时的上一个问题以及采访片段会发送给语言模型 { $model }，不带你的名字或编号。其提供方保留什么，由提供方决定。
 }
policy-title-how-long = 保存多久
policy-how-long = 语言选择和评价保留到你更改，或机器人被移出聊天为止；更新编号保留几分钟；内存里的问题最多一小时。
policy-title-rights = 你可以做什么
policy-rights = 用 /language 更改语言，用按钮更改评价。屏蔽机器人或把它移出群组后，为该聊天保存的内容都会删除。
policy-title-contact = 有疑问
policy-contact = 请联系运行本机器人的人；源代码说明了它如何工作，本政策也是其中一部分（docs/privacy.md）。
