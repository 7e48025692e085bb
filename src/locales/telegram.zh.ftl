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
command-recap = 群里讨论了什么
command-recap_settings = 回顾的保存时间与定时
command-forget_me = 删除关于我的一切
command-forget_chat = 删除关于本群的一切

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
    /recap – 群里讨论了什么（需管理员先同意保存消息）
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

## 群组回顾

telegram-usage-recap = 请说明要回顾哪些消息：/recap（最近一天）、/recap 100、/recap 6h、/recap 昨天、/recap me（从你上次发言之后，私聊发给你），或者回复某条消息发送 /recap，从那条开始。
telegram-recap-in-groups = 回顾用来总结群里讨论了什么。把我（@{ $name }）加进群，在群里发送 /recap。想看错过的内容，在群里发送 /recap me，我会在这里发给你。
telegram-recap-only-groups = 回顾只用于群组。
telegram-recap-is-off = 本群没有开启回顾，这里说的话都不会保存。管理员可以用 /recap 下面的按钮开启。
telegram-recap-notice-title = 群组回顾
telegram-recap-notice =
    开启后，/recap 会总结本群讨论了什么，每一点都附上原消息的链接。为此我需要保存消息：

    保存什么：新消息的文字和说明文字、投票的问题、谁写的、什么时候、回复了哪条、其中的链接；更早的消息只有在管理员把本群的导出文件发给我时才会保存。不保存图片和文件，不保存命令，不保存机器人的消息。编辑会替换旧文字；我看不到删除。
    保存多久：{ $days } 天，之后删除。管理员可设为 1 到 30 天。
    存在哪里：{ $stored ->
        [disk] 加密存放在运行我的电脑上。
       *[memory] 只在内存里，我一重启就没有了。
     }
    谁能看到：{ $model ->
        [none] 只有本群，通过 /recap。
       *[other] 本群，通过 /recap；以及语言模型 { $model }：生成回顾时会把消息发送给它。
     }

    /forget_me 会删除你写的消息，并且以后不再保存。管理员关闭回顾或把我移出群组时，全部内容立即删除。
telegram-recap-accept = 管理员：开启回顾
telegram-recap-outdated = 管理员开启回顾之后，这里的说明有了变化。在管理员接受新的说明之前，我不保存新消息，不做回顾，也不发送定时回顾。
telegram-recap-read-again = 说明在显示之后有了变化，请重新读过再接受。
telegram-recap-on = 回顾已由 { $name } 开启，从现在起我会保存新消息。/recap 生成回顾；/recap_settings 设置保存时间和定时；任何人都可以用 /forget_me。
telegram-recap-on-deaf = 回顾已由 { $name } 开启，但隐私模式让我只看得到命令和对我的回复。请把我设为管理员，或在 @BotFather 用 /setprivacy 关闭隐私模式后重新把我加入。
telegram-recap-off-sure = 要关闭回顾吗？我为本群保存的 { $count } 条消息、定时设置和订阅名单都会删除，无法恢复。
telegram-keep = 保持不变
telegram-recap-off = 回顾已关闭，本群保存的消息已全部删除。
telegram-recap-nameless = 一位无名者
telegram-recap-interview = 💬 采访里的相关内容
telegram-recap-sent = 已经私聊发给你了。
telegram-recap-anonymous = /recap me 只发给你一个人，而以群组或频道身份发言时，我不知道是谁。请用自己的身份发送。
telegram-recap-cannot-send = 我还不能给你发消息。请打开 @{ $name }，点“开始”，然后再试一次。
telegram-recap-state =
    保存：{ $days } 天
    定时回顾：{ $when ->
        [never] 无
        [daily] 每天 { $time }（{ $zone }）
       *[weekly] 每{ $weekday ->
            [1] 周一
            [2] 周二
            [3] 周三
            [4] 周四
            [5] 周五
            [6] 周六
           *[7] 周日
         } { $time }（{ $zone }）
     }{ $when ->
        [never] {""}
       *[other] ，{ $scope ->
            [topic] 回顾一个话题
           *[all] 回顾全群
         }，{ $target ->
            [group] { $scope ->
                [topic] 发在该话题里
               *[all] 发在群里
             }
           *[subscribers] 只发给订阅的人
         }。没什么人说话的日子会跳过。
     }
telegram-usage-recap-settings = 请给出时间、时区、每天或每周、消息保存几天，可以一起写：/recap_settings 21:30 Asia/Shanghai 14天
telegram-days = { $days }天
telegram-when-never = 不定时
telegram-when-daily = 每天
telegram-when-weekly = 每周
telegram-weekday = { $day ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    [6] 六
   *[7] 日
 }
telegram-to-group = 发在群里
telegram-to-subscribers = 只发给订阅者
telegram-recap-turn-off = 关闭并删除全部
telegram-recap-subscribe = 🔔 发给我
telegram-recap-end = 🔕 不再发给我
telegram-recap-none-scheduled = 本群还没有定时回顾。管理员可以用 /recap_settings 设置。
telegram-subscribed = 以后本群的定时回顾会发给你。再点一次可取消。
telegram-unsubscribed = 不再把本群的回顾发给你。
telegram-recap-start-first = 我还不能给你发消息。请打开与我的聊天，点“开始”，然后再试一次。
telegram-recap-welcome = 只要你还在“{ $chat }”里，它的定时回顾就会发到这里。

## 遗忘

telegram-forgot-you = 好了：你在各群的消息、你的设置和评价都已删除，以后任何群里都不再保存你的消息。
telegram-remember-me = 重新保存我的消息
telegram-remembers-you = 从现在起，在开启了回顾的群里会重新保存你的消息。
telegram-forget-chat-groups = 这个命令用于群组。在这里，/forget_me 会删除关于你的一切。
telegram-forget-chat-sure = 要删除我为本群保存的一切吗？包括消息、设置、定时和订阅名单。删除后回顾即关闭，无法恢复。
telegram-forget-chat-yes = 全部删除
telegram-forgot-nothing = 没有删除任何内容。
telegram-forgot-chat = 好了：关于本聊天保存的一切都已删除，回顾也已关闭。

## 导入历史

telegram-import-too-big = 文件太大，我取不到；Telegram 只允许机器人下载 20 MB。请导出更少的天数，或在电脑上生成：npm run recap -- --file result.json
telegram-import-unreadable = 我读不了这个文件。请发送 Telegram Desktop 导出的 result.json（导出聊天记录，格式选“机器可读的 JSON”）。
telegram-import-not-admin = 只有该群的管理员才能导入历史，而且我得在群里。
telegram-import-off = 那个群没有开启回顾。请先在群里用 /recap 开启，再把文件发给我。
telegram-imported = 保存了 { $all } 条消息中的 { $stored } 条{ $known ->
    [0] {""}
   *[other] ，另有 { $known } 条早已保存
 }。早于 { $days } 天的、机器人发的，以及要求我忘记的人发的，都没有保存。

## 隐私政策

policy-title = 隐私
policy-title-what = 保存什么
policy-what =
    你选择的语言、你点的 👍 和 👎（只记是哪条消息，不记内容），以及已处理的更新编号，避免同一条回答两次。接入语言模型时，还记当天用掉的词元数。你的问题和我的回答不会写入磁盘：只在内存里保留最多一小时，好让“为什么？”“更多”能接得上。最近一分钟提问次数的计数也只在内存里。

    在群里，而且只有管理员开启了回顾时：新消息的文字和说明文字、投票的问题、谁写的、什么时候、回复了哪条、其中的链接；更早的消息只有在管理员发来本群的导出文件时才会保存。不保存图片和文件，不保存命令，不保存机器人的消息。我看不到消息被删除，所以它会保留到期满，或你发送 /forget_me 为止。还有你是否订阅了定时回顾。
policy-title-where = 存在哪里
policy-where = 存在运行本机器人的电脑上的一个文件里。群消息{ $stored ->
    [disk] 在其中加密存放（AES-256-GCM，密钥另存别处）
    [memory] 不在其中：只在内存里，机器人一重启就没有了
   *[either] 在其中加密存放（AES-256-GCM，密钥另存别处）；没有设置密钥时只在内存里
 }。日志只记发生了什么，从不记说了什么。
policy-title-who = 谁能看到
policy-who = { $model ->
    [none] 没有别人。回答和回顾都在本机生成，只经由 Telegram 传送。回顾只把一个群的消息给这个群，以及向它索要的群成员看。
    [document] 没有接入语言模型时，没有别人能看到：回答都在本机生成。接入了语言模型时，你的问题和采访片段会发给它，生成回顾时还有相关的消息；在聊天里发送 /privacy 可以知道有没有接入、是哪一个。
   *[other] 你的问题、追问时的上一个问题以及采访片段会发送给语言模型 { $model }，不带你的名字或编号。生成回顾时，会发送相关的消息和发言者的名字。其提供方保留什么，由提供方决定。
 }
policy-title-how-long = 保存多久
policy-how-long = 语言选择和评价保留到你更改，或机器人被移出聊天为止；更新编号保留几分钟；词元计数保留几天；内存里的问题最多一小时。群消息保留 7 天，管理员可设为 1 到 30 天；关闭回顾或移除机器人时立即删除。
policy-title-rights = 你可以做什么
policy-rights = /forget_me 会删除你的消息、设置和评价，以后任何群里都不再保存你的消息。/forget_chat 由管理员使用，会删除关于整个群的一切。/recap_settings 显示一个群同意了什么。用 /language 更改语言，用按钮更改评价。屏蔽机器人或把它移出群组后，为该聊天保存的内容都会删除。
policy-title-contact = 有疑问
policy-contact = 请联系运行本机器人的人；源代码说明了它如何工作，本政策也是其中一部分（docs/privacy.md）。
