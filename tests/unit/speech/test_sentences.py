"""Whole sentences of the press: which word announces a claim, and whose it is."""

import re

import pytest

from annotator.speech.grammar import WordKinds
from annotator.speech.sayings import saying_of
from annotator.speech.words import lexicon
from annotator.text.ranges import Range

# A sentence, its claim in [] and other claims in {}, then its cue and the speakers, several joined
# by +; "-" stands for nothing.
EN = """
Some claim [the bridge is safe].
    claim: Some
Many said [the bridge is safe].
    said: Many
Asked about the bridge, the mayor said [it is safe].
    said: the mayor
[“The bridge is safe,”] the mayor told the council on Monday.
    told: the mayor
[“The bridge is safe,”] the mayor has repeatedly said.
    has repeatedly said: the mayor
[“The bridge is safe,”] the mayor never said.
    never said: the mayor
[The bridge is safe], Mayor Ida Kern and Governor Tom Beck said.
    said: Mayor Ida Kern + Governor Tom Beck
Ida Kern and Tom Beck and Li Wang said [the bridge is safe].
    said: Ida Kern + Tom Beck + Li Wang
[“The bridge is safe,”] Kern, the mayor of Karsund, said on Monday.
    said: Kern, the mayor of Karsund
[“The bridge is safe,”] said Kern, who was born in Karsund.
    said: Kern
[“The bridge is safe,”] said Kern, 54.
    said: Kern
[“The bridge is safe,”] said Kern in Karsund.
    said: Kern
[“The bridge is safe,”] said the mayor of Karsund, Ida Kern, on Monday.
    said: the mayor of Karsund, Ida Kern
[“The bridge is safe,”] said the mayor.
    said: the mayor
[“The bridge is safe,”] said on Monday the mayor of Karsund.
    said: the mayor of Karsund
[“The bridge is safe,”] said yesterday the mayor.
    said: the mayor
[“The bridge is safe”] – so the mayor said.
    said: the mayor
In Karsund, the mayor said [the bridge is safe].
    said: the mayor
On Monday, Kern said [the bridge is safe].
    said: Kern
On March 5 Kern said [the bridge is safe].
    said: Kern
Kern said on 5 March that [the bridge is safe].
    said: Kern
When the rain stopped, Kern said [the bridge is safe].
    said: Kern
Kern, the mayor, said [the bridge is safe].
    said: Kern, the mayor
Kern, mayor of Karsund and member of the board, said [the bridge is safe].
    said: Kern, mayor of Karsund and member of the board
The mayor, Ida Kern, said [the bridge is safe].
    said: The mayor, Ida Kern
The mayor, Ida Kern, who came late, said [the bridge is safe].
    said: The mayor, Ida Kern
Kern, speaking in Sarn, said [the bridge is safe].
    said: Kern
Kern, in Karsund, said [the bridge is safe].
    said: Kern
Kern (54) said [the bridge is safe].
    said: Kern
Kern (mayor of Karsund) said [the bridge is safe].
    said: Kern
The mayor who built it said [the bridge is safe].
    said: The mayor
The man who built it said [the bridge is safe].
    said: The man
Three residents said [the bridge is safe].
    said: Three residents
The three residents said [the bridge is safe].
    said: The three residents
Officials in Karsund said [the bridge is safe].
    said: Officials in Karsund
An official at the ministry said [the bridge is safe].
    said: An official at the ministry
The head of the department for bridges said [the bridge is safe].
    said: The head of the department for bridges
Karsund’s mayor said [the bridge is safe].
    said: Karsund’s mayor
Karsund’s old mayor said [the bridge is safe].
    said: Karsund’s old mayor
Velmora’s Prime Minister Elin Marr said [the bridge is safe].
    said: Velmora’s Prime Minister Elin Marr
The U.S. envoy said [the bridge is safe].
    said: The U.S. envoy
The vice-mayor said [the bridge is safe].
    said: The vice-mayor
The report said [the bridge is safe].
    said: The report
A report by the Karsund Institute says [the bridge is safe].
    says: A report by the Karsund Institute
Kern’s claim, that [the bridge is safe], was wrong.
    claim: Kern
The claim of Kern that [the bridge is safe] was wrong.
    claim: Kern
The claim of the mayor of Karsund that [the bridge is safe] was wrong.
    claim: the mayor of Karsund
The claim that [the bridge is safe] was wrong.
    claim: -
Mayor Ida Kern’s claim that [the bridge is safe] was wrong.
    claim: Mayor Ida Kern
Kern is confident that [the bridge is safe].
    is confident: Kern
Kern is still confident that [the bridge is safe].
    is still confident: Kern
Kern said, [“The bridge is safe.”]
    said: Kern
Kern visited the bridge, adding that [it is safe].
    adding: Kern
Kern visited the bridge and said it was old, adding that [it is safe].
    adding: Kern
Kern praised the bridge and said that [it is safe].
    said: Kern
Kern came and later also said that [it is safe].
    said: Kern
Visiting Karsund, Kern said [it is safe].
    said: Kern
[The bridge,] Kern said, [is safe.]
    said: Kern
[“The bridge,”] said Kern, the mayor, [“is safe.”]
    said: Kern, the mayor
[“The bridge,”] he added, [“is safe,”] and left.
    added: he
[“The bridge is safe,”] he said, and Beck agreed.
    said: he
Beck asked Kern, who said [the bridge is safe].
    said: Kern
Kern told Beck that [the bridge is safe].
    told: Kern
“No,” said Beck. [“The bridge is safe,”] said Kern.
    said: Kern
According to Kern, the mayor of Karsund, [the bridge is safe].
    According to: Kern, the mayor of Karsund
According to the mayor, Ida Kern, [the bridge is safe].
    According to: the mayor, Ida Kern
[The bridge is safe], according to Kern.
    according to: Kern
[The bridge is safe], Kern said in a statement.
    said: Kern
In a statement, Kern said [the bridge is safe].
    said: Kern
In a statement on Monday, Kern said that [the bridge is safe].
    said: Kern
Kern warned in a letter to the council that [the bridge is not safe].
    warned: Kern
Kern: [The bridge is safe]
    :: Kern
Kern: [“The bridge is safe”]
    :: Kern
Mayor Kern said: [The bridge is safe]
    said: Mayor Kern
Kern had not said that [the bridge is safe].
    had not said: Kern
Kern would never have said that [the bridge is safe].
    would never have said: Kern
Kern spoke of [a safe bridge].
    spoke of: Kern
Kern accused the council of [a lie].
    accused: Kern
Kern warned of [a flood].
    warned of: Kern
Everyone in Karsund says [the bridge is safe].
    says: Everyone in Karsund
Nobody said [the bridge is safe].
    said: Nobody
It was Kern who said [the bridge is safe].
    said: Kern
Then Kern said [it is safe].
    said: Kern
But the mayor said [it is safe].
    said: the mayor
And, Kern said, [it is safe].
    said: Kern
[The bridge is safe], said Governor Tom Beck.
    said: Governor Tom Beck
[The bridge is safe], said the Karsund town council.
    said: the Karsund town council
[The bridge is safe], said Karsund’s mayor.
    said: Karsund’s mayor
[The bridge is safe], said his brother.
    said: his brother
[The bridge is safe], said Kern, the mayor, and left.
    said: Kern, the mayor
[The bridge is safe], said Kern, who is the mayor, Beck and Dar.
    said: Kern
[The bridge is safe], said Kern, the mayor of Karsund, the largest town.
    said: Kern, the mayor of Karsund
[The bridge is safe], the ministry said on Monday.
    said: the ministry
[The bridge is safe], the ministry told this newspaper.
    told: the ministry
[The bridge is safe], say residents.
    say: residents
[The bridge is safe], officials announced on Friday evening.
    announced: officials
[The bridge is safe], wrote Kern.
    wrote: Kern
[The bridge is safe], she wrote in a letter to the council.
    wrote: she
[The bridge is safe], he later told the court.
    told: he
[“Yes,”] she says – [“but not today.”]
    says: she
[“The bridge is safe.”] Kern said so.
    -: -
[“The bridge is safe,”] added the old man who lives there.
    added: the old man
[“The bridge is safe,”] the old man with the hat said.
    said: the old man with the hat
[“The bridge is safe,”] the group said in a statement.
    said: the group
[“The bridge is safe”], the report concluded.
    concluded: the report
[“The bridge is safe,”] saying Kern was right.
    -: -
[A storm is coming], warned the agency.
    warned: the agency
[A storm is coming]: so says the agency.
    says: the agency
Kern said the council had warned that [a storm was coming].
    had warned: the council
Kern did not deny [the claim].
    did not deny: Kern
Kern said “no” and insisted [it is late].
    insisted: Kern
Kern, meanwhile, said [it is late].
    said: Kern
Kern, however, said [it is late].
    said: Kern
Kern, the mayor, told Beck, the chairman, that [it is late].
    told: Kern, the mayor
As the mayor said, [it is late].
    said: the mayor
Two days later Kern said [it is late].
    said: Kern
Last week the council said [it is late].
    said: the council
This week, the council of Karsund in Velmora said [it is late].
    said: the council of Karsund in Velmora
In an interview with Radio 4, Kern said [it is late].
    said: Kern
A spokesman for Radio 4 said [it is late].
    said: A spokesman for Radio 4
The 12 members of the board said [it is late].
    said: The 12 members of the board
The mayor of the town of Karsund said [it is late].
    said: The mayor of the town of Karsund
The old mayor of the small town by the lake said [it is late].
    said: The old mayor of the small town by the lake
Old Mr. Kern said [it is late].
    said: Old Mr. Kern
Dr. Ida Kern said [it is late].
    said: Dr. Ida Kern
Ida van der Kern said [it is late].
    said: Ida van der Kern
The Ministry of Transport said [it is late].
    said: The Ministry of Transport
The mayor and the governor said [it is late].
    said: The mayor and the governor
A close friend of the mayor, who asked not to be named, said [it is late].
    said: A close friend of the mayor
A woman, whose son died, said [it is late].
    said: A woman
Those who live there say [it is late].
    say: Those
The ministry’s spokesman, Oren Hask, said that [it is late].
    said: The ministry’s spokesman, Oren Hask
The fear that [it is late] is old.
    fear: -
Residents’ fear that [it is late] is old.
    fear: Residents
The view of experts is that [it is late].
    view: experts
Kern was sure that [it is late].
    was sure: Kern
Kern was never really sure that [it is late].
    was never really sure: Kern
Kern, sure that [it is late], left.
    sure: Kern
Nothing is certain. [It is late.]
    -: -
Kern saw the bridge. [It is late.]
    -: -
Kern thinks [it is late].
    thinks: Kern
Kern knows [it is late].
    knows: Kern
Kern called [the bridge] old.
    called: Kern
Kern called the bridge [“a wonder”].
    called: Kern
Kern and Beck called the bridge [“a wonder”].
    called: Kern + Beck
Kern said the bridge, which Beck called [“a wonder”], was old.
    called: Beck
On the question whether [it is late], Kern said nothing.
    said: Kern
[It is late], the U.S. says.
    says: the U.S.
[It is late], Anna O’Neil said.
    said: Anna O’Neil
[It is late], the Lake Workers’ Union (LWU) said.
    said: the Lake Workers’ Union
[It is late], said the Lake Workers’ Union (LWU).
    said: the Lake Workers’ Union
[It is late], according to the head of the union, Oren Hask.
    according to: the head of the union, Oren Hask
[It is late], according to Oren Hask, who leads the union.
    according to: Oren Hask
In the view of the council, [it is late].
    In the view of: the council
[It is late], in the words of the mayor.
    in the words of: the mayor
By his own account, [he was late].
    By his own account: -
Kern made it clear that [it is late].
    made it clear: Kern
The council took issue with [the plan].
    took issue with: The council
Kern hit back at [the critics].
    hit back at: Kern
“It is late,” Kern said, [“and dark.”]
    said: Kern
Ming, the mayor, said [it is late].
    said: Ming, the mayor
Kern, going home, said [it is late].
    said: Kern
Beck asked Kern, the mayor, who said [it is late].
    said: Kern, the mayor
Kern, meanwhile said [it is late].
    said: Kern
Kern, mayor since 2019, said [it is late].
    said: Kern, mayor since 2019
Kern, the mayor, a member of the board, said [it is late].
    said: Kern, the mayor, a member of the board
The mayor since 2019, who came late, said [it is late].
    said: The mayor
She met Tom Beck, and the mayor, who came late, said [it is late].
    said: the mayor
Kern, the mayor who came late, said [it is late].
    said: Kern, the mayor
Kern left, and it rained, said [it is late].
    said: Kern
The ministry on 5 March said [it is late].
    said: The ministry
The ministry on Monday 5 said [it is late].
    said: The ministry
The ministry on Monday said [it is late].
    said: The ministry
The mayor, on Monday, said [it is late].
    said: The mayor
The ministry later also said [it is late].
    said: The ministry
The 12 said [it is late].
    said: The 12
On 12 May 2026 Kern said [it is late].
    said: Kern
In 2026 Kern said [it is late].
    said: Kern
And however Kern said [it is late].
    said: Kern
Or Kern said [it is late].
    said: Kern
However the mayor said [it is late].
    said: the mayor
Moreover officials said [it is late].
    said: officials
The mayor, or officials, said [it is late].
    said: officials
The mayor of Karsund, Monday, said [it is late].
    said: The mayor of Karsund
Officials on both sides said [it is late].
    said: Officials on both sides
A spokesman for the 12 workers said [it is late].
    said: A spokesman for the 12 workers
A spokesman for the 12 said [it is late].
    said: A spokesman for the 12
The mayor of the town they love said [it is late].
    said: The mayor
The striking union said [it is late].
    said: The striking union
The town where the mayor lives said [it is late].
    said: The town
The mayor since Monday said [it is late].
    said: The mayor
The head of the firm which sank said [it is late].
    said: The head of the firm
Hired by the mayor, Kern said [it is late].
    said: Kern
Old ferrymen said [it is late].
    said: Old ferrymen
An old ferryman in the rain said [it is late].
    said: An old ferryman in the rain
After lunch an old ferryman said [it is late].
    said: an old ferryman
It rained when the tall old mayor of Karsund said [it is late].
    said: the tall old mayor of Karsund
It rained when a friend of his old mother from the south said [it is late].
    said: a friend of his old mother from the south
It rained when Velmora’s tall new minister said [it is late].
    said: Velmora’s tall new minister
It rained when the minister for transport said [it is late].
    said: the minister for transport
It rained when the union ended talks officials said [it is late].
    said: officials
In a speech in Karsund, Kern denounced [the plan].
    denounced: Kern
Kern indicated to the whole town council in a statement that [it is late].
    indicated: Kern
[It is late], said Kern, the mayor in Karsund.
    said: Kern, the mayor in Karsund
[It is late], said the mayor and council of Karsund.
    said: the mayor and council of Karsund
[It is late], said Kern, the mayor left.
    said: Kern
[It is late], said Kern, a ferryman, mayor of Sarn.
    said: Kern
[It is late], said Kern, the mayor, a member of the board.
    said: Kern, the mayor, a member of the board
[It is late], said on 5 March the mayor.
    said: the mayor
[It is late], the United States said.
    said: the United States
[It is late], said the old grey ferryman.
    said: the old grey ferryman
[It is late], said an official from Sarn.
    said: an official from Sarn
[It is late], said an official from there.
    said: an official
[It is late], said officials working there.
    said: officials
[It is late], said the ministry on Monday.
    said: the ministry
[It is late], said the mayor his friends elected.
    said: the mayor
[It is late], said the mayor they elected.
    said: the mayor
[It is late], said the mayor again.
    said: the mayor
[It is late], said the mayor for the last time.
    said: the mayor
[It is late], said the mayor of his town.
    said: the mayor
[It is late], said the Karsund mayor.
    said: the Karsund mayor
[It is late], said Velmora’s old ferryman.
    said: Velmora’s old ferryman
[It is late], said Velmora’s ferryman.
    said: Velmora’s ferryman
[It is late], said the very old council.
    said: the very old council
[It is late], the old council and the mayor said.
    said: the old council and the mayor
For Tom Beck {“it is over”} Kern said [it is late].
    said: Kern
Beck claimed {nobody came}, Kern said [it is late].
    said: Kern
Kern said {nobody came} and [it is late].
    said: Kern
{“No”}, {“never”}, said Kern [it is late].
    said: Kern
"""

DE = """
[„Die Brücke ist sicher“], sagte Ida Kern.
    sagte: Ida Kern
[„Die Brücke ist sicher“], sagte die Bürgermeisterin von Karsund, Ida Kern, am Montag.
    sagte: die Bürgermeisterin von Karsund, Ida Kern
[„Die Brücke ist sicher“], sagte der alte Fährmann.
    sagte: der alte Fährmann
Ida Kern hat noch nicht gesagt, dass [die Brücke sicher ist].
    hat noch nicht gesagt: Ida Kern
Der Minister, der gestern kam, sagte, [die Brücke sei sicher].
    sagte: Der Minister
Der Sprecher der Polizei erklärte, dass [niemand verletzt wurde].
    erklärte: Der Sprecher der Polizei
Dem Bericht zufolge [ist die Brücke sicher].
    zufolge: Dem Bericht
[Die Brücke ist sicher], meinten drei Anwohner aus dem Ort.
    meinten: drei Anwohner aus dem Ort
Die Forderung der Gewerkschaft, dass [mehr gezahlt wird], blieb ungehört.
    Forderung: der Gewerkschaft
Die Warnung vom Minister, dass [es spät sei], kam spät.
    Warnung: Minister
Ida Kern: [„Die Brücke ist sicher.“]
    :: Ida Kern
Er sagte: [„Die Brücke ist sicher.“]
    sagte: Er
Und Ida Kern sagte: [„Die Brücke ist sicher.“]
    sagte: Ida Kern
[„Wir“], sagte Kern, [„warten“].
    sagte: Kern
[Es ist spät], sagte die Ministerin gestern.
    sagte: die Ministerin
[Es ist spät], sagte der Sprecher des Ministers.
    sagte: der Sprecher des Ministers
[Es ist spät], sagte er.
    sagte: er
[Es ist spät], sagte der Minister der Zeitung.
    sagte: der Minister der Zeitung
"""

FR = """
[« Le pont est sûr »], a dit la maire de Karsund.
    a dit: la maire de Karsund
[« Le pont est sûr »], a dit le vieux passeur.
    a dit: le vieux passeur
[« Le pont est sûr »], ont affirmé les habitants du quartier.
    ont affirmé: les habitants du quartier
[« Le pont est sûr »], a expliqué Anne Morel, ministre de la Santé, mardi à Paris.
    a expliqué: Anne Morel, ministre de la Santé
La ministre de la Santé a déclaré mardi que [le pont est sûr].
    a déclaré: La ministre de la Santé
Selon Anne Morel, ministre de la Santé, [le pont est sûr].
    Selon: Anne Morel, ministre de la Santé
L’avertissement du ministre que [le pont est vieux] est tardif.
    avertissement: ministre
Anne Morel et Luc Petit ont dit que [le pont est sûr].
    ont dit: Anne Morel + Luc Petit
[Le pont est sûr], selon un rapport du ministère.
    selon: un rapport du ministère
[Le pont est sûr], a indiqué un porte-parole de la police nationale.
    a indiqué: un porte-parole de la police nationale
Interrogée mardi, la ministre a répondu que [le pont est sûr].
    a répondu: la ministre
En visitant le pont, la maire a ajouté qu’[il est sûr].
    a ajouté: la maire
La maire a salué les ouvriers, ajoutant que [le pont est sûr].
    ajoutant: La maire
Il a dit : [« Le pont est sûr. »]
    a dit: Il
[Il est tard], a dit la maire lundi.
    a dit: la maire
[Il est tard], a dit la maire aussi.
    a dit: la maire
[Il est tard], a dit le maire souriant.
    a dit: le maire
[Il est tard], selon des experts indépendants.
    selon: des experts indépendants
[Il est tard], a dit la maire de la ville voisine.
    a dit: la maire de la ville voisine
"""

ES = """
[«El puente es seguro»], dijo ayer la alcaldesa de Karsund.
    dijo: la alcaldesa de Karsund
[«El puente es seguro»], dijo el viejo barquero.
    dijo: el viejo barquero
[«El puente es seguro»], ha dicho Ana Robles, ministra de Transportes, en Madrid.
    ha dicho: Ana Robles, ministra de Transportes
La ministra no ha dicho que [el puente es seguro].
    no ha dicho: La ministra
La ministra de Transportes dijo que [el puente es seguro].
    dijo: La ministra de Transportes
Según Ana Robles, ministra de Transportes, [el puente es seguro].
    Según: Ana Robles, ministra de Transportes
[El puente es seguro], según la policía.
    según: la policía
La ministra visitó el puente y añadió que [es seguro].
    añadió: La ministra
La ministra visitó el puente, añadiendo que [es seguro].
    añadiendo: La ministra
Ana Robles: [«El puente es seguro»]
    :: Ana Robles
[“No vamos”], insistió el dirigente, [“a negociar”].
    insistió: el dirigente
El ministro, que llegó tarde, afirmó que [el puente es seguro].
    afirmó: El ministro
Ella respondió que [el puente es seguro].
    respondió: Ella
Varios vecinos de la zona denunciaron que [el puente es viejo].
    denunciaron: Varios vecinos de la zona
La advertencia de la ministra de que [el puente es viejo] llegó tarde.
    advertencia: la ministra
[Es tarde], según expertos independientes.
    según: expertos independientes
[Es tarde], dijo la ministra sonriendo.
    dijo: la ministra
[Es tarde], dijo la ministra el lunes.
    dijo: la ministra
[Es tarde], dijo ayer la ministra.
    dijo: la ministra
[Es tarde], dijo Robles visiblemente.
    dijo: Robles
[Es tarde], dijo la ministra del medio ambiente sueco.
    dijo: la ministra del medio ambiente sueco
[Es tarde], dijo el alcalde de la ciudad vieja.
    dijo: el alcalde de la ciudad vieja
Como dijo la ministra, [es tarde].
    dijo: la ministra
"""

FA = """
وزیر نیرو گفت که [پل امن است].
    گفت: وزیر نیرو
وزیر نیرو گفت: [«پل امن است.»]
    گفت: وزیر نیرو
[«پل امن است»]، وزیر نیرو گفت.
    گفت: وزیر نیرو
به گفتهٔ وزیر نیرو، [پل امن است].
    به گفتهٔ: وزیر نیرو
شهردار کابل روز دوشنبه اعلام کرد که [پل امن است].
    اعلام کرد: شهردار کابل
او افزود که [پل امن است].
    افزود: او
سخنگوی وزارت امور خارجه در نشست خبری گفت: [«پل امن است.»]
    گفت: سخنگوی وزارت امور خارجه
احمد کریمی: [«پل امن است.»]
    :: احمد کریمی
مردم می‌گویند [پل امن است].
    می‌گویند: مردم
دیروز شهردار هشدار داد که [پل امن نیست].
    هشدار داد: شهردار
"""

AR = """
قال الوزير إن [الجسر آمن].
    قال: الوزير
وقال الوزير إن [الجسر آمن].
    وقال: الوزير
فقال الوزير إن [الجسر آمن].
    فقال: الوزير
قال وزير الخارجية أحمد كريم إن [الجسر آمن].
    قال: وزير الخارجية أحمد كريم
[«الجسر آمن»]، قال الوزير.
    قال: الوزير
[«الجسر آمن»]، كما قال رئيس البلدية.
    قال: رئيس البلدية
أكدت وزارة الخارجية أن [الجسر آمن].
    أكدت: وزارة الخارجية
أحمد كريم: [«الجسر آمن»]
    :: أحمد كريم
وزير الخارجية قال إن [الجسر آمن].
    قال: وزير الخارجية
لقد قال الوزير إن [الجسر آمن].
    لقد قال: الوزير
"""

SENTENCES = {"en": EN, "de": DE, "fr": FR, "es": ES, "fa": FA, "ar": AR}


def read(language: str, written: str) -> str:
    """What is found for the claim, as the tables above write it."""
    text = ""
    places: dict[str, list[Range]] = {"[": [], "{": []}
    for piece in re.split(r"(\[.*?\]|\{.*?\})", written):
        is_marked = piece[:1] in places and piece
        bare = piece[1:-1] if is_marked else piece
        if is_marked:
            places[piece[0]].append(Range(len(text), len(text) + len(bare)))
        text += bare
    words = WordKinds(lexicon(language), language)
    found = saying_of(text, places["["], words, others=places["{"])
    cue = "-" if found.cue is None else found.cue.of(text)
    return f"{cue}: {' + '.join(one.of(text) for one in found.speakers) or '-'}"


@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_are_read_as_a_reader_reads_them(language: str) -> None:
    lines = [line for line in SENTENCES[language].split("\n") if line]
    wanted = dict(zip(lines[::2], map(str.strip, lines[1::2]), strict=True))
    assert {written: read(language, written) for written in wanted} == wanted
