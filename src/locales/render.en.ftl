## Around quotes in Telegram

about-article = about the article
render-continued = { $attribution } (continued)
render-this-quote = 👉 The quote:
render-translated = Translated by the bot: { $text }
render-in-context = In context
render-left-out = { $count ->
    [one] 1 more quote does not fit here.
   *[other] { $count } more quotes do not fit here.
 }
render-rest-left-out = The quote goes on; the rest does not fit here.

## Why there are quotes alone

render-fallback-slow = The language model took too long; this is from search alone.
render-fallback-unavailable = The language model is unavailable; this is from search alone.
render-fallback-over-budget = The budget for the language model is used up for now; this is from search alone.
render-fallback-unusable = The language model gave no usable answer; this is from search alone.

## A page of quotes

render-quotes-title = Quotes on “{ $topic }”
render-quotes-title-by = { $speaker } on “{ $topic }”
render-page = page { $page } of { $pages }
