## npm run doctor：每项检查一行；有问题时说明怎么办

doctor-ok = 正常
doctor-warn = 注意
doctor-fail = 故障
doctor-group-system = 系统
doctor-group-library = 资料库
doctor-group-models = 模型
doctor-group-telegram = Telegram
doctor-group-state = 状态数据
doctor-sum-ok = 没有故障{ $warns ->
    [0] 。
   *[other] ；有 { $warns } 处可以改进。
 }
doctor-sum-fail = 有 { $fails } 处故障需要处理{ $warns ->
    [0] 。
   *[other] ；另有 { $warns } 处可以改进。
 }
doctor-check-failed = 这一项无法检查：{ $reason }

doctor-node = Node { $version }
doctor-node-old = Node { $version } 版本过低。请安装 { $least } 或更高版本：https://nodejs.org
doctor-setting = 环境变量或 .env 中：{ $problem }
doctor-directory = { $directory } 可以写入。
doctor-directory-later = { $directory } 还不存在，需要时会自动创建。
doctor-directory-unwritable = { $directory } 无法写入（{ $reason }）。请修改权限，或用 DATA_DIR 指定其他位置。

doctor-library = { $directory } 有 { $count } 篇访谈：{ $titles }
doctor-library-empty = { $directory } 里没有访谈。添加：npm run ingest -- 文件
doctor-library-later = { $directory } 还不存在，需要时会用自带的访谈建立。
doctor-library-missing = { $directory } 处没有资料库。建立：npm run ingest -- --library { $directory } 文件
doctor-library-unreadable = { $directory } 无法读取（{ $reason }）。请修改权限，或用 --library 指定其他资料库。
doctor-library-no-manifest = { $directory } 的目录清单已损坏或属于其他版本。下次启动时会根据现有文件重建。
doctor-manifest-damaged = 资料库的两份目录清单中有一份已损坏。下次启动时会用另一份修复。
doctor-files-intact = 所有文件都与写入时一致。
doctor-mendable = { $id }：这篇访谈有文件损坏或缺失。下次启动时会重新生成。
doctor-source-lost = { $id }：原文已损坏，{ $origin } 处也找不到了。恢复：npm run ingest -- --library { $directory } 文件；或删除：npm run ingest -- --library { $directory } --remove { $id }
doctor-vectors = 向量来自 { $model }（{ $dimensions } 维）。
doctor-vectors-local = 向量来自 { $model }；下次启动时会用本地嵌入重新生成。

doctor-embedder-local = 未设置 EMBEDDING_MODEL：使用自带的本地嵌入，不需要网络。
doctor-embedder = 嵌入模型 { $model } 有应答，{ $dimensions } 维。
doctor-embedder-length = 嵌入模型 { $model } 给出 { $dimensions } 维，而不是 { $expected } 维。请检查 EMBEDDING_MODEL 和 EMBEDDING_DIMENSIONS，或用 --library 另建资料库。
doctor-embedder-bad = 嵌入模型 { $model } 的应答无法使用（{ $reason }）。请检查 EMBEDDING_MODEL 和 OPENAI_BASE_URL。
doctor-embedder-silent = 嵌入模型 { $model } 没有应答（{ $reason }）。请检查 EMBEDDING_MODEL、OPENAI_BASE_URL 和 OPENAI_API_KEY，或将 EMBEDDING_MODEL 留空。

doctor-chat-unset = 未设置对话模型：回答由原文引语组成，不需要网络。
doctor-chat = 对话模型 { $name }（{ $host }）有应答。
doctor-chat-slow = 对话模型 { $name }（{ $host }）有应答，但太慢：较长的回答会超过 ANSWER_TIMEOUT_MS（{ $timeout } 毫秒）。请调高该值，或换用更快的模型。
doctor-chat-silent = 对话模型 { $name } 没有应答（{ $reason }）。请检查 OPENAI_BASE_URL；在此之前回答由引语组成。
doctor-chat-key = 对话模型 { $name } 的端点拒绝了密钥（{ $reason }）。请检查 OPENAI_API_KEY。
doctor-chat-unknown = 端点没有对话模型 { $name }（{ $reason }）。请检查 CHAT_MODEL，以及 OPENAI_BASE_URL 是否应以 /v1 结尾。
doctor-chat-busy = 对话模型 { $name } 的端点暂时不接受更多请求（{ $reason }）。请稍后再试，或查看账户额度。
doctor-chat-broken = 对话模型 { $name } 的端点出错（{ $reason }）。请查看它的日志，或在 CHAT_MODEL 中换一个模型。
doctor-chat-foreign = 替对话模型 { $name } 应答的不是对话端点。请检查 OPENAI_BASE_URL；它通常以 /v1 结尾。
doctor-schema = 支持 JSON schema。
doctor-schema-none = 不支持 JSON schema；回复会按能理解的程度解析。
doctor-streaming = 支持流式输出。
doctor-streaming-none = 不支持流式输出；回答会一次性出现。
doctor-timeout = { $seconds } 秒内没有应答
doctor-refused = 连接被拒绝，那里没有服务在监听
doctor-unknown-host = 找不到该主机，或没有网络

doctor-telegram-unset = 未设置 TELEGRAM_BOT_TOKEN：npm start 会打开终端聊天。
doctor-telegram = 令牌属于 @{ $username }。
doctor-telegram-token = { $host } 不认识这个 TELEGRAM_BOT_TOKEN。请在 @BotFather 处重新复制：/mybots，然后选 API Token。
doctor-telegram-silent = { $host } 没有应答（{ $reason }）。请检查网络和 TELEGRAM_API_ROOT。
doctor-telegram-foreign = { $host } 的应答不像 Bot API 服务器（{ $reason }）。请检查 TELEGRAM_API_ROOT。
doctor-privacy-off = 隐私模式已关闭：机器人在群里能看到所有消息。
doctor-privacy-on = 隐私模式已开启：机器人在群里只能看到命令和对它的回复，因此群聊回顾会缺少其余内容。要更改：在 @BotFather 处使用 /setprivacy，再把 @{ $username } 移出群并重新加入；或将它设为管理员。
doctor-inline-on = 内联模式已开启：在任何聊天中都可以输入 @{ $username }。
doctor-inline-off = 内联模式已关闭：在其他聊天中无法输入 @{ $username } 来使用。要更改：在 @BotFather 处使用 /setinline。
doctor-guest-on = 访客模式已开启：可以在 @{ $username } 未加入的聊天中呼叫它。
doctor-guest-off = 访客模式已关闭：机器人只在它加入的聊天中回答。
doctor-webhook-none = 没有设置 webhook，机器人可以自行获取消息。
doctor-webhook-set = { $host } 的 webhook 正在接收这个机器人的消息，因此 npm start 收不到。移除：用您的令牌打开 { $root }/bot<TOKEN>/deleteWebhook。
doctor-webhook-unknown = { $host } 没有说明是否设置了 webhook。

doctor-database = { $file } 可以打开，内容完好。
doctor-database-damaged = { $file } 已损坏。请从备份恢复，或将它移走以重新开始。
doctor-database-closed = { $file } 无法打开（{ $reason }）。请检查权限，或将它移走以重新开始。
doctor-key-unset = 未设置 CHAT_LOG_KEY：群消息只保留在内存中，重启后即消失。
doctor-key = CHAT_LOG_KEY 有 { $count } 个 256 位密钥；群消息用第一个加密。
doctor-key-weak = CHAT_LOG_KEY 中有不随机的密钥。请在它前面加一个新的：openssl rand -base64 32
