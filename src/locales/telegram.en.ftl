## Starting the bot, on the terminal

bot-running = @{ $name } ({ $title }) is running.
bot-hears-all = In groups it can read every message; it answers only when it is asked.
bot-hears-some = In groups it sees commands, replies to it and, mostly, mentions: privacy mode is on. @BotFather, /setprivacy changes that; add it to the group again afterwards.
bot-no-inline = Inline mode is off. @BotFather, /setinline switches it on.
bot-serves = It answers from: { $interviews } ({ $directory })
bot-private = Only { $count ->
    [one] the one chat
   *[other] the { $count } chats
 } in ALLOWED_CHATS may use it.
bot-stop = Ctrl-C stops it.
bot-stopped = Stopped. What was in hand is answered.

## What the bot is

telegram-description =
    Ask me about an interview, in English or Chinese. I answer with exact quotes from it: who said it, in answer to what, and where. What the interview does not say, I do not say.

    Also in groups (mention me) and in any chat (type my name and a topic).
telegram-short-description = Questions about an interview, answered in exact quotes.
command-quotes = exact quotes on a topic
command-topics = what the interview speaks of
command-summary = the interview in a minute
command-language = the language of my replies
command-help = how to ask
command-privacy = what is kept about you

## Greetings and help

telegram-start =
    Ask me about “{ $title }”{ $others ->
        [0] {""}
       *[other] {" "}and { $others } more
     }.

    I answer with exact quotes: who said it, in answer to what, and where it stands. Ask in English or Chinese, or try one of these:
telegram-start-group = Mention me with a question, @{ $name }, or reply to one of my messages. /quotes, /topics and /summary work too; /help tells more.
telegram-try-inline = Quote it in another chat
telegram-help =
    Ask me anything about the interview, in English or Chinese. “Why?” or “more” go on from the last answer, and so does a reply to any of my messages. Edit your question and the answer changes.

    /quotes safety – exact quotes on a topic
    /quotes @murati safety – of one speaker
    /topics – what was asked
    /summary – the interview in a minute; /summary board – on one topic
    /language – English, Chinese, or as you ask
    /privacy – what is kept about you

    In any chat, type @{ $name } and a topic to send a quote there. In groups, mention me.
telegram-help-group =
    Mention me with a question, or reply to one of my messages: @{ $name } why did he come back?

    /quotes safety – exact quotes on a topic
    /summary – the interview in a minute
    /topics – what was asked
    /language – for this group, set by its admins
    /privacy – what is kept

    I answer only when I am asked.
telegram-privacy-mode =
    Thank you for adding me to “{ $chat }”.

    Telegram's privacy mode is on for me, so in the group I see only commands and replies to my messages, and perhaps not every mention. These always work: /quotes@{ $name } topic, /summary@{ $name }, and replying to me.

    To let me see mentions for certain, make me an admin; or whoever runs me turns privacy mode off (@BotFather, /setprivacy) and adds me again. Either way I answer only when I am asked.

## Buttons

telegram-more = More quotes
telegram-more-question = more
telegram-in-context = 📖 In context
telegram-in-context-of = 📖 [{ $n }]
telegram-stop = Stop
telegram-stop-stopped = Stopped.
telegram-stop-not-yours = Only whoever asked can stop this.
telegram-stop-over = It is done already.
telegram-copy = Copy
telegram-back = ‹ Back
telegram-thanks = Thank you.
telegram-old-button = This button is too old. Please ask again.
telegram-forgotten = I no longer know what this was about. Please ask again.
telegram-quote-gone = This quote is not in the library any more.

## Quotes, topics

telegram-usage-quotes = Say what the quotes should be about: /quotes safety, or of one speaker: /quotes @murati safety
telegram-unknown-speaker = Nobody called “{ $name }” speaks here. There are: { $speakers }.
telegram-words-of = What did { $speaker } say?
telegram-choose-interview = Which interview?
telegram-no-section = Beginning and end
telegram-inline-ask = Ask me a question
telegram-inline-none = Nothing on that. Ask me a question

## Language

telegram-choose-language = In which language shall I reply?
telegram-choose-language-group = In which language shall I reply in this group?
telegram-automatic = As asked
telegram-language-set = I reply in { $language } from now on.
telegram-language-auto = I reply in the language of the question.
telegram-admins-only = Only admins of this group can set that.

## When it does not work

telegram-too-fast = That is a lot of questions at once. Please go on in { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
 }.
telegram-unknown-command = I don't know this command. /help lists what there is.
telegram-voice = I can't listen yet. Please write your question, and I answer with quotes.
telegram-no-text = I read only text. Write me a question about the interview, and I answer with quotes from it.
telegram-private-bot = This bot is for a closed circle. Whoever runs it can let you in.
telegram-failed = Something went wrong on my side. Please try again in a moment.

## Privacy policy

policy-title = Privacy
policy-title-what = What is kept
policy-what = Your choice of language, your 👍 and 👎 (which message, not what it says), and the numbers of the updates that were handled, so that none is answered twice. Your questions and the answers are not written to disk: they are held in memory for an hour at most, so that “why?” and “more” work. Counters of how many questions you asked in the last minute are in memory only.
policy-title-where = Where
policy-where = In one file on the computer that runs this bot. The log says that something happened, never what was said.
policy-title-who = Who sees it
policy-who = { $model ->
    [none] Nobody else. Answers are made on the bot's own computer; only Telegram carries them.
    [document] Where no language model is connected, nobody else: answers are made on the bot's own computer. Where one is, your question and passages of the interview are sent to it; /privacy in the chat says whether, and to which.
   *[other] Your question, the question before it where you follow up, and passages of the interview are sent to the language model { $model }, without your name or number. What its provider keeps is up to its provider.
 }
policy-title-how-long = How long
policy-how-long = Choices and votes until you change them or the chat removes the bot; update numbers for minutes; questions in memory for an hour at most.
policy-title-rights = What you can do
policy-rights = Change your language with /language, your vote with its buttons. Block the bot, or remove it from the group, and what is kept for that chat is deleted.
policy-title-contact = Questions
policy-contact = Ask whoever runs this bot; its source code says how it works, and this policy is a part of it (docs/privacy.md).
