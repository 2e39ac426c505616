"""Words that attribute: which put words into a mouth or a thought into a head, and where the content stands.

Each table line reads ``lemmas | act | slots``. Slots name the place of the content beside the cue:

``that``
    a content clause, with or without "that" ("said he would come");
``to``
    an open infinitive, with the urged party before it ("urged Kyiv to sign", "vowed to fight");
``to-noun``
    a noun after "to" ("referred to the failed draft");
``obj``
    a noun phrase ("denied any involvement");
``quote``
    free quotation, before or after ("We are ready," he said);
``stance``
    a noun phrase whose noun names a stance ("signalled readiness to talk");
``on-to``
    whom and to what ("called on both sides to stop");
``as``
    a description ("described it as a trap", "called the offer a trap");
any other word
    the noun or clause after that preposition ("called for a truce", "accused them of stalling").

The order of slots is the order of preference: the first that is filled gives the content.
"""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.language.inflections import by_noun_form, by_verb_form, words
from stateofplay.model import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that attributes. `thought` marks beliefs, wishes and intentions, which are no statements."""

    lemma: str
    act: Act
    slots: tuple[str, ...]
    thought: bool = False


def _table(lines: str, *, thought: bool = False) -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for line in lines.strip().splitlines():
        lemmas, act, slots = (part.strip() for part in line.split("|"))
        for lemma in lemmas.split():
            cues[lemma] = Cue(lemma=lemma, act=Act(act), slots=tuple(slots.split()), thought=thought)
    return cues


SPEECH_VERBS: dict[str, Cue] = _table(
    """
    say                                                     | say      | that quote
    tell                                                    | say      | that quote to
    inform                                                  | say      | that quote
    point                                                   | say      | that quote
    add note state explain remark comment reply respond     | say      | that quote
    answer continue conclude observe                        | say      | that quote
    write tweet post argue reason quip joke muse recall     | say      | that quote
    aver opine retort testify                               | say      | that quote
    thunder fume snap shout exclaim boast brag grouse gripe | say      | quote
    stress emphasize emphasise underline underscore         | say      | that quote stance
    highlight reiterate restate repeat                      | say      | that quote stance
    report                                                  | say      | that quote obj
    indicate signal suggest imply intimate                  | say      | that quote stance
    hint                                                    | say      | that quote at
    estimate predict forecast project                       | say      | that quote obj
    maintain contend                                        | say      | that quote
    express voice                                           | say      | obj that
    mention                                                 | say      | that
    describe portray depict characterise characterize       | say      | as
    call                                                    | say      | on-to quote for as
    dub label brand                                         | say      | as
    refer                                                   | say      | to-noun as
    identify name                                           | say      | as
    justify                                                 | say      | as
    praise hail welcome applaud laud commend salute         | say      | obj quote
    agree                                                   | say      | that quote
    clarify elaborate specify                               | say      | that quote
    insist                                                  | claim    | that quote on
    claim allege assert profess purport                     | claim    | that quote obj
    announce declare proclaim                               | announce | that quote obj
    reveal disclose                                         | announce | that quote obj
    confirm acknowledge admit concede                       | confirm  | that quote obj to-noun
    deny                                                    | deny     | that obj quote
    dispute refute rebut contradict                         | deny     | that obj
    dismiss                                                 | deny     | as obj
    reject rebuff                                           | deny     | obj
    accuse                                                  | accuse   | of quote
    blame                                                   | accuse   | for on quote obj
    criticise criticize condemn denounce decry              | accuse   | for as quote obj
    slam blast lambast lambaste rebuke                      | accuse   | for as quote obj
    deplore lament bemoan chide                             | accuse   | that for as quote obj
    complain protest                                        | accuse   | that quote about
    warn caution                                            | warn     | that quote of against to
    threaten                                                | threaten | that to with obj quote
    urge exhort implore beg beseech                         | urge     | to that quote obj
    ask                                                     | urge     | to quote that
    demand                                                  | urge     | that to obj quote
    request                                                 | urge     | that obj
    appeal                                                  | urge     | to for quote
    press push challenge                                    | urge     | to
    recommend advise counsel                                | urge     | that to obj quote
    propose                                                 | propose  | that to obj quote
    offer                                                   | propose  | to
    promise pledge vow swear                                | promise  | that to quote obj
    guarantee assure reassure                               | promise  | that quote
    """
)
"""Verbs of speech."""

PARTICLE_OF = {"point": "out"}
"""Verbs that are of speech with their particle alone: "pointed out that"."""

JUDGING = words(
    "praise hail welcome applaud laud commend salute criticise criticize condemn denounce decry slam blast lambast lambaste"
)
"""Verbs that judge their object; they tell words only with a quotation or an "as": "welcomed the truce as a start"."""

ACT_BY_SLOT: dict[tuple[str, str], Act] = {
    ("call", "on-to"): Act.URGE,
    ("call", "for"): Act.URGE,
    ("insist", "on"): Act.URGE,
    ("tell", "to"): Act.URGE,
}
"""Acts that a verb performs in one slot only."""

STUDY_VERBS: dict[str, Cue] = _table(
    """
    show find reveal                                        | say      | that
    """
)
"""What studies do, where it is a clause that they show."""

STUDIES = words("poll polls survey surveys study studies data figures statistics census analysis")
"""Subjects with which the verbs of studies are speech."""

THOUGHT_VERBS: dict[str, Cue] = _table(
    """
    believe think feel suspect doubt figure reckon guess    | say      | that quote obj
    know understand realize realise recognize recognise     | say      | that obj
    hope fear worry wonder assume presume suppose           | say      | that quote about to for
    expect                                                  | say      | that to obj
    want wish prefer desire                                 | say      | to that obj
    like love hate dislike                                  | say      | to obj that
    plan intend aim seek decide hope mean aspire            | say      | to that on
    consider regard view see deem                           | say      | as that obj
    favor favour support oppose back                        | say      | obj
    remember forget imagine anticipate envision foresee     | say      | that obj
    learn find discover determine judge                     | say      | that
    need try commit                                         | say      | to
    prepare refuse decline agree                            | say      | to
    """,
    thought=True,
)
"""Verbs of belief, wish and intention."""

SPEECH_NOUNS: dict[str, Cue] = _table(
    """
    statement comment remark report message                 | say      | that
    claim assertion allegation contention                   | claim    | that
    announcement declaration                                | announce | that
    confirmation admission acknowledgement acknowledgment   | confirm  | that
    denial                                                  | deny     | that
    accusation complaint charge                             | accuse   | that
    warning                                                 | warn     | that of
    threat                                                  | threaten | that
    demand call appeal plea insistence request              | urge     | that
    proposal suggestion                                     | propose  | that
    promise pledge vow assurance                            | promise  | that of
    """
)
"""Nouns of speech."""

THOUGHT_NOUNS: dict[str, Cue] = _table(
    """
    belief view opinion hope fear idea notion conviction    | say      | that of
    concern worry doubt suspicion expectation feeling       | say      | that about of
    argument conclusion prediction criticism                | say      | that of
    desire intention plan decision willingness wish         | say      | to that
    """,
    thought=True,
)
"""Nouns of belief, wish and intention."""

SPEECH_ADJECTIVES: dict[str, Cue] = _table(
    """
    clear adamant explicit emphatic unequivocal             | say      | that
    insistent                                               | claim    | that
    """
)
"""Adjectives of speech ("has been clear that")."""

THOUGHT_ADJECTIVES: dict[str, Cue] = _table(
    """
    confident convinced sure certain hopeful optimistic     | say      | that about
    glad happy pleased proud sorry sad upset surprised      | say      | that about to
    concerned worried afraid skeptical sceptical doubtful   | say      | that about of
    aware unaware eager willing ready reluctant unwilling   | say      | to that of
    """,
    thought=True,
)
"""Adjectives of belief, wish and intention."""

GERUNDS_OF_SPEECH = words(
    "adding saying warning stressing emphasizing emphasising noting suggesting insisting cautioning accusing "
    "claiming alleging arguing urging calling describing citing telling declaring vowing promising threatening "
    "demanding explaining signaling signalling indicating stating confirming denying blaming predicting writing "
    "pledging asserting"
)
"""Participles that open another act of the same speaker: "..., adding that"."""

CONTROLLED_BY_OBJECT = words(
    "quote quotes quoted quoting cite cited citing record recorded show showed shown prompted prompting led leading"
)
"""Governors whose object is the one that speaks: "quoted the minister as saying", "prompted the minister to say"."""

RECEIVING = words(
    "receive receives received receiving face faces faced facing meet meets met meeting hear heard ignore ignored "
    "ignoring answer answered granted heeded heed await awaits awaiting got get gets"
)
"""Verbs whose subject has the message, demand or offer in their object from somebody else."""

TURNING_AWAY = words("deny reject dismiss refute dispute rebut downplay discount ridicule rubbish ignore disregard") | {
    "play down", "brush off", "brush aside", "wave away", "wave off", "laugh off", "shrug off", "knock down", "bat away",
}  # fmt: skip
"""Verbs whose object, a report or a claim, their subject does not say: "played down reports that"."""

STANCE_NOUNS = words(
    "openness willingness readiness support hope concern intent intention interest confidence commitment regret "
    "doubt desire need importance opposition determination preference frustration anger optimism"
)
"""Nouns that name a stance."""

ANONYMOUS_NOUNS = words(
    "official source person people diplomat aide adviser advisor negotiator lawmaker legislator officer insider "
    "expert analyst witness resident observer authority mediator envoy delegate representative economist critic "
    "supporter minister politician leader member resident activist lawyer attorney reporter journalist negotiator "
    "one someone family relative service media press newspaper agency network broadcaster outlet group camp side "
    "party team government hardliner ally rebel militant faction company union ministry army military police "
    "committee court council commission inspector investigator researcher executive employee other another many "
    "some several few"
)
"""Heads of unnamed sources, kept as written: "a US official", "two people familiar with the talks"."""

AGENTIVE = ("er", "or", "ist", "ian", "man", "woman", "ee", "crat")
"""Endings of nouns for people."""

THINGS = words(
    "number water offer matter paper letter order power border winter summer river manner factor sector corridor "
    "error center centre chapter character counter danger disaster weather shelter quarter fever layer corner tower "
    "timber rubber reactor motor harbor harbour labor labour favor favour color colour humor humour terror horror "
    "mirror rumor rumour guarantee fee coffee degree pier tier barrier frontier register cluster computer container "
    "tanker launcher charter dinner banner copper silver chamber answer transfer encounter disorder"
)
"""Nouns for things that end like nouns for people."""

CARRIERS = words(
    "document report study poll survey law statement communique communiqué tweet post letter release interview "
    "speech address press remark message email e-mail readout memo note article"
)
"""Things in which somebody speaks: the speaker of "a statement from the ministry said" is the ministry."""

PAPERS = words(
    "resolution declaration lawsuit suit transcript summary tally analysis research estimate filing account paper papers "
    "announcement column editorial indictment ruling figure data count"
)
"""Things that are read from as carriers are, where the words tell whose they are: no "the" gives them to who spoke last."""

SPEECH_FORMS = by_verb_form(SPEECH_VERBS)
THOUGHT_FORMS = by_verb_form(THOUGHT_VERBS)
STUDY_FORMS = by_verb_form(STUDY_VERBS)
SPEECH_NOUN_FORMS = by_noun_form(SPEECH_NOUNS)
THOUGHT_NOUN_FORMS = by_noun_form(THOUGHT_NOUNS)
ANONYMOUS_FORMS = frozenset(by_noun_form(dict.fromkeys(ANONYMOUS_NOUNS, True)))
CARRIER_FORMS = frozenset(by_noun_form(dict.fromkeys(CARRIERS, True)))
READ_FORMS = CARRIER_FORMS | frozenset(by_noun_form(dict.fromkeys(PAPERS, True)))
"""The tables above keyed by every form of their words."""
