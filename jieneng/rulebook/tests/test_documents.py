"""The templates of papers are well made, and a slip of the pen is named with its line."""

import pytest

from jieneng.rulebook import RulebookError
from jieneng.rulebook.documents import KINDS, TemplateError, read_template, template
from jieneng.rulebook.read import read_text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_template_with_its_source_and_first_day(kind):
    made = template(kind)
    assert made.kind == kind
    assert made.source
    assert made.valid_from.year > 2000
    assert "body" in made.parts
    used = "".join(text for part in made.parts.values() for text in part.values())
    assert all(f"{{{field}}}" in used for field in made.fields)


def test_each_kind_has_the_head_and_ending_that_officials_expect():
    assert {kind: (template(kind).head, template(kind).ending) for kind in KINDS} == {
        "notice": ("document", "sealed"),
        "circular": ("document", "sealed"),
        "summary": ("document", "sealed"),
        "letter": ("letter", "sealed"),
        "minutes": ("minutes", "none"),
        "brief": ("brief", "none"),
        "receipts": ("none", "unsealed"),
    }
    assert [kind for kind in KINDS if template(kind).signers] == ["summary"]


def adapted(old, new):
    text = read_text("documents/notice.yaml")
    assert old in text
    return text.replace(old, new, 1), text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('note: "{note}"', 'note: "{remark}"', "remark"),
        ('"{issuer}文件"', '"{office}文件"', "office"),
        ("ending: sealed", "endings: sealed", "endings"),
        ('addressee: "{addressee}"', 'to: "{addressee}"', "to"),
        ("date: {label: 成文日期}", "date: {name: 成文日期}", "name"),
        ('copies_to: "{copies_to}", ', 'copy: "{copies_to}", ', "copy"),
    ],
)
def test_an_unknown_field_is_refused_with_its_name_and_line(old, new, field):
    text, line = adapted(old, new)
    with pytest.raises(TemplateError) as refused:
        read_template(text, "local/notice.yaml")
    assert (refused.value.file, refused.value.line, refused.value.field) == ("local/notice.yaml", line, field)
    assert f"local/notice.yaml, line {line}: {field}" in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("ending: sealed", "ending: stamped", "'stamped' is none of sealed"),
        ("signers: false", "signers: 3", "'3' is none of true, false"),
        ("valid_from: 2012-07-01", "valid_from: 七月", "expected a day"),
        ("head: document\n", "", "head: is missing"),
        ("  body:\n", '  body: "{title}"\n', "body: is not filled by a text"),
        ('attachments: "{attachments}"', 'attachments: "附{attachments}"', "holds several"),
        ("ending: sealed\n", "ending: sealed\nending: none\n", "stands twice"),
    ],
)
def test_what_is_wrong_is_said(old, new, says):
    with pytest.raises(TemplateError, match=says):
        read_template(adapted(old, new)[0], "local/notice.yaml")


def test_broken_yaml_is_a_rulebook_error_too():
    with pytest.raises(RulebookError, match=r"local\.yaml"):
        read_template("kind: [", "local.yaml")


def test_a_bureau_may_add_a_field_and_change_the_order():
    text, _ = adapted("  note: {label: 附注}\n", "  note: {label: 附注}\n  contact: {label: 联系人}\n")
    text = text.replace('note: "{note}"', 'note: "{note}，联系人：{contact}"')
    made = read_template(text, "local.yaml")
    assert made.fields["contact"].label == "联系人"
    assert made.parts["note"] == {"text": "{note}，联系人：{contact}"}
