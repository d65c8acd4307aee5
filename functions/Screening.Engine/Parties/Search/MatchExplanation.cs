using System.Collections.Immutable;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Reading;
using Screening.Engine.Parties.Scoring;

namespace Screening.Engine.Parties.Search;

/// <summary>Explains a match in sentences: the name, word by word, each penalty, the other evidence, the strength.</summary>
internal sealed class MatchExplanation(MatchThresholds thresholds)
{
    private readonly ImmutableArray<string>.Builder sentences = ImmutableArray.CreateBuilder<string>();

    /// <summary>The sentences added so far.</summary>
    public ImmutableArray<string> Sentences() => sentences.ToImmutable();

    /// <summary>Says which part of the field is compared, and what is left out.</summary>
    public void AddReading(AskedName asked)
    {
        if (asked.IsPart || asked.LeftOut.Count > 0)
        {
            sentences.Add($"The part `{asked.Text}` of the name is compared.");
        }

        if (asked.LeftOut.Count > 0)
        {
            sentences.Add($"Left out as no part of a name: {string.Join(", ", asked.LeftOut.Select(words => $"`{words}`"))}.");
        }

        if (NameDisguise.Of(asked.Text) is { } disguise)
        {
            sentences.Add(disguise);
        }

        if (asked.IsRelated)
        {
            sentences.Add($"The field names another party that is related to it: -{MatchWording.Number(thresholds.Weights.Related)}.");
        }
    }

    /// <summary>Explains how the name matched. Scores it again, because a search does not keep the penalties.</summary>
    public void AddName(
        IndexView index, ListedNameScorer names, SearchScratch scratch, QueryExpansion expansion, int listedName, AskedName asked, ListedParty party, int ordinal)
    {
        var penalties = new List<(NameFeature Feature, double Amount)>();
        var score = names.Score(expansion, listedName, penalties);
        var tokens = index.TokensOf(listedName);
        var listed = new string[tokens.Length];
        for (var token = 0; token < tokens.Length; token++)
        {
            listed[token] = index.Word(IndexFormat.WordOf(tokens[token])).ToString();
        }

        var what = party.Names[ordinal].Text == party.Name ? "name" : party.Names[ordinal].IsWeak ? "weak alias" : "alias";
        sentences.Add($"The {what} `{party.Names[ordinal].Text}` of {party.List} entry {party.Id} scores {MatchWording.Number(score)}.");
        foreach (var edge in scratch.Alignment.Chosen)
        {
            sentences.Add(Pair(expansion.Query, listed, edge));
        }

        AddLeftOver("the name asked about", expansion.Query.Tokens.Select(token => token.Text).ToArray(), scratch.Alignment.IsQueryUsed);
        AddLeftOver("the listed name", listed, scratch.Alignment.IsListedUsed);
        sentences.AddRange(penalties.Select(penalty => penalty.Feature.Explain(penalty.Amount)));
        if (names.LeavesOtherPlace(listedName, asked.Places))
        {
            sentences.Add($"The places differ: at most {MatchWording.Number(Math.Max(thresholds.Weights.OtherPlace, thresholds.T1))}.");
        }

        if (party.Names[ordinal].IsWeak)
        {
            sentences.Add($"This alias is weak: -{MatchWording.Number(thresholds.Weights.WeakAlias)}.");
        }
    }

    /// <summary>Explains the other evidence and the strength of the match.</summary>
    public void AddStrength(double score, PartyEvidence evidence, StrengthReason ground)
    {
        sentences.AddRange(evidence.Agreements);
        sentences.AddRange(evidence.Notes);
        if (evidence.Identifier is not null)
        {
            sentences.Add(evidence.Identifier);
        }

        sentences.Add(ground switch
        {
            StrengthReason.Identifier => "An exact identifier is a strong match by itself.",
            StrengthReason.Premises => "Possible: the party is at the premises of a listed entry under another name. An address alone is never a "
                + "strong match.",
            StrengthReason.BelowT2 => $"Possible: {MatchWording.Number(score)} lies between {MatchWording.Number(thresholds.T1)} and "
                + $"{MatchWording.Number(thresholds.T2)}.",
            StrengthReason.WeakAlias => "Possible only: a weak alias is never a strong match by name alone.",
            StrengthReason.OtherKind => "Possible only: the name alone does not make one kind of party into another.",
            StrengthReason.Individual => "Possible only: an individual matched by name alone, and no date of birth, identifier, country of "
                + "citizenship or birth, or address agrees.",
            _ => $"Strong: {MatchWording.Number(score)} is at or above {MatchWording.Number(thresholds.T2)}.",
        });
    }

    private static string Pair(QueryName query, string[] listed, in WordEdge edge)
    {
        var asked = string.Join(' ', query.Tokens.Skip(edge.QueryStart).Take(edge.QueryCount).Select(token => token.Text));
        var found = string.Join(' ', listed.AsSpan(edge.ListedStart, edge.ListedCount).ToArray());
        return edge.IsInitial ? $"`{asked}` ~ `{found}`: one is the initial of the other."
            : edge.QueryCount != edge.ListedCount ? $"`{asked}` ~ `{found}`: the same written together, {MatchWording.Number(edge.Similarity)}."
            : edge.Similarity >= 1 ? $"`{asked}` = `{found}`."
            : $"`{asked}` ~ `{found}`: spelt differently, {MatchWording.Number(edge.Similarity)}.";
    }

    private void AddLeftOver(string where, string[] words, Func<int, bool> isUsed)
    {
        var left = words.Where((_, index) => !isUsed(index)).Select(word => $"`{word}`").ToArray();
        if (left.Length > 0)
        {
            sentences.Add($"Left over in {where}: {string.Join(", ", left)}.");
        }
    }
}
