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
library-empty = There is no interview in the library yet. Add one: npm run ingest -- FILE
question-empty = There is no question here. Ask something about the interview.
question-no-words = I can only look up words. Ask something about the interview in a sentence.
question-too-long = That is too long for a question. Ask it in fewer than 2,000 characters.
meta-greeting = Hello! Ask me anything about the interview; I answer with exact quotes from it.
meta-about-bot = I am Verbatim. I answer questions about an interview with exact quotes from it, and nothing else.
meta-task = I only answer questions about the interview, with exact quotes from it.
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

## Terminal chat

chat-welcome = Verbatim — ask about { $title }
chat-hint = Ask in English or Chinese. /help shows what else there is; /quit leaves.
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
chat-help =
    Ask a question about the interview, in English or Chinese.
    /quotes [--speaker NAME] TOPIC   exact quotes on a topic
    /summary [TOPIC]                 the interview, or what it says on a topic, in a minute
    /topics                          what was asked
    /context NUMBER                  the exchange around a quote of the last answer
    /open NUMBER                     where a quote was published
    /lang zh|en|auto                 the language of the replies
    /help                            this list
    /quit                            leave (Ctrl-D works too)
    “more” shows further quotes on the last question.

## Building the library

ingest-progress = Indexing interviews ({ $done }/{ $total }) …
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
