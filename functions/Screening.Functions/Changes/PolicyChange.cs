using System.Globalization;
using Screening.Engine.Snapshots;
using Screening.Functions.Snapshots;

namespace Screening.Functions.Changes;

/// <summary>Activation and retirement of policies. At most one law pack is open; its successor closes it.</summary>
internal static class PolicyChange
{
    /// <summary>Makes a drafted version live.</summary>
    internal static Change Activate(SourceReader reader, string id, int version)
    {
        async Task<Trial> ProposeAsync(HeadState head, CancellationToken cancellation) =>
            await reader.DocumentAsync(DocumentKind.Policy, id, version, cancellation) is { } document
                ? await ActivationAsync(reader, document, head.Manifest, cancellation)
                : Refused(head, id, $"version {version} does not exist; draft it first");

        return new(
            $"activate policy {id} version {version}",
            manifest => manifest.ETagOf(DocumentKind.Policy, id),
            ProposeAsync,
            Change.NothingToWrite);
    }

    /// <summary>Retires a policy.</summary>
    internal static Change Retire(string id)
    {
        Task<Trial> ProposeAsync(HeadState head, CancellationToken cancellation) => Task.FromResult(
            head.Manifest.Find(DocumentKind.Policy, id) is { State: PinState.Active } pin
                ? new Trial(Retired(head.Manifest, id, pin))
                : Refused(head, id, "it is not active"));

        return new(
            $"retire policy {id}",
            manifest => manifest.ETagOf(DocumentKind.Policy, id),
            ProposeAsync,
            Change.NothingToWrite);
    }

    /// <summary>The state with a policy activated.</summary>
    internal static async Task<Trial> ActivationAsync(
        SourceReader reader, DocumentSource policy, Manifest manifest, CancellationToken cancellation)
    {
        var before = manifest.Find(DocumentKind.Policy, policy.Id);
        // Packs closed by an earlier version of this policy are reopened before this version closes its predecessor.
        var after = Reopened(manifest, policy.Id, new DocumentPin(policy.Version, PinState.Active));
        var heading = PolicyHeading.Read(policy.Json);
        if (heading is { IsLaw: true, From: { } from })
        {
            after = await ClosedAsync(reader, after, policy.Id, from, cancellation);
        }

        var pin = new DocumentPin(policy.Version, PinState.Active)
        {
            ClosedOn = before?.ClosedOn,
            ClosedBy = before?.ClosedBy,
        };
        return new Trial(after.With(DocumentKind.Policy, policy.Id, pin))
        {
            Documents = [policy],
            Version = policy.Version.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static async Task<Manifest> ClosedAsync(
        SourceReader reader, Manifest manifest, string successor, DateOnly from, CancellationToken cancellation)
    {
        foreach (var (id, pin) in manifest.Of(DocumentKind.Policy))
        {
            if (pin is { State: PinState.Active, ClosedOn: null }
                && !string.Equals(id, successor, StringComparison.Ordinal)
                && await reader.DocumentAsync(DocumentKind.Policy, id, pin.Version, cancellation) is { } document
                && PolicyHeading.Read(document.Json) is { IsLaw: true, To: null } open && open.From < from)
            {
                manifest = manifest.With(DocumentKind.Policy, id, pin with { ClosedOn = from, ClosedBy = successor });
            }
        }

        return manifest;
    }

    private static Manifest Retired(Manifest manifest, string id, DocumentPin pin) =>
        Reopened(manifest, id, pin).With(DocumentKind.Policy, id, pin with { State = PinState.Retired });

    // A pack closed by this one takes over its end: open if this one is open, otherwise up to the day this one was closed.
    private static Manifest Reopened(Manifest manifest, string closer, DocumentPin closerPin)
    {
        foreach (var (id, pin) in manifest.Of(DocumentKind.Policy))
        {
            if (string.Equals(pin.ClosedBy, closer, StringComparison.Ordinal))
            {
                var reopened = pin with { ClosedOn = closerPin.ClosedOn, ClosedBy = closerPin.ClosedBy };
                manifest = manifest.With(DocumentKind.Policy, id, reopened);
            }
        }

        return manifest;
    }

    private static Trial Refused(HeadState head, string id, string message) =>
        new(head.Manifest) { Errors = [new($"policy/{id}", "$", message)] };
}
