using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Traceability.Pages.Doors;

namespace Traceability.Desk;

/// <summary>What rests on a record that somebody takes for a mistake. With anything on it the record stays, whoever's tenant that is: a label must always name what it was issued on (decision 0023).</summary>
internal sealed class Resting(CancellationToken cancellation)
{
    private readonly List<(string Code, PlainWords Words)> _found = [];

    /// <summary>Notes whether any of these rows rests on the record.</summary>
    public async Task Ask(IQueryable<object> rows, string code, string zh, string en)
    {
        if (await rows.AnyAsync(cancellation))
            _found.Add((code, new(zh, en)));
    }

    /// <summary>Why the record stays; none when nothing rests on it.</summary>
    /// <param name="code">What programs are told.</param>
    /// <param name="zh">The record in Chinese, as in 这个主体.</param>
    /// <param name="en">The same in English, as in the party.</param>
    public Problem? Refusal(string code, string zh, string en) => _found.Count == 0 ? null : Problem.Conflict(
        code, $"These use {en}, so it stays: {string.Join(", ", _found.Select(one => one.Words.En))}.",
        zh: $"{zh}已经有{string.Join("、", _found.Select(one => one.Words.Zh))}，不能删除。") with
    {
        More = new JsonObject { ["restingOnIt"] = new JsonArray([.. _found.Select(one => (JsonNode)one.Code)]) },
    };
}
