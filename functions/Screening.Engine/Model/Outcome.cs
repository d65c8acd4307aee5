namespace Screening.Engine.Model;

/// <summary>
/// Outcome of a rule or a decision. The declaration order is the display order; <see cref="OutcomeExtensions.Severity"/> is the
/// order in which outcomes are combined.
/// </summary>
public enum Outcome
{
    /// <summary>Nothing in the policy restricts the transaction. This does not mean that no licence is required: other checks remain.</summary>
    NoMtcrControl,

    /// <summary>No licence is required for the reason checked, at this destination and date.</summary>
    NoLicenseRequired,

    /// <summary>Licence required, no presumption either way.</summary>
    CaseByCase,

    /// <summary>Licence required for a Category I item, presumption lifted because the destination is eligible.</summary>
    CaseByCaseEligible,

    /// <summary>Facts are missing, a red flag is open, or eligibility is undecided.</summary>
    HoldForReview,

    /// <summary>Licence required, strong presumption of denial.</summary>
    PresumptionOfDenial,

    /// <summary>Licence required, denied as policy.</summary>
    PolicyOfDenial,

    /// <summary>May not be authorised, or dealing is barred.</summary>
    Prohibited,
}

/// <summary>
/// What the order desk may do. It follows from the possible outcomes, the reasons for control that were evaluated, and the mode.
/// </summary>
public enum Disposition
{
    /// <summary>No restriction found in this policy; other checks remain.</summary>
    ContinueOtherChecks,

    /// <summary>No licence required for the reason checked.</summary>
    Proceed,

    /// <summary>Apply for a licence.</summary>
    Apply,

    /// <summary>Held: supply facts or review.</summary>
    Hold,

    /// <summary>Licence required and presumed or certain to be denied.</summary>
    Stop,

    /// <summary>May not be authorised.</summary>
    Block,

    /// <summary>The decision is a what-if and must not be acted on.</summary>
    WhatIf,
}

/// <summary>Severity, disposition and text of the eight outcomes.</summary>
public static class OutcomeExtensions
{
    /// <summary>Severity for combination, 0 (least) to 6. CASE_BY_CASE and CASE_BY_CASE_ELIGIBLE are equally severe.</summary>
    public static int Severity(this Outcome outcome) => outcome switch
    {
        Outcome.NoMtcrControl => 0,
        Outcome.NoLicenseRequired => 1,
        Outcome.CaseByCase or Outcome.CaseByCaseEligible => 2,
        Outcome.HoldForReview => 3,
        Outcome.PresumptionOfDenial => 4,
        Outcome.PolicyOfDenial => 5,
        _ => 6,
    };

    /// <summary>Live disposition of a decided outcome. An unknown value gives BLOCK.</summary>
    public static Disposition Disposition(this Outcome outcome) => outcome switch
    {
        Outcome.NoMtcrControl => Model.Disposition.ContinueOtherChecks,
        Outcome.NoLicenseRequired => Model.Disposition.Proceed,
        Outcome.CaseByCase or Outcome.CaseByCaseEligible => Model.Disposition.Apply,
        Outcome.HoldForReview => Model.Disposition.Hold,
        Outcome.PresumptionOfDenial or Outcome.PolicyOfDenial => Model.Disposition.Stop,
        _ => Model.Disposition.Block,
    };

    /// <summary>Text shown with the disposition.</summary>
    public static string Text(this Outcome outcome) => outcome switch
    {
        Outcome.NoMtcrControl => "no restriction found in this policy; see notChecked",
        Outcome.NoLicenseRequired => "no licence required for the reason checked; see notChecked",
        Outcome.CaseByCase => "licence required, reviewed case by case",
        Outcome.CaseByCaseEligible => "licence required, reviewed case by case (eligible destination)",
        Outcome.HoldForReview => "held",
        Outcome.PresumptionOfDenial => "licence required; presumed denied",
        Outcome.PolicyOfDenial => "licence required; denied as policy",
        _ => "stopped: prohibited or embargoed; the reason names the rule and any exception to it",
    };

    /// <summary>Text of a decision with more than one possible outcome, by its disposition.</summary>
    public static string OpenText(this Disposition disposition) => disposition switch
    {
        Model.Disposition.ContinueOtherChecks or Model.Disposition.Proceed => "no restriction found in any case still possible; see mustAnswer and notChecked",
        Model.Disposition.Apply => "licence required in every case still possible; which review applies is open, see mustAnswer",
        Model.Disposition.Hold => "held: what is declared leaves more than one outcome possible; see mustAnswer",
        _ => "stopped: every case still possible is denied or prohibited; see mustAnswer",
    };

    /// <summary>The more severe of two outcomes; the first when they are equally severe.</summary>
    public static Outcome Strictest(Outcome first, Outcome second) =>
        second.Severity() > first.Severity() ? second : first;
}
