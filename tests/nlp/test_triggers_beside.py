"""Who travels and where, who dines, who leaves, who stood with whom: what the parse hangs beside a trigger belongs to it."""

from __future__ import annotations

import json

import pytest

from timeline.gate import select
from timeline.lexicon import eventwords
from timeline.model.mentions import Paragraph

RULES = frozenset(rule.id for rule in eventwords.triggers())
CONTEXT = "The Russian foreign ministry gave no details."

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def nlp():
    from timeline.nlp.assembly import load

    return load()


def read(nlp, sentence):
    """For each trigger its rule, the actors and the places in its slots, and whether it leads to a place without a name."""
    from timeline.nlp.actors import lift_actors
    from timeline.nlp.places import lift_places

    doc = nlp(sentence)
    actors, places = lift_actors(doc, 0), lift_places(doc, 0)
    out = []
    for frame in json.loads(doc._.timeline_triggers):
        who = {sentence[actors[n].start : actors[n].end] for _, target, n, _ in frame["arguments"] if target == "actor"}
        where = {places[n].text for _, target, n, _ in frame["arguments"] if target == "place"}
        out.append((frame["rule"], who, where, any(a[1] == "somewhere" for a in frame["arguments"])))
    return out


@pytest.mark.parametrize(
    ("sentence", "rule", "who", "where"),
    [
        pytest.param("Kibaki left Cairo for Hanoi on Monday.", "visit.leave_for", {"Kibaki"}, {"Hanoi"}, id="left-for"),
        pytest.param("Kibaki left Cairo for Hanoi on Monday.", "visit.leave", {"Kibaki"}, {"Cairo"}, id="left-behind"),
        pytest.param(
            "Kibaki left Nairobi for Hanoi to meet officials.", "visit.leave_for", {"Kibaki"}, {"Hanoi"}, id="for-a-place-to-meet"
        ),
        pytest.param("Kibaki arrived in Hanoi from Cairo.", "visit.from", {"Kibaki"}, {"Cairo"}, id="came-from"),
        pytest.param("Kibaki was flown to Hanoi on Monday.", "visit.travel", {"Kibaki"}, {"Hanoi"}, id="flown"),
        pytest.param("Hu is in Riyadh on a state visit.", "visit.visit_noun", {"Hu"}, {"Riyadh"}, id="stay-with-visit"),
        pytest.param("Lavrov, in Cairo for talks with Shukri, spoke.", "visit.in_for", {"Lavrov"}, {"Cairo"}, id="stay-in-passing"),
        pytest.param("Lavrov, in Cairo for talks with Shukri, spoke.", "meeting.hold", {"Lavrov", "Shukri"}, set(), id="talks-of-a-stay"),
        pytest.param("President Hu threw a banquet in honour of Kibaki.", "meeting.meal", {"Hu", "Kibaki"}, set(), id="honour"),
        pytest.param("President Hu was given a banquet by President Kibaki.", "meeting.meal", {"Hu", "Kibaki"}, set(), id="given-a-meal"),
        pytest.param("President Hu outlined the plan to Kibaki over lunch.", "meeting.meal", {"Hu", "Kibaki"}, set(), id="over-a-meal"),
        pytest.param("Kibaki was joined by President Hu for dinner.", "meeting.meal", {"Kibaki", "Hu"}, set(), id="joined-by"),
        pytest.param("President Hu joined Kibaki in Nairobi for talks.", "meeting.hold", {"Hu", "Kibaki"}, {"Nairobi"}, id="joined-for"),
        pytest.param(
            "Kibaki was received at the palace by President Hu.", "meeting.host", {"Kibaki", "Hu"}, set(), id="received-somewhere-by"
        ),
        pytest.param("President Hu and Kibaki spent an hour together.", "meeting.hours_with", {"Hu", "Kibaki"}, set(), id="together"),
        pytest.param("President Hu and Kibaki shook hands.", "meeting.shake_hands", {"Hu", "Kibaki"}, set(), id="two-shake-hands"),
        pytest.param("President Hu later paid a call on Kibaki.", "meeting.pay_call", {"Hu", "Kibaki"}, set(), id="paid-a-call"),
        pytest.param("Kibaki was the dinner guest of President Hu.", "meeting.guest", {"Hu", "Kibaki"}, set(), id="dinner-guest"),
        pytest.param(
            "President Hu came face to face with Kibaki in Cairo.", "meeting.face_to_face", {"Hu", "Kibaki"}, {"Cairo"}, id="face-to-face"
        ),
        pytest.param("Kibaki met President Hu, who gave him a medal.", "meeting.meet", {"Hu", "Kibaki"}, set(), id="no-sport"),
        pytest.param("President Hu hosted African leaders.", "meeting.host", {"Hu", "African leaders"}, set(), id="leaders-of-a-region"),
        pytest.param("President Hu flew in early on Tuesday.", "visit.fly_in", {"Hu"}, set(), id="flew-in"),
        pytest.param("President Hu flew in on Tuesday for talks in Cairo.", "visit.fly_in", {"Hu"}, {"Cairo"}, id="flew-in-for-talks"),
        pytest.param("President Hu called Barack Obama on Monday.", "call.call_verb", {"Hu", "Barack Obama"}, set(), id="called-a-name"),
        pytest.param(
            "President Hu called on Chancellor Kohl to discuss trade.", "meeting.call_upon", {"Hu", "Kohl"}, set(), id="to-discuss"
        ),
        pytest.param("President Hu is in Cairo for two days of talks.", "visit.be_in", {"Hu"}, {"Cairo"}, id="days-of-talks"),
        pytest.param("Iraqi lawmakers were in Cairo last week.", "visit.be_in", {"Iraqi lawmakers"}, {"Cairo"}, id="lawmakers-were-in"),
        pytest.param("President Hu, Abe and Kohl held a three-way call.", "call.call_noun", {"Hu", "Abe", "Kohl"}, set(), id="three-way"),
        pytest.param("The call, made by Abe to President Hu, was long.", "call.call_noun", {"Hu"}, set(), id="call-made-to"),
        pytest.param("President Hu's call to Kibaki was long.", "call.call_noun", {"Hu", "Kibaki"}, set(), id="his-call-to"),
        pytest.param("President Hu's decision follows a call with Kibaki.", "call.call_noun", {"Hu", "Kibaki"}, set(), id="follows-a-call"),
        pytest.param("Hu made a telephone call congratulating Kibaki.", "call.call_noun", {"Hu", "Kibaki"}, set(), id="call-thanking"),
        pytest.param("President Hu shook the hand of Kibaki.", "meeting.shake_hands", {"Hu", "Kibaki"}, set(), id="the-hand-of"),
        pytest.param("President Hu was granted an audience by Abdullah.", "meeting.meal", {"Hu", "Abdullah"}, set(), id="granted-by"),
        pytest.param("Sudan and Egypt returned to the negotiating table.", "meeting.at_a_table", {"Sudan", "Egypt"}, set(), id="the-table"),
        pytest.param("President Hu, due in Cairo on Friday, spoke.", "visit.due", {"Hu"}, {"Cairo"}, id="apposed-due"),
        pytest.param("President Hu spoke alongside Kibaki in Cairo.", "meeting.stand_beside", {"Hu", "Kibaki"}, {"Cairo"}, id="alongside"),
        pytest.param("Talks to end the war between Sudan and Egypt resumed.", "meeting.hold", {"Sudan", "Egypt"}, set(), id="talks-to-end"),
        pytest.param("It was signed by President Hu during a visit to Cairo.", "visit.visit_noun", {"Hu"}, {"Cairo"}, id="signed-during"),
        pytest.param("Foreign Minister Lavrov reached Cairo on Monday.", "visit.reach", {"Lavrov"}, {"Cairo"}, id="reached"),
        pytest.param(
            "At the invitation of King Abdullah, President Hu will visit Egypt.", "visit.visit_verb", {"Hu"}, {"Egypt"}, id="at-invitation"
        ),
        pytest.param("President Hu transited through Cairo.", "visit.transit", {"Hu"}, {"Cairo"}, id="transited"),
        pytest.param("The call between Kibaki and President Hu was long.", "call.call_noun", {"Hu", "Kibaki"}, set(), id="call-as-subject"),
        pytest.param("President Hu told Kibaki of the delay by telephone.", "call.by_phone", {"Hu", "Kibaki"}, set(), id="told-of-it-by"),
        pytest.param("President Hu talked by phone with Kibaki.", "call.speak", {"Hu", "Kibaki"}, set(), id="talked-by-phone"),
        pytest.param("Kofi Annan briefed the Security Council.", "meeting.brief", {"Kofi Annan", "Security Council"}, set(), id="a-body"),
        pytest.param(
            "Rice will discuss the crisis in Syria with Chirac.",
            "meeting.discuss",
            {"Rice", "Chirac"},
            set(),
            id="with-on-the-matter",
        ),
        pytest.param(
            "Mr Rowe spent two hours with President Assad in Aleppo.", "meeting.hours_with", {"Rowe", "Assad"}, {"Aleppo"}, id="hours"
        ),
        pytest.param("Mr Rowe spoke after 40 minutes with President Assad.", "meeting.hours_with", {"Assad"}, set(), id="after-minutes"),
        pytest.param("The two presidents are to have dinner on Sunday.", "meeting.meal", {"The two presidents"}, set(), id="two-at-dinner"),
        pytest.param(
            "The two presidents last talked on the phone in May.", "call.speak", {"The two presidents"}, set(), id="two-on-the-phone"
        ),
        pytest.param(
            "Mr Rowe saw his Thai counterpart, Kasit Piromya, on Monday.",
            "meeting.see",
            {"Rowe", "Kasit Piromya"},
            set(),
            id="saw-a-counterpart",
        ),
        pytest.param(
            "Mr Rowe landed in Rome and was received by President Ciampi.", "meeting.host", {"Rowe", "Ciampi"}, set(), id="and-was-received"
        ),
        pytest.param(
            "A wish by President Rowe to be received by President Assad was ignored.",
            "meeting.host",
            {"Rowe", "Assad"},
            set(),
            id="a-wish-to-be",
        ),
        pytest.param(
            "They had a deadline of this spring when Mr Rowe met Mr Abe in Rome.",
            "meeting.meet",
            {"Rowe", "Abe"},
            {"Rome"},
            id="deadline-when",
        ),
        pytest.param("Minister Rowe was in Rome on 3 and 4 May.", "visit.be_in", {"Rowe"}, {"Rome"}, id="was-there-on-days"),
        pytest.param(
            "A team of IAEA inspectors has been in Iran since Sunday.", "visit.be_in", {"IAEA inspectors"}, {"Iran"}, id="there-since"
        ),
        pytest.param("Minister Rowe left Rome empty-handed on Sunday.", "visit.leave", {"Rowe"}, {"Rome"}, id="left-empty-handed"),
        pytest.param("Mr Rowe raised the border with President Assad.", "meeting.raise_with", {"Rowe", "Assad"}, set(), id="raised"),
        pytest.param(
            "Mr Rowe told President Assad in Homs that he would stay.", "meeting.told_in", {"Rowe", "Assad"}, {"Homs"}, id="told-in"
        ),
        pytest.param("Mr Rowe is in Rome until Wednesday.", "visit.be_in", {"Rowe"}, {"Rome"}, id="there-until"),
        pytest.param("Mr Rowe headed a delegation to Rabat in May.", "visit.lead_there", {"Rowe"}, {"Rabat"}, id="headed-a-delegation"),
        pytest.param("Mr Rowe drove to Damascus on Sunday.", "visit.go_on", {"Rowe"}, {"Damascus"}, id="drove"),
        pytest.param(
            "Mr Rowe told President Assad over dinner that he would stay.", "meeting.told_in", {"Rowe", "Assad"}, set(), id="over-dinner"
        ),
        pytest.param(
            "Minister Rowe spoke after calling on President Assad.", "meeting.call_upon", {"Rowe", "Assad"}, set(), id="calling-on"
        ),
        pytest.param("Mr Rowe handed President Assad a letter.", "meeting.hand_over", {"Rowe", "Assad"}, set(), id="a-letter-by-hand"),
        pytest.param("Mr Rowe had a quiet word with President Assad.", "meeting.chat", {"Rowe", "Assad"}, set(), id="a-word-with"),
        pytest.param("Mr Rowe flew out of Rabat on Sunday.", "visit.from", {"Rowe"}, {"Rabat"}, id="flew-out-of"),
        pytest.param("Mr Rowe made his way to Cairo on Sunday.", "visit.on_the_way", {"his"}, {"Cairo"}, id="made-his-way"),
        pytest.param("Mr Rowe took off for Rabat on Sunday.", "visit.take_off", {"Rowe"}, {"Rabat"}, id="took-off-for"),
        pytest.param("Mr Rowe was to fly late on Sunday to Cairo.", "visit.travel", {"Rowe"}, {"Cairo"}, id="to-behind-a-day"),
        pytest.param("Mr Rowe was to leave at noon on Sunday for Cairo.", "visit.leave_for", {"Rowe"}, {"Cairo"}, id="for-behind-a-day"),
        pytest.param("Mr Rowe toured a camp for refugees near Cairo.", "visit.visit_verb", {"Rowe"}, {"Cairo"}, id="a-camp-near"),
        pytest.param("A Chilean delegation returned from Rabat.", "visit.from", {"Chilean delegation"}, {"Rabat"}, id="they-returned"),
        pytest.param("Minister Rowe came home from Rabat.", "visit.home_from", {"Rowe"}, {"Rabat"}, id="came-home-from"),
        pytest.param("Minister Rowe, who is just back from Rabat, spoke.", "visit.home_from", {"Rowe"}, {"Rabat"}, id="is-back-from"),
        pytest.param("President Paz and Mr Rowe had a brief exchange.", "meeting.chat", {"Paz", "Rowe"}, set(), id="an-exchange-of-two"),
        pytest.param("A handshake between President Paz and Mr Rowe", "meeting.chat", {"Paz", "Rowe"}, set(), id="a-handshake"),
        pytest.param(
            "President Paz exchanged a handshake with Mr Rowe.", "meeting.exchange_views", {"Paz", "Rowe"}, set(), id="gave-their-hands"
        ),
        pytest.param("Mr Rowe and President Paz were closeted in a villa.", "meeting.closeted", {"Paz", "Rowe"}, set(), id="two-closeted"),
        pytest.param("Mr Rowe called on President Paz to protest.", "meeting.call_upon", {"Paz", "Rowe"}, set(), id="to-protest"),
        pytest.param(
            "Mr Rowe said after calling on President Paz that he would stay.", "meeting.call_upon", {"Rowe", "Paz"}, set(), id="on-and-that"
        ),
        pytest.param(
            "Mr Rowe and Bolivian Foreign Minister Hugo Paz spoke on Monday.", "call.speak", {"Rowe", "Hugo Paz"}, set(), id="long-names"
        ),
        pytest.param(
            "Mr Rowe told his Thai counterpart, Kasit Piromya, of the plan by telephone.",
            "call.by_phone",
            {"Rowe", "Kasit Piromya"},
            set(),
            id="of-it-by-telephone",
        ),
        pytest.param("Mr Rowe reached President Paz by telephone.", "call.by_phone", {"Rowe", "Paz"}, set(), id="reached-by-telephone"),
        pytest.param(
            "Mr Rowe discussed the raid with President Paz in a telephone call.", "call.by_phone", {"Rowe", "Paz"}, set(), id="in-a-call"
        ),
        pytest.param("Mr Rowe was on the phone to President Paz.", "call.on_the_phone", {"Rowe", "Paz"}, set(), id="on-the-phone-to"),
        pytest.param(
            "Mr Rowe and President Paz agreed at a hotel to wait.", "meeting.agree_in", {"Rowe", "Paz"}, set(), id="agreed-at-a-hotel"
        ),
        pytest.param("President Paz received here on Sunday President Cano.", "meeting.host", {"Paz", "Cano"}, set(), id="behind-a-day"),
        pytest.param(
            "A delegation of the African Union was received by President Paz.",
            "meeting.host",
            {"African Union", "Paz"},
            set(),
            id="of-a-body",
        ),
        pytest.param(
            "Mr Rowe called on Kibaki, met Mr Abe and left for Rome.", "meeting.call_upon", {"Rowe", "Kibaki"}, set(), id="then-left"
        ),
        pytest.param("A dinner given by Mr Rowe for President Paz ran late.", "meeting.meal", {"Rowe", "Paz"}, set(), id="given-by-for"),
        pytest.param("Mr Rowe's guest at dinner was President Paz.", "meeting.guest", {"Rowe", "Paz"}, set(), id="whose-guest"),
        pytest.param(
            "Mr Rowe had contacts with Thai officials in Rome.", "meeting.contacts", {"Rowe", "Thai officials"}, {"Rome"}, id="contacts"
        ),
        pytest.param(
            "Mr Rowe spoke with President Paz on the sidelines of the forum.",
            "meeting.talk_at",
            {"Rowe", "Paz"},
            set(),
            id="on-the-sidelines",
        ),
        pytest.param("Mr Rowe is in Cairo as a guest of the party.", "visit.be_in", {"Rowe"}, {"Cairo"}, id="there-as-a-guest"),
        pytest.param("EU leaders held a videoconference on Monday.", "call.call_noun", {"EU leaders"}, set(), id="by-video"),
        pytest.param("Mr Rowe was driven to the palace in Cairo.", "visit.go_on", {"Rowe"}, {"Cairo"}, id="a-palace-in"),
        pytest.param("President Paz visited refugees in Jordan.", "visit.visit_verb", {"Paz"}, {"Jordan"}, id="refugees-in"),
        pytest.param("President Paz has been to Cairo.", "visit.been_to", {"Paz"}, {"Cairo"}, id="been-to"),
        pytest.param("President Paz passed through Cairo on Sunday.", "visit.pass_through", {"Paz"}, {"Cairo"}, id="passed-through"),
        pytest.param("President Paz turned up in Cairo on Sunday.", "visit.turn_up", {"Paz"}, {"Cairo"}, id="turned-up"),
        pytest.param("President Paz began a swing through Peru.", "visit.visit_noun", {"Paz"}, {"Peru"}, id="a-swing-through"),
        pytest.param(
            "Mr Rowe put the plan to his Thai colleague, Kasit Piromya, in Rome.",
            "meeting.put_to",
            {"Rowe", "Kasit Piromya"},
            {"Rome"},
            id="put-to-a-colleague",
        ),
        pytest.param("President Paz pulled Mr Rowe aside in Rome.", "meeting.take_aside", {"Paz", "Rowe"}, {"Rome"}, id="pulled-aside"),
        pytest.param(
            "Mr Rowe went to Rome to talk about the canal with President Paz.",
            "meeting.talk_with",
            {"Rowe", "Paz"},
            set(),
            id="talk-about-with",
        ),
        pytest.param(
            "Peru and Chile will hold a second dialogue in Rome.", "meeting.assembly", {"Peru", "Chile"}, {"Rome"}, id="a-dialogue-held"
        ),
        pytest.param("Mr Rowe is in the Kenyan city of Nairobi.", "visit.be_in", {"Rowe"}, {"Nairobi"}, id="in-the-city-of"),
        pytest.param("Mr Rowe was in northern Kenya on Sunday.", "visit.be_in", {"Rowe"}, {"Kenya"}, id="in-the-north"),
        pytest.param("The ministers could come together again in Rome.", "meeting.come_together", set(), {"Rome"}, id="some-ministers"),
        pytest.param(
            "Envoys of the state and of UNITA came face to face in Rome.",
            "meeting.face_to_face",
            {"UNITA"},
            {"Rome"},
            id="envoys-face-to-face",
        ),
        pytest.param("Talks with all Chadian parties will open in Rome.", "meeting.hold", set(), {"Rome"}, id="with-all-parties"),
        pytest.param("Touring Kabul on Monday, Mr Rowe spoke.", "visit.visit_verb", {"Rowe"}, {"Kabul"}, id="touring-at-the-head"),
        pytest.param("Barnier, currently in Rabat, said that he would stay.", "visit.in_for", {"Barnier"}, {"Rabat"}, id="currently-in"),
        pytest.param("Merkel in Moscow for talks with Putin", "visit.in_for", {"Merkel"}, {"Moscow"}, id="a-headline"),
        pytest.param(
            "Mr Rowe and Mr Abe were on the phone for an hour.", "call.on_the_phone", {"Rowe", "Abe"}, set(), id="two-on-the-line"
        ),
    ],
)
def test_who_and_where(nlp, sentence, rule, who, where):
    found = [(w, p) for r, w, p, _ in read(nlp, sentence) if r == rule]
    assert len(found) == 1, read(nlp, sentence)
    assert who <= found[0][0]
    assert where <= found[0][1]
    text = f"{CONTEXT}\n\n{sentence}"
    assert select(text, (Paragraph(0, len(CONTEXT)), Paragraph(len(CONTEXT) + 2, len(text)))) == (1,), "the gate keeps it back"


EXACTLY = [
    (
        "Chile's foreign minister, Ann Rowe, the president of Peru, Luis Cano, and Bolivian President Hugo Paz met.",
        "meeting.meet",
        {"Ann Rowe", "Luis Cano", "Hugo Paz"},
    ),
    ("Envoys of Angola and of UNITA met in Rome.", "meeting.meet", {"Envoys of Angola", "UNITA"}),
    ("President Xi and Peru's Luis Cano met in Rome.", "meeting.meet", {"Xi", "Luis Cano"}),
    ("President Xi, together with Prime Minister Wu, met President Cano.", "meeting.meet", {"Xi", "Wu", "Cano"}),
    ("President Xi spoke by telephone with President Cano.", "call.speak", {"Xi", "Cano"}),
    ("President Xi agreed with President Cano in a telephone call to wait.", "call.call_noun", {"Xi", "Cano"}),
    ("President Xi thanked President Cano at a meeting in Rome.", "meeting.hold", {"Xi", "Cano"}),
    ("At the invitation of President Xi, President Cano of Peru will pay a visit to Rome.", "visit.visit_noun", {"Cano"}),
    ("At the invitation of Xi Jinping, Park Geun-hye will visit China in June.", "visit.visit_verb", {"Park Geun-hye"}),
    ("The visit to India of President Xi was put off.", "visit.visit_noun", {"Xi"}),
    ("Plans for Pope Francis to visit Kenya have been dropped.", "visit.visit_verb", {"Pope Francis"}),
    ("Pakistan said there was no plan for talks with India.", "meeting.hold", {"Pakistan", "India"}),
    ("President Cano was given a banquet by President Xi on Monday.", "meeting.meal", {"Xi", "Cano"}),
    ("President Xi joined President Cano in Rome on Monday for talks.", "meeting.hold", {"Xi", "Cano"}),
    ("President Xi met President Cano in the presence of Prime Minister Wu.", "meeting.meet", {"Xi", "Cano", "Wu"}),
    ("Chile asked Peru for more aid at talks in Rome.", "meeting.hold", {"Chile", "Peru"}),
    (
        "Chilean officials agreed with a Peruvian delegation in talks in Rome to wait.",
        "meeting.hold",
        {"Chilean officials", "Peruvian delegation"},
    ),
    ("The meeting on Monday in Rome of President Xi and President Cano lasted an hour.", "meeting.hold", {"Xi", "Cano"}),
    ("Minister Rowe is on an official goodwill visit to Laos.", "visit.visit_noun", {"Rowe"}),
    ("President Xi's meeting Tuesday with Mexican President Luis Cano lasted two hours.", "meeting.hold", {"Xi", "Luis Cano"}),
    ("President Xi and President Cano met face to face for the first time in Rome.", "meeting.meet", {"Xi", "Cano"}),
    ("President Xi and President Cano discussed Belarus by telephone on Tuesday.", "call.by_phone", {"Xi", "Cano"}),
    ("A treaty was signed on Tuesday by President Xi and President Cano after two hours of talks.", "meeting.hold", {"Xi", "Cano"}),
    (
        "President Xi, his prime minister, Hassan Nur, and Kenyan Foreign Minister Joseph Oti met.",
        "meeting.meet",
        {"Xi", "Hassan Nur", "Joseph Oti"},
    ),
    ("The trip, President Xi's first to Peru, begins on Sunday.", "visit.visit_noun", {"Xi"}),
    ("President Xi exchanged views with visiting President Cano.", "meeting.exchange_views", {"Xi", "Cano"}),
    ("Thursday's talks in Rome included President Xi and President Cano.", "meeting.hold", {"Xi", "Cano"}),
    ("Following talks with President Raul Cano, Kenyan Foreign Minister Ann Rowe said so.", "meeting.hold", {"Raul Cano", "Ann Rowe"}),
    ("To meet with President Raul Cano, Kenyan President Ann Rowe will fly to Peru.", "meeting.meet", {"Raul Cano", "Ann Rowe"}),
    ("Presidents Raul Cano and Ann Rowe plan to meet in Rome in June.", "meeting.meet", {"Raul Cano", "Ann Rowe"}),
    ("President Xi was greeted at the airport and later received by President Cano.", "meeting.host", {"Xi", "Cano"}),
    ("President Xi left Rome on Monday, stopped in Bern and was to confer with President Cano.", "meeting.confer", {"Xi", "Cano"}),
    ("Talks will take place in Rome next week between Chile and Peru.", "meeting.hold", {"Chile", "Peru"}),
    ("Talks have been going on in Rome since Monday between Chile and Peru.", "meeting.hold", {"Chile", "Peru"}),
    ("A telephone conversation took place on Tuesday between Chile and Peru.", "call.conversation", {"Chile", "Peru"}),
    ("The conversation by phone of the Chilean and Peruvian presidents was long.", "call.conversation", {"Chilean", "Peruvian presidents"}),
    ("Chile's delegation and that of Peru held a session in Rome.", "meeting.round", {"Chile's delegation", "Peru"}),
    ("The remarks by President Xi came after a meeting with President Cano.", "meeting.hold", {"Xi", "Cano"}),
    ("The plan was discussed by President Xi and his Peruvian counterpart at a meeting.", "meeting.hold", {"Xi", "Peruvian counterpart"}),
    ("President Xi of Chile and Cano talked by telephone on Monday.", "call.speak", {"Xi", "Cano"}),
    ("President Xi sat down for the first time with President Cano.", "meeting.sit_down", {"Xi", "Cano"}),
    ("President Xi and her guest from Peru, Raul Cano, conferred on Monday.", "meeting.confer", {"Xi", "Raul Cano"}),
    ("President Xi spoke about it with his Peruvian counterpart, Raul Cano.", "call.speak", {"Xi", "Raul Cano"}),
    ("President Xi, whose talks with President Cano ended on Monday, was hopeful.", "meeting.hold", {"Xi", "Cano"}),
    ("The trip that President Xi is expected to make to Peru in June is a long one.", "visit.visit_noun", {"Xi"}),
    ("President Xi came to Peru on Monday with the Chilean foreign minister, Raul Cano.", "visit.travel", {"Xi", "Raul Cano"}),
    ("President Xi and EU foreign policy chief Ann Rowe may also come to Kyiv.", "visit.travel", {"Xi", "Ann Rowe"}),
    (
        "Delegations from Chile and Peru could gather in Rome with United Nations officials.",
        "meeting.convene",
        {"Chile", "Peru", "United Nations officials"},
    ),
    (
        "The EU trio -- Britain, France and Germany -- will meet Iranian officials.",
        "meeting.meet",
        {"Britain", "France", "Germany", "Iranian officials"},
    ),
    ("A minister from Peru, Raul Cano, met President Xi.", "meeting.meet", {"Xi", "Raul Cano"}),
    ("Kenya arranged a meeting in Rome of Chile and Peru.", "meeting.hold", {"Chile", "Peru"}),
    ("Joined by Foreign Minister Ann Rowe, President Xi met President Cano.", "meeting.meet", {"Xi", "Cano", "Ann Rowe"}),
    ("Also attending the talks in Rome were Chile's president, Raul Cano, and Peru's Ann Rowe.", "meeting.hold", {"Raul Cano", "Ann Rowe"}),
    (
        "Talks were attended by Chilean President Raul Cano, his Peruvian counterpart, Ann Rowe, and Rwanda's Paul Kagame.",
        "meeting.hold",
        {"Raul Cano", "Ann Rowe", "Paul Kagame"},
    ),
]


@pytest.mark.parametrize(("sentence", "rule", "who"), EXACTLY)
def test_who_and_nobody_else(nlp, sentence, rule, who):
    assert [w for r, w, *_ in read(nlp, sentence) if r == rule] == [who]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        pytest.param("President Kibaki arrived in the capital on Monday.", "visit.arrive", id="capital"),
        pytest.param("On a visit to the region in July, Koizumi spoke.", "visit.visit_noun", id="region"),
        pytest.param("Trump left on Friday on a trip to the island.", "visit.visit_noun", id="island"),
    ],
)
def test_a_goal_without_a_name_is_a_goal(nlp, sentence, rule):
    assert [(r, somewhere) for r, _, _, somewhere in read(nlp, sentence)] == [(rule, True)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Kenya stopped terrorists going into Iraq.", id="no-officials"),
        pytest.param("Pakistanis will visit India without a visa.", id="a-people"),
        pytest.param("Kibaki returned to the capital.", id="home"),
        pytest.param("The rebels left Goma without a fight.", id="fighters-leave"),
        pytest.param("Abe and Trump did not discuss a trade deal.", id="not-discussed"),
        pytest.param("During the summit, Abe and Trump discussed trade.", id="at-another-encounter"),
    ],
)
def test_these_tell_of_no_trip_or_talk_of_their_own(nlp, sentence):
    assert not [r for r, *_ in read(nlp, sentence) if not r.startswith("meeting.summit")]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        pytest.param("Mr Rowe spent two hours with reporters.", "meeting.hours_with", id="hours-with-nobody"),
        pytest.param("Both sides must talk about the border.", "call.speak", id="no-phone"),
        pytest.param("President Hu's call to President Kibaki to step down was ignored.", "call.call_noun", id="asked-of-him"),
        pytest.param("Mr Rowe saw the president fall.", "meeting.see", id="saw-what-happened"),
        pytest.param("The president left Rome isolated.", "visit.leave", id="left-in-a-state"),
        pytest.param("The two presidents spent an hour in silence.", "meeting.hours_with", id="hours-nowhere"),
        pytest.param("Mr Rowe raised the border with President Assad in a letter.", "meeting.raise_with", id="raised-in-a-letter"),
        pytest.param("Mr Rowe reviewed the plan by email with President Assad.", "meeting.raise_with", id="reviewed-by-email"),
        pytest.param("Mr Rowe took up the border with President Assad in a note.", "meeting.take_up_with", id="took-up-in-a-note"),
        pytest.param("Mr Rowe told President Assad in a letter in Homs that he would stay.", "meeting.told_in", id="told-in-a-letter"),
        pytest.param("Israel and Egypt had a brief exchange of fire.", "meeting.chat", id="of-fire"),
        pytest.param("Minister Rowe received a call from Mexican President Luis Cano.", "meeting.host", id="a-call-received"),
        pytest.param("The order came in from Rabat, said Minister Rowe.", "visit.home_from", id="what-came-in"),
        pytest.param("Mr Rowe spoke for an hour with President Assad.", "meeting.hours_with", id="spoke-for-an-hour"),
        pytest.param("Israel has regular contacts with Egyptian officials in Cairo.", "meeting.contacts", id="regular-contacts"),
        pytest.param("Chancellor Kohl agreed in Rome to wait.", "meeting.agree_in", id="agreed-alone"),
        pytest.param("Mr Rowe was to attend the dialogue.", "meeting.assembly", id="dialogue-as-a-course"),
        pytest.param("President Paz came to power in Peru.", "visit.travel", id="came-to-power"),
        pytest.param("Visiting Kabul on Monday, Mr Rowe spoke.", "visit.visiting", id="the-town-is-no-visitor"),
        pytest.param("Peru and Chile are in talks in Rome.", "visit.be_in", id="in-talks-in"),
        pytest.param("President Paz had been to school in Kenya.", "visit.been_to", id="been-to-school"),
        pytest.param("President Paz went to school in Kenya.", "visit.travel", id="went-to-school"),
        pytest.param("The minister had a word in Oslo.", "meeting.chat", id="a-word-with-nobody"),
        pytest.param("The tanks reached Cairo on Sunday.", "visit.go_on", id="tanks"),
        pytest.param("Mr Rowe has been to blame.", "visit.be_in", id="been-to-blame"),
        pytest.param("Mr Rowe had words with President Assad.", "meeting.chat", id="no-single-word"),
        pytest.param("The news came from Muscat.", "visit.from", id="news-came"),
        pytest.param("The minister handed over a letter to the editor.", "meeting.hand_over", id="to-no-person"),
    ],
)
def test_silence(nlp, sentence, rule):
    assert rule in RULES
    assert all(r != rule for r, *_ in read(nlp, sentence))


def test_hours_are_no_number_of_meetings(nlp):
    (spent,) = json.loads(nlp("Mr Rowe spent two hours with President Assad.")._.timeline_triggers)
    assert spent["reference"] == "new"


def test_an_occasion_used_is_one(nlp):
    (met,) = json.loads(nlp("President Assad used the occasion to sit down with Mr Rowe.")._.timeline_triggers)
    assert met["reference"] == "new"


@pytest.mark.parametrize("often", ["at least once a year", "in Oslo every two years", "twice a year", "each summer"])
def test_a_habit_is_no_encounter(nlp, often):
    told = json.loads(nlp(f"President Assad and Mr Rowe agreed to meet {often}.")._.timeline_triggers)
    assert [t["reference"] for t in told if t["rule"] == "meeting.meet"] == ["generic"]
