## npm run doctor: one line a finding, with what to do where something is wrong

doctor-ok = ok
doctor-warn = warn
doctor-fail = fail
doctor-group-system = System
doctor-group-library = Library
doctor-group-models = Models
doctor-group-telegram = Telegram
doctor-group-state = State
doctor-sum-ok = Nothing is broken{ $warns ->
    [0] .
    [one] ; 1 thing could be better.
   *[other] ; { $warns } things could be better.
 }
doctor-sum-fail = { $fails ->
    [one] 1 thing has
   *[other] { $fails } things have
 } to be mended{ $warns ->
    [0] .
    [one] ; 1 more could be better.
   *[other] ; { $warns } more could be better.
 }
doctor-check-failed = This could not be checked: { $reason }

doctor-node = Node { $version }
doctor-node-old = Node { $version } is too old. Install { $least } or later: https://nodejs.org
doctor-setting = In the environment or .env: { $problem }
doctor-directory = { $directory } can be written.
doctor-directory-later = { $directory } is not there yet; it is made when it is needed.
doctor-directory-unwritable = { $directory } cannot be written ({ $reason }). Make it writable, or choose another place with DATA_DIR.

doctor-library = { $directory } has { $count ->
    [one] 1 interview
   *[other] { $count } interviews
 }: { $titles }
doctor-library-empty = { $directory } has no interview. Add one: npm run ingest -- FILE
doctor-library-later = { $directory } is not there yet; it is made from the interviews that ship when it is needed.
doctor-library-missing = There is no library at { $directory }. Make one: npm run ingest -- --library { $directory } FILE
doctor-library-unreadable = { $directory } cannot be read ({ $reason }). Make it readable, or choose another with --library.
doctor-library-no-manifest = The list of what is in { $directory } is damaged or of another version. The next start makes it anew from what is there.
doctor-manifest-damaged = One of the two lists of what is in the library is damaged. The next start mends it from the other.
doctor-files-intact = Every file is as it was written.
doctor-mendable = { $id }: files of this interview are damaged or missing. The next start makes them anew.
doctor-source-lost = { $id }: its source is damaged, and not at { $origin } any more. Restore it: npm run ingest -- --library { $directory } FILE; or drop it: npm run ingest -- --library { $directory } --remove { $id }
doctor-vectors = Its vectors are of { $model } ({ $dimensions } dimensions).
doctor-vectors-local = Its vectors are of { $model }; the next start makes them anew with the local embedder.

doctor-embedder-local = EMBEDDING_MODEL is not set: the embedder that ships is used, without a network.
doctor-embedder = The embedding model { $model } answers, with { $dimensions } dimensions.
doctor-embedder-length = The embedding model { $model } gives { $dimensions } dimensions instead of { $expected }. Check EMBEDDING_MODEL and EMBEDDING_DIMENSIONS, or make another library with --library.
doctor-embedder-bad = The embedding model { $model } { $reason }. Check EMBEDDING_MODEL and OPENAI_BASE_URL.
doctor-embedder-silent = The embedding model { $model } does not answer ({ $reason }). Check EMBEDDING_MODEL, OPENAI_BASE_URL and OPENAI_API_KEY, or leave EMBEDDING_MODEL empty.

doctor-chat-unset = No chat model is set: answers are put together from exact quotes, without a network.
doctor-chat = The chat model { $name } at { $host } answers.
doctor-chat-slow = The chat model { $name } at { $host } answers, but slowly: a longer answer will miss ANSWER_TIMEOUT_MS ({ $timeout } ms). Raise it, or take a faster model.
doctor-chat-silent = The chat model { $name } does not answer ({ $reason }). Check OPENAI_BASE_URL; until then answers are put together from quotes.
doctor-chat-key = The endpoint of the chat model { $name } refuses the key ({ $reason }). Check OPENAI_API_KEY.
doctor-chat-unknown = The endpoint does not know the chat model { $name } ({ $reason }). Check CHAT_MODEL, and whether OPENAI_BASE_URL has to end in /v1.
doctor-chat-busy = The endpoint of the chat model { $name } takes no more questions for now ({ $reason }). Wait, or look at the quota of the account.
doctor-chat-broken = The endpoint of the chat model { $name } fails ({ $reason }). Look at its log, or try CHAT_MODEL with another model.
doctor-chat-foreign = What answers for the chat model { $name } is no chat endpoint. Check OPENAI_BASE_URL; most end in /v1.
doctor-schema = It keeps to a JSON schema.
doctor-schema-none = It does not keep to a JSON schema; its replies are read as far as they can be understood.
doctor-streaming = It streams.
doctor-streaming-none = It does not stream; answers appear all at once.
doctor-timeout = nothing within { $seconds } s
doctor-refused = connection refused: nothing listens there
doctor-unknown-host = no such host, or no network

doctor-telegram-unset = TELEGRAM_BOT_TOKEN is not set: npm start opens the chat in the terminal.
doctor-telegram = The token is that of @{ $username }.
doctor-telegram-token = { $host } does not know this TELEGRAM_BOT_TOKEN. Copy it again from @BotFather: /mybots, then API Token.
doctor-telegram-silent = { $host } does not answer ({ $reason }). Check the network and TELEGRAM_API_ROOT.
doctor-telegram-foreign = { $host } does not answer as a Bot API server does ({ $reason }). Check TELEGRAM_API_ROOT.
doctor-privacy-off = Privacy mode is off: in groups the bot sees all messages.
doctor-privacy-on = Privacy mode is on: in groups the bot sees commands and replies to it only, so recaps miss the rest. To change it: /setprivacy at @BotFather, then remove @{ $username } from the group and add it again; or make it an administrator.
doctor-inline-on = Inline mode is on: @{ $username } can be typed in any chat.
doctor-inline-off = Inline mode is off: @{ $username } cannot be typed in other chats. To change it: /setinline at @BotFather.
doctor-guest-on = Guest mode is on: @{ $username } can be called in chats that it is not a member of.
doctor-guest-off = Guest mode is off: the bot answers only in chats that it is a member of.
doctor-webhook-none = No webhook is set, so the bot can fetch its messages.
doctor-webhook-set = A webhook of { $host } gets the messages of this bot, so npm start cannot. Remove it: open { $root }/bot<TOKEN>/deleteWebhook with your token.
doctor-webhook-unknown = { $host } did not tell whether a webhook is set.

doctor-database = { $file } opens and is intact.
doctor-database-damaged = { $file } is damaged. Restore it from a backup, or move it away to begin anew.
doctor-database-closed = { $file } does not open ({ $reason }). Check its permissions, or move it away to begin anew.
doctor-key-unset = CHAT_LOG_KEY is not set: messages of groups stay in memory and are gone after a restart.
doctor-key = CHAT_LOG_KEY has { $count ->
    [one] 1 key
   *[other] { $count } keys
 } of 256 bits; messages of groups are encrypted with the first.
doctor-key-weak = CHAT_LOG_KEY has a key that is not random. Put a new one before it: openssl rand -base64 32
