"""Cities and resorts where parties have met or are wont to meet; "the Geneva talks" are talks in Geneva.

Needed only for a name right before the noun, where "the Brexit talks" looks the same; after "in" any proper noun will do.
"""

from __future__ import annotations

from functools import lru_cache

from stateofplay.language.lexicon import load
from stateofplay.language.lexicon.entries import Use
from stateofplay.language.lexicon.places import load_places

VENUES = frozenset(
    name.strip()
    for name in """
    Aachen, Abidjan, Abu Dhabi, Abuja, Accra, Addis Ababa, Alaska, Algiers, Amman, Anchorage, Ankara, Annapolis,
    Antalya, Aqaba, Arusha, Asmara, Astana, Athens, Baghdad, Baku, Bali, Bangkok, Basel, Beijing, Beirut,
    Belfast, Belgrade, Berlin, Bern, Bishkek, Bogota, Bogotá, Bonn, Brasilia, Bratislava, Brussels, Bucharest,
    Budapest, Buenos Aires, Bürgenstock, Cairo, Camp David, Canberra, Cancun, Caracas, Cartagena, Chisinau,
    Colombo, Copenhagen, Crans-Montana, Dakar, Damascus, Davos, Dayton, Dhaka, Djibouti, Doha, Dubai, Dublin,
    Dushanbe, Entebbe, Evian, Florida, Geneva, Glasgow, Hanoi, Harare, Havana, Helsinki, Hiroshima, Hodeidah,
    Islamabad, Istanbul, Jakarta, Jeddah, Jerusalem, Johannesburg, Juba, Kabul, Kampala, Karachi, Kathmandu,
    Khartoum, Kiev, Kigali, Kinshasa, Kuala Lumpur, Kuwait City, Kyiv, Lahore, Lausanne, Libreville, Lima,
    Lisbon, Ljubljana, London, Luanda, Lusaka, Luxembourg, Madrid, Malabo, Manama, Manila, Maputo, Mar-a-Lago,
    Maseru, Mecca, Mexico City, Miami, Minsk, Mogadishu, Monrovia, Montevideo, Montreux, Moscow, Munich, Muscat,
    Nairobi, Naivasha, New Delhi, New York, Nicosia, Nouakchott, Ohrid, Oslo, Ottawa, Ouagadougou, Panmunjom,
    Paris, Podgorica, Prague, Pretoria, Pristina, Pyongyang, Quito, Rabat, Ramallah, Rambouillet, Ramstein,
    Reykjavik, Riga, Riyadh, Rome, Sanaa, Santiago, Sarajevo, Seoul, Shanghai, Sharm el-Sheikh, Singapore,
    Skhirat, Skopje, Sochi, Sofia, Stockholm, Strasbourg, Sweden, Taba, Taipei, Tallinn, Tashkent, Tbilisi,
    Tehran, Tel Aviv, The Hague, Tirana, Tokyo, Tripoli, Tunis, Ufa, Ulaanbaatar, Valletta, Vatican, Vienna,
    Vilnius, Vladivostok, Warsaw, Washington, Windhoek, Yalta, Yaounde, Yerevan, Zagreb, Zurich
    """.replace("\n", " ").split(",")
)


BUILDINGS = frozenset(
    name.strip()
    for name in """
    Blue House, Capitol, Capitol Hill, Chequers, Downing Street, Elysee, Elysee Palace, Élysée, Élysée Palace, Kremlin,
    Oval Office, Pentagon, Rose Garden, Situation Room, White House
    """.replace("\n", " ").split(",")
)
"""Houses that stand for who sits there, and for a place where one meets "at" them."""


@lru_cache(maxsize=4096)
def lies_in(city: str, country: str) -> bool:
    """Tell whether a city lies in a country: the talks in Doha are talks in Qatar.

    >>> lies_in("Geneva", "Switzerland"), lies_in("Geneva", "Qatar")
    (True, False)
    """
    codes = load_places().countries_of(city)[:1]  # the largest of that name
    return any(entry.iso in codes for entry, use in load().forms.senses(country) if use is Use.NAME and entry.iso)
