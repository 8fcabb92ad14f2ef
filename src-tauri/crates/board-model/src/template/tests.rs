use super::*;
use crate::limits::{
    LONG_TEXT_UTF16, ROWS, STAGES, STEP_WIDTH_MAX, STEP_WIDTH_MIN, STEPS, TITLE_UTF16, utf16_len,
};
use crate::{BUILT_IN_KINDS, Board, BoardId, Edit, Way};
use std::collections::BTreeSet;
use uuid::Uuid;

fn counter() -> impl FnMut() -> Uuid {
    let mut last = 0u128;
    move || {
        last += 1;
        Uuid::from_u128(last)
    }
}

fn stage_titles(edits: &[Edit]) -> Vec<&str> {
    edits
        .iter()
        .filter_map(|edit| {
            if let Edit::AddStage(stage) = edit {
                Some(stage.title.as_str())
            } else {
                None
            }
        })
        .collect()
}

fn row_titles<'a>(edits: &'a [Edit], sheet: &str) -> Vec<&'a str> {
    let of_title = |edit: &Edit| {
        if let Edit::AddSheet(added) = edit {
            (added.title == sheet).then_some(added.id).flatten()
        } else {
            None
        }
    };
    let id = edits.iter().find_map(of_title).expect("the sheet is there");
    let row = |edit: &'a Edit| match edit {
        Edit::AddRow(row) if row.sheet == Some(id.into()) => Some(row.title.as_str()),
        _ => None,
    };
    edits.iter().filter_map(row).collect()
}

fn edits_of(id: &str) -> Vec<Edit> {
    find(id)
        .expect("this template is there")
        .edits(&mut counter(), None)
}

#[test]
fn every_shipped_file_can_be_read() {
    let shipped = Shipped::read().expect("the files are well-formed");
    assert!(
        shipped.templates.len() >= 9
            && shipped.stage_sets.len() >= 11
            && shipped.row_sets.len() >= 9
            && shipped.agendas.len() == 4
    );
}

#[test]
fn the_ids_of_the_contract_are_there() {
    let contract = [
        "blank",
        "hotjar-workshop",
        "atlassian-play",
        "zapier-standard",
        "support-experience",
        "service-blueprint",
        "day-in-the-life",
        "empathy-map",
        "back-story",
    ];
    for id in contract {
        assert_eq!(find(id).map(|template| template.id.as_str()), Some(id));
    }
}

#[test]
fn ids_are_unique_and_references_hold() {
    let ids: BTreeSet<_> = all().iter().map(|template| &template.id).collect();
    assert_eq!(ids.len(), all().len());
    for template in all() {
        for sheet in &template.sheets {
            let known = |id: &Option<String>, found: bool| id.is_none() || found;
            assert!(
                known(
                    &sheet.stages,
                    sheet.stages.as_deref().and_then(stage_set).is_some()
                ),
                "{}: {:?}",
                template.id,
                sheet.stages
            );
            assert!(
                known(
                    &sheet.rows,
                    sheet.rows.as_deref().and_then(row_set).is_some()
                ),
                "{}: {:?}",
                template.id,
                sheet.rows
            );
        }
        assert!(
            template.agenda.is_none() || template.agenda.as_deref().and_then(agenda).is_some(),
            "{}",
            template.id
        );
    }
    let sets: BTreeSet<_> = stage_sets()
        .iter()
        .map(|set| &set.id)
        .chain(row_sets().iter().map(|set| &set.id))
        .collect();
    assert_eq!(sets.len(), stage_sets().len() + row_sets().len());
}

#[test]
fn sets_keep_to_the_limits_and_the_shipped_kinds() {
    for set in stage_sets() {
        assert!((1..=STAGES).contains(&set.stages.len()), "{}", set.id);
        for stage in &set.stages {
            assert!(
                !stage.title.trim().is_empty()
                    && utf16_len(&stage.title) <= TITLE_UTF16
                    && stage.steps.len() <= STEPS
            );
            assert!(
                stage
                    .width
                    .is_none_or(|width| (STEP_WIDTH_MIN..=STEP_WIDTH_MAX).contains(&width))
            );
        }
    }
    for set in row_sets() {
        assert!((1..=ROWS).contains(&set.rows.len()), "{}", set.id);
        let titles: BTreeSet<_> = set
            .rows
            .iter()
            .map(|row| row.title.to_lowercase())
            .collect();
        assert_eq!(
            titles.len(),
            set.rows.len(),
            "{}: a title twice could not be told apart by name",
            set.id
        );
        for row in &set.rows {
            assert!(
                !row.prompt.is_empty() && utf16_len(&row.prompt) <= LONG_TEXT_UTF16,
                "{}/{}",
                set.id,
                row.title
            );
            let kind = row
                .kind
                .as_ref()
                .expect("every shipped row has a kind of its own");
            assert!(
                BUILT_IN_KINDS
                    .iter()
                    .any(|(name, ..)| *name == kind.as_str())
                    || set.kinds.iter().any(|own| own.kind == *kind),
                "{}/{}: {kind:?}",
                set.id,
                row.title
            );
        }
    }
}

#[test]
fn the_standard_map_has_the_stages_and_rows_of_the_contract() {
    let edits = edits_of("zapier-standard");
    assert_eq!(
        stage_titles(&edits),
        [
            "Awareness",
            "Consideration",
            "Conversion",
            "Retention",
            "Brand loyalty"
        ]
    );
    assert_eq!(
        row_titles(&edits, "Journey map"),
        ["Doing", "Thinking", "Encounters", "Missing touchpoints"]
    );
}

#[test]
fn the_workshops_have_the_sheets_and_rows_of_the_contract() {
    let hotjar = edits_of("hotjar-workshop");
    assert_eq!(
        row_titles(&hotjar, "Empathy map"),
        ["Says", "Does", "Thinks", "Feels"]
    );
    assert_eq!(
        row_titles(&hotjar, "Journey map"),
        [
            "Actions",
            "Questions",
            "Happy moments",
            "Pain points",
            "Tech limits",
            "Opportunities"
        ]
    );
    let atlassian = edits_of("atlassian-play");
    assert_eq!(
        row_titles(&atlassian, "Back-story"),
        ["Pain points", "Requirements", "Outcomes", "Goal"]
    );
    assert!(row_titles(&atlassian, "Journey map").contains(&"Sentiment"));
}

#[test]
fn a_blank_board_has_one_sheet_and_nothing_on_it() {
    let edits = edits_of("blank");
    assert_eq!(edits.len(), 1);
    assert!(matches!(edits.first(), Some(Edit::AddSheet(_))));
}

#[test]
fn every_edit_of_every_template_is_minted_with_an_id_of_its_own() {
    for template in all() {
        let edits = template.edits(&mut counter(), Some("A title"));
        let added: Vec<_> = edits
            .iter()
            .filter_map(Edit::added)
            .map(crate::AddedId::to_text)
            .collect();
        let distinct: BTreeSet<_> = added.iter().collect();
        assert_eq!(distinct.len(), added.len(), "{}", template.id);
        let mut again = edits.clone();
        let mut none_left = || panic!("{}: an id was missing", template.id);
        again.iter_mut().for_each(|edit| edit.mint(&mut none_left));
        assert_eq!(again, edits);
        let title = edits.iter().find_map(|edit| {
            if let Edit::SetHeader(set) = edit {
                set.fields.title.as_deref()
            } else {
                None
            }
        });
        assert_eq!(title, Some("A title"));
    }
}

#[test]
fn sentiment_rows_come_with_somebody_to_feel() {
    for template in all() {
        let rows = template
            .sheets
            .iter()
            .filter_map(|sheet| row_set(sheet.rows.as_deref()?))
            .flat_map(|set| &set.rows);
        let has_sentiment = rows
            .into_iter()
            .any(|row| row.row_type == RowType::Sentiment);
        assert!(
            !has_sentiment || !template.personas.is_empty(),
            "{}",
            template.id
        );
    }
}

#[test]
fn the_two_hour_agenda_opens_row_after_row_and_stays_under_two_hours() {
    let edits = edits_of("hotjar-workshop");
    let phases: Vec<_> = edits
        .iter()
        .filter_map(|edit| {
            if let Edit::AddPhase(phase) = edit {
                Some(phase)
            } else {
                None
            }
        })
        .collect();
    let titles: Vec<_> = phases.iter().map(|phase| phase.title.as_str()).collect();
    assert_eq!(
        titles[4..10],
        [
            "First row together",
            "Questions",
            "Happy moments",
            "Pain points",
            "Tech limits",
            "Opportunities"
        ]
    );
    assert!(
        phases[4..10]
            .iter()
            .all(|phase| phase.rows.len() == 1 && phase.minutes == 3)
    );
    let alone = phases[5..10].iter().all(|phase| phase.way == Way::Private);
    assert!(alone, "after the first row everybody writes alone");
    // Source: `Hotjar`, just under two hours.
    let least: u32 = phases.iter().map(|phase| phase.minutes).sum();
    let most: u32 = phases.iter().map(|it| it.minutes.max(it.up_to)).sum();
    assert_eq!((least, most), (93, 103));
}

#[test]
fn the_play_has_its_ranges_and_one_phase_that_may_be_left_out() {
    let play = agenda("atlassian-play").expect("it ships");
    let minutes = play.phases.iter().map(|it| (it.minutes, it.up_to));
    let minutes: Vec<_> = minutes.collect();
    let one = |minutes| (minutes, 0);
    let guide = [
        one(15),
        one(5),
        one(10),
        (30, 60),
        (10, 30),
        one(15),
        one(15),
    ];
    assert_eq!(minutes, guide);
    let optional = play.phases.iter().filter(|phase| phase.optional);
    let optional: Vec<_> = optional.map(|phase| phase.title.as_str()).collect();
    assert_eq!(optional, ["Sentiment line"]);
}

#[test]
fn a_ready_agenda_groups_before_it_votes() {
    for agenda in agendas() {
        let at = |way| agenda.phases.iter().position(|phase| phase.way == way);
        if let Some(vote) = at(Way::Vote) {
            assert!(
                at(Way::Group).is_some_and(|group| group < vote),
                "{}",
                agenda.id
            );
        }
    }
}

#[test]
fn the_short_form_takes_three_quarters_of_an_hour() {
    let short = agenda("short-45").expect("it ships");
    assert_eq!(
        short.phases.iter().map(|phase| phase.minutes).sum::<u32>(),
        45
    );
}

#[test]
fn an_agenda_leaves_out_what_the_board_does_not_have() {
    let board = Board::blank(BoardId::from_u128(1));
    let hotjar = agenda("hotjar-two-hours").expect("it ships");
    let fitted = hotjar.fitted(&board);
    let titles: Vec<_> = fitted.phases.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["Introduction", "Wrap up"]);
}

#[test]
fn any_stages_go_with_any_rows() {
    for stages in stage_sets() {
        for rows in row_sets() {
            let edits = combine(stages, rows, "Both", &mut counter());
            assert_eq!(stage_titles(&edits).len(), stages.stages.len());
            assert_eq!(row_titles(&edits, "Both").len(), rows.rows.len());
        }
    }
}

#[test]
fn a_stage_with_steps_gets_all_of_them() {
    let edits = edits_of("gainsight-lifecycle");
    let stage = edits.iter().find_map(|edit| {
        if let Edit::AddStage(stage) = edit {
            (stage.title == "Retention").then_some(stage)
        } else {
            None
        }
    });
    let stage = stage.expect("Gainsight has a retention stage");
    assert_eq!(stage.step_title, "Onboarding");
    let further = edits.iter().filter(|edit| matches!(edit, Edit::AddStep(step) if Some(step.stage.clone()) == stage.id.map(Into::into)));
    assert_eq!(further.count(), 4);
}
