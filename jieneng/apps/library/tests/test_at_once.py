"""Several at once: an organisation's download of a day counts once, a row is corrected once.

Both guards are constraints; without them the check before would let both through: that case keeps failing below.
"""

import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction

from jieneng.apps.library.actions.taking import take
from jieneng.apps.library.actions.using import Used, correct, use
from jieneng.apps.library.counting import count_download
from jieneng.apps.library.models import Download, Usage
from jieneng.core.campaigns.tallying import place_of, tallied
from jieneng.core.facts.folding import fold_all
from jieneng.core.facts.verify import verify
from jieneng.ui.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)
N = 8


def at_once(n, deed):
    """Do it in n threads at the same moment; the answers, or the codes of the refusals."""
    gate, answers = threading.Barrier(n), []

    def run(number):
        gate.wait()
        try:
            answers.append(deed(number))
        except Refused as refused:
            answers.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    return answers


def test_taken_by_two_colleagues_at_once_it_counts_once_and_is_corrected_once(poster, materials, town, now, today):
    said = use(poster, town.school, Used("post", 40, today), by=town.sam, now=now)

    def deed(number):
        take(poster, town.school, by=town.sam, now=now)
        return correct(said, number, because="更正", is_sure=False, by=town.sam, now=now) and "corrected"

    answers = at_once(N, deed)
    assert sorted(answers) == sorted(["corrected"] + ["usage-corrected"] * (N - 1))
    assert (Download.objects.count(), Usage.objects.count()) == (1, 2)
    fold_all(now)
    values = tallied([materials.pk], [town.city.path])[town.city.path][materials.pk].values
    assert values["publicity_materials.downloads"] == 1
    assert verify() == []


def test_without_the_constraint_a_look_before_would_count_twice(poster, town, now, today):
    """What `take` would be with a look before instead of the constraint: all have looked before the first wrote."""
    looked, place = threading.Barrier(N), place_of(town.school, poster.year)

    def deed(number):
        assert not Download.objects.filter(piece=poster, organization=town.school, day=today).exists()
        connections.close_all()
        looked.wait()
        try:
            with transaction.atomic():
                row = Download(piece=poster, organization=town.school, org_path=town.school.path, day=today)
                row.route, row.category, row.by, row.at = *place, town.sam, now
                row.save()
                count_download(row)
        except IntegrityError:
            return "stopped by the constraint"
        return "counted"

    answers = at_once(N, deed)
    assert (answers.count("counted"), answers.count("stopped by the constraint")) == (1, N - 1)
