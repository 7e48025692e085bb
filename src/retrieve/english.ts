import { stemmer } from "stemmer";

/** Words that carry the grammar of a sentence or a question, not its subject. */
const STOP_WORDS = new Set(
  `a an the this that these those there here and or but nor so yet if then than as of at by for from in into on onto
  to with without within about above across after against along among around before behind below beneath beside
  between beyond down during except inside near off out outside over per since through throughout toward towards
  under until up upon via while because although though whereas whether besides despite regarding concerning
  i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
  herself it its itself they them their theirs themselves one ones
  be am is are was were been being do does did doing done have has had having will would shall should can could may
  might must ought not no yes don doesn didn isn aren wasn weren hasn haven hadn won wouldn can't couldn ain
  what which who whom whose when where why how
  also too very just only even still again ever both each every either neither any some such same other others
  many much
  sth sb etc eg ie s t re ve ll d m`
    .split(/\s+/u)
    .filter(Boolean),
);

export const isStopWord = (word: string) => STOP_WORDS.has(word);

/** Frequent past forms that Porter's rules cannot undo. */
const IRREGULAR = new Map(
  `came:come went:go gone:go said:say told:tell thought:think felt:feel took:take taken:take gave:give given:give
  made:make knew:know known:know saw:see seen:see got:get gotten:get kept:keep lost:lose brought:bring bought:buy
  taught:teach caught:catch sold:sell sent:send spent:spend built:build held:hold led:lead met:meet paid:pay
  began:begin begun:begin became:become wrote:write written:write spoke:speak spoken:speak chose:choose
  chosen:choose broke:break broken:break drove:drive driven:drive ate:eat eaten:eat fell:fall fallen:fall
  flew:fly flown:fly forgot:forget forgotten:forget grew:grow grown:grow hid:hide hidden:hide rose:rise risen:rise
  ran:run sang:sing sung:sing stood:stand swam:swim threw:throw thrown:throw understood:understand won:win
  wore:wear worn:wear fought:fight sought:seek slept:sleep swore:swear tore:tear torn:tear died:die dying:die
  left:leave froze:freeze frozen:freeze shook:shake shaken:shake stole:steal stolen:steal woke:wake woken:wake
  rode:ride ridden:ride blew:blow blown:blow bit:bite bitten:bite fed:feed fled:flee hung:hang lent:lend lit:light
  rang:ring rung:ring sank:sink sunk:sink sprang:spring stuck:stick swept:sweep swung:swing bound:bind bent:bend
  dug:dig crept:creep clung:cling leapt:leap learnt:learn burnt:burn dreamt:dream spun:spin slid:slide shone:shine
  shrank:shrink shrunk:shrink drank:drink drunk:drink beaten:beat forgave:forgive forgiven:forgive arose:arise
  arisen:arise mistook:mistake mistaken:mistake overcame:overcome withdrew:withdraw withdrawn:withdraw
  undertook:undertake undertaken:undertake foresaw:foresee foreseen:foresee proven:prove shown:show bred:breed
  bled:bleed sped:speed wept:weep crises:crisis analyses:analysis
  lying:lie shot:shoot struck:strike drew:draw drawn:draw laid:lay meant:mean dealt:deal heard:hear
  children:child men:man women:woman people:person feet:foot teeth:tooth mice:mouse lives:life wives:wife
  better:good best:good worse:bad worst:bad`
    .split(/\s+/u)
    .map((pair) => pair.split(":") as [string, string]),
);

export function stemOf(word: string): string {
  return stemmer(IRREGULAR.get(word) ?? word);
}

/** Latin letters without diacritics, in lower case: "Sørensen" and "sorensen" are one word. */
export function foldLatin(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[øØ]/gu, "o")
    .toLowerCase();
}

/** The stems of the content words of an English text, in order. */
export function stemsOf(text: string): string[] {
  return (foldLatin(text).match(/[a-z]+|\d+/gu) ?? [])
    .filter((word) => (word.length > 1 || /\d/u.test(word)) && !STOP_WORDS.has(word))
    .map(stemOf);
}
