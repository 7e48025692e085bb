import type { Span } from "../interview/interview.ts";
import { sentencesOf } from "./sentences.ts";

const MARKED = /[?？]["”’」』)）\]\s!！~～…\p{Extended_Pictographic}\ufe0f]*$/u;
/** With a question mark, and yet nothing that could be answered. */
const RHETORICAL =
  /^(?:哈|啊|诶|欸|呃|额|嗯|what|huh|wow|really|seriously|oh|wait|真的|假的|什么|啥|不是|不会|这么|这都|谁知道|何必|凭什么|对|是|right|no|okay|ok|who knows|who cares|why not|you know|isn['’]?t it|亲|在|[吗吧嘛呢么\s,，])+[?？!！]*$/iu;
const ASKS_ZH =
  /请问|求问|求助|请教|问一下|有没有人|有(?:人|谁).{0,12}[吗么]|谁(?:知道|会|有|能|来|负责|去|在)|(?:吗|么办|几点|在哪儿?|哪里|什么时候|怎么(?:办|弄|搞|去|走|样|解决)|能不能|可不可以|行不行|要不要|好不好|有没有|多少钱)[\s。~～…]*$/u;
/** Words that ask in a question tell in other sentences. */
const TELLS_ZH =
  /不知道|不清楚|没什么|什么的|无论|不管|什么都|谁都|怎么都|随便|告诉|这么|那么|多么|好吗[。~]|谁知道呢/u;
const ASKS_EN =
  /^(?:(?:@\w+|so|and|but|ok|okay|hey|hi|also|btw|guys|folks|all|quick question)[\s,:]+)*(?:who(?:'s| is| are| has| can| will| wants)|what(?:'s| is| are| was| do| does| did| should| about| time)|when(?:'s| is| are| do| does| did| should| will| can)|where(?:'s| is| are| do| does| can| should)|why(?: is| are| do| does| did| not)|how(?: do| does| did| can| should| much| many| long| about)|(?:can|could|should|would|will|shall) (?:we|you|i|someone|anyone|somebody)|(?:does|do|did|is|are|has|have) (?:anyone|anybody|someone|we|you|there)|anyone (?:know|knows|have|has|got|tried|else|up|using|going|coming)|any (?:idea|ideas|update|updates|news|chance))\b/iu;

/** The first sentence of a message that asks something. */
export function questionIn(text: string): Span | null {
  return sentencesOf(text).find(({ start, end }) => asks(text.slice(start, end))) ?? null;
}

function asks(sentence: string): boolean {
  if (RHETORICAL.test(sentence)) return false;
  if (MARKED.test(sentence)) return /[\p{L}\p{N}]/u.test(sentence);
  if (ASKS_ZH.test(sentence)) return !TELLS_ZH.test(sentence);
  return ASKS_EN.test(sentence) && sentence.split(/\s+/u).length >= 4;
}

const NO_ANSWER =
  /不知道|不清楚|不太懂|同问|蹲一?个|没用过|没试过|我也想知道|我也不|等等看|我(?:去)?(?:问|查|看)(?:问|查|看|一下)|回头|稍后|晚点|一会儿?(?:看|说|回)|待会|不确定|说不好|再说吧|\b(?:no idea|not sure|don'?t know|dunno|no clue|same question|same here|wondering (?:too|the same)|also (?:want|wondering|curious|interested)|good question|i'?ll (?:check|ask|look|find out|get back)|let me (?:check|ask|look|find)|will (?:check|ask)|beats me|who knows|following)\b/iu;

/** "I'll find out" is kind, but leaves the question open. */
export const leavesOpen = (text: string): boolean => NO_ANSWER.test(text);

const SATISFIED =
  /谢谢|多谢|感谢|谢了|明白了|懂了|解决了|搞定|知道了|好了[，。！!]?可以|原来如此|\b(?:thanks|thank you|thx|ty|got it|that worked|works now|solved|makes sense|perfect|fixed)\b/iu;

/** The asker's own word that it was answered. */
export const isSatisfied = (text: string): boolean => SATISFIED.test(text);
