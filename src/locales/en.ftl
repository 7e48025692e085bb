## Leads: who says what follows, and in answer to what

lead-topic = { $speaker }, on { $topic }:
lead-question = { $speaker }, asked “{ $question }”:
lead-speaker = { $speaker }:
lead-interviewer = { $speaker } (the interviewer):
lead-quoted = The article quotes { $speaker }:
lead-narrator = The article reports:

## About the article itself

article-title = The article is titled:
article-publisher = It was published by:
article-published = It was published on:
article-place = It was published in:
article-url = It appeared at:
article-reporter = The interview was conducted by:
article-reported = The interview is dated:
article-original-url = The original interview is at:

## When there is no answer

not-found = The interview does not answer this.
part-not-found = The interview does not answer “{ $part }”.
closest = The interview does not say it in these words. What comes closest:
unsaid = The interview does not say that this is so. What it does say:
library-empty = There is no interview in the library yet. Add one: npm run ingest -- FILE
question-empty = There is no question here. Ask something about the interview.
question-no-words = I can only look up words. Ask something about the interview in a sentence.
question-bare = Ask a whole question, please: what about the interview would you like to know?
question-nothing-before = More of what? Ask something about the interview first.
question-too-long = That is too long for a question. Ask it in fewer than 2,000 characters.
meta-greeting = Hello! Ask me anything about the interview; I answer with exact quotes from it.
meta-thanks = You are welcome. Ask me anything else about the interview.
meta-goodbye = Goodbye! I am here whenever you have a question about the interview.
meta-about-bot = I am Verbatim. I answer questions about an interview with exact quotes from it, and nothing else.
meta-task = I only answer questions about the interview, with exact quotes from it.
meta-summary = For the interview in a minute: /summary in the chat, npm run summary elsewhere. A topic after it narrows it.
meta-questions = What was asked in the interview is listed by /topics in the chat.
no-more = There is nothing more on that.
no-quotes = The interview says nothing on that.
summary-nothing = The interview says nothing on that, so there is nothing to summarise.

## Around an answer

nearest = The interview does speak of:
source = Source: { $url }
translation = Quoted from a translation. Original: { $url }
quoted = quoting { $speaker }
narration = narration
asked = asked: { $question }
in-section = section: { $section }
in-interview = interview: { $title }

## Terminal chat

chat-welcome = Verbatim — ask about { $title }{ $others ->
    [0] {""}
   *[other] {" "}and { $others } more
 }
chat-hint = Ask in English or Chinese. /help shows what else there is; /quit leaves.
chat-examples = For example:
chat-bye = Goodbye.
chat-unknown-command = There is no command { $command }. /help lists what there is.
chat-usage-quotes = Say what the quotes should be about: /quotes [--speaker NAME] TOPIC
chat-unknown-speaker = Nobody called “{ $name }” speaks here. There are: { $speakers }.
chat-unknown-language = Languages are zh and en, or auto to follow the question.
chat-language-set = From now on I answer in { $language }.
chat-language-auto = I answer in the language of the question.
chat-context-usage = Say which quote of the last answer: /context 2
chat-context-none = The last answer has no quote { $number }.
chat-no-source = No link is known for this interview.
chat-failed = Something went wrong with that question. Try another; if it happens again, please report it.
chat-tip = /context 1 shows the exchange around a quote, /open 1 where it was published; “more” finds further quotes.
chat-cancelled = Cancelled.
chat-leave-hint = Press Ctrl-C once more to leave, or go on asking.
chat-plain-on = Plain mode: words instead of colours and bullets, for screen readers. /plain again ends it; VERBATIM_PLAIN=1 in .env makes it last.
chat-plain-off = Plain mode is off.
chat-history-kept = What you type is kept for the arrow keys, on this computer only. /history off stops that, /history clear forgets it.
chat-history-off = What you type is not kept, and what was kept is gone. /history on keeps it again.
chat-history-clear = Forgotten. What you type from now on is kept again, on this computer only.
chat-history-unwritable = The files for that cannot be written; look at the directory “state” in your data directory.

## Links of a quote, each above its address

open-original-url = The original interview:
open-url = The text that is quoted:

## Plain mode, for screen readers

plain-prompt = Your question:
plain-quote = Quote { $n }: { $quote }
plain-topic = { $title }: { $question }

## Help: what to type, and what it is for

chat-help-questions = Ask a question about the interview, in English or Chinese; “more” shows further quotes on it.
chat-help-keys = Up and Down bring back earlier lines, Tab completes commands and names, Ctrl-C stops an answer, Ctrl-D leaves.
chat-help-history = What you type is kept for the arrow keys, on this computer only; /history tells more.
usage-quotes = /quotes [--speaker NAME] TOPIC
help-quotes = exact quotes on a topic
usage-summary = /summary [TOPIC]
help-summary = the interview, or what it says on a topic, in a minute
usage-topics = /topics
help-topics = what was asked
usage-context = /context NUMBER
help-context = the exchange around a quote of the last answer
usage-open = /open NUMBER
help-open = where a quote was published
usage-lang = /lang zh|en|auto
help-lang = the language of the replies
usage-plain = /plain
help-plain = plain text for screen readers, on or off
usage-history = /history [on|off|clear]
help-history = whether what you type is kept for the next time
usage-help = /help
help-help = this list
usage-quit = /quit
help-quit = leave

## Building the library

ingest-progress = Indexing interviews ({ $done }/{ $total }) …
vectors-progress = Asking the embedding model for vectors ({ $done }/{ $total } passages) …
first-start = Building the library from { $count ->
    [one] the interview that ships
   *[other] the { $count } interviews that ship
 } …
library-ready = Library ready: { $count ->
    [one] 1 interview
   *[other] { $count } interviews
 }, { $passages ->
    [one] 1 passage
   *[other] { $passages } passages
 }.
