"""One draw of one week that the tests here share: forty people, three sorts of prizes, a number from elsewhere."""

from datetime import datetime

from jieneng.engine.draws.entrants import entrant_list
from jieneng.engine.draws.rules import Prize, PublicNumber, Rules

SECRET = bytes(range(32))
SALT = b"the salt of this draw"
PEOPLE = [f"person:{number}" for number in range(1, 41)]
ENTRANTS = entrant_list(PEOPLE, SALT)
DRAWN = "01050912273107"
NUMBER = PublicNumber("双色球第2025077期，七个号码依次各写两位", "中国福彩网", datetime(2025, 7, 6, 21, 15), digits=14)
PRIZES = (Prize("bike", "自行车", 1), Prize("cup", "水杯", 3), Prize("bag", "布袋", 6))
RULES = Rules("wk-2025", PRIZES, "7月4日9时至5日17时竞答及格的人，每人一次", 5, datetime(2025, 7, 5, 17, 0), NUMBER)
