namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>Rows of the same party, where a list has a row for each of its names or places.</summary>
internal static class Groups
{
    /// <summary>The groups, in the order of their first rows. A row without a key is a group of its own.</summary>
    public static IEnumerable<List<ListRow>> Of(IEnumerable<ListRow> rows, Func<ListRow, string> key)
    {
        var groups = new Dictionary<string, List<ListRow>>(StringComparer.Ordinal);
        var order = new List<List<ListRow>>();
        foreach (var row in rows)
        {
            var name = key(row);
            if (name.Length == 0 || !groups.TryGetValue(name, out var group))
            {
                group = [];
                order.Add(group);
                if (name.Length > 0)
                {
                    groups.Add(name, group);
                }
            }

            group.Add(row);
        }

        return order;
    }
}
