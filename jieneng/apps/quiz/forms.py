"""What is asked on the desk: terms and rules of a quiz, more time, a class, a decision, a question of the bank."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from jieneng.apps.quiz.actions.bank import Said
from jieneng.apps.quiz.actions.quiz import Content
from jieneng.apps.quiz.models import Question, Quiz
from jieneng.apps.quiz.models.bank import DIFFICULTIES, KINDS, TOPICS
from jieneng.apps.quiz.models.quiz import WAYS
from jieneng.engine.quizzes.papers import LETTERS, Rule

_MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
_ANY = [("", "不限")]
_ROWS = 6
_MOST_QUESTIONS = 100
_RIGHT = {"正确": "A", "错误": "B"}


class TermsForm(forms.Form):
    title = forms.CharField(label="名称", max_length=120)
    opens_at = forms.DateTimeField(label="开始时间", widget=_MOMENT)
    closes_at = forms.DateTimeField(label="结束时间", widget=_MOMENT)
    minutes = forms.IntegerField(label="答题时间", min_value=1, max_value=240, help_text="分钟")
    grace_s = forms.IntegerField(label="宽限", min_value=0, max_value=300, help_text="秒；网络慢时仍收")
    n_attempts = forms.IntegerField(label="每人次数", min_value=1, max_value=50)
    n_per_day = forms.IntegerField(label="每天次数", min_value=1, max_value=50)
    pass_mark = forms.IntegerField(label="合格分", min_value=0, max_value=100, help_text="满分100分")
    ways = forms.MultipleChoiceField(
        label="参加方式", choices=WAYS, widget=forms.CheckboxSelectMultiple, required=False
    )
    contact = forms.CharField(label="联系方式", max_length=120, required=False)
    privacy = forms.CharField(
        label="个人信息说明",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写明由谁处理、为什么、记录什么、保存多久、怎样撤回。面向公众、班级或者用单位名册的必填。",
    )

    def content(self, rules: "BaseFormSet[Any]") -> Content:
        said = {name: value for name, value in self.cleaned_data.items() if name != "ways"}
        return Content(**said, ways=tuple(self.cleaned_data["ways"]), rules=tuple(_rules(rules)))


class RuleForm(forms.Form):
    topic = forms.ChoiceField(label="主题", choices=[*_ANY, *TOPICS], required=False)
    difficulty = forms.TypedChoiceField(
        label="难度", choices=[(0, "不限"), *DIFFICULTIES], coerce=int, required=False, empty_value=0
    )
    kind = forms.ChoiceField(label="题型", choices=[*_ANY, *KINDS], required=False)
    n = forms.IntegerField(label="题数", min_value=1, max_value=_MOST_QUESTIONS, required=False)


RuleForms = formset_factory(RuleForm, extra=0, max_num=20)


def terms_forms(quiz: Quiz | None, data: Any = None) -> tuple[TermsForm, "BaseFormSet[Any]"]:
    """The two forms of a quiz; empty rows at the end for further rules."""
    initial: dict[str, Any] = {"minutes": 15, "grace_s": 30, "n_attempts": 3, "n_per_day": 3, "pass_mark": 60}
    rows: list[dict[str, Any]] = []
    if quiz is not None:
        initial = {name: getattr(quiz, name) for name in TermsForm.base_fields}
        rows = list(quiz.rules)
    blank: list[dict[str, Any]] = [{}] * max(2, _ROWS - len(rows))
    offered = None if data else [*rows, *blank]  # what is sent speaks for itself
    return TermsForm(data, initial=initial), RuleForms(data, initial=offered, prefix="rule")


def _rules(rows: "BaseFormSet[Any]") -> list[Rule]:
    said = [row.cleaned_data for row in rows if row.cleaned_data.get("n")]
    return [Rule(one["n"], one["topic"], one["difficulty"], one["kind"]) for one in said]


class ExtendForm(forms.Form):
    who = forms.CharField(label="参加者", max_length=60, help_text="登录名，或者交过的一份答卷的回执编号")
    minutes = forms.IntegerField(label="加时", min_value=0, max_value=240, initial=0, help_text="分钟")
    closes_at = forms.DateTimeField(label="延长至", widget=_MOMENT, required=False)
    because = forms.CharField(label="原因", max_length=200)


class ClassForm(forms.Form):
    school = forms.CharField(label="学校", max_length=100, help_text="单位全称")
    name = forms.CharField(label="班级", max_length=40)
    n_seats = forms.IntegerField(label="座号数", min_value=1, max_value=200, initial=50)


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=(("fair", "认定正常"), ("unfair", "不计入榜和抽奖")))
    because = forms.CharField(max_length=200)


class RegradeForm(forms.Form):
    question = forms.TypedChoiceField(label="试题", coerce=int)
    right = forms.CharField(label="正确答案", max_length=6, help_text="题库中的选项字母，如“B”或者“ACD”")
    because = forms.CharField(label="原因", max_length=200)

    def __init__(self, *args: Any, quiz: Quiz, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = [(one.pk, f"{one.code} {one.text[:40]}") for one in quiz.questions.values()]


class QuestionForm(forms.Form):
    """A question as it is typed; options one a line, the key in letters (a statement: 正确 or 错误)."""

    topic = forms.ChoiceField(label="主题", choices=TOPICS)
    difficulty = forms.TypedChoiceField(label="难度", choices=DIFFICULTIES, coerce=int)
    kind = forms.ChoiceField(label="题型", choices=KINDS)
    text = forms.CharField(label="题目", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    options = forms.CharField(
        label="选项",
        max_length=1_500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="一行一个，2至6个；判断题不填",
    )
    right = forms.CharField(label="答案", max_length=6, help_text="选项字母，如“B”或者“ACD”；判断题填“正确”或者“错误”")
    explanation = forms.CharField(label="解析", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(label="依据", max_length=300, help_text="文件名称、年份和条款")
    because = forms.CharField(label="修改原因", max_length=200)

    def __init__(self, *args: Any, question: Question | None = None, **kwargs: Any) -> None:
        if question is not None:
            kwargs.setdefault("initial", _initial(question))
        super().__init__(*args, **kwargs)
        if question is None:
            del self.fields["because"]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if {"kind", "right"} <= said.keys():
            options, right, faults = checked(said["kind"], said.get("options", "").splitlines(), said["right"])
            said["options"], said["right"] = options, right
            for name, sentence in faults:
                self.add_error(name, sentence)
        return said

    def said(self) -> Said:
        return Said(**{name: value for name, value in self.cleaned_data.items() if name != "because"})


def checked(kind: str, lines: list[str], right: str) -> tuple[tuple[str, ...], str, list[tuple[str, str]]]:
    """Options and key as they are kept, and what is wrong with them as (field, sentence)."""
    options = tuple(line.strip() for line in lines if line.strip())
    if kind == "true_false":
        letter = _RIGHT.get(right.strip(), right.strip().upper())
        faults = [] if letter in ("A", "B") else [("right", "判断题的答案填“正确”或者“错误”。")]
        return tuple(_RIGHT), letter, faults
    letters = "".join(sorted(set(right.strip().upper())))
    faults = []
    if not 2 <= len(options) <= len(LETTERS) or len(set(options)) < len(options):
        faults.append(("options", "应有2至6个互不相同的选项。"))
    if not letters or not set(letters) <= set(LETTERS[: len(options)]):
        faults.append(("right", "答案应为选项字母。"))
    elif (kind == "single") != (len(letters) == 1):
        faults.append(("right", "单选题一个字母，多选题两个以上。"))
    return options, letters, faults


def _initial(question: Question) -> dict[str, Any]:
    is_statement = question.kind == "true_false"
    names = ("topic", "difficulty", "kind", "text", "right", "explanation", "source")
    said = {name: getattr(question, name) for name in names}
    if is_statement:
        said["right"] = next(word for word, letter in _RIGHT.items() if letter == question.right)
    return said | {"options": "" if is_statement else "\n".join(question.options)}
