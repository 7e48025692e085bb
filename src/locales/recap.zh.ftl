## 群聊回顾

recap-said = { $name }：{ $words }
recap-period = { $from } 至 { $to }
recap-thread = { $count } 条消息，{ $names }
recap-and-others = { $names } 和另外 { $count } 人
recap-name-separator = 、
recap-decision = 决定：{ $text }
recap-question = 尚无回答：{ $text }
recap-link = 链接：{ $url }
recap-quote = 关于这个话题，{ $speaker } 在访谈中说：
recap-quote-narrated = 关于这个话题，报道写道：
recap-nothing = 没有可以回顾的内容：{ $count ->
    [0] 这段时间没有消息。
   *[other] 有 { $count } 条消息，但没有形成讨论。
 }
recap-covered = 涵盖 { $covered } 条消息，略过 { $skipped } 条{ $reasons }。
recap-reasons = （{ $list }）
recap-reason-small-talk = 闲聊 { $count }
recap-reason-media = 无文字的媒体 { $count }
recap-reason-commands = 命令 { $count }
recap-reason-spam = 广告和重复 { $count }
recap-reason-bots = 机器人 { $count }
recap-more = 另有 { $count } 个较小的讨论未列出。
recap-fallback-slow = 模型响应超时，以下均为消息原文。
recap-fallback-unavailable = 无法连接模型，以下均为消息原文。
recap-fallback-over-budget = 模型用量已达上限，以下均为消息原文。
recap-fallback-unusable = 模型没有给出有消息依据的内容，以下均为消息原文。
