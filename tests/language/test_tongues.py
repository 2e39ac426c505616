"""Pages in five other languages: taken in, kept, shown, searched, dated and named; claims are not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.cli.app import run
from stateofplay.language.lexicon import load
from stateofplay.language.tongues.dates import find_dates
from stateofplay.language.tongues.finding import find_known
from stateofplay.language.tongues.names import find_names
from stateofplay.language.tongues.sentences import Sentences
from stateofplay.model import Article
from stateofplay.model.tongues.tables import countries, is_unread, language_name, not_read, tongues
from stateofplay.pages import read_page
from stateofplay.pages.plain.labels import find_label
from stateofplay.record import create_case
from stateofplay.service.cases import add_all
from stateofplay.service.library import Library
from stateofplay.service.reading import read_article
from stateofplay.service.views.checking.evidence import evidence_of_page
from stateofplay.service.views.search import search_view
from stateofplay.settings import Settings

PAGES = {
    "fr": "Le Tchad et la Norvège se retrouvent à Genève\n"
    "Par Anne Morel\n"
    "Publié le 5 mars 2024 à 10h20\n"
    "Les ministres du Tchad et de la Norvège se retrouveront à Genève le 12 mars pour discuter de la réouverture du port.\n"
    "« Nous ne signerons pas avant le départ des navires », a déclaré hier le négociateur de l’ONU.\n"
    "Lire aussi : la grève des ferries entre dans sa deuxième semaine\n",
    "es": "Chad y Noruega se reunirán en Ginebra\n"
    "Por Ana Ruiz\n"
    "Publicado el 5 de marzo de 2024\n"
    "Los ministros de Chad y de Noruega se reunirán en Ginebra el 12 de marzo para hablar de la reapertura del puerto.\n"
    "«No firmaremos antes de que se vayan los barcos», dijo ayer el negociador de la ONU en una rueda de prensa.\n"
    "Lea también: la huelga de los transbordadores entra en su segunda semana\n",
    "de": "Tschad und Norwegen treffen sich in Genf\n"
    "Von Anna Roth\n"
    "Veröffentlicht am 5. März 2024\n"
    "Die Minister des Tschad und Norwegens treffen sich am 12. März in Genf und sprechen über die Öffnung des Hafens.\n"
    "„Wir unterschreiben nicht, bevor die Schiffe weg sind“, sagte gestern der Vermittler der Vereinten Nationen.\n"
    "Lesen Sie auch: Der Streik der Fähren geht in die zweite Woche\n",
    "uk": "Чад і Норвегія зустрінуться в Женеві\n"
    "Опубліковано: 5 березня 2024, 10:20\n"
    "Міністри Чаду та Норвегії зустрінуться 12 березня в Женеві, щоб обговорити відкриття порту.\n"
    "«Ми не підпишемо, поки кораблі не підуть», — сказав учора посередник ООН.\n"
    "Читайте також: страйк поромів триває другий тиждень\n",
    "ru": "Чад и Норвегия встретятся в Женеве\n"
    "Опубликовано: 5 марта 2024, 10:20\n"
    "Министры Чада и Норвегии встретятся 12 марта в Женеве, чтобы обсудить открытие порта.\n"
    "«Мы не подпишем, пока корабли не уйдут», — сказал вчера посредник ООН.\n"
    "Читайте также: забастовка паромов идёт вторую неделю\n",
}
PORT = {"fr": "réouverture", "es": "reapertura", "de": "Hafens", "uk": "порту", "ru": "корабли"}


@pytest.mark.parametrize("code", PAGES)
def test_a_page_is_taken_in_freed_of_its_clutter_and_dated(code: str) -> None:
    article = read_page(PAGES[code].encode())
    assert article.language == code
    assert (article.published, article.published_source) == ("2024-03-05", "text")
    kept = article.text.split("\n")
    assert len(kept) == 3
    assert {c.reason for c in article.clutter} >= {"related", "timestamp"}


@pytest.mark.parametrize("code", PAGES)
def test_dates_and_names_are_found_and_claims_are_not_read(code: str) -> None:
    reading = read_article(read_page(PAGES[code].encode()), settings=Settings())
    assert {a.name for a in reading.actors} == {"Chad", "Norway", "United Nations"}
    assert [d.value for d in reading.dates] == ["2024-03-12", "2024-03-04"]
    assert [c for c in reading.claims() if c.component != "dates"] == []
    assert is_unread(reading.reader)
    for rest in (*reading.actors, *reading.dates):
        assert reading.article.text[rest.evidence.start : rest.evidence.end] == rest.evidence.quote
        assert "\n" not in rest.evidence.quote


@pytest.mark.parametrize("code", PAGES)
def test_a_page_is_kept_shown_and_searched(code: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGES[code], encoding="utf-8")
    with create_case(tmp_path / "talks.sop") as case:
        (added,) = add_all(case, [str(tmp_path / "page.txt")], settings=Settings())
        assert added.added is not None
        assert added.added.unread == not_read(code)
    library = Library([str(tmp_path / "talks.sop")])
    kept = library.kept("talks")
    view = evidence_of_page(kept, 1)
    assert view.unread == not_read(code)
    assert [c.kind for c in view.claims] == ["dates", "dates"]
    assert len(search_view([kept], PORT[code]).hits) == 1
    assert kept.state.identities.kinds["Norway"] == "country"
    library.close()


@pytest.mark.parametrize("code", PAGES)
def test_every_face_says_that_claims_are_not_read(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    Path("page.txt").write_text(PAGES[code], encoding="utf-8")
    said = not_read(code)
    for words in (["read", "page.txt"], ["brief", "page.txt"], ["brief", "page.txt", "--format", "md"]):
        assert run(words) == 0
        assert said in " ".join(capsys.readouterr().out.split())
    run(["new", "talks.sop"])
    assert run(["add", "talks.sop", "page.txt"]) == 0
    assert said in " ".join(capsys.readouterr().err.split())
    assert run(["status", "talks.sop"]) == 0
    told = f"Claims are not read in the language of these pages, which are kept and searched: page 1 ({language_name(code)})."
    assert told in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("fr", "le 1er avril 2024, puis en mai 2025", ["2024-04-01", "2025-05"]),
        ("fr", "Lundi dernier, avant-hier et aujourd’hui", ["2024-03-04", "2024-03-04", "2024-03-06"]),
        ("fr", "Lundi, le ministre parlera.", [None]),
        ("fr", "lundi 4 mars, à Genève", ["2024-03-04"]),
        ("de", "am Montag, dem 4. März, und am Dienstag", ["2024-03-04", None]),
        ("ru", "в понедельник, 4 марта", ["2024-03-04"]),
        ("fr", "le 30 février 2024", []),
        ("es", "el 3 de abril del 2024, por la mañana; mañana", ["2024-04-03", "2024-03-07"]),
        ("es", "el próximo viernes y el lunes pasado", ["2024-03-08", "2024-03-04"]),
        ("de", "am 3. Oktober 1990; Morgen ist am Morgen", ["1990-10-03"]),
        ("de", "morgen, vorgestern, am kommenden Freitag", ["2024-03-07", "2024-03-04", "2024-03-08"]),
        ("uk", "24 лютого 2022 року, у травні 2023", ["2022-02-24", "2023-05"]),
        ("uk", "минулої п’ятниці, завтра", ["2024-03-01", "2024-03-07"]),
        ("ru", "9 мая, 31 декабря, 12.03.2024", ["2024-05-09", "2023-12-31", "2024-03-12"]),
        ("ru", "в прошлую среду, в следующую среду", ["2024-02-28", "2024-03-13"]),
    ],
)
def test_dates_are_as_precise_as_the_words(code: str, text: str, values: list[str | None]) -> None:
    assert [d.value for d in find_dates(text, code, "2024-03-06")] == values


def test_what_is_relative_stays_open_without_a_day() -> None:
    assert [d.value for d in find_dates("hier, le 12 mars, le 12 mars 2024", "fr")] == [None, None, "2024-03-12"]


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        (
            "fr",
            "La Côte d’Ivoire, les États-Unis et Emmanuel Macron",
            ["Ivory Coast", "United States", "Emmanuel Macron"],
        ),
        ("es", "Estados Unidos y la Unión Europea", ["United States", "European Union"]),
        ("de", "Frankreichs Haltung zur Ukraine", ["France", "Ukraine"]),
        ("uk", "Україною, Росією, Туреччині, США, Польщею", ["Ukraine", "Russia", "Turkey", "United States", "Poland"]),
        ("ru", "Украиной, Россией, в Турции, Китаем, Кремлём", ["Ukraine", "Russia", "Turkey", "China"]),
        ("ru", "Того дня не было. Правительство Того молчит.", ["Togo"]),
        ("de", "Ein norwegischer Minister", []),
    ],
)
def test_names_stand_for_the_lexicons_entries(code: str, text: str, names: list[str]) -> None:
    known = {"Ivory Coast": {"Ivory Coast", "Côte d'Ivoire"}, "Turkey": {"Turkey", "Türkiye"}}
    found = [n.entry.name for n in find_names(text, code)]
    assert len(found) == len(names)
    for one, name in zip(found, names, strict=True):
        assert one in known.get(name, {name})


def test_every_country_has_a_name_in_every_language_and_every_name_an_entry() -> None:
    lexicon = load()
    isos = {e.iso for e in lexicon.entries if e.iso and str(e.kind) == "country"}
    for code in PAGES:
        assert set(countries(code).values()) >= isos - {""}
        for body in tongues()[code].named.values():
            assert lexicon.entry(body) is not None, body


@pytest.mark.parametrize("code", sorted(tongues()))
def test_a_page_in_every_language_with_a_table_is_taken_in(code: str) -> None:
    read = read_article(Article(text="Chad, Sudan: Geneva, 12.5.2024.", language=code, published="2024-05-06"))
    text = read.article.text
    assert all(text[a.evidence.start : a.evidence.end] == a.evidence.quote != "" for a in read.actors)


def test_each_language_of_the_first_step_has_a_whole_table() -> None:
    for code in PAGES:
        tongue = tongues()[code]
        assert set(tongue.months.values()) == set(range(1, 13))
        assert set(tongue.weekdays.values()) == set(range(7))
        assert not tongue.claims
        assert {-1, 0, 1} <= set(tongue.relative.values())
        assert tongue.last
        assert tongue.next
        assert tongue.published
        assert tongue.updated
        assert tongue.named


def test_labels_of_a_language_stand_in_its_table_under_known_reasons() -> None:
    for code in PAGES:
        labels = tongues()[code].labels
        assert len(labels) > 8
        for reason, kinds in labels.items():
            for kind, words in kinds.items():
                for word in words:
                    found = find_label(f"{word} Tausend" if kind == "glued" else f"{word}:" if kind == "lead" else word)
                    assert found is not None, word
                    assert word == word.lower()
                    assert reason in {found.reason, "headline_list", "nav_label"} or found.reason in labels, (
                        word,
                        found,
                    )


LETTERS = st.text(st.sampled_from(list("12 мрbая.дьhierу'’\n«»- 20240марта mai")), max_size=60)


@given(st.sampled_from(list(PAGES)), LETTERS)
def test_any_text_gives_spans_that_stand_in_it(code: str, text: str) -> None:
    actors, dates = find_known(Article(text=text, language=code, published="2024-03-06"))
    for one in (*actors, *dates):
        assert one.evidence.stands_in(text)
    sentences = Sentences(text)
    for place in range(len(text)):
        start, end = sentences.around(place, place + 1)
        assert start <= place < end


def test_a_reader_that_declares_a_language_reads_it() -> None:
    text = "Le Tchad exige la réouverture du port, a déclaré lundi son ministre des Affaires étrangères."
    article = Article(text=text, language="fr")
    assert is_unread(read_article(article, settings=Settings()).reader)
    assert not_read("fr", ("en", "fr")) == ""
