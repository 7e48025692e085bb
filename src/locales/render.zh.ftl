## Telegram 中引文的周围

about-article = 文章信息
render-continued = { $attribution }（续）
render-this-quote = 👉 引文：
render-translated = 机器人翻译：{ $text }
render-in-context = 查看前后文
render-left-out = 还有 { $count } 条引文，这里放不下。
render-rest-left-out = 这条引文未完，其余部分这里放不下。

## 为什么只有引文

render-fallback-slow = 语言模型响应太慢，这里只有检索的结果。
render-fallback-unavailable = 语言模型暂时不可用，这里只有检索的结果。
render-fallback-over-budget = 语言模型的用量已达上限，这里只有检索的结果。
render-fallback-unusable = 语言模型没有给出可用的回答，这里只有检索的结果。

## 一页原话

render-quotes-title = 关于“{ $topic }”的原话
render-quotes-title-by = { $speaker } 谈“{ $topic }”
render-page = 第 { $page }/{ $pages } 页
