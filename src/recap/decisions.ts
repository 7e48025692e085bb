import type { Span } from "../interview/interview.ts";
import type { ReadMessage } from "./read-message.ts";
import { sentencesOf } from "./sentences.ts";

/** Says that something is decided. */
const DECIDED =
  /(?<![一规固稳肯否特假设指限制约镇搞])定(?:下来)?了|(?:那就|就)定(?!义|位|价|制)|说定|敲定|拍板|(?<!取|的)决定(?!性|因素|权|于)|就这么(?:办|定|干|着|说定)|一致(?:同意|通过)|投票(?:结果|通过)|最终(?:方案|结论|决定|选)|结论(?:是|就是|：|:)|\b(?:(?:it'?s|that'?s|all|we'?ve|we have|we|been|finally|was) (?:decided|settled|agreed)|decided(?: on| to|:)|settled(?: on|:|,? then)|agreed(?: on|:)|decision(?: is|:| made)|final (?:answer|decision|call|plan)|the plan is|so the plan|consensus is|it'?s a deal|motion (?:passes|carried)|going with|finali[sz]ed|confirmed (?:for|with)|we'?ll go with|we will go with|settled:)/iu;
/** What somebody decides for themselves, after they have heard the others. */
const RESOLVED =
  /^(?:好|行|嗯|ok|okay|那|算了)[^，。？?]{0,3}[，, ].{0,4}(?:我|先|还是)?就?.{0,4}(?:买|选|换|用|订|去|不买|不去|不换)|那我就(?:买|选|换|用|订|去)|^(?:ok|okay|alright|fine|great|right)[ ,]+(?:then )?(?:i'?ll|i will|i'?m) (?:go|going|take|taking|buy|buying|get|getting|use|using|order|ordering)\b/iu;
/** Proposes in words that also decide: what others say next tells which. */
const PROPOSED =
  /那(?:我们?|咱们?|大家)?就(?!是|算|好了?[吧。！!~]?$|对了|不知道|这样吧?$|等)[^，。？?]{2,}|就(?:选|用|去|按|订|约)[^？?，]{2,}(?:了|吧|。|！|$)|统一(?:用|改)|改(?:到|成|为)[^？?]{1,16}|\blet'?s (?:go with|do|use|meet|stick|settle|make it|pick|book|ship|move|keep|postpone|schedule|take|split|have|start)\b|\bwe(?:'re| are|'ll| will) (?:use|using|ship|shipping|stick|sticking|meet|meeting|postpon\w+|mov(?:e|ing)|book\w*)\b/iu;
const UNDECIDED =
  /[?？吗]\s*$|没(?:有)?(?:人)?(?:能)?(?:决定|定|敲定|想好)|未定|定不下来|决定不了|(?:再|才能?|怎么|谁|如何|来|等.{0,8})(?:决定|定)|待定|如果|假如|要是|(?:他|她|它|公司|董事会|政府|官方|法院|领导|对方|人家|房东|客户|校方|物业)们?[^，。]{0,8}(?:决定|拍板|定了)|(?:n['’]t|\b(?:not|never|yet|cannot|to be|who|what|before|until|once|if|whether|unless))\b.{0,24}\b(?:decid|settle|agree|confirm|final)|\b(?:he|she|they|board|company|court|government|committee|microsoft|google|openai|landlord|client|vendor)\b.{0,16}\b(?:decided|agreed|settled)|\bundecided\b|\bif we\b/iu;

/** The sentence that decides or proposes; and whether it needs the others' consent to count. */
export interface DecisionCue extends Span {
  readonly isProposal: boolean;
}

export function decisionIn(text: string): DecisionCue | null {
  let proposal: DecisionCue | null = null;
  for (const span of sentencesOf(text)) {
    const sentence = text.slice(span.start, span.end);
    if (UNDECIDED.test(sentence)) continue;
    if (DECIDED.test(sentence) || RESOLVED.test(sentence)) return { ...span, isProposal: false };
    if (PROPOSED.test(sentence)) proposal ??= { ...span, isProposal: true };
  }
  return proposal;
}

const CONSENT =
  /^(?:.{0,6}(?:好|行|可以|没问题|同意|赞成|支持|ok|okay|\+1|收到|没意见|就这样|附议|明智|英明|有道理)|(?:agreed?|sounds? good|works for me|yes|yep|sure|perfect|great|\+1|fine|done|deal|ok(?:ay)?|👍|lgtm|nice|good|will do|noted)\b)|[👍👌🙆✅]/iu;
const OBJECTION =
  /^(?:不行|不好|不要|别|等等|等下|但|可是|我不|反对|no\b|nope|wait|but\b|hold on|i disagree|disagree|not sure|don'?t)/iu;
const MESSAGES_TO_CONSENT = 5;
const MOST_DECISIONS = 3;

/** The messages by which the group decided, the last ones of many. */
export function decisionsOf(members: readonly ReadMessage[]): ReadMessage[] {
  return members
    .filter((one, place) => {
      if (one.decision === null || one.kind !== "content") return false;
      return (
        !one.decision.isProposal ||
        isAccepted(one, members.slice(place + 1, place + 1 + MESSAGES_TO_CONSENT))
      );
    })
    .slice(-MOST_DECISIONS);
}

/** By a nod before anybody objects. */
function isAccepted({ message }: ReadMessage, after: readonly ReadMessage[]): boolean {
  for (const other of after) {
    if (other.message.author.key === message.author.key) continue;
    const isReply = other.message.replyTo === message.id;
    if (other.message.replyTo !== null && !isReply) continue;
    const text = other.message.text.trim();
    if (OBJECTION.test(text)) return false;
    if (CONSENT.test(text) && other.question === null) return true;
  }
  return false;
}
