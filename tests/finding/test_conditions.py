"""Conditions: a table of markers with the two sides that each must cut out, and what is no condition."""

from __future__ import annotations

import pytest

from stateofplay.finding.components import Found
from stateofplay.finding.conditions.finder import find_conditions
from stateofplay.language import understand
from stateofplay.language.document import Document
from stateofplay.language.pipeline import load
from stateofplay.language.times import find_times
from stateofplay.language.tokens import Doc
from stateofplay.model import Article, Condition


def read(text: str) -> tuple[Condition, ...]:
    document = Document(article=Article(text=text, published="2024-05-15"), doc=Doc(load()(text)))
    document = find_times(document)
    return find_conditions(document, Found())


CASES = [
    # a clause that stands between a subject and its verb, and what something is preferred to
    (
        "The new toll, if it is approved, will offer the town a way out.",
        "if",
        "will offer the town a way out",
        "it is approved",
    ),
    ("Ms. Dahl vowed to step down if her plan was adopted.", "if", "step down", "her plan was adopted"),
    (
        "People should go into shops rather than rely on post if they want gifts on time.",
        "if",
        "People should go into shops rather than rely on post",
        "they want gifts on time",
    ),
    # what kind of outcome somebody would take, or refuse
    (
        "Ms. Dahl will not bring up any bill that does not have the council's support.",
        "only_if",
        "will not bring up any bill",
        "does not have the council's support",
    ),
    ("Chad will veto any budget that cuts the rail fund.", "if", "will veto any budget", "cuts the rail fund"),
    ("Norway rejects any deal that leaves out the herders.", "if", "rejects any deal", "leaves out the herders"),
    ("Norway would support any truce that frees the men.", "if", "would support any truce", "frees the men"),
    ("She vowed to reject legislation that does not fund the port.", "if", "reject legislation", "not fund the port"),
    ("The rebels insist that any deal include free passage.", "only_if", "any deal", "include free passage"),
    ("The rebels want any accord to include free passage.", "only_if", "any accord", "include free passage"),
    # what somebody's votes are needed for is what waits
    (
        "The cabinet needs the votes of the Greens to move the money.",
        "only_if",
        "move the money",
        "votes of the Greens",
    ),
    ("She needs the support of all three parties to stay in power.", "only_if", "stay in power", "all three parties"),
    # what is denied over an aim or an ability
    (
        "The council will not agree on any deal to raise the limit without cuts from the ministry.",
        "unless",
        "will not agree on any deal to raise the limit",
        "cuts from the ministry",
    ),
    (
        "It will not be possible to agree on a truce with the rebels without the removal of the mines.",
        "unless",
        "agree on a truce",
        "removal of the mines",
    ),
    (
        "No settler would be able to apply before the ministry met several terms.",
        "only_if",
        "No settler would be able to apply",
        "the ministry met several terms",
    ),
    # a clause between commas, or cut short to its participle
    ("Norway, should it win, will open the port.", "if", "will open the port", "it win"),
    ("The pact takes effect only when ratified by the council.", "only_if", "takes effect", "ratified by the council"),
    ("The truce will take effect once ratified by both sides.", "after", "will take effect", "ratified by both sides"),
    (
        "The minister said Norway would sign if Chad, which holds the port, agreed to free the crew.",
        "if",
        "Norway would sign",
        "Chad, which holds the port, agreed to free the crew",
    ),
    # what is foretold, and what comes otherwise
    (
        "The minister warned of “severe military action” if Chad or Togo, another state in the region, breaks the truce.",
        "if",
        "severe military action",
        "breaks the truce",
    ),
    ("If the port opens again ... we can lift the ban.", "if", "we can lift the ban", "the port opens again"),
    ("The states must raise their pledges to avoid a collapse.", "only_if", "avoid a collapse", "raise their pledges"),
    ("Further attacks on it will bring new sanctions.", "if", "will bring new sanctions", "Further attacks"),
    ("Without such a deal, Norway faces a strike.", "unless", "Norway faces a strike", "such a deal"),
    ("We will publish the letters when the talks are over.", "after", "will publish the letters", "talks are over"),
    # what waits may be told by a clause of its own within the sentence
    (
        "The council's delay led to the cuts that will hit wages, should a compromise not be found by May.",
        "if",
        "will hit wages",
        "a compromise not be found by May",
    ),
    (
        "The news has alarmed leaders of island states that risk being flooded should the world warm further.",
        "if",
        "risk being flooded",
        "the world warm further",
    ),
    # a headline joins two with a comma
    (
        "Dahl threatens to have army build wall if Saleh, Haddad won't budge",
        "if",
        "have army build wall",
        "Saleh, Haddad won't budge",
    ),
    (
        "Zarif said his country remains committed to the pact as long as Europe honours it.",
        "if",
        "remains committed to the pact",
        "Europe honours it",
    ),
    (
        "The union will strike if the firm doesn't agree to that.",
        "if",
        "The union will strike",
        "the firm doesn't agree to that",
    ),
    ("There will be floods if warming reaches 2C.", "if", "There will be floods", "warming reaches 2C"),
    # the whole refusal waits, not the infinitive in it
    (
        "The farmers are not ready to sit down with the ministry until the tractors are returned.",
        "only_if",
        "The farmers are not ready to sit down",
        "the tractors are returned",
    ),
    (
        "The rebels will not begin negotiating a pact until the shelling stops.",
        "only_if",
        "The rebels will not begin negotiating a pact",
        "the shelling stops",
    ),
    (
        "Canada threatened to leave the pact with Iceland aimed at saving the cod if Iceland does not recall its trawlers.",
        "if",
        "leave the pact with Iceland aimed at saving the cod",
        "Iceland does not recall its trawlers",
    ),
    (
        "With a little trust, we will get there.",
        "if",
        "we will get there",
        "a little trust",
    ),
    # "only when" in front turns what waits round
    (
        "Only when the army leaves the port will the rebels receive aid, the envoy said.",
        "only_if",
        "will the rebels receive aid",
        "the army leaves the port",
    ),
    # "on condition" without "that"
    (
        "Norland offered access to twelve prisoners on condition Eastland officials could question them.",
        "only_if",
        "access to twelve prisoners",
        "Eastland officials could question them",
    ),
    (
        "Eastland had demanded the port issue be resolved as a prerequisite for broader trade talks.",
        "only_if",
        "broader trade talks",
        "the port issue be resolved",
    ),
    (
        "Whether the rebels will come is entirely dependent upon the decision of the army, the spokesman said.",
        "if",
        "the rebels will come",
        "the decision of the army",
    ),
    (
        "For talks to resume, Norland must withdraw its troops.",
        "only_if",
        "talks to resume",
        "Norland must withdraw its troops",
    ),
    # what keeps somebody from an act denies it
    (
        "The law bars the president from easing sanctions without the approval of parliament.",
        "unless",
        "easing sanctions",
        "the approval of parliament",
    ),
    # who does something stands before it
    (
        "The offer is conditional on Eastland releasing the hostages.",
        "only_if",
        "The offer",
        "Eastland releasing the hostages",
    ),
    # who wants something for it waits with what he gives
    (
        "The rebels demanded the release of prisoners in return for a truce.",
        "in_exchange_for",
        "a truce",
        "the release of prisoners",
    ),
    # what is taken up again "when", what comes first, and what is subject to somebody's consent
    ("Talks will resume when Norway lifts the blockade.", "after", "Talks will resume", "Norway lifts the blockade"),
    (
        "First Norway must withdraw its ships, then Chad will open the port.",
        "after",
        "Chad will open the port",
        "Norway must withdraw its ships",
    ),
    ("The truce is subject to the approval of the council.", "only_if", "The truce", "the approval of the council"),
    # if and its kin
    (
        "The rebels will lay down their arms if the army leaves the valley.",
        "if",
        "will lay down their arms",
        "the army leaves the valley",
    ),
    (
        "If the army leaves the valley, the rebels will lay down their arms.",
        "if",
        "will lay down their arms",
        "the army leaves the valley",
    ),
    ("The envoy said that if the siege ended, his side would sign.", "if", "his side would sign", "the siege ended"),
    ("The prime minister would only attend if the king did.", "only_if", "The prime minister would", "the king did"),
    ("We will talk only if the blockade is lifted.", "only_if", "We will talk", "the blockade is lifted"),
    ("Lawmakers threatened new sanctions if no deal is reached.", "if", "new sanctions", "no deal is reached"),
    (
        "The union will strike unless the company raises wages.",
        "unless",
        "The union will strike",
        "the company raises wages",
    ),
    ("Should the talks fail, the army will advance.", "if", "the army will advance", "the talks fail"),
    (
        "The truce will hold as long as both sides keep their word.",
        "if",
        "The truce will hold",
        "both sides keep their word",
    ),
    (
        "The king will sign provided that the text stays as it is.",
        "if",
        "The king will sign",
        "the text stays as it is",
    ),
    ("They agreed to free the men on condition that the raids stop.", "only_if", "free the men", "the raids stop"),
    (
        "If the deal is to hold, both armies must pull back.",
        "only_if",
        "the deal is to hold",
        "both armies must pull back",
    ),
    # waiting
    (
        "The army will not leave until the hostages are freed.",
        "only_if",
        "The army will not leave",
        "the hostages are freed",
    ),
    (
        "The blockade will continue until the port is handed over.",
        "unless",
        "The blockade will continue",
        "the port is handed over",
    ),
    ("He will sign once the prisoners are home.", "after", "He will sign", "the prisoners are home"),
    (
        "They would return to the table only after an end to the shelling.",
        "after",
        "return to the table",
        "an end to the shelling",
    ),
    (
        "The minister will only meet them after the raids stop.",
        "after",
        "The minister will only meet them",
        "the raids stop",
    ),
    ("The rebels insist on a ceasefire before any talks begin.", "after", "any talks begin", "a ceasefire"),
    # exchange
    ("The group freed two captives in exchange for medicine.", "in_exchange_for", "freed two captives", "medicine"),
    (
        "They offered a truce in return for the release of prisoners.",
        "in_exchange_for",
        "a truce",
        "the release of prisoners",
    ),
    (
        "The rebels freed the pilot. In return, the army opened the road.",
        "in_exchange_for",
        "the army opened the road",
        "freed the pilot",
    ),
    # without
    ("There can be no deal without security guarantees.", "unless", "deal", "security guarantees"),
    (
        "Without security guarantees, the republic will not sign.",
        "unless",
        "the republic will not sign",
        "security guarantees",
    ),
    ("They will not accept a text lacking a clear timetable.", "unless", "They will not accept", "a clear timetable"),
    # predicates and requirements
    ("A pull-out depends on the release of all captives.", "if", "A pull-out", "the release of all captives"),
    ("Any pull-out would require a vote of parliament.", "only_if", "Any pull-out", "a vote of parliament"),
    ("The loan is conditional on new elections.", "only_if", "The loan", "new elections"),
    ("The aid is contingent on an end to the fighting.", "only_if", "The aid", "an end to the fighting"),
    ("The release of the crew is a precondition for talks.", "only_if", "talks", "The release of the crew"),
    ("The rebels demanded a ceasefire as a condition for talks.", "only_if", "talks", "a ceasefire"),
    ("Any deal must include a timetable for elections.", "only_if", "Any deal", "a timetable for elections"),
    (
        "To end the war, the junta must free the president.",
        "only_if",
        "end the war",
        "the junta must free the president",
    ),
    ("The junta must free the president or face sanctions.", "unless", "face sanctions", "free the president"),
    ("Washington tied the aid to reforms.", "if", "the aid", "reforms"),
    ("He made a ceasefire a condition of any talks.", "only_if", "any talks", "a ceasefire"),
    (
        "The army must pull back first. Only then will the rebels talk.",
        "only_if",
        "will the rebels talk",
        "The army must pull back",
    ),
    (
        "The rebels must disarm. Otherwise the army will advance.",
        "unless",
        "the army will advance",
        "The rebels must disarm",
    ),
    ("The army will advance should the talks fail.", "if", "The army will advance", "the talks fail"),
    ("The minister would not negotiate under fire.", "if", "would not negotiate", "under fire"),
    ("They will not talk while the siege lasts.", "if", "They will not talk", "the siege lasts"),
    ("The rebels must disarm or the army will advance.", "unless", "the army will advance", "The rebels must disarm"),
    ("They proposed a truce contingent on a prisoner release.", "only_if", "truce", "a prisoner release"),
    ("Failure to agree would mean new tariffs.", "if", "would mean new tariffs", "Failure to agree"),
    (
        "He said whether the king will sign depends on whether the court agrees.",
        "if",
        "the king will sign",
        "the court agrees",
    ),
    ("There will be no talks before the raids stop.", "only_if", "no talks", "the raids stop"),
    ("The kingdom will trade two captives for a frozen fund.", "in_exchange_for", "two captives", "a frozen fund"),
    # what opens the sentence is supposed
    ("Without fresh aid, Northland would default.", "unless", "Northland would default", "fresh aid"),
    ("Barring a breakthrough, the strike will begin on Monday.", "unless", "the strike will begin", "a breakthrough"),
    ("Short of a miracle, the talks will fail.", "unless", "the talks will fail", "a miracle"),
    ("But for the war, the bridge would stand.", "unless", "the bridge would stand", "the war"),
    ("With a little more trust, we will get there.", "if", "we will get there", "a little more trust"),
    ("Upon ratification, the tariffs would fall.", "after", "the tariffs would fall", "ratification"),
    (
        "Any violation of the truce could derail the talks.",
        "if",
        "could derail the talks",
        "Any violation of the truce",
    ),
    # what is needed for it
    ("The bill needs sixty votes to pass.", "only_if", "The bill", "sixty votes"),
    ("The king needs new powers to conclude the talks.", "only_if", "conclude the talks", "new powers"),
    (
        "An attack on the islands would need the approval of parliament.",
        "only_if",
        "An attack on the islands",
        "the approval of parliament",
    ),
    ("Any decision must have the consent of the assembly.", "only_if", "Any decision", "the consent of the assembly"),
    ("A vote is needed for the deal to take effect.", "only_if", "the deal to take effect", "A vote"),
    ("It will take a miracle to save the talks.", "only_if", "save the talks", "a miracle"),
    ("The only way to end the war is to free the hostages.", "only_if", "end the war", "free the hostages"),
    (
        "For the peace process to move forward, all parties should stop the raids.",
        "only_if",
        "the peace process to move forward",
        "all parties should stop the raids",
    ),
    (
        "The king has to sign in order for the bank to lend.",
        "only_if",
        "the bank to lend",
        "sign",
    ),
    ("A deal would have to address the imbalance in trade.", "only_if", "A deal", "the imbalance in trade"),
    ("The condition for peace is that the army leaves.", "only_if", "peace", "the army leaves"),
    ("We will only agree to a deal that is good for the valley.", "only_if", "agree to a deal", "that is good"),
    # orders and threats
    ("Stop the raids and we will talk.", "if", "we will talk", "Stop the raids"),
    ("You either need to accept it or we will walk away.", "unless", "we will walk away", "need to accept it"),
    ("The rebels must disarm. If not, the army will advance.", "unless", "the army will advance", "must disarm"),
    ("The north would have to take concrete steps before any meeting.", "after", "any meeting", "concrete steps"),
    (
        "It is impossible to negotiate when we are being bombed.",
        "if",
        "It is impossible to negotiate",
        "we are being bombed",
    ),
    ("We cannot talk when our towns are being shelled.", "if", "We cannot talk", "our towns are being shelled"),
    ("We can't talk when our towns are being shelled.", "if", "We can't talk", "our towns are being shelled"),
    # one table of conjunctions
    ("Aid would flow if, and only if, the guns fall silent.", "only_if", "Aid would flow", "the guns fall silent"),
    (
        "The rebels will not return to the table unless and until the siege ends.",
        "unless",
        "The rebels will not return to the table",
        "the siege ends",
    ),
    (
        "The ban will be lifted only to the extent that the north keeps its word.",
        "only_if",
        "The ban will be lifted",
        "the north keeps its word",
    ),
    ("The talks are dead until the cameras leave.", "unless", "The talks are dead", "the cameras leave"),
    ("Supposing the talks fail, the army would advance.", "if", "the army would advance", "the talks fail"),
    # however the parse ties the two sides
    (
        "The minister warned tariffs would be back on the table if the talks failed to bear fruit.",
        "if",
        "tariffs would be back on the table",
        "the talks failed to bear fruit",
    ),
    (
        "If the temporary halt in fighting holds, it will mark a first for the valley.",
        "if",
        "it will mark a first",
        "the temporary halt in fighting holds",
    ),
    (
        "“If they leave the valley,” Dahl said, “we will lay down our arms.”",
        "if",
        "we will lay down our arms",
        "they leave the valley",
    ),
    (
        "The rebels will not agree to start the talks without a prisoner exchange.",
        "unless",
        "The rebels will not agree to start the talks",
        "a prisoner exchange",
    ),
    # a deal that somebody has yet to approve
    ("The deal must still be ratified by the members.", "only_if", "The deal", "ratified by the members"),
    ("The bill awaits approval by the senate.", "only_if", "The bill", "approval"),
    ("They freed ten men, a key condition for talks.", "only_if", "talks", "ten men"),
    ("Peace can only be achieved by lifting the siege.", "only_if", "Peace can only be", "lifting the siege"),
    ("If the union signs, that ends the strike.", "if", "that ends the strike", "the union signs"),
    # who demands a price in exchange lets the rest hang on it
    ("The senators demanded cuts in exchange for a new loan.", "in_exchange_for", "a new loan", "cuts"),
    ("If the barges do not sail, prices will rise.", "if", "prices will rise", "the barges do not sail"),
    (
        "If the toll doubles, we do not think the ferries will pay.",
        "if",
        "do not think the ferries will pay",
        "the toll doubles",
    ),
    (
        "Berg did not believe the treaty would hold if Sweden kept its ships.",
        "if",
        "did not believe the treaty",
        "Sweden kept",
    ),
    # in less common dress
    ("Norway will sign provided the port stays open.", "if", "Norway will sign", "the port stays open"),
    ("Norway will sign assuming the port stays open.", "if", "Norway will sign", "the port stays open"),
    ("In case Chad attacks, Norway will close the port.", "if", "Norway will close the port", "Chad attacks"),
    ("Norway made its aid contingent upon the release of the crew.", "only_if", "aid", "the release of the crew"),
    (
        "Were Chad to free the crew, Norway would lift the ban.",
        "if",
        "Norway would lift the ban",
        "Chad to free the crew",
    ),
    ("Not until the crew is free will Norway lift the ban.", "only_if", "will Norway lift the ban", "the crew is free"),
    ("Failing a deal, Norway will close the port.", "unless", "Norway will close the port", "a deal"),
    (
        "The price of Norway's signature is a return of the port.",
        "only_if",
        "Norway's signature",
        "a return of the port",
    ),
    (
        "Norway will resume talks the moment the truce takes hold.",
        "after",
        "Norway will resume talks",
        "truce takes hold",
    ),
    (
        "Chad must free the crew or Norway will close the port.",
        "unless",
        "Norway will close the port",
        "Chad must free",
    ),
    ("Give us the port and we will sign, Norway said.", "if", "we will sign", "Give us the port"),
]


@pytest.mark.parametrize(("text", "relation", "what", "on"), CASES)
def test_condition(text, relation, what, on):
    found = read(text)
    assert [c.relation.value for c in found] == [relation]
    assert what in found[0].what
    assert on in (found[0].on or "")
    assert all(side in text for side in (found[0].what, found[0].on or ""))


@pytest.mark.parametrize(
    "text",
    [
        "It is too early to tell if the change will harm his standing.",
        "The only answer is that it does not matter if they are late.",
        "The board talked about if she could speak for the town.",
        "It means there will be no standoff until at least 2030.",
        "With an answer at hand in Chad, Dahl will give a speech on Monday.",
        # as far as somebody knows, whatever anybody does, and what only looks like it
        "As long as I can remember the port was shut, an old man said.",
        "Unless I am mistaken, the talks began on Monday, the envoy said.",
        "If you heat water, it boils.",
        "Should the press be told, a reporter asked.",
        "Norway sent blankets in exchange for nothing.",
        "In case anyone asks, the envoy will be in Oslo.",
        "The government provided the tents that the camp will use.",
        "The tents provided last year will be used.",
        "Failing schools, the minister said, will be closed.",
        "Norway will remember the moment the truce began.",
        "At that moment the talks broke down.",
        "The price of aid is a matter of debate.",
        "The price of bread is a worry of the envoys.",
        "Not until May did the talks open.",
        "Not only will Norway sign, it will pay.",
        "Were they useful, a reporter asked.",
        "The secretary must call a new election as soon as is practicable.",
        "The secretary will call an election as soon as possible.",
        "The envoy spoke on condition of anonymity because he was not allowed to talk.",
        "With the assembly in crisis again, Secretary Lars Berg had repeatedly said he would call a new poll.",
    ],
)
def test_no_terms(text: str) -> None:
    assert read(text) == ()


def test_a_second_if_has_its_own_consequence() -> None:
    text = "If Sweden signs we will open the port and if Denmark refuses, the port stays shut."
    assert [(c.what, c.on) for c in read(text)][-1] == ("the port stays shut", "Denmark refuses")
    assert all("if Denmark" not in (c.on or "") for c in read(text))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The president proposed talks without preconditions.", "talks"),
        ("They are ready to negotiate without any preconditions.", "negotiate"),
        ("The two sides agreed on an unconditional ceasefire.", "ceasefire"),
        ("The sale will go ahead regardless of any deal.", "The sale will go ahead"),
    ],
)
def test_without_preconditions(text, what):
    found = read(text)
    assert [(c.relation.value, c.on) for c in found] == [("without_preconditions", None)]
    assert what in found[0].what


@pytest.mark.parametrize(
    "text",
    [
        "The reporter asked if the talks would resume.",
        "It is unclear if the envoy will travel.",
        "It is unclear if the king was joking or if talks with Chad are near.",
        "The ministers will talk when they meet in Bern.",
        "First the minister spoke, then the envoys left.",
        "He acted as if nothing had happened.",
        "The minister arrived before noon and left after lunch.",
        "The fighting lasted until Friday.",
        "The official spoke on condition of anonymity.",
        "They left without a word.",
        "The spokesman said before the talks that there was no reason to expect a breakthrough.",
        "The talks resumed without the two presidents.",
        "The law requires citizens to vote.",
        "After the vote the delegates went home.",
        "Once a quiet port, the city now lies in ruins.",
        "The delegates left once again.",
        "Police held three men linked to the rebels.",
        "A deal, once expected by spring, is far off.",
        "The parliament voted and the president signed.",
        "What if the talks fail?",
        "The army will stay even if a deal is signed.",
        "Asked by reporters earlier on Monday if there was a deal, the minister smiled.",
        "There was little progress, if any.",
        "You can keep your plan if you like it.",
        "I would be surprised if the king came.",
        "The treaty will come before the Senate in May.",
        "With the deadline nearing, the ministers will meet again.",
        "We must act before it is too late.",
        "The talks will take time to bear fruit.",
        "The firm is subject to an investigation.",
        "Police barred the leaders from leaving.",
        "The embassy issued a warning, barring all its staff from the city.",
        "The minister was absent from the talks.",
        "The flow only halted after the army destroyed the tunnels.",
        "He listed the goals that any deal must meet.",
        "He did not say if further measures are being planned.",
        "The ministry declined to say if it will sign the deal.",
        "The police are investigating whether Chad meddled in the vote and if Norway colluded with the rebels.",
        "The ministry set out what could happen if the state defaulted.",
        "The chances of that are falling, if they were ever real.",
        "Once they were in power for a while, they decided that the tax was useful.",
        "The war was concluded only with a truce, not a treaty.",
        "The law ended a pending Supreme Court case regarding the port.",
        "We should look for some plan to reduce spending.",
        "He is not only the richest man in the valley with a worth of ten million.",
        "It had not yet been confirmed if the round would be held in May.",
        "Saleh never officially took a position on the port until the ministry rejected it this fall.",
        "Norway will only sign w/ a guarantee from Chad.",
        "Norway will not veto any bill that cuts the fund.",
        "The council will back a bill that funds the port.",
        "The ministry will support the deal, which has been elusive for months.",
        "We do not need their votes to pass it.",
        "If you ask me, the talks were a waste of time.",
        "The army will stay in the valley, if need be.",
        # what was, what is so anyway, and what is only said around it
        "Ms. Dahl signed the bill only after the council had passed it.",
        "They had gone on talking about the bridge until after the vote.",
        "This was a trial in the absence of a crime.",
        "The peace does not come until the third step.",
        "With only three weeks until the cuts begin, the council should find money.",
        "The letters provided by the bank tell little.",
        "The ministry gave a date but provided no details of the plan.",
        "The plan has not come without criticism.",
        "Mr. Hale is not without his critics.",
        "The fence is necessary to keep smugglers out.",
        "All citizens are required to obey the new leader.",
        "Working on such problems requires patience.",
        "The minister is expected to speak at the museum before meeting the king.",
        "The budget includes the tax. Otherwise, the plan has little news.",
        "He cannot make a deal with them when they meet in Bern.",
        "The president would back any bill they passed.",
        "It is impossible to say anything definite without knowing the plan.",
        "The hole is so deep that the state cannot grow its way out, and will need either deep cuts or new taxes.",
    ],
)
def test_no_condition(text):
    assert read(text) == ()


@pytest.mark.parametrize("text", ["They need Norway to come.", "The future of the valley will depend on Norway."])
def test_who_has_to_do_it_is_no_term(text: str) -> None:
    assert find_conditions(understand(Article(text=text, published="2024-05-15")), Found()) == ()


def test_holder_is_the_speaker_where_the_waiting_clause_names_nobody(root):
    text = "The rebels will lay down their arms if the army leaves the valley."
    (condition,) = read(text)
    assert condition.evidence.quote == text
    assert text[condition.anchor : condition.anchor + 2] == "if"


def test_no_condition_has_an_empty_side() -> None:
    text = (
        '"I believe she is taking full responsibility in her attempt to keep [order] in that village, provided she got a fair '
        'hearing," Dahl wrote in Oslo.'
    )
    assert all(c.what and (c.on or c.relation == "without_preconditions") for c in read(text))


@pytest.mark.parametrize("text", ["not", "Not", "unless", "If", "only", "Talks go on. Not", "until"])
def test_a_text_may_end_with_a_marker(text: str) -> None:
    assert read(text) == ()
