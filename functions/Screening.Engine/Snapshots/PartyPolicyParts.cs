using System.Collections.Immutable;
using Screening.Engine.Model;

namespace Screening.Engine.Snapshots;

/// <summary>Reads the parts of the matching policy that documents of earlier seeds do not have.</summary>
public sealed partial class PartyPolicy
{
    private static string Tag(string program) => program.Trim().Trim('[', ']').Trim().Replace(' ', '-').ToUpperInvariant();

    private static bool IsDays(System.Text.Json.JsonElement element, out int days)
    {
        days = 1;
        return element.ValueKind == System.Text.Json.JsonValueKind.Number && element.TryGetInt32(out days) && days is >= 1 and <= GreatestListAge;
    }

    private void AddRequiredLists(Dictionary<string, JsonCursor> members)
    {
        var required = ImmutableArray.CreateBuilder<RequiredList>();
        foreach (var row in members.Elements("requiredLists"))
        {
            var list = row.Members(["code", "maxAgeDays"], ["note"]);
            var code = list.Text("code");
            if (code.Length > 0 && (code == NamedBodies.List || !lists.ContainsKey(code)))
            {
                list["code"].Error($"`{code}` is no list of `lists` that can be imported");
            }
            else if (required.Any(known => known.Code == code))
            {
                row.Error($"list `{code}` is required twice");
            }

            var days = 1;
            if (list.TryGetValue("maxAgeDays", out var age) && !IsDays(age.Element, out days))
            {
                age.Error($"must be a whole number of days from 1 to {GreatestListAge}");
            }

            required.Add(new RequiredList(code, days));
        }

        RequiredLists = required.ToImmutable();
    }

    private void AddEntryTerms(Dictionary<string, JsonCursor> members)
    {
        if (members.TryGetValue("entryTerms", out var table))
        {
            terms = EntryTermsTable.Read(table);
        }
    }

    private void AddAffiliatePrograms(Dictionary<string, JsonCursor> members)
    {
        if (members.TryGetValue("affiliatePrograms", out var affiliates))
        {
            var inner = affiliates.Members(["source", "sourceDate", "programs"], ["note"]);
            inner.Text("source");
            inner.Date("sourceDate");
            foreach (var program in inner.Elements("programs").Where(program => !affiliatePrograms.Add(Tag(program.Text()))))
            {
                program.Error("is listed twice");
            }
        }
    }

    private void AddNamedBodies(Dictionary<string, JsonCursor> members)
    {
        if (members.TryGetValue("namedBodies", out var bodies))
        {
            NamedBodies = NamedBodies.Read(bodies);
            if (NamedBodies.Count > 0 && !lists.ContainsKey(NamedBodies.List))
            {
                bodies.Error($"the list `{NamedBodies.List}` must be declared in `lists`, so that a match means something");
            }
        }
    }
}
