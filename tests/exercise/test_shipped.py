"""The shipped scenarios, each played well and badly: the reviews differ as they should."""

from pathlib import Path
from typing import Final

import pytest

from breachplay.exercise.play import Refusal, play
from breachplay.exercise.played import Played
from breachplay.exercise.report import as_html, as_markdown
from breachplay.exercise.review import Review, review
from breachplay.playbook.checking import check_file
from breachplay.playbook.find import find_scenario, scenarios_folder, shipped_scenarios
from breachplay.playbook.read import read_pack, read_playbook, read_scenario, read_script
from breachplay.playbook.scenario import Scenario, offset_seconds
from breachplay.playbook.words import seconds
from breachplay.posts import measure
from breachplay.record.events import Actor
from breachplay.record.opening_exercise import prepare_exercise
from breachplay.record.session import Session
from breachplay.record.store import Store
from tests.record.helpers import TickingClock

SCRIPTS: Final = Path(__file__).parent / "scripts"
SCENARIOS: Final = {
    "paste-at-0840": "paste",
    "encrypted-friday": "friday",
    "not-our-breach": "vendor",
}
"""Each shipped scenario, and what its scripts are called."""

PLAYERS: Final = Actor("Sample Speaker", "social media manager")

Game = tuple[tuple[Refusal, ...], Review]


@pytest.fixture(scope="module")
def games(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Game]:
    """Play every script once."""
    return {
        script.stem: _played(tmp_path_factory.mktemp("store"), script)
        for script in sorted(SCRIPTS.glob("*.toml"))
    }


def _played(folder: Path, script: Path) -> Game:
    steps = read_script(script)
    clock = TickingClock()
    command = prepare_exercise(find_scenario(steps.scenario), None, clock.now())
    with Session.begin(Store(folder), command, PLAYERS, clock) as session:
        refusals = play(session, steps)
        return refusals, review(session.state, session.events)


def grades(found: Review) -> dict[str, str]:
    return {one.objective.id: one.grade for one in found.rated}


def figures(found: Review) -> dict[str, int | None]:
    return {one.id: one.value for one in found.measures}


@pytest.fixture(params=SCENARIOS)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return read_scenario(find_scenario(str(request.param)))


@pytest.fixture
def good(scenario: Scenario, games: dict[str, Game]) -> Game:
    return games[f"{SCENARIOS[scenario.id]}-good"]


@pytest.fixture
def bad(scenario: Scenario, games: dict[str, Game]) -> Game:
    return games[f"{SCENARIOS[scenario.id]}-bad"]


def test_every_shipped_scenario_is_played_here_well_and_badly() -> None:
    assert set(shipped_scenarios()) == set(SCENARIOS)
    names = {f"{name}-{how}" for name in SCENARIOS.values() for how in ("good", "bad")}
    assert {file.stem for file in SCRIPTS.glob("*.toml")} == names


@pytest.mark.parametrize("file", [*scenarios_folder().glob("*.toml"), *SCRIPTS.glob("*.toml")])
def test_check_finds_nothing(file: Path) -> None:
    assert check_file(file) == ()


def test_played_well_every_objective_is_met_and_no_step_is_refused(good: Game) -> None:
    refusals, found = good
    assert refusals == ()
    assert set(grades(found).values()) <= {"P", "S"}


def test_played_badly_no_objective_is_met(bad: Game) -> None:
    refusals, found = bad
    assert refusals == ()
    assert set(grades(found).values()) <= {"M", "U"}


def test_every_figure_is_worse_where_it_was_played_badly(good: Game, bad: Game) -> None:
    well, badly = figures(good[1]), figures(bad[1])
    never = 10**6  # a first word, or a tip, that never came
    assert well.keys() == badly.keys()
    for name, value in badly.items():
        better = well[name]
        assert better is not None, name
        assert (never if value is None else value) > better, name


def test_played_well_the_first_word_is_early_and_nothing_goes_wrong(good: Game) -> None:
    found = figures(good[1])
    first = found.pop("first-word")
    tip = found.pop("first-tip")
    assert first is not None
    assert first <= 20
    assert tip is not None
    assert tip <= 90
    assert set(found.values()) == {0}


def test_advice_that_blames_is_no_useful_tip(games: dict[str, Game]) -> None:
    found = games["vendor-bad"][1]
    blaming = next(one for one in found.played.state.posts if "choose better" in one.text)
    tip = next(one for one in found.measures if one.id == "first-tip")
    assert blaming.seq not in {line.seq for line in tip.lines}


def test_played_well_what_is_corrected_is_labelled_and_tied_to_what_was_said(good: Game) -> None:
    played: Played = good[1].played
    posts = {post.seq: post for post in played.state.posts}
    labelled = [post for post in posts.values() if post.text.startswith("Correction")]
    assert labelled
    for post in posts.values():
        if post.corrects:
            assert post in labelled
            assert "people_affected" in {fact.name for fact in posts[post.corrects].facts}
    if played.exercise.scenario.id != "encrypted-friday":
        assert any(post.corrects for post in labelled)


def test_played_well_every_post_is_approved_and_nothing_blocks_it(good: Game) -> None:
    posts = good[1].played.state.posts
    assert all(post.approvals for post in posts)
    assert not [one.id for post in posts for one in post.caveats if one.severity == "stop"]


def test_posts_of_a_script_need_no_mark_because_the_program_puts_it_on(
    good: Game, bad: Game
) -> None:
    for _, found in (good, bad):
        posts = found.played.state.posts
        assert "exercise-mark" not in {one.id for post in posts for one in post.caveats}
        assert not any("EXERCISE" in post.text for post in posts)


def test_the_promise_that_a_post_makes_is_on_the_record(good: Game, bad: Game) -> None:
    for _, found in (good, bad):
        state = found.played.state
        said = [post.seq for post in state.posts if "ext update" in post.text]
        assert said == [promise.post for promise in state.promises]


def test_played_badly_branches_come_and_played_well_none_does(
    scenario: Scenario, good: Game, bad: Game
) -> None:
    branches = {one.id for one in scenario.inject if one.at is None and one.after is None}
    assert branches
    assert branches <= bad[1].played.exercise.delivered.keys()
    assert not branches & good[1].played.exercise.delivered.keys()


def test_what_the_reviews_say_differs(good: Game, bad: Game) -> None:
    assert len(good[1].strengths) > len(bad[1].strengths)
    assert not good[1].improve
    assert len(bad[1].improve) >= 8
    for _, found in (good, bad):
        played = found.played
        report = as_markdown(played.state, played.events)
        assert found.played.exercise.scenario.title in report
        assert "EXERCISE" in report
        page = as_html(played.state, played.events)
        assert "<script" not in page


# ------------------------------------------------------------------------- how they are written


def test_each_is_as_long_as_it_says(scenario: Scenario) -> None:
    assert 15 <= len(scenario.inject) <= 20
    assert scenario.length == "90m"
    assert len(scenario.check.ask) >= 4
    assert len(scenario.background) > 200
    assert len(scenario.hot_wash) >= 4
    assert [inject for inject in scenario.inject if inject.after]  # what happened brings the next


def test_each_inject_helps_the_facilitator_and_asks_for_something(scenario: Scenario) -> None:
    branches = {one.if_not for inject in scenario.inject for one in inject.expect} - {None}
    for inject in scenario.inject:
        assert inject.notes, inject.id
        if inject.at is None and inject.after is None:
            assert inject.id in branches, f"nothing leads to {inject.id}"
        else:
            assert inject.expect, inject.id


def test_each_inject_has_a_trap_or_an_item_and_each_trap_is_a_rule(scenario: Scenario) -> None:
    folder = scenarios_folder().parent
    book = read_playbook(folder / f"{scenario.playbook}.toml")
    rules = {rule.id for rule in book.caveat}
    for file in (folder / "caveats").glob("*.toml"):
        if file.stem != "known_sites":
            rules |= {rule.id for rule in read_pack(file).caveat}
    for inject in scenario.inject:
        asked = [one for one in inject.expect if one.trap or one.of]
        assert asked or not inject.expect, inject.id
        assert {one.trap for one in inject.expect if one.trap} <= rules


@pytest.mark.parametrize(
    ("name", "inject", "said", "deadline"),
    [
        ("paste-at-0840", "journalist", "at half past nine", "09:30"),
        ("encrypted-friday", "wire", "moves at six", "18:00"),
        ("not-our-breach", "reporter", "at half past ten", "10:30"),
    ],
)
def test_who_answers_in_time_is_before_the_hour_that_the_journalist_names(
    name: str, inject: str, said: str, deadline: str
) -> None:
    scenario = read_scenario(find_scenario(name))
    asked = scenario.inject_named(inject)
    assert asked is not None
    assert said in asked.text
    start, end = (int(at[:2]) * 60 + int(at[3:]) for at in (scenario.begins[-5:], deadline))
    within = seconds(asked.expect[0].within) // 60
    assert 0 <= end - (start + offset_seconds(asked.at or "") // 60 + within) <= 5


def test_voices_are_many_and_nobody_is_real(scenario: Scenario) -> None:
    channels = {inject.channel for inject in scenario.inject}
    assert {"tweet", "call", "alert", "journalist", "executive"} <= channels
    for inject in scenario.inject:
        for word in inject.text.replace('"', " ").replace(",", " ").split():
            if "://" in word:
                assert ".example" in word, word
        if inject.sender.startswith("@"):
            assert inject.sender.startswith("@sample_")


def test_a_post_among_the_injects_fits_the_network(scenario: Scenario) -> None:
    for inject in scenario.inject:
        if inject.channel == "tweet":
            assert measure(inject.text, "x").valid, inject.id
