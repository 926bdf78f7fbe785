"""Addresses of taking part."""

from django.urls import path

from jieneng.apps.participation.views import home, works_desk, works_judging, works_public, works_taking

app_name = "participation"

urlpatterns = [
    path("", home.home, name="home"),
    path("works/new/<int:activity>/", works_desk.new, name="new_call"),
    path("works/new/<int:activity>/make", works_desk.make, name="make_call"),
    path("works/<int:pk>/", works_desk.call, name="call"),
    path("works/<int:pk>/edit/", works_desk.edit, name="edit_call"),
    path("works/<int:pk>/edit/save", works_desk.save, name="save_call"),
    path("works/<int:pk>/publish", works_desk.publish, name="publish_call"),
    path("works/<int:pk>/judges/", works_desk.judges, name="judges"),
    path("works/<int:pk>/judges/appoint", works_desk.appoint, name="appoint"),
    path("works/<int:pk>/judges/<int:judge>/drop", works_desk.drop, name="drop"),
    path("works/<int:pk>/begin", works_desk.begin, name="begin"),
    path("works/<int:pk>/finish", works_desk.finish, name="finish"),
    path("works/<int:pk>/ranking/", works_desk.ranking, name="ranking"),
    path("works/<int:pk>/choose", works_desk.choose, name="choose"),
    path("works/<int:pk>/fill-up/<int:work>", works_desk.fill_up, name="fill_up"),
    path("works/<int:pk>/confirm", works_desk.confirm, name="confirm"),
    path("works/<int:pk>/objections/", works_desk.objections, name="objections"),
    path("works/<int:pk>/objections/<int:objection>/settle", works_desk.settle, name="settle"),
    path("works/<int:pk>/hand-in/", works_taking.new_work, name="new_work"),
    path("works/<int:pk>/hand-in/send", works_taking.send_work, name="send_work"),
    path("works/<int:pk>/recommending/", works_taking.standing_here, name="recommending"),
    path("work/<int:pk>/", works_taking.work, name="work"),
    path("work/<int:pk>/version/", works_taking.new_version, name="new_version"),
    path("work/<int:pk>/version/send", works_taking.send_version, name="send_version"),
    path("work/<int:pk>/version/<int:no>/file", works_taking.work_file, name="work_file"),
    path("work/<int:pk>/withdraw", works_taking.withdraw, name="withdraw"),
    path("work/<int:pk>/recommend", works_taking.recommend, name="recommend"),
    path("work/<int:pk>/take-back", works_taking.take_back, name="take_back"),
    path("judging/<int:pk>/", works_judging.tasks, name="judging"),
    path("judging/<int:pk>/<int:work>/", works_judging.marking, name="marking"),
    path("judging/<int:pk>/<int:work>/mark", works_judging.mark, name="mark"),
    path("judging/<int:pk>/<int:work>/recuse", works_judging.recuse, name="recuse"),
    path("judging/<int:pk>/<int:work>/file", works_judging.file, name="judged_file"),
    path("p/works/<str:code>/", works_public.public_call, name="public_call"),
    path("p/works/<str:code>/<int:work>/", works_public.public_work, name="public_work"),
    path("p/works/<str:code>/<int:work>/file", works_public.public_file, name="public_file"),
    path("p/works/<str:code>/<int:work>/vote", works_public.public_vote, name="public_vote"),
    path("p/works/<str:code>/<int:work>/object", works_public.public_object, name="public_object"),
    path("p/objections/<str:code>/", works_public.public_objection, name="public_objection"),
]
