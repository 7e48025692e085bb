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
command-recap = what this group discussed
command-recap_settings = retention and schedule of recaps
command-forget_me = delete what is kept about me
command-forget_chat = delete everything kept about this group

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
    /recap – what this group discussed, once an admin has agreed to keep its messages
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

## Recaps of groups

telegram-usage-recap = Say which messages: /recap (the last day), /recap 100, /recap 6h, /recap yesterday, /recap me (since you last wrote, sent to you alone), or reply to a message with /recap to begin there.
telegram-recap-in-groups = Recaps sum up what a group discussed. Add me to a group, @{ $name }, and send /recap there. For what you missed, send /recap me in the group, and I write to you here.
telegram-recap-only-groups = Recaps are for groups.
telegram-recap-is-off = Recaps are off in this group, and nothing that is written here is kept. An admin turns them on with the button under /recap.
telegram-recap-notice-title = Recaps
telegram-recap-notice =
    With recaps on, /recap sums up what this group discussed, each point with a link to its message. For that I have to keep messages:

    What: text and captions of new messages, questions of polls, who wrote them and when, what they reply to, links; older messages only if an admin sends me an export of this group. No pictures or files, no commands, nothing of bots. Edits replace the old text. I can't see deletions.
    How long: { $days } days, then they are deleted. Admins can set 1 to 30.
    Where: { $stored ->
        [disk] encrypted on the computer that runs me.
       *[memory] in memory only, gone whenever I am restarted.
     }
    Who sees it: { $model ->
        [none] nobody but this group, through /recap.
       *[other] this group, through /recap; and the language model { $model }, to which the messages are sent when a recap is made.
     }

    /forget_me deletes what you wrote and keeps nothing more of yours. When an admin turns recaps off or removes me, everything is deleted at once.
telegram-recap-accept = Admins: turn recaps on
telegram-recap-outdated = What I say here has changed since an admin turned recaps on. Until an admin accepts it as it is now, I keep nothing new, sum up nothing and send no recaps.
telegram-recap-read-again = The notice has changed since it was shown. Please read it again before you accept it.
telegram-recap-on = Recaps are on, by { $name }. I keep new messages from now on. /recap sums up; /recap_settings has retention and schedule; /forget_me is there for everybody.
telegram-recap-on-deaf = Recaps are on, by { $name }, but privacy mode lets me see only commands and replies to me. Make me an admin, or have privacy mode turned off (@BotFather, /setprivacy) and add me again.
telegram-recap-off-sure = Turn recaps off? { $count ->
    [one] The one message that I keep
   *[other] The { $count } messages that I keep
 } of this group, the schedule and the list of subscribers are then deleted, and nobody can bring them back.
telegram-keep = Keep it as it is
telegram-recap-off = Recaps are off. All messages that I kept of this group are deleted.
telegram-recap-nameless = somebody without a name
telegram-recap-interview = 💬 In the interview
telegram-recap-sent = I have sent it to you.
telegram-recap-anonymous = /recap me is sent to you alone, and I can't tell who writes as a group or a channel. Write it under your own name.
telegram-recap-cannot-send = I can't write to you yet. Open @{ $name }, press Start, then try again.
telegram-recap-state =
    Kept for: { $days } { $days ->
        [one] day
       *[other] days
     }
    Recap by itself: { $when ->
        [never] never
        [daily] daily at { $time } ({ $zone })
       *[weekly] weekly, { $weekday ->
            [1] Mondays
            [2] Tuesdays
            [3] Wednesdays
            [4] Thursdays
            [5] Fridays
            [6] Saturdays
           *[7] Sundays
         } at { $time } ({ $zone })
     }{ $when ->
        [never] {""}
       *[other] , { $scope ->
            [topic] of one topic
           *[all] of the whole group
         }, { $target ->
            [group] { $scope ->
                [topic] posted in that topic
               *[all] posted in the group
             }
           *[subscribers] to subscribers only
         }. Quiet days are skipped.
     }
telegram-usage-recap-settings = Give a time of day, a time zone, daily or weekly, how many days messages are kept, or several of these: /recap_settings 21:30 Europe/Berlin 14d
telegram-days = { $days }d
telegram-when-never = No schedule
telegram-when-daily = Daily
telegram-when-weekly = Weekly
telegram-weekday = { $day ->
    [1] Mo
    [2] Tu
    [3] We
    [4] Th
    [5] Fr
    [6] Sa
   *[7] Su
 }
telegram-to-group = In the group
telegram-to-subscribers = Subscribers only
telegram-recap-turn-off = Turn off, delete all
telegram-recap-subscribe = 🔔 Send to me
telegram-recap-end = 🔕 Don't send it any more
telegram-recap-none-scheduled = No recap comes by itself in this group yet. Admins can change that with /recap_settings.
telegram-subscribed = You get the scheduled recaps of this group from now on. Press again to end that.
telegram-unsubscribed = You don't get the recaps of this group any more.
telegram-recap-start-first = I can't write to you yet. Open my chat, press Start, then try again.
telegram-recap-welcome = You will get the scheduled recaps of “{ $chat }” here, as long as you are a member.

## Forgetting

telegram-forgot-you = Done: your messages in groups, your settings and votes are deleted, and I keep no message of yours any more, in any group.
telegram-remember-me = Keep my messages again
telegram-remembers-you = From now on your messages are kept again where recaps are on.
telegram-forget-chat-groups = This is for groups. Here, /forget_me deletes what is kept about you.
telegram-forget-chat-sure = Delete everything that I keep about this group: its messages, settings, schedule and subscribers? Recaps are then off, and nobody can bring it back.
telegram-forget-chat-yes = Delete everything
telegram-forgot-nothing = Nothing was deleted.
telegram-forgot-chat = Done: everything that I kept about this chat is deleted, and recaps are off.

## Importing history

telegram-import-too-big = That file is too big for me to fetch; Telegram lets bots download 20 MB. Export fewer days, or sum it up on a computer: npm run recap -- --file result.json
telegram-import-unreadable = I can't read that file. Send the result.json that Telegram Desktop writes (Export chat history, format: Machine-readable JSON).
telegram-import-not-admin = I import history only from an admin of that group, and only where I am a member.
telegram-import-off = Recaps are off in that group. Turn them on there with /recap, then send the file again.
telegram-imported = Kept { $stored } of { $all } messages.{ $known ->
    [0] {""}
    [one] {" "}One of them I had already.
   *[other] {" "}{ $known } of them I had already.
 } What is older than { $days } days, from bots, or from people who asked me to forget them is left out.

## Privacy policy

policy-title = Privacy
policy-title-what = What is kept
policy-what =
    Your choice of language, your 👍 and 👎 (which message, not what it says), and the numbers of the updates that were handled, so that none is answered twice. Where a language model is connected, how many tokens were used today. Your questions and the answers are not written to disk: they are held in memory for an hour at most, so that “why?” and “more” work. Counters of how many questions you asked in the last minute are in memory only.

    In groups, and only where an admin has turned recaps on: text and captions of new messages, questions of polls, who wrote them and when, what they reply to, and links; older messages only if an admin sends an export of the group. No pictures or files, no commands, nothing of bots. I can't see when a message is deleted, so it stays until its time is up or you send /forget_me. Whether scheduled recaps are to be sent to you.
policy-title-where = Where
policy-where = In one file on the computer that runs this bot. Messages of groups are { $stored ->
    [disk] encrypted there (AES-256-GCM, the key is kept elsewhere)
    [memory] not in it: they are in memory alone, and gone when the bot is restarted
   *[either] encrypted there (AES-256-GCM, the key is kept elsewhere), or in memory alone where no key is set
 }. The log says that something happened, never what was said.
policy-title-who = Who sees it
policy-who = { $model ->
    [none] Nobody else. Answers and recaps are made on the bot's own computer; only Telegram carries them. A recap shows a group's messages to that group, and to those of its members who ask for it.
    [document] Where no language model is connected, nobody else: answers are made on the bot's own computer. Where one is, your question and passages of the interview are sent to it, and for a recap the messages that it is about; /privacy in the chat says whether, and to which.
   *[other] Your question, the question before it where you follow up, and passages of the interview are sent to the language model { $model }, without your name or number. For a recap, the messages that it is about are sent, with the names of who wrote them. What its provider keeps is up to its provider.
 }
policy-title-how-long = How long
policy-how-long = Choices and votes until you change them or the chat removes the bot; update numbers for minutes; token counts for days; questions in memory for an hour at most. Messages of groups for 7 days, unless an admin sets 1 to 30; they are deleted at once when recaps are turned off or the bot is removed.
policy-title-rights = What you can do
policy-rights = /forget_me deletes your messages, settings and votes, and keeps no message of yours any more, in any group. /forget_chat, by an admin, deletes everything about a group. /recap_settings shows what a group agreed to. Change your language with /language, your vote with its buttons. Block the bot, or remove it from the group, and what is kept for that chat is deleted.
policy-title-contact = Questions
policy-contact = Ask whoever runs this bot; its source code says how it works, and this policy is a part of it (docs/privacy.md).
