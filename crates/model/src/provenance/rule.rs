//! The closed list of rules that read fields, so that they can be listed and counted.

/// Declares the rules once: variant, name in the record, meaning.
macro_rules! rules {
    ($($variant:ident $name:literal $meaning:literal)*) => {
        /// What read a field. Each says in a sentence what it goes by.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = $meaning] $variant,)*
        }

        impl Rule {
            /// Every rule, those of the meeting first.
            pub const ALL: &[Rule] = &[$(Rule::$variant),*];

            /// As in the record.
            pub fn name(self) -> &'static str {
                match self {
                    $(Rule::$variant => $name,)*
                }
            }

            /// What it goes by, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Rule::$variant => $meaning,)*
                }
            }

            /// Reads the record's name.
            pub fn from_name(name: &str) -> Option<Rule> {
                match name {
                    $($name => Some(Rule::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

rules! {
    // The meeting.
    Stated "stated" "A person stated it beside the file."
    CoverLabel "cover_label" "It stands behind or under its label on the cover or among the signatures."
    CoverTop "cover_top" "It stands without a label among the first lines of the cover."
    PageHeads "page_heads" "Page heads or feet say it."
    AfterWords "after_words" "It follows words that tell what it is, within a sentence."
    DocumentTitle "document_title" "It stands in the title that the file itself has."
    FileName "file_name" "It stands in the file's name."
    NamedMost "named_most" "The text names it far more often than any other."
    InDecisions "in_decisions" "The decisions in the text name it."
    ListedUnderLabel "listed_under_label" "The person stands in a list under a label such as 'Ledamöter'."
    SignedAs "signed_as" "The person signs or is elected in that role."
    TitledAs "titled_as" "The person's title, behind the name, tells the role."
    AttendanceAppendix "attendance_appendix" "The person stands in a list after the last paragraph."

    // A paragraph's header.
    SignBeforeNumber "sign_before_number" "The number stands after a section sign at the beginning of a line."
    SignAfterNumber "sign_after_number" "The number stands before a section sign at the beginning of a line."
    NumberAlone "number_alone" "The number begins a line without a section sign, in a run of rising numbers."
    NumberWithYear "number_with_year" "Number and year begin a line, in a run of rising numbers."
    BesideNumber "beside_number" "It stands on the line of the number."
    UnderNumber "under_number" "It stands on the lines under the number."
    AboveNumber "above_number" "It stands on the lines above the number."
    BehindLabel "behind_label" "It stands behind a label such as 'Dnr' or 'Handläggare' in the header."
    WithinTitle "within_title" "It stands at an end of the title."

    // A paragraph's sections and what is read out of them.
    HeadingAlone "heading_alone" "A known heading stands alone on the line above."
    HeadingRunIn "heading_run_in" "A known heading with a colon begins the line."
    BeforeHeadings "before_headings" "The text stands before the first heading."
    AfterSection "after_section" "The text goes on where a section has ended, without a heading of its own."
    ProposingLine "proposing_line" "No heading tells, but a committee or board below proposes in these words."
    DecidingLine "deciding_line" "No heading tells, but the body decides in these words."
    ProposalAsDecision "proposal_as_decision" "A proposal to the body itself, where no other decision stands."
    DecisionSections "decision_sections" "The sections that hold the decision."
    OutcomeVerb "outcome_verb" "The verb of the deciding clause."
    OutcomeLeadIn "outcome_lead_in" "The heading or the lead-in says that another body decides."
    OutcomeNone "outcome_none" "No known verb decides."
    ActingBody "acting_body" "The decision begins with the body that acts."
    HeadingBody "heading_body" "The decision's heading names the body."
    MeetingBody "meeting_body" "The decision names nobody, so the body that met decided."
    ComparedWithProposal "compared_with_proposal" "The decision's points were compared with the proposal's."
    VoteSentences "vote_sentences" "Sentences tell totals, meaning or how each voted."
    VoteTable "vote_table" "A table has a cross under each vote."
    VoteAppendix "vote_appendix" "A list after the last paragraph tells how each voted."
    ReservesItself "reserves_itself" "A sentence says that somebody reserves themselves."
    ListedInSection "listed_in_section" "It stands as an entry in the section under its heading."
    RecusedWords "recused_words" "A sentence says that somebody is disqualified and takes no part."
    AdjustedWords "adjusted_words" "The text says that the paragraph is adjusted at once."
    DatedReference "dated_reference" "A section sign and a number stand beside a date."
}
