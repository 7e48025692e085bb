## Recaps of a group's messages

recap-said = { $name }: { $words }
recap-period = { $from } – { $to }
recap-thread = { $count ->
    [one] 1 message
   *[other] { $count } messages
 }, { $names }
recap-and-others = { $names } and { $count } more
recap-name-separator = {", "}
recap-decision = Decided: { $text }
recap-question = Open question: { $text }
recap-link = Link: { $url }
recap-quote = On this { $speaker } says in the interview:
recap-quote-narrated = On this the article says:
recap-nothing = There was nothing to sum up: { $count ->
    [0] no messages in this period.
    [one] one message, and no discussion.
   *[other] { $count } messages, and no discussion.
 }
recap-covered = Covered { $covered ->
    [one] 1 message
   *[other] { $covered } messages
 }; skipped { $skipped }{ $reasons }.
recap-reasons = {" "}({ $list })
recap-reason-small-talk = small talk { $count }
recap-reason-media = media without words { $count }
recap-reason-commands = commands { $count }
recap-reason-spam = spam and repetitions { $count }
recap-reason-bots = bots { $count }
recap-more = { $count ->
    [one] One smaller discussion is not shown.
   *[other] { $count } smaller discussions are not shown.
 }
recap-fallback-slow = The model took too long, so these are the messages themselves.
recap-fallback-unavailable = The model could not be reached, so these are the messages themselves.
recap-fallback-over-budget = The model's budget is used up, so these are the messages themselves.
recap-fallback-unusable = The model said nothing that the messages support, so these are the messages themselves.
