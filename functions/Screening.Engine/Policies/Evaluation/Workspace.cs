using Screening.Engine.Model;
using Screening.Engine.Policies.Compilation;
using Screening.Engine.Policies.Wording;

namespace Screening.Engine.Policies.Evaluation;

/// <summary>Working memory of an evaluation; one per thread, reused.</summary>
internal sealed class Workspace
{
    [ThreadStatic]
    private static Workspace? own;

    private readonly Work uncounted = new();
    private ulong[] box = [];
    private OutcomeSet[] items = [];

    private Workspace()
    {
        var buffer = new TextBuffer();
        Findings = new FindingBuilder(Evaluation, buffer);
        Explanations = new DerivedText(Evaluation, buffer);
    }

    public PairEvaluation Evaluation { get; } = new();

    public FindingBuilder Findings { get; }

    public DerivedText Explanations { get; }

    /// <summary>The workspace of this thread, initialised for a policy and a sheet.</summary>
    public static Workspace Begin(CompiledPolicy policy, FactSheet sheet, int without, Work? work)
    {
        var workspace = own ??= new Workspace();
        workspace.BeginOn(policy.Program, sheet, without, work ?? workspace.uncounted);
        return workspace;
    }

    public SearchBudget Budget { get; } = new();

    public BoxSearch Search { get; } = new();

    public OutcomeSearch Outcomes { get; } = new();

    public FactSearch Facts { get; } = new();

    /// <summary>The part of the box that the sheet uses; the array may be longer.</summary>
    public ReadOnlySpan<ulong> BoxOfCells(CompiledProgram program, FactSheet sheet) => box.AsSpan(0, Box.SizeOf(program, sheet));

    /// <summary>Buffer for the possible outcomes of every item.</summary>
    public Span<OutcomeSet> OutcomesOf(int count) => items.AsSpan(0, count);

    private void BeginOn(CompiledProgram program, FactSheet sheet, int without, Work work)
    {
        var size = Box.SizeOf(program, sheet);
        box = box.Length < size ? new ulong[size] : box;
        items = items.Length < sheet.ItemCount ? new OutcomeSet[sheet.ItemCount] : items;
        Box.Fill(box, program, sheet);
        Evaluation.Begin(program, box, sheet.Destinations.Count, sheet.Skipped, without, work);
        Findings.Begin();
    }
}
