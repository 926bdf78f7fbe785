"""Set a fresh installation up: `jieneng init 云川市机关事务管理局 --level city --region 520100`."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from jieneng.core.orgs.first_day import ADMINISTRATOR, ALL_ROLES, set_up
from jieneng.core.orgs.particulars import require_sound
from jieneng.rulebook import organization_terms
from jieneng.ui.refusals import Refused

_REFUSED = 2


class Command(BaseCommand):
    help = "建立本级机关事务管理部门和第一个单位管理员账号，显示其初始密码。只能在还没有任何单位时使用。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        terms = organization_terms()
        parser.add_argument("name", help="本单位全称")
        parser.add_argument("--level", choices=list(terms.levels), default="city", help="级别")
        parser.add_argument("--region", help="六位行政区划代码")
        parser.add_argument("--credit-code", help="统一社会信用代码")
        parser.add_argument("--username", default="admin", help="管理员登录名")
        parser.add_argument("--all-roles", action="store_true", help="同时担任填报员、审核员、签发人")

    def handle(self, *args: Any, **options: Any) -> None:
        fields = {
            "name": options["name"].strip(),
            "kind": "bureau",
            "level": options["level"],
            "category": "organ",
            "affiliation": {"state": "central"}.get(options["level"], options["level"]),
            "region_id": options["region"] or None,
            "credit_code": options["credit_code"] or None,
        }
        roles = ALL_ROLES if options["all_roles"] else ADMINISTRATOR
        try:
            require_sound(fields)
            organization, password = set_up(fields, options["username"], roles=roles, today=timezone.localdate())
        except Refused as refused:
            self.stderr.write(refused.sentence + refused.next_step)
            sys.exit(_REFUSED)
        self.stdout.write(
            f"已建立“{organization}”。管理员登录名 {options['username']}，初始密码 {password}（首次登录须修改）。"
        )
