//! The data files, as they stand in the program.

/// One JSON object each, in the order of the start screen.
pub(super) const TEMPLATES: &[&str] = &[
    include_str!("../../../../../assets/templates/blank.json"),
    include_str!("../../../../../assets/templates/zapier-standard.json"),
    include_str!("../../../../../assets/templates/hotjar-workshop.json"),
    include_str!("../../../../../assets/templates/atlassian-play.json"),
    include_str!("../../../../../assets/templates/support-experience.json"),
    include_str!("../../../../../assets/templates/service-blueprint.json"),
    include_str!("../../../../../assets/templates/day-in-the-life.json"),
    include_str!("../../../../../assets/templates/empathy-map.json"),
    include_str!("../../../../../assets/templates/back-story.json"),
    include_str!("../../../../../assets/templates/adobe-standard.json"),
    include_str!("../../../../../assets/templates/customerly-standard.json"),
    include_str!("../../../../../assets/templates/qualtrics-experience.json"),
    include_str!("../../../../../assets/templates/qualtrics-moments.json"),
    include_str!("../../../../../assets/templates/servicenow-purchase.json"),
    include_str!("../../../../../assets/templates/servicenow-onboarding.json"),
    include_str!("../../../../../assets/templates/saas-lifecycle.json"),
    include_str!("../../../../../assets/templates/client-journey.json"),
    include_str!("../../../../../assets/templates/systems-queens-delivery.json"),
    include_str!("../../../../../assets/templates/coach-seven-stages.json"),
    include_str!("../../../../../assets/templates/stocks-engagement.json"),
    include_str!("../../../../../assets/templates/gainsight-lifecycle.json"),
    include_str!("../../../../../assets/templates/hubspot-lifecycle.json"),
    include_str!("../../../../../assets/templates/dashly-short.json"),
    include_str!("../../../../../assets/templates/breakcold-sales.json"),
    include_str!("../../../../../assets/templates/as-is-to-be.json"),
    include_str!("../../../../../assets/templates/future-state.json"),
];
/// A list of sets of stages.
pub(super) const STAGE_SETS: &str = include_str!("../../../../../assets/templates/stage-sets.json");
/// A list of sets of rows.
pub(super) const ROW_SETS: &str = include_str!("../../../../../assets/templates/row-sets.json");
/// A list of agendas.
pub(super) const AGENDAS: &str = include_str!("../../../../../assets/templates/agendas.json");
